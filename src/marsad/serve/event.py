"""One event with its reports side by side, why they were merged, and what people decided of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response

from marsad.archive.corrections import corrected_reports
from marsad.merge import explain, load_weights
from marsad.merged import Correction, Decision, DocumentInfo, Event, Judgement
from marsad.records import EventReport
from marsad.serve.labels import document_infos, report_labels
from marsad.serve.masked import shown, shown_of
from marsad.serve.notes import notes
from marsad.serve.problems import ERRORS, ProblemError
from marsad.serve.replies import reply
from marsad.serve.state import ServerState, state_of

__all__ = ["Pairing", "ReportView", "pairing", "report_view", "router"]

router = APIRouter(prefix="/api/events", tags=["events"], responses=ERRORS)
# How much text around the evidence stands beside an event; the document page has the whole.
_AROUND = 600
# So many reports of one event are compared with each other.
_EXPLAINED = 25


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a document's text: ``text`` begins at the character ``start`` of it."""

    start: int
    text: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report beside the words that it was read from."""

    report: EventReport
    document: dict[str, Any]
    passage: Passage


@dataclass(frozen=True, slots=True)
class Bar:
    """How one field of two reports compares, and what that adds to the match weight, in bits; null for a bar to it."""

    field: str
    level: str
    bits: float | None


@dataclass(frozen=True, slots=True)
class Pairing:
    """Why two reports were or were not taken for one event."""

    a: str
    b: str
    weight: float | None
    threshold: float
    fields: list[Bar]


@dataclass(frozen=True, slots=True)
class EventView:
    """One event with all that a reader needs to judge it."""

    event: Event
    reports: list[ReportView]
    why: list[Pairing]
    linked: list[Event]
    judgements: list[Judgement]
    corrections: list[Correction]
    decisions: list[Decision]
    labels: dict[str, dict[str, str]]


@router.get("/{id}", responses={200: {"model": EventView}}, summary="One event")
def event(request: Request, id: str) -> Response:
    """A merged event, its reports beside their words, why they were merged, its case, and what people decided of it."""
    state = state_of(request)
    found = state.archive.event(id)
    if found is None:
        raise ProblemError(404, "There is no event of this id; a merge or a correction gives events new ids")
    return reply(request, _event_view(state, found))


def _event_view(state: ServerState, found: Event) -> dict[str, Any]:
    archive = state.archive
    reports = {report.id: report for report in corrected_reports(archive, found.reports)}
    ordered = [reports[id] for id in found.reports if id in reports]
    linked = [one for link in found.links if (one := archive.event(link.event_id)) is not None]
    mine = set(found.reports)
    judgements = [one for one in archive.judgements(active_only=False) if one.a in mine or one.b in mine]
    corrections = [one for one in archive.corrections(active_only=False) if one.record_id in mine]
    subjects = [*(one.id for one in judgements), *mine]
    decisions = [one for subject in subjects for one in archive.decisions(subject)]
    event, *others = [shown(state, one, one.documents) for one in (found, *linked)]
    return {
        "event": event,
        "reports": [report_view(state, report) for report in ordered],
        "why": _why(state, ordered),
        "linked": others,
        "judgements": notes(state, judgements),
        "corrections": notes(state, corrections),
        "decisions": notes(state, sorted(decisions, key=lambda one: one.n)),
        "labels": report_labels([event, *others]),
    }


def report_view(state: ServerState, report: EventReport) -> dict[str, Any]:
    """A report, its document, and the part of the text around its words."""
    document = state.archive.document(report.document_id)
    if document is None:
        raise ProblemError(404, "The document of a report is not in the archive")
    told = shown_of(state, document, document)
    text = told.pop("text")
    start = max(0, min((words.start for words in report.evidence), default=0) - _AROUND)
    end = max((words.end for words in report.evidence), default=0) + _AROUND
    told["length"] = len(text)
    return {
        "report": shown_of(state, report, document),
        "document": told,
        "passage": {"start": start, "text": text[start:end]},
    }


def _why(state: ServerState, reports: list[EventReport]) -> list[dict[str, Any]]:
    """The match weight of each report with the one before it that it fits best."""
    infos = document_infos(state, [report.document_id for report in reports])
    told = []
    for at in range(1, min(len(reports), _EXPLAINED)):
        pairs = [pairing([reports[other], reports[at]], infos) for other in range(at)]
        told.append(max(pairs, key=lambda one: -1e9 if one["weight"] is None else one["weight"]))
    return told


def pairing(two: list[EventReport], infos: Mapping[str, DocumentInfo]) -> dict[str, Any]:
    """Why two reports were or were not taken for one event, field by field."""
    documents: Any = infos
    bars = explain(two[0], two[1], documents)
    return {
        "a": two[0].id,
        "b": two[1].id,
        "weight": _finite(sum(bar.bits for bar in bars)),
        "threshold": load_weights().threshold,
        "fields": [{"field": bar.field, "level": bar.level, "bits": _finite(bar.bits)} for bar in bars],
    }


def _finite(bits: float) -> float | None:
    return round(bits, 2) if abs(bits) < 1e6 else None
