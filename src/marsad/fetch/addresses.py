"""Which addresses may be asked: public ones, over http and https.

A page or feed may name any address, also one inside the network of whoever runs Marsad (a router, a database, the
metadata service of a cloud). Names are resolved here, every address they give is checked, and the connection is made to
the checked address itself, so that a name that resolves to something else a moment later gains nothing.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urljoin, urlsplit, urlunsplit

__all__ = ["Refused", "absolute", "host_of", "public_addresses", "site_of"]

# RFC 6052 and 8215: IPv4 addresses inside IPv6 ones, which a gateway may turn back.
_EMBEDDING = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
_PORTS = {"http": 80, "https": 443}
_LONGEST = 4096


class Refused(Exception):
    """An address that is not asked, with the reason."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def absolute(url: str, base: str | None = None) -> str:
    """The URL in full, without its fragment; `Refused` if it is none, or not of http and https."""
    url = url.strip()
    if len(url) > _LONGEST or any(character <= " " or character == "\x7f" for character in url):
        raise Refused("no valid URL")
    try:
        parts = urlsplit(urljoin(base, url) if base else url)
        port = parts.port
        host = parts.hostname
    except ValueError as error:
        raise Refused("no valid URL") from error
    if parts.scheme not in _PORTS:
        raise Refused(f"only http and https are fetched, not {parts.scheme or 'a name without a scheme'}")
    if not host or port == 0:
        raise Refused("the URL names no host")
    if parts.username is not None or parts.password is not None:
        raise Refused("the URL carries a user name or password")
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", parts.query, ""))


def host_of(url: str) -> str:
    """The host of a URL, without "www.": who published what stands there."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def site_of(url: str) -> str:
    """Scheme, host and port, the unit for which a robots.txt speaks."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def public_addresses(host: str, port: int, *, allow_private: bool = False) -> list[str]:
    """The addresses of a host; `Refused` if it has none, or if any of them is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Refused(f"the host {host} is not known") from error
    addresses = list(dict.fromkeys(str(entry[4][0]).split("%")[0] for entry in found))
    if not allow_private:
        for address in addresses:
            if not _is_public(ip_address(address)):
                raise Refused(f"{host} is the private address {address}; only public ones are asked")
    return addresses


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address):
        inner = _inside(address)
        if inner is not None:
            return _is_public(inner)
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _inside(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address carries (mapped, 6to4, Teredo, NAT64)."""
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address.teredo:
        return address.teredo[1]
    if any(address in network for network in _EMBEDDING):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None
