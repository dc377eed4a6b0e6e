"""Writing readings: one function a step, each on an open transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from marsad.merged import Event
from marsad.records import Reading
from marsad.store import schema
from marsad.store.rows import document_row, event_rows, omission_row, record_rows, statement_rows, text_of
from marsad.store.search import add_to_index
from marsad.store.words import indexed_text

__all__ = ["Entry", "put", "replace_event_rows", "write_entries"]

# Values in one IN (...): SQLite takes 32,766 variables.
_IN = 10_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A reading to keep, the spans of private names in its text, and how the words of the text are indexed.

    ``index`` may be computed elsewhere (`indexed_text`); None computes it when it is written. ``sketch`` are the keys
    by which copies of the text are found; a document without them has no copies.
    """

    reading: Reading
    masks: tuple[tuple[int, int], ...] = ()
    index: str | None = None
    sketch: bytes | None = None


def put(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Insert rows; those whose key is there already stay as they are."""
    given = list(rows)
    if not given:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(insert(table).prefix_with("OR IGNORE"), given)
    else:
        from sqlalchemy.dialects.postgresql import insert as pg_insert

        connection.execute(pg_insert(table).on_conflict_do_nothing(), given)


def write_entries(connection: Connection, entries: Sequence[Entry], *, engine: str, seen_at: str) -> list[str]:
    """Keep readings; returns the ids of the documents that are new or were read by another engine before.

    A document that this engine has read is left as it is, so the same input twice changes nothing.
    """
    put(connection, schema.omissions, (omission_row(one) for entry in entries for one in entry.reading.omissions))
    by_id = {entry.reading.document.id: entry for entry in entries if entry.reading.document is not None}
    known = _engines(connection, list(by_id))
    fresh = {key: entry for key, entry in by_id.items() if key not in known}
    again = {key: entry for key, entry in by_id.items() if known.get(key, engine) != engine}
    if again:
        _forget(connection, list(again), engine)
    documents = [entry.reading.document for entry in fresh.values() if entry.reading.document is not None]
    put(connection, schema.documents, (document_row(one, engine=engine, seen_at=seen_at) for one in documents))
    changed = {**fresh, **again}
    _records(connection, changed.values(), engine, seen_at)
    sketched = {key: entry.sketch for key, entry in changed.items() if entry.sketch is not None}
    rows = ({"document_id": key, "sketch": keys, "grouped": False} for key, keys in sketched.items())
    put(connection, schema.sketches, rows)
    write_masks(connection, changed)
    return list(changed)


def _engines(connection: Connection, ids: list[str]) -> dict[str, str]:
    table, found = schema.documents, {}
    for at in range(0, len(ids), _IN):
        rows = connection.execute(select(table.c.id, table.c.engine).where(table.c.id.in_(ids[at : at + _IN])))
        found.update({row.id: row.engine for row in rows})
    return found


def _forget(connection: Connection, ids: list[str], engine: str) -> None:
    """Drop the records that an older engine gave; their statements stay, with the day on which they were last seen."""
    for table in (schema.reports, schema.figures, schema.claims, schema.findings):
        connection.execute(delete(table).where(table.c.document_id.in_(ids)))
    connection.execute(update(schema.documents).where(schema.documents.c.id.in_(ids)).values(engine=engine))


def _records(connection: Connection, entries: Iterable[Entry], engine: str, seen_at: str) -> None:
    rows: dict[str, list[dict[str, Any]]] = {}
    stated: list[dict[str, Any]] = []
    for entry in entries:
        for name, some in record_rows(entry.reading).items():
            rows.setdefault(name, []).extend(some)
        stated.extend(statement_rows(entry.reading, engine=engine, seen_at=seen_at))
    for name, some in rows.items():
        put(connection, schema.metadata.tables[name], some)
    if not stated:
        return
    put(connection, schema.statements, stated)
    ids = list({row["record_id"] for row in stated})
    for at in range(0, len(ids), _IN):
        seen = schema.statements.c.record_id.in_(ids[at : at + _IN])
        connection.execute(update(schema.statements).where(seen).values(last_seen=seen_at, engine=engine))


def write_masks(connection: Connection, entries: dict[str, Entry]) -> None:
    """Keep the spans of private names and index the texts without them."""
    for at in range(0, len(entries), _IN):
        ids = list(entries)[at : at + _IN]
        connection.execute(delete(schema.masks).where(schema.masks.c.document_id.in_(ids)))
        found = connection.execute(
            select(schema.documents.c.id, schema.documents.c.n).where(schema.documents.c.id.in_(ids))
        )
        add_to_index(connection, [(row.n, _indexed(entries[row.id])) for row in found])
    spans = (
        {"document_id": key, "start": start, "end": end} for key, entry in entries.items() for start, end in entry.masks
    )
    put(connection, schema.masks, spans)


def _indexed(entry: Entry) -> str:
    if entry.index is not None:
        return entry.index
    assert entry.reading.document is not None
    return indexed_text(entry.reading.document.text, entry.masks)


def replace_event_rows(connection: Connection, gone: Iterable[str], new: Iterable[Event]) -> None:
    """Take merged events away and put others in; an event that is in both is written anew."""
    events = list(new)
    ids = [*gone, *(event.id for event in events)]
    for at in range(0, len(ids), _IN):
        some = ids[at : at + _IN]
        connection.execute(delete(schema.events).where(schema.events.c.id.in_(some)))
        for table in (schema.event_reports, schema.event_values, schema.event_points):
            connection.execute(delete(table).where(table.c.event_id.in_(some)))
    rows: dict[str, list[dict[str, Any]]] = {}
    for event in events:
        for name, some_rows in event_rows(event).items():
            rows.setdefault(name, []).extend(some_rows)
    for name, some_rows in rows.items():
        connection.execute(insert(schema.metadata.tables[name]), some_rows) if some_rows else None


def withdrawn(connection: Connection, table: Table, record: Any, at: str) -> None:
    """Mark a judgement or correction as withdrawn; it stays in the archive."""
    closed = replace(record, withdrawn_at=at)
    connection.execute(update(table).where(table.c.id == record.id).values(withdrawn_at=at, json=text_of(closed)))
