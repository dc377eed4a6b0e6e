"""One polite HTTP client: asks robots.txt, waits between requests, refuses what is too long, too slow or private."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx

from marsad.fetch.addresses import Refused, absolute, site_of
from marsad.fetch.limits import Broken, Limits, TooLarge, inflate
from marsad.fetch.robots import Robots
from marsad.fetch.transport import Deadline, GuardedTransport

__all__ = ["AGENT", "Client", "Fetched", "Unchanged", "Validators"]

AGENT = "Marsad/0.1 (news archive; reads robots.txt as marsad)"
_ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml, */*;q=0.5"
_MEDIA = ("image/", "audio/", "video/", "font/")

# A host that fails so often in a row is left alone for the rest of the run.
_FAILURES = 3


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask later whether the page changed (RFC 9110, 8.8)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came, unpacked. ``url`` is where it stood after redirects; ``cut`` says why it stops early."""

    url: str
    asked: str
    data: bytes
    media_type: str | None
    validators: Validators
    cut: str | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The server says that the page is as it was when it was fetched last."""

    url: str


class Client:
    """Fetches over http and https for one run; may be used by several threads.

    ``known`` gives the validators of an earlier fetch of a URL. ``allow_private`` lets addresses of this machine and
    its network be asked, which is for tests and for archives inside a network.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        agent: str = AGENT,
        allow_private: bool = False,
        known: Callable[[str], Validators | None] = lambda _url: None,
    ) -> None:
        self.limits = limits or Limits()
        self._known = known
        self._deadline = Deadline()
        transport = GuardedTransport(self._deadline, allow_private=allow_private)
        times = httpx.Timeout(self.limits.read, connect=self.limits.connect)
        headers = {"User-Agent": agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip"}
        self._http = httpx.Client(transport=transport, timeout=times, headers=headers, trust_env=False)
        self._robots = Robots(self._robots_text)
        self._hosts: defaultdict[str, _Host] = defaultdict(_Host)

    def __enter__(self) -> Client:
        """Itself."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close all connections."""
        self._http.close()

    def get(self, url: str, *, partial: bool = False) -> Fetched | Unchanged:
        """The page at a URL, redirects followed, each of them checked; `Refused` with the reason if there is none.

        With ``partial`` a body that is too large, too slow or broken is returned as far as it came, and says so.
        """
        asked = url = absolute(url)
        for _ in range(self.limits.redirects + 1):
            host = self._hosts[site_of(url)]
            with host.lock:
                if host.closed:
                    raise Refused(host.closed)
                pause = self._pause(url)
                host.wait()
                try:
                    result = self._once(host, url, asked, partial=partial)
                finally:
                    host.next_at = time.monotonic() + pause
            if not isinstance(result, str):
                return result
            url = absolute(result, url)
        raise Refused(f"more than {self.limits.redirects} redirects")

    def _pause(self, url: str) -> float:
        pause = max(self.limits.pause, self._robots.pause(url))
        if pause > self.limits.longest_pause:
            raise Refused(f"robots.txt of the site asks for {pause:g} seconds between two requests")
        return pause

    def _once(self, host: _Host, url: str, asked: str, *, partial: bool) -> Fetched | Unchanged | str:
        """One request: the page, or where it redirects to."""
        seen = self._known(url) or Validators()
        conditions = {"If-None-Match": seen.etag, "If-Modified-Since": seen.last_modified}
        try:
            with _Asked(self, url, {name: value for name, value in conditions.items() if value}) as response:
                host.failures = 0
                if response.status_code == 304:
                    return Unchanged(url)
                if response.has_redirect_location:
                    return str(response.headers["location"])
                _check_status(host, response)
                return self._body(response, url, asked, partial=partial)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            host.failures += 1
            if host.failures >= _FAILURES:
                host.closed = f"the host failed {_FAILURES} times in a row; its other pages are left for the next run"
            raise Refused(_told(error)) from error

    def _body(self, response: httpx.Response, url: str, asked: str, *, partial: bool) -> Fetched:
        media_type = response.headers.get("content-type")
        if media_type and media_type.strip().lower().startswith(_MEDIA):
            raise Refused(f"no text ({media_type.split(';')[0].strip()})")
        cut = None
        try:
            data = inflate(response.iter_raw(), response.headers.get("content-encoding", "").lower(), self.limits)
        except (TooLarge, Broken) as error:
            if not partial or not error.head:
                raise Refused(error.reason) from error
            data, cut = error.head, error.reason
        validators = Validators(response.headers.get("etag"), response.headers.get("last-modified"))
        return Fetched(url, asked, data, media_type, validators, cut)

    def _robots_text(self, url: str) -> tuple[int, bytes]:
        """Status and body of a robots.txt, through redirects (RFC 9309, 2.3.1.2)."""
        for _ in range(self.limits.redirects + 1):
            try:
                with _Asked(self, url, {}) as response:
                    if not response.has_redirect_location:
                        data = inflate(
                            response.iter_raw(), response.headers.get("content-encoding", "").lower(), self.limits
                        )
                        return response.status_code, data
                    url = absolute(response.headers["location"], url)
            except (TooLarge, Broken) as error:
                return 200, error.head
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise Refused(_told(error)) from error
        return 404, b""


class _Asked:
    """One streamed GET under the deadline, closed whatever happens."""

    def __init__(self, client: Client, url: str, headers: dict[str, str]) -> None:
        self._client = client
        self._request = client._http.build_request("GET", url, headers=headers)

    def __enter__(self) -> httpx.Response:
        self._client._deadline.start(self._client.limits.total)
        self._response = self._client._http.send(self._request, stream=True, follow_redirects=False)
        self._client._http.cookies.clear()
        return self._response

    def __exit__(self, *_error: Any) -> None:
        self._response.close()


class _Host:
    """When a host may be asked again, and whether it may at all."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.next_at = 0.0
        self.failures = 0
        self.closed: str | None = None

    def wait(self) -> None:
        left = self.next_at - time.monotonic()
        if left > 0:
            time.sleep(left)


def _check_status(host: _Host, response: httpx.Response) -> None:
    status = response.status_code
    if status in (429, 503):
        later = response.headers.get("retry-after")
        host.closed = f"the server asks to come back later (status {status}{f', after {later[:30]}' if later else ''})"
        raise Refused(host.closed)
    if status != 200:
        raise Refused(f"the server answers with status {status}")


def _told(error: Exception) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "the server was too slow"
    if isinstance(error, httpx.ConnectError):
        return "no connection to the server"
    if isinstance(error, httpx.InvalidURL):
        return "no valid URL"
    return f"the server broke off ({type(error).__name__})"
