"""How answers are written: JSON with an ETag, JSON lines, tables."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import orjson
from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from marsad.serve.kept import Answer, has_it, kept_under
from marsad.serve.problems import ProblemError
from marsad.serve.state import ServerState

__all__ = ["cursor", "from_cursor", "json_lines", "reply", "reply_bytes"]

JSON = "application/json"
NDJSON = "application/x-ndjson"


def reply(request: Request, value: Any, *, keep: bool = True) -> Response:
    """The value as JSON, or 304 where the reader has it already; ``keep`` it if the address alone decides it."""
    body = orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_NON_STR_KEYS)
    return reply_bytes(request, body, keep=keep)


def reply_bytes(request: Request, body: bytes, media_type: str = JSON, *, keep: bool = True) -> Response:
    """A body with its ETag, or 304."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    found = kept_under(request.scope) if keep else None
    if found is not None:
        state: ServerState = request.app.state.marsad
        if state.stamp == found[1]:
            state.answers.put(found[0], Answer(body, tag, media_type))
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if has_it(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=media_type)


def json_lines(values: Iterable[Any]) -> Response:
    """Values as JSON lines, one at a time as they come."""

    def lines() -> Iterator[bytes]:
        for value in values:
            yield orjson.dumps(value) + b"\n"

    return StreamingResponse(lines(), media_type=NDJSON)


def cursor(last: str | None) -> str | None:
    """The opaque form of where a page ended."""
    return None if last is None else base64.urlsafe_b64encode(last.encode()).decode().rstrip("=")


def from_cursor(text: str | None, start: str) -> str | None:
    """Where the page before ended: an id that begins with ``start``. ProblemError for a text that no page gave."""
    if text is None:
        return None
    try:
        last = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, ValueError) as error:
        raise ProblemError(400, "The cursor is not one that a page gave; leave it out to begin") from error
    if not last.startswith(start) or not last.isprintable():
        raise ProblemError(400, "The cursor is not one that a page of this kind gave; leave it out to begin")
    return last
