"""What stands before every route: names of the host, sizes, rates, headers, and a log that keeps no query.

Plain ASGI, so that answers stream and the cost of a request stays small.
"""

from __future__ import annotations

import logging
import time
import traceback
from collections import OrderedDict
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from marsad.serve.problems import problem_response
from marsad.serve.settings import ServeSettings

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["POLICY", "Guard", "host_name"]

# Scripts and styles come from the server alone, and none stands in a page; but for the two sheets that the chart
# library (Observable Plot) puts into its drawings, named by their hashes. A new version of it may need other ones: the
# browser then says so in its console, and the tests of the pages fail.
_CHARTS = (
    "'sha256-jSYQUrW7J0b3jPqhZP9C2Xh1PyJKHKXd4s0fpGGKrww='",
    "'sha256-rCZUQsEQJf1DmnfnMZmlj08XC7qbIZySA6bEtitbQ00='",
)
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "worker-src 'self'",
        f"style-src 'self' {' '.join(_CHARTS)}",
        "font-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = [
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"geolocation=(), camera=(), microphone=()"),
]
_ADDRESSES = 10_000
log = logging.getLogger("marsad.serve")


class Guard:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp, settings: ServeSettings) -> None:
        self.app = app
        self.settings = settings
        self._asked: OrderedDict[str, tuple[int, int]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        status, begun = 500, False

        async def with_headers(message: Message) -> None:
            nonlocal status, begun
            if message["type"] == "http.response.start":
                status, begun = message["status"], True
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        try:
            refusal = self._refusal(scope)
            if refusal is not None:
                again = {"Retry-After": "60"} if refusal[0] == 429 else None
                await problem_response(*refusal, again)(scope, receive, with_headers)
            else:
                await self.app(scope, self._limited(receive), with_headers)
        except Exception as error:
            # Where it failed, but not what the error says: it may repeat what was sent.
            where = "".join(traceback.format_tb(error.__traceback__))
            log.error("%s failed: %s\n%s", _plain(scope["path"]), type(error).__name__, where)
            if not begun:
                detail = "Something failed in the server; its log says where"
                await problem_response(500, detail)(scope, receive, with_headers)
        finally:
            # The path only: what people look for is nobody's business.
            took = (time.perf_counter() - started) * 1000
            log.info("%s %s %d %.0f ms", scope["method"], _plain(scope["path"]), status, took)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = dict(scope["headers"])
        if not {"*", host_name(headers.get(b"host", b"").decode("latin-1"))} & set(self.settings.hosts):
            return 400, "The server does not answer under this host name; start it with --host-name to allow it"
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > self.settings.max_body:
            return 413, f"A request may hold {self.settings.max_body} bytes"
        if len(scope.get("query_string", b"")) > 8_000:
            return 400, "The query is longer than 8,000 characters"
        if b"%00" in scope.get("raw_path", b"") or b"%00" in scope.get("query_string", b""):
            return 400, "A request must not hold the character NUL"
        if scope["path"].startswith("/api/") and not self._within_rate(scope):
            return 429, f"More than {self.settings.per_minute} requests in a minute; wait and try again"
        return None

    def _within_rate(self, scope: Scope) -> bool:
        """Counts requests of an address in the running minute."""
        address = (scope.get("client") or ("",))[0]
        minute = int(time.monotonic() // 60)
        known, count = self._asked.pop(address, (minute, 0))
        count = count + 1 if known == minute else 1
        self._asked[address] = (minute, count)
        if len(self._asked) > _ADDRESSES:
            self._asked.popitem(last=False)
        return count <= self.settings.per_minute

    def _limited(self, receive: Receive) -> Receive:
        """Reads no more of a body than is allowed, whatever its stated length."""
        taken = 0

        async def limited() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.settings.max_body:
                raise HTTPException(413, f"A request may hold {self.settings.max_body} bytes")
            return message

        return limited


def host_name(header: str) -> str:
    """The name in a Host header, without its port: a page elsewhere that gave itself our address still names itself."""
    if header.startswith("["):
        return header[1:].partition("]")[0].lower()
    return header.partition(":")[0].lower().removesuffix(".")


def _plain(path: str) -> str:
    """A path that cannot forge lines of the log."""
    return path.encode("ascii", "backslashreplace").decode().replace("\n", "\\n").replace("\r", "\\r")[:200]
