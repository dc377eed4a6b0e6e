"""Texts that a reader brings: read at once, nothing kept; or sent to the archive with the token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Request, Response
from pydantic import Field

from marsad.dates import is_partial_date
from marsad.lexicon import LANGUAGES
from marsad.names import NameSpan, mask_reading, private_names
from marsad.pipeline import read
from marsad.records import Claim, Document, EventReport, Figure, Finding, Omission, Reading
from marsad.serve.labels import report_labels
from marsad.serve.masked import plain
from marsad.serve.problems import ERRORS, ProblemError
from marsad.serve.replies import reply
from marsad.serve.state import state_of
from marsad.serve.writing import Writer, now, rebuilt
from marsad.store import Entry

__all__ = ["router"]

router = APIRouter(prefix="/api", tags=["reading"], responses=ERRORS)


@dataclass(frozen=True, slots=True)
class TextRequest:
    """A text in Arabic, French, Spanish or English; the publication date anchors "on Tuesday"."""

    text: Annotated[str, Field(min_length=1, max_length=200_000)]
    published: Annotated[str | None, Field(max_length=10)] = None
    language: Literal["ar", "en", "es", "fr"] | None = None
    title: Annotated[str | None, Field(max_length=500)] = None
    url: Annotated[str | None, Field(max_length=2_000, pattern=r"^https?://")] = None


@dataclass(frozen=True, slots=True)
class ReadingView:
    """What the text gave; no document where it could not be read, and then an omission says why."""

    document: Document | None
    events: list[EventReport]
    figures: list[Figure]
    claims: list[Claim]
    findings: list[Finding]
    omissions: list[Omission]
    labels: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Kept:
    """The document that was kept, and whether it was new."""

    document_id: str
    new: bool


def _read(asked: TextRequest) -> Reading:
    if asked.published is not None and not is_partial_date(asked.published):
        raise ProblemError(422, "published is a day, month or year of the calendar, like 2024-06-30")
    if not asked.text.strip():
        raise ProblemError(422, "The text is empty")
    # A lone surrogate is no character of any text and cannot be written down.
    text, title = _clean(asked.text), _clean(asked.title or "") or None
    return read(text, published=asked.published, language=asked.language, title=title, url=asked.url)


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _names(reading: Reading) -> tuple[NameSpan, ...]:
    document = reading.document
    return private_names(document.text, document.language) if document and document.language != "other" else ()


@router.post("/read", responses={200: {"model": ReadingView}}, summary="Read a text; nothing is kept")
def read_text(request: Request, asked: TextRequest) -> Response:
    """Events, figures, claims and findings of the text, each with its words."""
    state = state_of(request)
    reading = _read(asked)
    readable = reading.document is not None and reading.document.language in LANGUAGES
    told = plain(mask_reading(reading) if readable and not state.settings.show_names else reading)
    return reply(request, {**told, "labels": report_labels(told["events"])})


@router.post("/documents", tags=["documents"], responses={200: {"model": Kept}}, summary="Keep a text in the archive")
def keep_text(request: Request, asked: TextRequest, state: Writer) -> Response:
    """Read the text and keep it; merged events and findings follow. The same text twice changes nothing."""
    from marsad import __version__

    reading = _read(asked)
    if reading.document is None:
        reasons = "; ".join(omission.reason for omission in reading.omissions)
        raise ProblemError(409, f"The text cannot be read: {reasons}")
    masks = tuple((span.start, span.end) for span in _names(reading))
    with rebuilt(state):
        new = state.archive.add_readings([Entry(reading, masks)], engine=__version__, seen_at=now())
    return reply(request, {"document_id": reading.document.id, "new": bool(new)})
