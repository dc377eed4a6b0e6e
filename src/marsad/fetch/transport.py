"""Connections that go to checked addresses only, and that end when their time is over."""

from __future__ import annotations

import ssl
import threading
import time
import typing
from collections.abc import Iterable

import httpcore
import httpx

from marsad.fetch.addresses import Refused, public_addresses

__all__ = ["Deadline", "GuardedTransport"]

_Options = Iterable[tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]]


class Deadline(threading.local):
    """When the request in hand must be done, on the monotonic clock; one for each thread."""

    at: float = float("inf")

    def start(self, seconds: float) -> None:
        """Give the next request so much time, from connecting to the last byte."""
        self.at = time.monotonic() + seconds

    def left(self, timeout: float | None) -> float:
        """What is left of the time, or ``timeout`` if that is less; `httpcore.ReadTimeout` when it is over."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the whole request took too long")
        return left if timeout is None else min(left, timeout)


class GuardedTransport(httpx.HTTPTransport):
    """httpx's transport over connections that are checked when they are made, whatever the name resolved to before."""

    def __init__(self, deadline: Deadline, *, allow_private: bool) -> None:
        super().__init__(trust_env=False)
        context: ssl.SSLContext = httpx.create_ssl_context(trust_env=False)
        backend = _Backend(deadline, allow_private=allow_private)
        self._pool = httpcore.ConnectionPool(
            ssl_context=context, max_connections=16, keepalive_expiry=5.0, network_backend=backend
        )


class _Backend(httpcore.NetworkBackend):
    def __init__(self, deadline: Deadline, *, allow_private: bool) -> None:
        self._inner = httpcore.SyncBackend()
        self._deadline = deadline
        self._allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: _Options | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve, check, and connect to one of the addresses that were checked."""
        addresses = public_addresses(host, port, allow_private=self._allow_private)
        failure: Exception = Refused(f"the host {host} has no address")
        for address in addresses:
            try:
                left = self._deadline.left(timeout)
                options: typing.Any = socket_options
                stream = self._inner.connect_tcp(address, port, left, local_address, options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
                continue
            return _Stream(stream, self._deadline)
        raise failure

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: _Options | None = None
    ) -> httpcore.NetworkStream:
        """Never."""
        raise Refused("no unix sockets")

    def sleep(self, seconds: float) -> None:
        """Wait between two tries."""
        self._inner.sleep(seconds)


class _Stream(httpcore.NetworkStream):
    """A stream on which every wait ends with the request, so that a byte a second cannot hold it for ever."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _Stream(inner, self._deadline)

    def get_extra_info(self, info: str) -> typing.Any:
        return self._inner.get_extra_info(info)
