"""All events of the archive as columns in memory: filters, facets, timeline and map of 100,000 events in milliseconds.

A computed view like the merged events themselves; the archive stays the truth (tests hold both to the same answers).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from marsad.dates import first_day, last_day
from marsad.store import EventQuery
from marsad.store.columns import EventColumns

__all__ = ["FACETS", "GRID", "WIDE", "EventTable", "build_table"]

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int32]
Rows = NDArray[np.integer[Any]]
# Fields of an event with one value, and with several, by which events are filtered and counted.
SINGLE = ("type", "subtype", "stage", "legal_stage", "country")
SEVERAL = ("group", "actor", "partner", "admin1", "source", "language")
FACETS = (*SINGLE, *SEVERAL)
_MONTH_DAYS = 31
# Degrees of the grid to which points are moved where places are to be coarse: about 55 km; and what is as wide anyway.
GRID = 0.5
WIDE = ("admin1", "region", "country")
# So many points are sent to a map; beyond, those in one square of so many degrees are one: 11 m, 5 km, 11 km ...
_MOST_POINTS = 8_000
_STEPS = (0.0001, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0)


@dataclass(frozen=True, slots=True)
class Codes:
    """A column as numbers: ``names[values[i]]`` is the value of entry i, of event ``owners[i]``; -1 is no value.

    Entries stand in order of their events: those of event ``e`` are ``starts[e]`` until ``starts[e + 1]``.
    """

    names: tuple[str, ...]
    values: Numbers
    owners: Numbers | None = None
    starts: Numbers | None = None

    def number(self, name: str) -> int:
        """The number of a value; -2, which no entry has, for one that does not occur."""
        return self.names.index(name) if name in self.names else -2

    def counts(self, rows: Rows) -> Rows:
        """How many of the events in these rows have each value."""
        # One more at the end counts what has no value, number -1.
        return np.bincount(self.of(rows), minlength=len(self.names) + 1)[: len(self.names)]

    def of(self, rows: Rows) -> Rows:
        """The numbers of the values of the events in these rows, one after the other; the last number is no value."""
        if self.owners is None or self.starts is None:
            values = self.values[rows]
            return np.where(values < 0, len(self.names), values).astype(np.int32)
        begin, size = self.starts[rows], self.starts[rows + 1] - self.starts[rows]
        # Entry k of the answer is entry k - (entries before its event) + (where its event begins).
        shift = np.repeat(begin - np.concatenate(([0], np.cumsum(size)[:-1])), size) if len(rows) else size
        entries: Rows = self.values[shift + np.arange(len(shift), dtype=np.int32)]
        return entries


@dataclass(frozen=True, slots=True)
class EventTable:
    """Columns of all events, newest first. Days are numbers like 20240606; 0 is no date."""

    ids: tuple[str, ...]
    first: Numbers
    last: Numbers
    precision: Numbers
    foiled: Mask
    n_reports: Numbers
    confidence: NDArray[np.float64]
    columns: dict[str, Codes]
    point_owner: Numbers
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    point_precision: Codes
    row_of: dict[str, int] = field(repr=False)

    def masks(self, query: EventQuery, found: Sequence[str] | None = None) -> dict[str, Mask]:
        """For each filter of a query, which events pass it; ``found`` are the events that hold its words."""
        return {name: self._holds(name, value, found) for name, value in query.given().items()}

    def passing(self, masks: Mapping[str, Mask], *, but: Collection[str] = ()) -> Mask:
        """Which events pass all filters, but for those named."""
        keep = np.ones(len(self.ids), np.bool_)
        for name, mask in masks.items():
            if name not in but:
                keep &= mask
        return keep

    def _holds(self, name: str, value: Any, found: Sequence[str] | None) -> Mask:  # noqa: PLR0911 - one a filter
        if name == "start":
            return np.asarray(self.last >= _number(first_day(value).isoformat()))
        if name == "end":
            return np.asarray((self.first <= _number(last_day(value).isoformat())) & (self.first > 0))
        if name == "foiled":
            return np.asarray(self.foiled == value)
        if name == "min_reports":
            return np.asarray(self.n_reports >= value)
        if name == "bbox":
            return self._owners(self.point_owner[self._within(value)])
        if name == "text":
            rows = [self.row_of[id] for id in found or () if id in self.row_of]
            return self._owners(np.array(rows, np.int32))
        column = self.columns[name]
        hit = column.values == column.number(value)
        return np.asarray(hit) if column.owners is None else self._owners(column.owners[hit])

    def _owners(self, rows: Numbers) -> Mask:
        keep = np.zeros(len(self.ids), np.bool_)
        keep[rows] = True
        return keep

    def _within(self, bbox: tuple[float, float, float, float]) -> Mask:
        west, south, east, north = bbox
        across = (self.lon >= west) & (self.lon <= east) if west <= east else (self.lon >= west) | (self.lon <= east)
        return np.asarray(across & (self.lat >= south) & (self.lat <= north))

    def facet(self, name: str, rows: Rows) -> dict[str, int]:
        """Values of a field and how many of the events in these rows have each, the most frequent first."""
        column = self.columns[name]
        counts = column.counts(rows).tolist()
        told = [(value, count) for value, count in zip(column.names, counts, strict=True) if count]
        return dict(sorted(told, key=lambda one: (-one[1], one[0])))

    def timeline(self, keep: Mask) -> dict[str, Any]:
        """Events by month, those known by year alone, and how many have no date."""
        days, precision = self.first[keep], self.precision[keep]

        def counted(parts: Numbers) -> list[tuple[int, int]]:
            names, counts = np.unique(parts, return_counts=True)
            return list(zip(names.tolist(), counts.tolist(), strict=True))

        months = counted(days[precision == 1] // 100)
        return {
            "months": [(f"{month // 100:04}-{month % 100:02}", count) for month, count in months],
            "years": [(f"{year:04}", count) for year, count in counted(days[precision == 2] // 10_000)],
            "undated": int((precision == 0).sum()),
        }

    def places(self, keep: Mask) -> list[tuple[float, float, str, int, str]]:
        """Points of events, equal ones as one: longitude, latitude, precision, how many events, one of their ids.

        Where there are more than a map can show, near ones become one, at the place of one of them.
        """
        chosen = np.flatnonzero(keep[self.point_owner])
        if not len(chosen):
            return []
        lon, lat, kind = self.lon[chosen], self.lat[chosen], self.point_precision.values[chosen]
        for step in _STEPS:
            # The square and the precision, which keeps areas and dots apart, as one number.
            column, line = (np.floor(edge / step).astype(np.int64) for edge in (lon, lat))
            key = (column * 10_000_000 + line) * 16 + kind
            _, start, counts = np.unique(key, return_index=True, return_counts=True)
            if len(start) <= _MOST_POINTS:
                break
        names = self.point_precision.names
        columns = (lon[start], lat[start], kind[start], counts, self.point_owner[chosen][start])
        lines = zip(*(column.tolist() for column in columns), strict=True)
        return [(x, y, names[precision], count, self.ids[owner]) for x, y, precision, count, owner in lines]

    def mark(self, id: str) -> str:
        """Where an event stands in the order: what a cursor holds."""
        return f"{id}@{self.first[self.row_of[id]]}"

    def page(self, keep: Mask, after: str | None, limit: int) -> list[str]:
        """Ids of the events behind the place of a mark, newest first.

        The place stands for itself: events that come or go meanwhile neither repeat others nor skip any.
        """
        rows = np.flatnonzero(keep)
        start = 0
        if after is not None:
            id, _, day = after.partition("@")
            last = (int(day), id)
            behind = bisect_left(
                range(len(self.ids)), True, key=lambda row: (int(self.first[row]), self.ids[row]) < last
            )
            start = int(np.searchsorted(rows, behind))
        return [self.ids[row] for row in rows[start : start + limit]]


def build_table(columns: EventColumns, *, coarse: bool = False) -> EventTable:
    """The table of the columns that the archive gives; ``coarse`` knows points by their square of the grid alone."""
    rows = columns.rows
    row_of = {row[0]: number for number, row in enumerate(rows)}
    single = {
        name: _codes([cast("str | None", row[at]) for row in rows])
        for name, at in zip(SINGLE, (1, 2, 3, 4, 8), strict=True)
    }
    several: dict[str, list[tuple[int, str]]] = {name: [] for name in SEVERAL}
    for event, name, value in columns.values:
        if name in several and event in row_of:
            several[name].append((row_of[event], value))
    known = [point for point in columns.points if point[0] in row_of]
    return EventTable(
        ids=tuple(row_of),
        first=np.array([_number(row[6]) for row in rows], np.int32),
        last=np.array([_number(row[7]) for row in rows], np.int32),
        precision=np.array([_precision(row[6], row[7]) for row in rows], np.int32),
        foiled=np.array([bool(row[5]) for row in rows], np.bool_),
        n_reports=np.array([row[9] for row in rows], np.int32),
        confidence=np.array([row[10] for row in rows], np.float64),
        columns={**single, **{name: _several(entries, len(rows)) for name, entries in several.items()}},
        point_owner=np.array([row_of[point[0]] for point in known], np.int32),
        lat=_degrees([point[1] for point in known], coarse=coarse),
        lon=_degrees([point[2] for point in known], coarse=coarse),
        point_precision=_codes([point[3] if point[3] in WIDE or not coarse else "admin1" for point in known]),
        row_of=row_of,
    )


def _codes(values: Sequence[str | None]) -> Codes:
    names = tuple(sorted({value for value in values if value}))
    number = {name: at for at, name in enumerate(names)}
    return Codes(names, np.array([number.get(value or "", -1) for value in values], np.int32))


def _several(entries: list[tuple[int, str]], size: int) -> Codes:
    """The column of (row, value) entries."""
    entries.sort()
    plain = _codes([value for _, value in entries])
    owners = np.array([row for row, _ in entries], np.int32)
    starts = np.searchsorted(owners, np.arange(size + 1)).astype(np.int32)
    return Codes(plain.names, plain.values, owners, starts)


def _degrees(values: list[float], *, coarse: bool) -> NDArray[np.float64]:
    exact = np.array(values, np.float64)
    return np.floor(exact / GRID) * GRID + GRID / 2 if coarse else exact


def _number(day: str) -> int:
    return int(day.replace("-", "")) if day else 0


def _precision(first: str, last: str) -> int:
    """1 for a date within a month, 2 for one that only the year tells, 0 for none."""
    if not first:
        return 0
    return 1 if first[:7] == last[:7] or (last_day(last) - first_day(first)).days < _MONTH_DAYS else 2
