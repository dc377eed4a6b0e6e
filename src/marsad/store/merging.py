"""What merging keeps in the archive: how each report looked when it was merged, and the blocks in which it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from struct import pack, unpack
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, bindparam, delete, func, insert, select

from marsad.store.schema import (
    corrections,
    documents,
    event_reports,
    events,
    judgements,
    merge_blocks,
    merged_reports,
    reports,
)

__all__ = ["Changes", "Head", "MergeLine", "MergeTables"]

_IN = 10_000  # values in one IN (...): SQLite takes 32,766 variables
_ROWS = 50_000

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Head:
    """What merging needs of a document, without its text."""

    id: str
    language: str
    published: str | None
    source: str | None
    origin: str
    engine: str


@dataclass(frozen=True, slots=True)
class MergeLine:
    """A report as it was merged."""

    report_id: str
    document_id: str
    origin: str
    engine: str
    decided: str
    blocks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of reports since the last merge: new ones, those that are gone, and those of which something changed."""

    new: frozenset[str]
    gone: frozenset[str]
    changed: frozenset[str]

    def __len__(self) -> int:
        return len(self.new) + len(self.gone) + len(self.changed)


class MergeTables:
    """The tables of merging on an open connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def counts(self) -> tuple[int, int]:
        """Reports there are, and reports that were merged."""
        asked = (select(func.count()).select_from(table) for table in (reports, merged_reports))
        there, merged = (self._connection.execute(one).scalar_one() for one in asked)
        return there, merged

    def changes(self, decided: Mapping[str, str]) -> Changes:
        """What has to be merged anew; ``decided`` names the corrections and judgements in force by report."""
        joined = reports.outerjoin(merged_reports, merged_reports.c.report_id == reports.c.id)
        new = select(reports.c.id).select_from(joined).where(merged_reports.c.report_id.is_(None))
        back = merged_reports.outerjoin(reports, merged_reports.c.report_id == reports.c.id)
        gone = select(merged_reports.c.report_id).select_from(back).where(reports.c.id.is_(None))
        home = merged_reports.join(documents, documents.c.id == merged_reports.c.document_id)
        other = (documents.c.origin != merged_reports.c.origin) | (documents.c.engine != merged_reports.c.engine)
        moved = select(merged_reports.c.report_id).select_from(home).where(other)
        fresh, lost = frozenset(self._ids(new)), frozenset(self._ids(gone))
        was = self._decided(decided)
        redecided = {one for one in was.keys() | decided.keys() if was.get(one, "") != decided.get(one, "")}
        return Changes(fresh, lost, (frozenset(self._ids(moved)) | redecided) - fresh - lost)

    def _decided(self, also: Iterable[str]) -> dict[str, str]:
        """What was decided on reports when they were merged, of all on which something was, and of those named."""
        columns = (merged_reports.c.report_id, merged_reports.c.decided)
        rows: list[Row[Any]] = []
        rows += self._connection.execute(select(*columns).where(merged_reports.c.decided != ""))
        rows += self._some(select(*columns), merged_reports.c.report_id, also)
        return {row.report_id: row.decided for row in rows}

    def heads(self, ids: Collection[str] | None = None) -> dict[str, Head]:
        """Documents by id: all, or those named."""
        columns = (documents.c[name] for name in ("id", "language", "published", "source", "origin", "engine"))
        asked = select(*columns)
        rows = self._connection.execute(asked) if ids is None else self._some(asked, documents.c.id, ids)
        return {row.id: Head(*row) for row in rows}

    def members(self, blocks: Collection[int]) -> set[str]:
        """The merged reports that stand in any of the blocks."""
        return {row.report_id for row in self._some(select(merge_blocks.c.report_id), merge_blocks.c.block, blocks)}

    def blocks_of(self, report_ids: Collection[str]) -> set[int]:
        """The blocks in which the reports stood when they were merged."""
        asked = select(merged_reports.c.blocks)
        rows = self._some(asked, merged_reports.c.report_id, report_ids)
        return {block for row in rows for block in _unpacked(row.blocks)}

    def keep(self, lines: Iterable[MergeLine]) -> None:
        """Write how reports look now; lines of them that were there are to be dropped first."""
        for some in _batches(lines, _ROWS):
            rows = [
                {
                    "report_id": line.report_id, "document_id": line.document_id, "origin": line.origin,
                    "engine": line.engine, "decided": line.decided,
                    "blocks": pack(f"<{len(line.blocks)}q", *line.blocks),
                }
                for line in some
            ]  # fmt: skip
            self._connection.execute(insert(merged_reports), rows)
            standing = sorted({(block, line.report_id) for line in some for block in line.blocks})
            for pairs in _batches(standing, _ROWS):
                plain = [{"block": block, "report_id": report_id} for block, report_id in pairs]
                self._connection.execute(insert(merge_blocks), plain)

    def drop(self, report_ids: Collection[str]) -> None:
        """Forget reports."""
        columns = (merged_reports.c.report_id, merged_reports.c.blocks)
        standing = [
            {"was_block": block, "was_report": row.report_id}
            for row in self._some(select(*columns), merged_reports.c.report_id, report_ids)
            for block in _unpacked(row.blocks)
        ]
        stood = (merge_blocks.c.block == bindparam("was_block"), merge_blocks.c.report_id == bindparam("was_report"))
        for pairs in _batches(standing, _ROWS):
            self._connection.execute(delete(merge_blocks).where(*stood), pairs)
        for some in _batches(report_ids, _IN):
            self._connection.execute(delete(merged_reports).where(merged_reports.c.report_id.in_(some)))

    def clear(self) -> None:
        """Forget all reports."""
        self._connection.execute(delete(merge_blocks))
        self._connection.execute(delete(merged_reports))

    def events_of(self, report_ids: Collection[str]) -> dict[str, str]:
        """Report id -> event id, of those that are in the merged view."""
        asked = select(event_reports.c.report_id, event_reports.c.event_id)
        rows = self._some(asked, event_reports.c.report_id, report_ids)
        return {row.report_id: row.event_id for row in rows}

    def reports_of_events(self, event_ids: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Event id -> ids of its reports, sorted."""
        asked = select(event_reports.c.event_id, event_reports.c.report_id)
        found: dict[str, list[str]] = defaultdict(list)
        for row in self._some(asked, event_reports.c.event_id, event_ids):
            found[row.event_id].append(row.report_id)
        return {event: tuple(sorted(ids)) for event, ids in found.items()}

    def reports_of_documents(self, document_ids: Collection[str]) -> list[str]:
        """Ids of the reports of documents, sorted."""
        return sorted(row.id for row in self._some(select(reports.c.id), reports.c.document_id, document_ids))

    def all_events(self) -> list[str]:
        """Ids of all events of the merged view."""
        return self._ids(select(events.c.id))

    def decisions_in_force(self) -> tuple[list[str], list[str]]:
        """Corrections and judgements that are not withdrawn, as JSON."""
        tables = (corrections, judgements)
        asked = (select(table.c.json).where(table.c.withdrawn_at.is_(None)).order_by(table.c.id) for table in tables)
        corrected, judged = (list(self._connection.execute(one).scalars()) for one in asked)
        return corrected, judged

    def _ids(self, asked: Select[Any]) -> list[str]:
        return list(self._connection.execute(asked).scalars())

    def _some(self, asked: Select[Any], column: Any, values: Iterable[Any]) -> list[Row[Any]]:
        found: list[Row[Any]] = []
        for some in _batches(sorted(set(values)), _IN):
            found += self._connection.execute(asked.where(column.in_(some)))
        return found


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    source = iter(items)
    while some := list(islice(source, size)):
        yield some


def _unpacked(raw: bytes) -> Sequence[int]:
    return unpack(f"<{len(raw) // 8}q", raw)
