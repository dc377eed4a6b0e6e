"""Documents: search over all of them, and one with everything that was read from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response

from marsad.names import mask_words
from marsad.records import Claim, Document, EventReport, Figure, Finding, Omission
from marsad.serve.filters import After, Limit
from marsad.serve.masked import name_spans, plain, shown
from marsad.serve.problems import ERRORS, ProblemError
from marsad.serve.replies import cursor, from_cursor, reply
from marsad.serve.state import ServerState, state_of
from marsad.store import Hit

__all__ = ["reading_json", "router"]

router = APIRouter(prefix="/api/documents", tags=["documents"], responses=ERRORS)
_START = 240


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """A document in a list. ``snippet`` begins at the character ``start`` of its text; ``spans`` are words found."""

    id: str
    title: str | None
    language: str
    source: str | None
    published: str | None
    url: str | None
    kind: str
    origin: str
    snippet: str
    start: int
    spans: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Documents, and the cursor of the next page."""

    items: list[DocumentHit]
    next: str | None


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document and what it gave; ``events`` maps its reports to the merged events they belong to."""

    document: Document
    reports: list[EventReport]
    figures: list[Figure]
    claims: list[Claim]
    findings: list[Finding]
    omissions: list[Omission]
    events: dict[str, str]
    copies: list[str]


@router.get("", responses={200: {"model": DocumentPage}}, summary="Search documents")
def documents(
    request: Request,
    text: Annotated[str | None, Query(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")] = None,
    language: Annotated[Literal["ar", "en", "es", "fr"] | None, Query()] = None,
    limit: Limit = 20,
    after: After = None,
) -> Response:
    """Documents that hold all the words, whatever their spelling, or all documents; private names find nothing."""
    state = state_of(request)
    last = from_cursor(after, "d-")
    found = _matching(state, text, language, last, limit + 1)
    more = len(found) > limit
    held = [_hit(state, document, hit) for document, hit in found[:limit]]
    return reply(request, {"items": held, "next": cursor(held[-1]["id"]) if more and held else None})


def _matching(
    state: ServerState, text: str | None, language: str | None, last: str | None, limit: int
) -> list[tuple[Document, Hit | None]]:
    """Documents behind the last one, with where the words stand; a language may empty whole pages of hits."""
    if not text or not text.strip():
        return [(document, None) for document in _from(state, last, language, limit)]
    found: list[tuple[Document, Hit | None]] = []
    while len(found) < limit:
        hits = state.archive.search(text, limit=max(limit, 100), after=last)
        known = {document.id: document for document in state.archive.documents([hit.document_id for hit in hits])}
        found += [(known[hit.document_id], hit) for hit in hits if language in (None, hit.language)]
        if len(hits) < max(limit, 100):
            break
        last = hits[-1].document_id
    return found[:limit]


def _from(state: ServerState, last: str | None, language: str | None, limit: int) -> list[Document]:
    ids = state.once(("document ids",), lambda: sorted(state.archive.origins()))
    found: list[Document] = []
    wanted = [id for id in ids if last is None or id > last]
    for at in range(0, len(wanted), 200):
        some = state.archive.documents(wanted[at : at + 200])
        found += [document for document in some if language in (None, document.language)]
        if len(found) >= limit:
            break
    return found[:limit]


def _hit(state: ServerState, document: Document, hit: Hit | None) -> dict[str, Any]:
    told = shown(state, document, [document.id])
    text = told["text"]
    spans = [list(span) for span in hit.spans] if hit else []
    start = hit.start if hit else 0
    return {
        "id": document.id,
        "title": told["title"],
        "language": document.language,
        "source": told["source"],
        "published": document.published.value,
        "url": told["url"],
        "kind": document.kind,
        "origin": state.once("origins", state.archive.origins).get(document.id, document.id),
        "snippet": text[start : start + _START],
        "start": start,
        "spans": [span for span in spans if start <= span[0] and span[1] <= start + _START],
    }


@router.get("/{id}", responses={200: {"model": DocumentView}}, summary="One document with everything read from it")
def document(request: Request, id: str) -> Response:
    """The text (private names masked), every value with its words, and what was left out with the reason."""
    state = state_of(request)
    reading = state.archive.reading(id)
    if reading is None or reading.document is None:
        raise ProblemError(404, "There is no document of this id")
    told = reading_json(state, plain(reading), [id])
    reports = told.pop("events")
    origins = state.once("origins", state.archive.origins)
    mine = origins.get(id, id)
    events = {one["id"]: state.archive.event_of_report(one["id"]) for one in reports}
    copies = [other for other, origin in origins.items() if origin == mine and other != id]
    known = {report: event for report, event in events.items() if event}
    return reply(request, {**told, "reports": reports, "events": known, "copies": sorted(copies)[:100]})


def reading_json(state: ServerState, reading: dict[str, Any], ids: list[str]) -> dict[str, Any]:
    """A reading as the pages may show it."""
    told: dict[str, Any] = shown(state, reading, ids)
    spans = name_spans(state, ids)
    if spans:
        # Sentences about the text quote no names, but a title may have been compared.
        for finding in told["findings"]:
            finding["sentences"] = {key: mask_words(value, spans) for key, value in finding["sentences"].items()}
    return told
