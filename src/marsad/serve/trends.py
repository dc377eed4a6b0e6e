"""Trends: events by year or month as rates with exact intervals, partial periods as rates, sources beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response

from marsad.dates import first_day, last_day
from marsad.serve.events import selected
from marsad.serve.filters import EventFilter
from marsad.serve.labels import labels_of
from marsad.serve.problems import ERRORS
from marsad.serve.replies import reply
from marsad.serve.state import ServerState, state_of
from marsad.store import EventQuery

__all__ = ["poisson_interval", "router"]

router = APIRouter(prefix="/api/trends", tags=["trends"], responses=ERRORS)
By = Literal["year", "month"]
_LINES = 6


@dataclass(frozen=True, slots=True)
class Period:
    """A year or month: share of its days that the archive covers, documents and sources in it, and breaks.

    ``gap`` marks a period without any document: that no event is known there means nothing.
    """

    period: str
    exposure: float
    documents: int
    sources: int
    gap: bool


@dataclass(frozen=True, slots=True)
class Rate:
    """Events in a period, and the rate a whole period with its exact 95 % interval (Garwood 1936)."""

    period: str
    events: int
    rate: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """The rates of one value of the compared field, or of all events (empty value)."""

    value: str
    rates: list[Rate]
    undated: int


@dataclass(frozen=True, slots=True)
class Trends:
    """Periods that the archive covers, and a line for each value compared."""

    by: By
    periods: list[Period]
    lines: list[Line]
    labels: dict[str, dict[str, str]]


@router.get("", responses={200: {"model": Trends}}, summary="Rates by year or month")
def trends(
    request: Request,
    query: EventFilter,
    by: Annotated[By, Query()] = "year",
    compare: Annotated[Literal["country", "type", "group", "stage", "language"] | None, Query()] = None,
) -> Response:
    """Rates of the events that pass the filters, for all or for the most frequent values of a field."""
    state = state_of(request)
    value = state.once(("trends", query, by, compare), lambda: _trends(state, query, by, compare))
    return reply(request, value)


def poisson_interval(events: int, level: float = 0.95) -> tuple[float, float]:
    """Exact interval for the mean of a Poisson count (Garwood, Fiducial Limits for the Poisson Distribution, 1936)."""
    from scipy.stats import chi2

    tail = (1 - level) / 2
    low = float(chi2.ppf(tail, 2 * events)) / 2 if events else 0.0
    return low, float(chi2.ppf(1 - tail, 2 * events + 2)) / 2


def _trends(state: ServerState, query: EventQuery, by: By, compare: str | None) -> dict[str, Any]:
    periods = _periods(state, by, query)
    values = [""]
    if compare is not None:
        values = list(state.table.facet(compare, selected(state, query)))[:_LINES]
    lines = []
    for value in values:
        keep = selected(state, _with(query, compare, value))
        told = state.table.timeline(keep)
        counts: dict[str, int] = defaultdict(int)
        for period, count in told["months"]:
            counts[period if by == "month" else period[:4]] += count
        if by == "year":
            for period, count in told["years"]:
                counts[period] += count
        without = told["undated"] + (sum(count for _, count in told["years"]) if by == "month" else 0)
        lines.append({"value": value, "rates": [_rate(one, counts) for one in periods], "undated": without})
    return {"by": by, "periods": periods, "lines": lines, "labels": labels_of(values)}


def _with(query: EventQuery, field: str | None, value: str) -> EventQuery:
    changes: dict[str, Any] = {field: value} if field else {}
    return replace(query, **changes)


def _rate(period: dict[str, Any], counts: dict[str, int]) -> dict[str, Any]:
    events, exposure = counts.get(period["period"], 0), period["exposure"]
    told: dict[str, Any] = {"period": period["period"], "events": events, "rate": None, "low": None, "high": None}
    if exposure > 0:
        low, high = poisson_interval(events)
        told |= {"rate": events / exposure, "low": low / exposure, "high": high / exposure}
    return told


def _periods(state: ServerState, by: By, query: EventQuery) -> list[dict[str, Any]]:
    """From the first to the last day of which the archive can know: dates of events and of documents."""
    published = state.once("published", lambda: _published(state))
    dated = [day for day, _ in published]
    firsts = [str(day) for day in state.table.first if day]
    if not dated and not firsts:
        return []
    begin = min([first_day(day) for day in (*dated, *firsts)])
    until = max([last_day(day) for day in dated] or [last_day(day) for day in firsts])
    begin = max(begin, first_day(query.start)) if query.start else begin
    until = min(until, last_day(query.end)) if query.end else until
    width = 4 if by == "year" else 7
    texts: dict[str, int] = defaultdict(int)
    sources: dict[str, set[str]] = defaultdict(set)
    for day, source in published:
        if len(day) >= width:
            texts[day[:width]] += 1
            sources[day[:width]].add(source)
    names = list(_names(begin, until, by))
    return [
        {
            "period": name,
            "exposure": _exposure(name, begin, until),
            "documents": texts[name],
            "sources": len(sources[name]),
            "gap": not texts[name],
        }
        for name in names
    ]


def _published(state: ServerState) -> list[tuple[str, str]]:
    found = []
    for document in state.archive.documents():
        if document.published.value:
            found.append((document.published.value, document.source or ""))
    return found


def _names(begin: date, until: date, by: By) -> Iterable[str]:
    day = begin.replace(day=1) if by == "month" else begin.replace(month=1, day=1)
    while day <= until:
        yield day.isoformat()[: 4 if by == "year" else 7]
        day = last_day(day.isoformat()[: 4 if by == "year" else 7]) + timedelta(days=1)


def _exposure(name: str, begin: date, until: date) -> float:
    """The share of a period's days between the two ends, both included."""
    first, last = first_day(name), last_day(name)
    days = (min(last, until) - max(first, begin)).days + 1
    return max(0.0, days / ((last - first).days + 1))
