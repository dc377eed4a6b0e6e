"""Documents: search over all of them, and one with everything that was read from it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response

from marsad.names import mask_words
from marsad.records import Claim, Document, EventReport, Figure, Finding, Omission, Reading
from marsad.serve.filters import After, Limit
from marsad.serve.labels import heads, origin_of, report_labels
from marsad.serve.masked import learn_names, names_of, shown_of
from marsad.serve.problems import ERRORS, ProblemError
from marsad.serve.replies import cursor, from_cursor, reply
from marsad.serve.state import ServerState, state_of
from marsad.store import Hit

__all__ = ["router"]

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
    labels: dict[str, dict[str, str]]


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
    learn_names(state, (document.id for document, _ in found))
    held = [_hit(state, document, hit) for document, hit in found[:limit]]
    return reply(request, {"items": held, "next": cursor(held[-1]["id"]) if more and held else None})


def _matching(
    state: ServerState, text: str | None, language: str | None, last: str | None, limit: int
) -> list[tuple[Document, Hit | None]]:
    """Documents behind the last one, with where the words stand."""
    if not text or not text.strip():
        return [(document, None) for document in _from(state, last, language, limit)]
    hits = state.archive.search(text, limit=limit, after=last, language=language)
    known = {document.id: document for document in state.archive.documents([hit.document_id for hit in hits])}
    return [(known[hit.document_id], hit) for hit in hits]


def _from(state: ServerState, last: str | None, language: str | None, limit: int) -> list[Document]:
    known = heads(state)
    behind = known[bisect_right(known, last or "", key=lambda head: head.id) :]
    wanted = islice((head.id for head in behind if language in (None, head.language)), limit)
    return list(state.archive.documents(wanted))


def _hit(state: ServerState, document: Document, hit: Hit | None) -> dict[str, Any]:
    told = shown_of(state, document, document)
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
        "origin": origin_of(state, document.id),
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
    told = _reading_json(state, reading, reading.document)
    reports = told.pop("events")
    events = {one["id"]: state.archive.event_of_report(one["id"]) for one in reports}
    alike = state.once("copies", lambda: _copies(state)).get(origin_of(state, id), ())
    copies = [other for other in alike if other != id]
    known = {report: event for report, event in events.items() if event}
    more = {"events": known, "copies": copies[:100], "labels": report_labels(reports)}
    return reply(request, {**told, "reports": reports, **more})


def _copies(state: ServerState) -> dict[str, list[str]]:
    """Of each text that has copies: the ids of all of them."""
    found: dict[str, list[str]] = defaultdict(list)
    for head in heads(state):
        found[head.origin].append(head.id)
    return {origin: ids for origin, ids in found.items() if len(ids) > 1}


def _reading_json(state: ServerState, reading: Reading, document: Document) -> dict[str, Any]:
    """A reading as the pages may show it."""
    told: dict[str, Any] = shown_of(state, reading, document)
    spans = names_of(state, document)
    if spans:
        # Sentences about the text quote no names, but a title may have been compared.
        for finding in told["findings"]:
            finding["sentences"] = {key: mask_words(value, spans) for key, value in finding["sentences"].items()}
    return told
