"""Which events a reader asks for, as one frozen record and as conditions of SQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, exists, intersect, select
from sqlalchemy.sql import Select

from marsad.dates import first_day, last_day
from marsad.store.schema import documents, event_points, event_reports, event_values, events

__all__ = ["COLUMNS", "VALUES", "EventQuery", "conditions", "having"]

# Fields of a query that are columns of `events`, and those an event has several of.
COLUMNS = ("type", "subtype", "stage", "legal_stage", "country")
VALUES = ("group", "actor", "partner", "admin1", "source", "language")


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Filters of an event query; None asks for nothing. All that are given must hold.

    ``start``/``end`` are ISO days, months or years; an event is found when its date touches the period. ``bbox`` is
    west, south, east, north in degrees. ``text`` are words that one of its documents holds. ``group`` and ``actor``
    are ids, ``admin1`` is "MA.04"-like: country and code.
    """

    start: str | None = None
    end: str | None = None
    type: str | None = None
    subtype: str | None = None
    stage: str | None = None
    legal_stage: str | None = None
    country: str | None = None
    group: str | None = None
    actor: str | None = None
    partner: str | None = None
    admin1: str | None = None
    source: str | None = None
    language: str | None = None
    bbox: tuple[float, float, float, float] | None = None
    text: str | None = None
    min_reports: int | None = None
    foiled: bool | None = None

    def given(self) -> dict[str, Any]:
        """The filters that are set."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name)) is not None}


def having(name: str, value: str) -> Select[Any]:
    """The ids of the events that have a value in a field of several values."""
    table = event_values
    return select(table.c.event_id).where(table.c.field == name, table.c.value == value)


def conditions(query: EventQuery, found: Select[Any] | None, rare: bool = False) -> Iterator[ColumnElement[bool]]:
    """The conditions on `events`; ``found`` selects the numbers of the documents that hold the words of the query.

    ``rare`` says that few events have the values asked for: then they are listed first and looked up, else each event
    is asked for its values in turn. A database that guesses wrongly here is a hundred times slower.
    """
    values = {name: value for name in VALUES if (value := getattr(query, name)) is not None}
    if rare and values:
        yield events.c.id.in_(intersect(*(having(name, value) for name, value in values.items())))
    else:
        for name, value in values.items():
            yield having(name, value).where(event_values.c.event_id == events.c.id).exists()
    for name in COLUMNS:
        if (value := getattr(query, name)) is not None:
            yield events.c[name] == value
    if query.start is not None:
        yield events.c.last_day >= first_day(query.start).isoformat()
    if query.end is not None:
        yield events.c.first_day <= last_day(query.end).isoformat()
        yield events.c.first_day > ""
    if query.foiled is not None:
        yield events.c.foiled.is_(query.foiled)
    if query.min_reports is not None:
        yield events.c.n_reports >= query.min_reports
    if query.bbox is not None:
        west, south, east, north = query.bbox
        across: ColumnElement[bool] = event_points.c.lon.between(west, east)
        if west > east:  # over the antimeridian
            across = (event_points.c.lon >= west) | (event_points.c.lon <= east)
        yield exists().where(event_points.c.event_id == events.c.id, event_points.c.lat.between(south, north), across)
    if found is not None:
        holders = select(event_reports.c.event_id).join(documents, documents.c.id == event_reports.c.document_id)
        yield events.c.id.in_(holders.where(documents.c.n.in_(found)))
