"""The merged events as columns, for readers that count many ways at once, and a stamp that tells when they changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from marsad.store import schema

__all__ = ["DocumentHead", "EventColumns", "document_heads", "event_columns", "stamp"]


@dataclass(frozen=True, slots=True)
class EventColumns:
    """Rows of all events, newest first, then by id; what they have several of; their points.

    ``rows``: id, type, subtype, stage, legal_stage, foiled, first_day, last_day, country, n_reports, confidence.
    ``values``: event id, field, value. ``points``: event id, latitude, longitude, precision.
    """

    rows: list[tuple[str, str, str | None, str, str | None, bool, str, str, str | None, int, float]]
    values: list[tuple[str, str, str]]
    points: list[tuple[str, float, float, str]]


def event_columns(connection: Connection) -> EventColumns:
    """All events of the archive as columns."""
    event, value, point = schema.events.c, schema.event_values.c, schema.event_points.c
    asked = select(
        event.id, event.type, event.subtype, event.stage, event.legal_stage, event.foiled, event.first_day,
        event.last_day, event.country, event.n_reports, event.confidence,
    )  # fmt: skip
    return EventColumns(
        [tuple(row) for row in connection.execute(asked.order_by(event.first_day.desc(), event.id.desc()))],
        [tuple(row) for row in connection.execute(select(value.event_id, value.field, value.value))],
        [tuple(row) for row in connection.execute(select(point.event_id, point.lat, point.lon, point.precision))],
    )


class DocumentHead(NamedTuple):
    """What is known of a document without its text."""

    id: str
    origin: str
    source: str | None
    language: str
    published: str | None


def document_heads(connection: Connection) -> list[DocumentHead]:
    """All documents in order of id, without their texts."""
    table = schema.documents.c
    asked = select(table.id, table.origin, table.source, table.language, table.published).order_by(table.id)
    return [DocumentHead(*row) for row in connection.execute(asked)]


def stamp(connection: Connection) -> str:
    """A short text that differs whenever the archive does: of a file, when it was last written; else its sums."""
    if connection.dialect.name == "sqlite":
        file = connection.exec_driver_sql("PRAGMA database_list").all()[0][2]
        return "-".join(str(_written(f"{file}{end}")) for end in ("", "-wal"))
    last = [connection.execute(select(func.max(table.c.n))).scalar() for table in (schema.documents, schema.decisions)]
    events = schema.events.c
    sums = select(func.count(), func.min(events.id), func.max(events.id), func.sum(events.n_reports))
    return "-".join(str(part) for part in (*last, *connection.execute(sums).one()))


def _written(file: str) -> int:
    path = Path(file)
    return path.stat().st_mtime_ns if path.exists() else 0
