"""Trends: events by year or month as rates with exact intervals, partial periods as rates, sources beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated, Any, Literal

import numpy as np
from fastapi import APIRouter, Query, Request, Response

from marsad.dates import first_day, last_day
from marsad.serve.events import selected
from marsad.serve.filters import EventFilter
from marsad.serve.labels import heads, labels_of
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


@lru_cache(maxsize=10_000)
def poisson_interval(events: int, level: float = 0.95) -> tuple[float, float]:
    """Exact interval for the mean of a Poisson count (Garwood, Fiducial Limits for the Poisson Distribution, 1936)."""
    # Half a quantile of the chi-squared distribution with 2n degrees of freedom is one of the gamma distribution at n.
    from scipy.special import gammaincinv

    tail = (1 - level) / 2
    low = float(gammaincinv(events, tail)) if events else 0.0
    return low, float(gammaincinv(events + 1, 1 - tail))


def _trends(state: ServerState, query: EventQuery, by: By, compare: str | None) -> dict[str, Any]:
    periods = _periods(state, by, query)
    values = [""]
    if compare is not None:
        values = list(state.table.facet(compare, np.flatnonzero(selected(state, query))))[:_LINES]
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
    covered = state.once(("covered", by), lambda: _covered(state, by))
    if covered is None:
        return []
    begin = max(covered.begin, first_day(query.start)) if query.start else covered.begin
    until = min(covered.until, last_day(query.end)) if query.end else covered.until
    return [
        {
            "period": name,
            "exposure": _exposure(name, begin, until),
            "documents": covered.documents.get(name, 0),
            "sources": covered.sources.get(name, 0),
            "gap": name not in covered.documents,
        }
        for name in _names(begin, until, by)
    ]


@dataclass(frozen=True, slots=True)
class _Covered:
    """The days that the archive covers, and the documents and sources of each period."""

    begin: date
    until: date
    documents: dict[str, int]
    sources: dict[str, int]


def _covered(state: ServerState, by: By) -> _Covered | None:
    """From the first to the last day of which the archive can know: dates of documents, and of events before them."""
    width = 4 if by == "year" else 7
    days: set[str] = set()
    texts: dict[str, int] = defaultdict(int)
    sources: dict[str, set[str]] = defaultdict(set)
    for head in heads(state):
        if head.published:
            days.add(head.published)
            if len(head.published) >= width:
                texts[head.published[:width]] += 1
                sources[head.published[:width]].add(head.source or "")
    dated = state.table.first[state.table.first > 0]
    ends = (int(dated.min()), int(dated.max())) if len(dated) else ()
    events = [date(day // 10_000, day // 100 % 100, day % 100) for day in ends]
    if not days and not events:
        return None
    begin = min([*(first_day(day) for day in days), *events])
    until = max([last_day(day) for day in days] or events)
    return _Covered(begin, until, dict(texts), {name: len(some) for name, some in sources.items()})


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
