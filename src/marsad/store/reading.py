"""Reading from the tables: one function a question, each on an open connection."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
from sqlalchemy import Connection, Select, and_, exists, func, or_, select

from marsad.store.queries import COLUMNS, VALUES, EventQuery, conditions, having
from marsad.store.schema import documents, event_points, event_reports, event_values, events, merged_reports, reports
from marsad.store.schema import masks as mask_table
from marsad.store.search import Hit, hit, matching

__all__ = [
    "all_masks",
    "count",
    "event_ids",
    "event_pages",
    "facets",
    "known",
    "masks",
    "pages",
    "points",
    "search",
    "unmerged",
]

_PAGE = 2_000
_IN = 10_000
_FEW = 20_000


def pages(connection: Connection, table: Any, ids: list[str] | None, document_id: str | None) -> Iterator[list[str]]:
    """The JSON of a table's records in order of id, a page at a time; no cursor is held open between pages."""
    if ids is not None:
        for at in range(0, len(ids), _PAGE):
            asked = select(table.c.json).where(table.c.id.in_(ids[at : at + _PAGE])).order_by(table.c.id)
            yield list(connection.execute(asked).scalars())
        return
    last = None
    while True:
        asked = select(table.c.id, table.c.json).order_by(table.c.id).limit(_PAGE)
        if document_id is not None:
            asked = asked.where(table.c.document_id == document_id)
        if last is not None:
            asked = asked.where(table.c.id > last)
        rows = connection.execute(asked).all()
        yield [row.json for row in rows]
        if len(rows) < _PAGE:
            return
        last = rows[-1].id


def known(connection: Connection, ids: list[str], engine: str) -> set[str]:
    """Those of the ids that this engine has read."""
    found: set[str] = set()
    for at in range(0, len(ids), _IN):
        asked = select(documents.c.id).where(documents.c.id.in_(ids[at : at + _IN]), documents.c.engine == engine)
        found.update(connection.execute(asked).scalars())
    return found


def unmerged(connection: Connection) -> int:
    """Reports that are in no event and that no merge has seen."""
    seen = (table.c.report_id == reports.c.id for table in (event_reports, merged_reports))
    asked = select(func.count()).select_from(reports).where(*(~exists().where(one) for one in seen))
    return int(connection.execute(asked).scalar_one())


def masks(connection: Connection, ids: list[str]) -> dict[str, tuple[tuple[int, int], ...]]:
    """Spans of private names of documents."""
    found: dict[str, list[tuple[int, int]]] = {}
    for at in range(0, len(ids), _IN):
        asked = select(mask_table).where(mask_table.c.document_id.in_(ids[at : at + _IN]))
        for row in connection.execute(asked.order_by(mask_table.c.document_id, mask_table.c.start)):
            found.setdefault(row.document_id, []).append((row.start, row.end))
    return {key: tuple(spans) for key, spans in found.items()}


def all_masks(connection: Connection) -> dict[str, tuple[tuple[int, int], ...]]:
    """Spans of private names of all documents that have any."""
    found: dict[str, list[tuple[int, int]]] = {}
    for row in connection.execute(select(mask_table).order_by(mask_table.c.document_id, mask_table.c.start)):
        found.setdefault(row.document_id, []).append((row.start, row.end))
    return {key: tuple(spans) for key, spans in found.items()}


def _rare(connection: Connection, query: EventQuery) -> bool:
    """Whether so few events have one of the values asked for that it is cheaper to start from them."""
    for name in VALUES:
        if (value := getattr(query, name)) is not None:
            some = having(name, value).limit(_FEW).subquery()
            if connection.execute(select(func.count()).select_from(some)).scalar_one() < _FEW:
                return True
    return False


def _where(connection: Connection, query: EventQuery, *, rare: bool = False) -> list[Any] | None:
    """The conditions of a query; None where its words can be in no document."""
    found = None
    if query.text is not None:
        found = matching(query.text, connection.dialect.name)
        if found is None:
            return None
    return list(conditions(query, found, rare))


def event_pages(
    connection: Connection, query: EventQuery, order: str, after: str | None, limit: int | None
) -> Iterator[str]:
    """The JSON of the events of a query, by id or newest first, from the event ``after`` on."""
    rare = _rare(connection, query)
    where = _where(connection, query, rare=rare)
    if where is None:
        return
    # An expression keeps the database from walking all events in order of the day to find the few.
    day = func.coalesce(events.c.first_day, "") if rare else events.c.first_day
    by_date = order == "date"
    left, last = limit, _anchor(connection, after) if after else None
    while left is None or left > 0:
        size = _PAGE if left is None else min(left, _PAGE)
        asked = select(events.c.id, events.c.first_day, events.c.json).where(*where).limit(size)
        asked = asked.order_by(*([day.desc(), events.c.id.desc()] if by_date else [events.c.id]))
        rows = connection.execute(_behind(asked, last, by_date)).all()
        yield from (row.json for row in rows)
        if len(rows) < size:
            return
        left, last = None if left is None else left - size, (rows[-1].id, rows[-1].first_day)


def _anchor(connection: Connection, id: str) -> tuple[str, str]:
    """An event's place in the order; one that was merged away meanwhile keeps its place by id."""
    return id, connection.execute(select(events.c.first_day).where(events.c.id == id)).scalar() or ""


def _behind(asked: Select[Any], last: tuple[str, str] | None, by_date: bool) -> Select[Any]:
    if last is None:
        return asked
    id, day = last
    if not by_date:
        return asked.where(events.c.id > id)
    return asked.where(
        events.c.first_day <= day, or_(events.c.first_day < day, and_(events.c.first_day == day, events.c.id < id))
    )


def event_ids(connection: Connection, query: EventQuery) -> list[str]:
    """The ids of the events of a query."""
    where = _where(connection, query, rare=_rare(connection, query))
    return [] if where is None else list(connection.execute(select(events.c.id).where(*where)).scalars())


def count(connection: Connection, query: EventQuery) -> int:
    """How many events a query finds."""
    where = _where(connection, query, rare=_rare(connection, query))
    if where is None:
        return 0
    return connection.execute(select(func.count()).select_from(events).where(*where)).scalar_one()


def facets(connection: Connection, field: str, query: EventQuery) -> dict[str, int]:
    """Events by value of a field. ValueError for a field that has no facets."""
    where = _where(connection, query, rare=_rare(connection, query))
    if where is None:
        return {}
    if field in VALUES:
        value: Any = event_values.c.value
        asked = select(value, func.count()).where(event_values.c.field == field)
        if where:
            # From the events to their values, never the other way round: the filters leave few events.
            asked = select(value, func.count()).join(events, events.c.id == event_values.c.event_id)
            asked = asked.where(func.coalesce(event_values.c.field, "") == field)
    elif field in COLUMNS or field in ("year", "month"):
        width = {"year": 4, "month": 7}.get(field)
        value = func.substr(events.c.first_day, 1, width) if width else events.c[field]
        asked = select(value, func.count()).select_from(events)
    else:
        raise ValueError(f"no facets by {field!r}; use one of {', '.join((*COLUMNS, *VALUES, 'year', 'month'))}")
    rows = connection.execute(asked.where(*where).group_by(value))
    return dict(sorted(((row[0], row[1]) for row in rows if row[0]), key=lambda one: (-one[1], one[0])))


def points(connection: Connection, query: EventQuery) -> list[tuple[str, float, float, str, str]]:
    """Event id, latitude, longitude, precision and type of each place of the events of a query."""
    where = _where(connection, query, rare=_rare(connection, query))
    if where is None:
        return []
    asked = select(
        event_points.c.event_id, event_points.c.lat, event_points.c.lon, event_points.c.precision, events.c.type
    )
    asked = asked.join(events, events.c.id == event_points.c.event_id).where(*where)
    return [(row[0], row[1], row[2], row[3], row[4]) for row in connection.execute(asked)]


def search(connection: Connection, words: str, limit: int, after: str | None, language: str | None = None) -> list[Hit]:
    """Documents that hold all the words, in order of id."""
    found = matching(words, connection.dialect.name)
    if found is None:
        return []
    asked = (
        select(documents.c.id, documents.c.json).where(documents.c.n.in_(found)).order_by(documents.c.id).limit(limit)
    )
    if after is not None:
        asked = asked.where(documents.c.id > after)
    if language is not None:
        asked = asked.where(documents.c.language == language)
    rows = connection.execute(asked).all()
    hidden = masks(connection, [row.id for row in rows])
    hits = []
    for row in rows:
        document, spans = orjson.loads(row.json), hidden.get(row.id, ())
        hits.append(hit(_masked(document, spans), words, spans))
    return hits


def _masked(document: dict[str, Any], spans: tuple[tuple[int, int], ...]) -> dict[str, Any]:
    """A document whose text and title hide the private names; a title may have names of its own."""
    from marsad.names import NameSpan, mask
    from marsad.names.readings import mask_title

    text, title = document["text"], document["title"]
    names = [NameSpan(start, end, text[start:end], "kept") for start, end in spans]
    return {**document, "text": mask(text, names), "title": title and mask_title(title, document["language"], names)}
