"""Events: pages of them, and what a view counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, NamedTuple

import numpy as np
import orjson
from fastapi import APIRouter, Query, Request, Response

from marsad.merged import Event
from marsad.names import may_hold
from marsad.serve.files import FILE_FORMS, events_file
from marsad.serve.filters import After, EventFilter, Limit
from marsad.serve.labels import labels_of, place_labels, report_labels
from marsad.serve.masked import learn_names, name_spans, shown
from marsad.serve.problems import ERRORS, ProblemError
from marsad.serve.replies import cursor, from_cursor, json_lines, reply
from marsad.serve.state import ServerState, state_of
from marsad.serve.table import FACETS, Mask
from marsad.store import EventQuery

__all__ = ["masks_of", "router", "selected"]

router = APIRouter(prefix="/api/events", tags=["events"], responses=ERRORS)
_OTHER_FORMS: dict[str, Any] = {"application/x-ndjson": {}, "text/csv": {}, "application/geo+json": {}}
_FACET_VALUES = 40
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
    if last is not None and not re.fullmatch(r"v-[0-9a-z-]+@\d{1,8}", last, re.ASCII):
        raise ProblemError(400, "The cursor is not one that a page gave; leave it out to begin")
    if format in FILE_FORMS:
        return events_file(request, state, query, format)
    keep = selected(state, query)
    if format == "ndjson":
        ids = state.table.page(keep, last, len(state.table.ids))
        return json_lines(one.json for one in _in_order(state, ids))
    ids = state.table.page(keep, last, limit + 1)
    shown_events = list(_in_order(state, ids[:limit]))
    told = {
        "items": [one.json for one in shown_events],
        "total": int(keep.sum()),
        "next": cursor(state.table.mark(ids[limit - 1])) if len(ids) > limit else None,
        "labels": dict(label for one in shown_events for label in one.labels.items()),
    }
    return reply(request, told)


class _Shown(NamedTuple):
    """An event as JSON, as the pages may show it, and the names of its bodies and places."""

    json: orjson.Fragment
    labels: dict[str, dict[str, str]]


def _in_order(state: ServerState, ids: list[str]) -> Iterator[_Shown]:
    """Events in the order of their ids; what was shown lately is kept."""
    lately: dict[str, _Shown] = state.once("shown events", dict)
    for at in range(0, len(ids), 500):
        some = ids[at : at + 500]
        known = {id: lately[id] for id in some if id in lately}
        fresh = {event.id: event for event in state.archive.events_named(set(some) - known.keys())}
        learn_names(state, (id for event in fresh.values() for id in event.documents))
        for id, event in fresh.items():
            raw = _shown_bytes(state, event)
            known[id] = _Shown(orjson.Fragment(raw), report_labels([orjson.loads(raw)]))
        if len(lately) + len(known) > _SHOWN_LATELY:
            lately.clear()
        lately.update(known)
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
        "points": table.places(keep),
        "labels": labels_of(ids) | place_labels((unit[:2], unit[3:]) for unit in units),
    }
