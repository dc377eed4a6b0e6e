"""About the data: what the archive holds, who wrote it, how sure it is; and whether this server may write."""

from __future__ import annotations

import secrets
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response

from marsad import __version__
from marsad.serve.labels import heads
from marsad.serve.problems import ERRORS
from marsad.serve.replies import reply
from marsad.serve.state import ServerState, state_of
from marsad.store.columns import DocumentHead

__all__ = ["router"]

router = APIRouter(prefix="/api", tags=["about"], responses=ERRORS)
_SOURCES = 200


@dataclass(frozen=True, slots=True)
class SourceCount:
    """A source, its documents, how many of them are copies, its languages, and the days that it covers."""

    source: str
    documents: int
    copies: int
    languages: list[str]
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class About:
    """What the archive holds and what the server allows."""

    version: str
    counts: dict[str, int]
    sources: list[SourceCount]
    omissions: dict[str, int]
    writable: bool
    token_right: bool
    masked: bool
    coarse: bool
    max_text: int


@router.get("/about", responses={200: {"model": About}}, summary="What the archive holds")
def about(request: Request) -> Response:
    """Counts, sources, what was left out and why, and whether this server may write."""
    state = state_of(request)
    settings = state.settings
    held = state.once("about", lambda: _about(state))
    given = request.headers.get("x-marsad-token", "")
    told = {
        **held,
        "version": __version__,
        "writable": settings.token is not None,
        "token_right": settings.token is not None and secrets.compare_digest(given.encode(), settings.token.encode()),
        "masked": not settings.show_names,
        "coarse": settings.coarse,
        "max_text": settings.max_text,
    }
    return reply(request, told, keep=False)  # the token of the request decides a part of it


def _about(state: ServerState) -> dict[str, Any]:
    archive = state.archive
    by_source: dict[str, list[DocumentHead]] = defaultdict(list)
    for head in heads(state):
        by_source[head.source or ""].append(head)
    ranked = sorted(by_source.items(), key=lambda one: (-len(one[1]), one[0]))
    return {
        "counts": archive.counts(),
        "sources": [_source(name, held) for name, held in ranked[:_SOURCES]],
        "omissions": dict(Counter(omission.reason for omission in archive.omissions()).most_common(50)),
    }


def _source(name: str, held: list[DocumentHead]) -> dict[str, Any]:
    days = sorted(head.published for head in held if head.published)
    return {
        "source": name,
        "documents": len(held),
        "copies": sum(head.origin != head.id for head in held),
        "languages": sorted({head.language for head in held}),
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
    }
