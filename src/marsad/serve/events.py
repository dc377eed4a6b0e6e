"""Events: pages of them, what a view counts, and one event with its reports side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import numpy as np
import orjson
from fastapi import APIRouter, Query, Request, Response

from marsad.archive.corrections import corrected_reports
from marsad.merge import explain, load_weights
from marsad.merged import Correction, Decision, DocumentInfo, Event, Judgement
from marsad.names import may_hold
from marsad.records import EventReport
from marsad.serve.files import FILE_FORMS, events_file
from marsad.serve.filters import After, EventFilter, Limit
from marsad.serve.labels import document_infos, labels_of, place_labels
from marsad.serve.masked import GRID, learn_names, name_spans, shown, shown_of
from marsad.serve.notes import notes
from marsad.serve.problems import ERRORS, ProblemError
from marsad.serve.replies import cursor, from_cursor, json_lines, reply
from marsad.serve.state import ServerState, state_of
from marsad.serve.table import FACETS, Mask
from marsad.store import EventQuery

__all__ = ["Pairing", "ReportView", "pairing", "report_view", "router", "selected"]

router = APIRouter(prefix="/api/events", tags=["events"], responses=ERRORS)
_OTHER_FORMS: dict[str, Any] = {"application/x-ndjson": {}, "text/csv": {}, "application/geo+json": {}}
# How much text around the evidence stands beside an event; the document page has the whole.
_AROUND = 600
_FACET_VALUES = 40
# So many reports of one event are compared with each other.
_EXPLAINED = 25
# Events whose finished JSON is kept, about two kilobytes each.
_SHOWN_LATELY = 20_000


@dataclass(frozen=True, slots=True)
class EventPage:
    """Events newest first, how many there are in all, the cursor of the next page, names of bodies and places."""

    items: list[Event]
    total: int
    next: str | None
    labels: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a field and how many events of the view have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events by month, by year where no month is told, and how many have no date."""

    months: list[tuple[str, int]]
    years: list[tuple[str, int]]
    undated: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What the overview shows. ``points``: longitude, latitude, precision, number of events, id of one of them."""

    total: int
    facets: dict[str, list[FacetValue]]
    timeline: Timeline
    points: list[tuple[float, float, str, int, str]]
    labels: dict[str, dict[str, str]]


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


def masks_of(state: ServerState, query: EventQuery) -> dict[str, Mask]:
    """For each filter of a query, which events of the table pass it."""
    found = None
    if query.text is not None:
        words = EventQuery(text=query.text)
        found = state.once(("words", query.text), lambda: state.archive.event_ids(words))
    return state.table.masks(query, found)


def selected(state: ServerState, query: EventQuery) -> Mask:
    """The events that a query finds, as a mask over the table."""
    return state.table.passing(masks_of(state, query))


@router.get("", responses={200: {"model": EventPage, "content": _OTHER_FORMS}}, summary="Events newest first")
def events(
    request: Request,
    query: EventFilter,
    limit: Limit = 50,
    after: After = None,
    format: Annotated[
        Literal["json", "ndjson", "csv", "geojson"], Query(description="json gives a page, the others all events")
    ] = "json",
) -> Response:
    """A page of the merged events that pass the filters, or all of them as JSON lines, a table or a map."""
    state = state_of(request)
    last = from_cursor(after, "v-")
    if format in FILE_FORMS:
        return events_file(request, state, query, format)
    keep = selected(state, query)
    if format == "ndjson":
        ids = state.table.page(keep, last, len(state.table.ids))
        return json_lines(_in_order(state, ids))
    ids = state.table.page(keep, last, limit + 1)
    held = list(_in_order(state, ids[:limit]))
    more = cursor(ids[limit - 1]) if len(ids) > limit else None
    key = ("labels of events", tuple(ids[:limit]))
    labels = state.once(key, lambda: _labels_of(list(state.archive.events_named(ids[:limit]))))
    return reply(request, {"items": held, "total": int(keep.sum()), "next": more, "labels": labels})


def _in_order(state: ServerState, ids: list[str]) -> Iterator[orjson.Fragment]:
    """The JSON of events as the pages may show them; of those shown lately it is kept."""
    shown_lately: dict[str, orjson.Fragment] = state.once("shown events", dict)
    for at in range(0, len(ids), 500):
        some = ids[at : at + 500]
        known = {id: shown_lately[id] for id in some if id in shown_lately}
        fresh = {event.id: event for event in state.archive.events_named(set(some) - known.keys())}
        learn_names(state, (id for event in fresh.values() for id in event.documents))
        for id, event in fresh.items():
            known[id] = orjson.Fragment(_shown_bytes(state, event))
        if len(shown_lately) + len(known) > _SHOWN_LATELY:
            shown_lately.clear()
        shown_lately.update(known)
        yield from (known[id] for id in some if id in known)


def _shown_bytes(state: ServerState, event: Event) -> bytes:
    raw = orjson.dumps(event)
    spans = name_spans(state, event.documents)
    if not state.settings.coarse and not (spans and may_hold(raw.decode(), spans)):
        return raw
    return orjson.dumps(shown(state, event, event.documents))


@router.get("/summary", responses={200: {"model": Summary}}, summary="Counts, timeline and points of a view")
def summary(request: Request, query: EventFilter) -> Response:
    """What the overview draws: facets (each without its own filter), timeline, and points where equal ones are one."""
    state = state_of(request)
    value = state.once(("summary", query), lambda: _summary(state, query))
    return reply(request, value)


def _summary(state: ServerState, query: EventQuery) -> dict[str, Any]:
    table, given = state.table, query.given()
    masks = masks_of(state, query)
    keep = table.passing(masks)
    rows = np.flatnonzero(keep)
    facets = {}
    for name in FACETS:
        counts = table.facet(name, np.flatnonzero(table.passing(masks, but=(name,))) if name in given else rows)
        top = list(counts.items())[:_FACET_VALUES]
        if name in given and given[name] not in dict(top):
            top.append((given[name], counts.get(given[name], 0)))
        facets[name] = [{"value": value, "count": count} for value, count in top]
    ids = [str(one["value"]) for name in ("actor", "group") for one in facets[name]]
    units = [str(one["value"]) for one in facets["admin1"]]
    return {
        "total": len(rows),
        "facets": facets,
        "timeline": table.timeline(table.passing(masks, but=("start", "end"))),
        "points": table.places(keep, grid=GRID if state.settings.coarse else None),
        "labels": labels_of(ids) | place_labels((unit[:2], unit[3:]) for unit in units),
    }


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
    return {
        "event": shown(state, found, found.documents),
        "reports": [report_view(state, report) for report in ordered],
        "why": _why(state, ordered),
        "linked": [shown(state, one, one.documents) for one in linked],
        "judgements": notes(state, judgements),
        "corrections": notes(state, corrections),
        "decisions": notes(state, sorted(decisions, key=lambda one: one.n)),
        "labels": _labels_of([found, *linked]),
    }


def _labels_of(events: list[Event]) -> dict[str, dict[str, str]]:
    """Names of the bodies, groups and places of events."""
    ids = [one.id for event in events for one in event.actors] + [one.id for event in events for one in event.groups]
    return labels_of(ids) | place_labels((place.country, place.name) for event in events for place in event.places)


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
