"""The archive: everything that was read, in one file or one database.

Each writing call is one transaction, or part of the one that `Archive.transaction` opened. Reading streams in order of
id, so that two archives with the same content give the same bytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import orjson
from sqlalchemy import Connection, Engine, bindparam, delete, func, insert, select, update

from marsad.codec import decode
from marsad.errors import ArchiveError
from marsad.merged import Correction, Decision, Event, Judgement
from marsad.records import Claim, Document, EventReport, Figure, Finding, Omission, Reading
from marsad.store import reading as selects
from marsad.store import schema
from marsad.store.columns import DocumentHead, EventColumns, document_heads, event_columns, stamp
from marsad.store.engine import database_url, migrate, open_engine, told
from marsad.store.queries import EventQuery
from marsad.store.rows import omission_row, text_of
from marsad.store.search import Hit
from marsad.store.writing import Entry, put, replace_event_rows, withdrawn, write_entries

__all__ = ["Archive"]

Record = TypeVar("Record")


class Archive:
    """An open archive. Use it in a ``with`` block, or close it.

    ``Archive.open("case.db")`` opens a file, ``Archive.open("postgresql://user@host/name")`` a database. ``shown``
    names it in messages; ``address`` opens it again and may hold a password.
    """

    def __init__(self, engine: Engine, shown: str, address: str) -> None:
        self.shown = shown
        self.address = address
        self._engine = engine
        self._open: ContextVar[Connection | None] = ContextVar("connection", default=None)

    @classmethod
    def open(cls, target: str | Path | None = None, *, create: bool = True, read_only: bool = False) -> Self:
        """Open an archive; None means MARSAD_DATABASE_URL, else ./marsad.db. ArchiveError says why it cannot be."""
        url = database_url(target)
        shown = url.database if url.get_backend_name() == "sqlite" and url.database else url.render_as_string()
        with told(shown):
            engine = open_engine(url, create=create, read_only=read_only)
            migrate(engine, shown, allowed=not read_only)
        return cls(engine, shown, url.render_as_string(hide_password=False))

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction over several writing calls: all of them are kept, or none."""
        present = self._open.get()
        if present is not None:
            yield present
            return
        with told(self.shown), self._engine.connect().execution_options(marsad_writes=True) as connection:
            token = self._open.set(connection)
            try:
                with connection.begin():
                    yield connection
            finally:
                self._open.reset(token)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        present = self._open.get()
        if present is not None:
            yield present
            return
        with told(self.shown), self._engine.connect() as connection:
            yield connection

    # ---- what was fetched and read

    def add_raw(self, sha256: str, data: bytes, *, media_type: str | None = None) -> None:
        """Keep raw bytes under their SHA-256 (hex); bytes that are there already are left alone."""
        row = {"sha256": sha256, "media_type": media_type, "data": zlib.compress(data, 1)}
        with self.transaction() as connection:
            put(connection, schema.raw, [row])

    def raw(self, sha256: str) -> bytes | None:
        """Raw bytes by their SHA-256."""
        with self._reading() as connection:
            found = connection.execute(select(schema.raw.c.data).where(schema.raw.c.sha256 == sha256)).scalar()
        return None if found is None else zlib.decompress(found)

    def add_fetch(self, url: str, *, fetched_at: str, **answer: Any) -> None:
        """Keep one fetch of an address: sha256, status, etag, last_modified as far as known."""
        with self.transaction() as connection:
            connection.execute(insert(schema.fetches).values(url=url, fetched_at=fetched_at, **answer))

    def last_fetch(self, url: str) -> dict[str, Any] | None:
        """The last fetch of an address that gave bytes, for a conditional request."""
        table = schema.fetches
        asked = select(table).where(table.c.url == url, table.c.sha256.is_not(None)).order_by(table.c.n.desc()).limit(1)
        with self._reading() as connection:
            row = connection.execute(asked).mappings().first()
        return None if row is None else dict(row)

    def add_readings(self, entries: Sequence[Entry], *, engine: str, seen_at: str) -> list[str]:
        """Keep readings; returns the ids of documents that were not there, or were read by another engine."""
        with self.transaction() as connection:
            return write_entries(connection, entries, engine=engine, seen_at=seen_at)

    def add_omissions(self, omissions: Iterable[Omission]) -> None:
        """Keep what was not read, with the reason; the same loss of the same thing is kept once."""
        with self.transaction() as connection:
            put(connection, schema.omissions, (omission_row(one) for one in omissions))

    def known(self, ids: Iterable[str], *, engine: str) -> set[str]:
        """Those of the document ids that this engine has read."""
        with self._reading() as connection:
            return selects.known(connection, list(ids), engine)

    def add_raws(self, given: Iterable[tuple[str, bytes, str | None]]) -> None:
        """Keep many raw bytes: SHA-256, bytes and media type of each."""
        rows = [{"sha256": key, "media_type": kind, "data": zlib.compress(data, 1)} for key, data, kind in given]
        with self.transaction() as connection:
            put(connection, schema.raw, rows)

    def set_origins(self, origins: Mapping[str, str]) -> None:
        """Set the origin (smallest document id of a group of copies) of documents."""
        table = schema.documents
        asked = update(table).where(table.c.id == bindparam("document")).values(origin=bindparam("to"))
        rows = [{"document": document, "to": origin} for document, origin in origins.items()]
        with self.transaction() as connection:
            if rows:
                connection.execute(asked, rows)

    def sketches(self) -> list[tuple[str, bytes, bool, str, str | None]]:
        """Of all documents with a sketch: id, sketch, whether it was compared with all others, origin, date."""
        table, of = schema.sketches, schema.documents
        asked = select(table.c.document_id, table.c.sketch, table.c.grouped, of.c.origin, of.c.published)
        with self._reading() as connection:
            rows = connection.execute(asked.join(of, of.c.id == table.c.document_id).order_by(table.c.document_id))
            return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]

    def set_grouped(self) -> None:
        """Mark all sketches as compared with each other."""
        with self.transaction() as connection:
            connection.execute(update(schema.sketches).where(~schema.sketches.c.grouped).values(grouped=True))

    def origins(self) -> dict[str, str]:
        """Document id -> origin, of all documents."""
        with self._reading() as connection:
            return {
                row.id: row.origin
                for row in connection.execute(select(schema.documents.c.id, schema.documents.c.origin))
            }

    def engines(self) -> tuple[str, ...]:
        """The engines whose readings the archive holds, in order of name."""
        asked = select(schema.documents.c.engine).distinct().order_by(schema.documents.c.engine)
        with self._reading() as connection:
            return tuple(connection.execute(asked).scalars())

    # ---- records, each stream in order of id

    def documents(self, ids: Iterable[str] | None = None) -> Iterator[Document]:
        """All documents, or those named."""
        return self._stream(schema.documents, Document, ids)

    def document(self, id: str) -> Document | None:
        """One document."""
        return next(self.documents([id]), None)

    def reports(self, ids: Iterable[str] | None = None) -> Iterator[EventReport]:
        """All event reports as they were read, or those named."""
        return self._stream(schema.reports, EventReport, ids)

    def figures(self, ids: Iterable[str] | None = None) -> Iterator[Figure]:
        """All figures, or those named."""
        return self._stream(schema.figures, Figure, ids)

    def claims(self, ids: Iterable[str] | None = None) -> Iterator[Claim]:
        """All claims, or those named."""
        return self._stream(schema.claims, Claim, ids)

    def findings(self, document_id: str | None = None) -> Iterator[Finding]:
        """All findings, or those of a document; "" names the findings across documents."""
        return self._stream(schema.findings, Finding, None, document_id)

    def omissions(self) -> Iterator[Omission]:
        """All omissions."""
        return self._stream(schema.omissions, Omission, None)

    def reading(self, document_id: str) -> Reading | None:
        """Everything that one document gave, in the order of its text."""
        document = self.document(document_id)
        if document is None:
            return None

        def of(table: Any, kind: type[Record]) -> tuple[Record, ...]:
            return tuple(self._stream(table, kind, None, document_id))

        def place(record: Any) -> tuple[int, str]:
            return min((words.start for words in record.evidence), default=0), record.id

        return Reading(
            document,
            tuple(sorted(of(schema.reports, EventReport), key=place)),
            tuple(sorted(of(schema.figures, Figure), key=place)),
            tuple(sorted(of(schema.claims, Claim), key=place)),
            of(schema.findings, Finding),
            of(schema.omissions, Omission),
        )

    def masks(self, document_id: str) -> tuple[tuple[int, int], ...]:
        """Spans of private names in a document's text."""
        with self._reading() as connection:
            return selects.masks(connection, [document_id]).get(document_id, ())

    def all_masks(self) -> dict[str, tuple[tuple[int, int], ...]]:
        """Spans of private names of every document that has any."""
        with self._reading() as connection:
            return selects.all_masks(connection)

    def _stream(
        self, table: Any, kind: type[Record], ids: Iterable[str] | None, document_id: str | None = None
    ) -> Iterator[Record]:
        wanted = None if ids is None else sorted(set(ids))
        with self._reading() as connection:
            for page in selects.pages(connection, table, wanted, document_id):
                for raw in page:
                    yield decode(kind, raw)

    # ---- the merged view

    def replace_events(self, gone: Iterable[str], new: Iterable[Event]) -> None:
        """Take merged events out of the view and put others in."""
        with self.transaction() as connection:
            replace_event_rows(connection, gone, new)

    def replace_archive_findings(self, findings: Iterable[Finding]) -> None:
        """Put the findings across documents (document_id "") in place of those that were there."""
        table = schema.findings
        rows = [
            {"id": one.id, "document_id": "", "kind": one.kind, "verdict": one.verdict, "json": text_of(one)}
            for one in (replace(finding, document_id="") for finding in findings)
        ]
        with self.transaction() as connection:
            connection.execute(delete(table).where(table.c.document_id == ""))
            put(connection, table, rows)

    def events(
        self, query: EventQuery | None = None, *, order: str = "id", after: str | None = None, limit: int | None = None
    ) -> Iterator[Event]:
        """Merged events, in order of id, or newest first with ``order="date"``; ``after`` is the id of the last one."""
        with self._reading() as connection:
            for raw in selects.event_pages(connection, query or EventQuery(), order, after, limit):
                yield decode(Event, raw)

    def event(self, id: str) -> Event | None:
        """One merged event."""
        return next(self._stream(schema.events, Event, [id]), None)

    def events_named(self, ids: Iterable[str]) -> Iterator[Event]:
        """The merged events of these ids, in order of id."""
        return self._stream(schema.events, Event, ids)

    def event_of_report(self, report_id: str) -> str | None:
        """The id of the merged event that a report belongs to."""
        table = schema.event_reports
        with self._reading() as connection:
            found: str | None = connection.execute(
                select(table.c.event_id).where(table.c.report_id == report_id)
            ).scalar()
        return found

    def unmerged(self) -> int:
        """How many event reports came since the last merge: they are in no event and were not compared with any."""
        with self._reading() as connection:
            return selects.unmerged(connection)

    def count_events(self, query: EventQuery | None = None) -> int:
        """How many merged events a query finds."""
        with self._reading() as connection:
            return selects.count(connection, query or EventQuery())

    def facets(self, field: str, query: EventQuery | None = None) -> dict[str, int]:
        """How many events of a query have each value of a field (also "year", "month"), the most frequent first."""
        with self._reading() as connection:
            return selects.facets(connection, field, query or EventQuery())

    def points(self, query: EventQuery | None = None) -> list[tuple[str, float, float, str, str]]:
        """Where the events of a query happened: event id, latitude, longitude, precision, type."""
        with self._reading() as connection:
            return selects.points(connection, query or EventQuery())

    def event_columns(self) -> EventColumns:
        """All merged events as columns, newest first, for readers that count many ways at once."""
        with self._reading() as connection:
            return event_columns(connection)

    def document_heads(self) -> list[DocumentHead]:
        """All documents without their texts, in order of id."""
        with self._reading() as connection:
            return document_heads(connection)

    def event_ids(self, query: EventQuery) -> list[str]:
        """The ids of the events that a query finds, in no order."""
        with self._reading() as connection:
            return selects.event_ids(connection, query)

    def stamp(self) -> str:
        """A short text that differs whenever the archive was written."""
        with self._reading() as connection:
            return stamp(connection)

    def search(
        self, words: str, *, limit: int = 20, after: str | None = None, language: str | None = None
    ) -> list[Hit]:
        """Documents that hold all the words, in order of id from ``after`` on; private names are masked."""
        with self._reading() as connection:
            return selects.search(connection, words, limit, after, language)

    # ---- what people decided

    def add_judgement(self, judgement: Judgement) -> None:
        """Keep a judgement on two reports."""
        row = {"id": judgement.id, "withdrawn_at": judgement.withdrawn_at, "json": text_of(judgement)}
        with self.transaction() as connection:
            put(connection, schema.judgements, [row])
            self.log("judgement", judgement.id, orjson.loads(text_of(judgement)), who=judgement.who, at=judgement.when)

    def withdraw_judgement(self, id: str, *, at: str, who: str, why: str | None = None) -> None:
        """Undo a judgement; ArchiveError if there is none of that id, or it is withdrawn."""
        self._withdraw(schema.judgements, Judgement, "judgement", id, at, who, why)

    def judgements(self, *, active_only: bool = True) -> Iterator[Judgement]:
        """Judgements, those that were withdrawn only if asked for."""
        return (
            one for one in self._stream(schema.judgements, Judgement, None) if not (active_only and one.withdrawn_at)
        )

    def add_correction(self, correction: Correction) -> None:
        """Keep a correction of a record's field."""
        row = {"id": correction.id, "record_id": correction.record_id, "json": text_of(correction)}
        with self.transaction() as connection:
            put(connection, schema.corrections, [row])
            plain = orjson.loads(text_of(correction))
            self.log("correction", correction.record_id, plain, who=correction.who, at=correction.when)

    def withdraw_correction(self, id: str, *, at: str, who: str, why: str | None = None) -> None:
        """Undo a correction; ArchiveError if there is none of that id, or it is withdrawn."""
        self._withdraw(schema.corrections, Correction, "correction", id, at, who, why)

    def corrections(self, *, active_only: bool = True) -> Iterator[Correction]:
        """Corrections, those that were withdrawn only if asked for."""
        return (
            one for one in self._stream(schema.corrections, Correction, None) if not (active_only and one.withdrawn_at)
        )

    def _withdraw(self, table: Any, kind: type[Any], name: str, id: str, at: str, who: str, why: str | None) -> None:
        with self.transaction() as connection:
            found = next(self._stream(table, kind, [id]), None)
            if found is None or found.withdrawn_at:
                raise ArchiveError(self.shown, f"there is no {name} {id} that could be withdrawn")
            withdrawn(connection, table, found, at)
            self.log(f"{name} withdrawn", id, {"why": why}, who=who, at=at)

    def log(self, kind: str, subject: str, detail: Mapping[str, Any], *, at: str, who: str = "marsad") -> None:
        """Add a line to the log, which only ever grows."""
        row = {"at": at, "who": who, "kind": kind, "subject": subject, "detail": orjson.dumps(detail).decode()}
        with self.transaction() as connection:
            connection.execute(insert(schema.decisions).values(**row))

    def decisions(self, subject: str | None = None) -> Iterator[Decision]:
        """The log in the order of its lines, or the lines about one record."""
        table = schema.decisions
        asked = select(table).order_by(table.c.n)
        if subject is not None:
            asked = asked.where(table.c.subject == subject)
        with self._reading() as connection:
            for row in connection.execute(asked):
                yield Decision(row.n, row.at, row.who, row.kind, row.subject, orjson.loads(row.detail))

    def counts(self) -> dict[str, int]:
        """How many records of each kind there are."""
        names = ("documents", "reports", "events", "figures", "claims", "findings", "omissions", "statements")
        with self._reading() as connection:
            return {
                name: connection.execute(select(func.count()).select_from(schema.metadata.tables[name])).scalar_one()
                for name in names
            }
