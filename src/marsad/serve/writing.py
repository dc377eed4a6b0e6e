"""Who may write, and what follows on writing: the merged view and the checks are worked out anew."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Request

from marsad.archive.figures import check_figures
from marsad.archive.merging import merge
from marsad.serve.problems import ProblemError
from marsad.serve.state import ServerState, state_of

__all__ = ["Writer", "now", "rebuilt"]


def may_write(request: Request) -> ServerState:
    """The state, for a request that carries the server's token; no cookie is looked at, so no page can forge one."""
    state = state_of(request)
    wanted = state.settings.token
    if wanted is None:
        raise ProblemError(403, "This server is read-only; start it with `marsad serve --token` to write")
    bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
    given = request.headers.get("x-marsad-token", bearer)
    if not secrets.compare_digest(given.encode(), wanted.encode()):
        raise ProblemError(401, "The token is missing or wrong; `marsad serve --token` printed it")
    return state


Writer = Annotated[ServerState, Depends(may_write)]


def now() -> str:
    """The present moment for the log: UTC, ISO 8601, to the microsecond so that no two decisions share an id."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


@contextmanager
def rebuilt(state: ServerState) -> Iterator[None]:
    """One writer at a time; afterwards merged events and findings across documents are computed anew."""
    with state.writing:
        yield
        at = now()
        merge(state.archive, at=at)
        check_figures(state.archive, at=at)
        state.changed()
