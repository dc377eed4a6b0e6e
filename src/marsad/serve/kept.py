"""Finished answers, kept until the archive changes: a view that was asked for before costs a look into a dictionary."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple

from fastapi.concurrency import run_in_threadpool

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from marsad.serve.state import ServerState

__all__ = ["Answer", "Answers", "KeptAnswers", "has_it", "kept_under"]

_BYTES = 64_000_000
_LONGEST = 1_000_000
# The name in a request's scope under which its answer may be kept.
_KEY = "marsad.answer"


class Answer(NamedTuple):
    """The body of an answer, its ETag and media type."""

    body: bytes
    tag: str
    media_type: str


class Answers:
    """Answers by address, the least used dropped when they hold too many bytes."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, bytes], Answer] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, key: tuple[str, bytes]) -> Answer | None:
        """The answer to an address."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: tuple[str, bytes], answer: Answer) -> None:
        """Keep an answer, unless it is very long."""
        if len(answer.body) > _LONGEST:
            return
        with self._lock:
            old = self._kept.pop(key, None)
            self._kept[key] = answer
            self._bytes += len(answer.body) - (len(old.body) if old else 0)
            while self._bytes > _BYTES:
                self._bytes -= len(self._kept.popitem(last=False)[1].body)

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._kept.clear()
            self._bytes = 0


class KeptAnswers:
    """ASGI middleware that answers at once what was answered before, from the archive as it stands."""

    def __init__(self, app: ASGIApp, state: ServerState) -> None:
        self.app = app
        self.state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith("/api/"):
            await self.app(scope, receive, send)
            return
        # The look at the archive may wait for a database; the loop must not.
        stamp = self.state.recent_stamp or await run_in_threadpool(lambda: self.state.stamp)
        key = (scope["path"], scope["query_string"])
        answer = self.state.answers.get(key)
        if answer is None:
            await self.app({**scope, _KEY: (key, stamp)}, receive, send)
            return
        headers = [(b"etag", answer.tag.encode()), (b"cache-control", b"no-cache")]
        given = dict(scope["headers"]).get(b"if-none-match", b"").decode("latin-1")
        if has_it(given, answer.tag):
            await send({"type": "http.response.start", "status": 304, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return
        headers += [
            (b"content-type", answer.media_type.encode()),
            (b"content-length", str(len(answer.body)).encode()),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": answer.body})


def kept_under(scope: Scope) -> tuple[tuple[str, bytes], str] | None:
    """The address of a request and the stamp of the archive when it came; None if its answer is not to be kept."""
    found: tuple[tuple[str, bytes], str] | None = scope.get(_KEY)
    return found


def has_it(if_none_match: str, tag: str) -> bool:
    """Whether a reader who sends this If-None-Match has the answer of this tag (RFC 9110, weak comparison)."""
    given = [one.strip().removeprefix("W/") for one in if_none_match.split(",")]
    return tag in given or "*" in given
