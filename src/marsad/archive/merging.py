"""Merge the reports of an archive into events, and judge what was merged.

What is new or changed is merged into what is there, and the result is that of merging everything anew. All of it is one
transaction: a merge that is interrupted has changed nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from marsad.archive.corrections import corrected_reports
from marsad.codec import decode
from marsad.errors import BadRecord
from marsad.merge import DocumentInfo, FieldWeight, explain, features, judgement, load_weights
from marsad.merge.blocking import block_ids
from marsad.merge.chains import Cases, Tie, case_ties, cases
from marsad.merge.clustering import clusters
from marsad.merge.features import Features
from marsad.merge.growing import reached_clusters
from marsad.merge.ledger import Rulings, rulings
from marsad.merge.views import event_id, event_of
from marsad.merged import Correction, Event, Judgement, Verdict
from marsad.records import EventReport, content_id
from marsad.store import Archive
from marsad.store.merging import Head, MergeLine, MergeTables

__all__ = ["MergeSummary", "Progress", "judge", "merge", "unjudge", "why_merged"]

Progress = Callable[[str, int], None]
"""Called with a step ("reports", "events") and how many are done since the last call."""

_BATCH = 2_000  # events that are built and written at a time
_LARGE_SHARE = 0.3  # of all reports: above it everything is merged anew, which is then the shorter way


@dataclass(frozen=True, slots=True)
class MergeSummary:
    """What a merge did: reports new, gone or changed, events written and taken away, and what there is now."""

    new: int
    gone: int
    changed: int
    written: int
    removed: int
    reports: int
    events: int


def merge(
    archive: Archive, *, at: str, who: str = "marsad", rebuild: bool = False, progress: Progress | None = None
) -> MergeSummary:
    """Bring the merged events up to date; ``at`` is the ISO time for the log. ``rebuild`` merges everything anew."""
    with archive.transaction() as connection:
        work = _Work(archive, connection, progress or (lambda _step, _done: None))
        summary = work.run(rebuild)
        if summary.written or summary.removed:
            detail = {"reports": summary.new + summary.gone + summary.changed, "rebuild": rebuild}
            detail |= {"written": summary.written, "removed": summary.removed}
            archive.log("merge", "events", detail, at=at, who=who)
    return summary


class _Work:
    """One merge on an open connection."""

    def __init__(self, archive: Archive, connection: Connection, progress: Progress) -> None:
        self.archive = archive
        self.tables = MergeTables(connection)
        self.progress = progress
        self.weights = load_weights()
        corrected, judged = self.tables.decisions_in_force()
        judgements = [decode(Judgement, one) for one in judged]
        self.rulings: Rulings = rulings(judgements)
        self.decided = _decided([decode(Correction, one) for one in corrected], judgements)
        self.heads: dict[str, Head] = {}

    def run(self, rebuild: bool) -> MergeSummary:
        changes = self.tables.changes(self.decided)
        there, _ = self.tables.counts()
        if rebuild or len(changes) > _LARGE_SHARE * there:
            written, removed = self._all()
        elif len(changes):
            written, removed = self._some(changes.new | changes.changed, changes.gone | changes.changed)
        else:
            written, removed = 0, 0
        events = self.archive.count_events()
        sizes = (len(changes.new), len(changes.gone), len(changes.changed))
        return MergeSummary(*sizes, written, removed, there, events)

    def _all(self) -> tuple[int, int]:
        self.heads = self.tables.heads()
        gone = self.tables.all_events()
        self.tables.clear()
        rows = list(self._kept(self._rows(None), None))
        found = clusters(rows, self.rulings, self.weights)
        event_by_report = {one: event_id(cluster) for cluster in found for one in cluster}
        told = case_ties(rows)
        del rows
        self.archive.replace_events(gone, ())
        return self._write(found, cases(told, event_by_report)), len(gone)

    def _some(self, fresh: Collection[str], left: Collection[str]) -> tuple[int, int]:
        """Merge what changed into what is there, and rewrite the events that are linked to it."""
        left_blocks = self.tables.blocks_of(left)
        before = self.tables.events_of({*left, *fresh})
        # A judgement that was withdrawn may have held reports together that nothing else ties.
        hung = {one for ids in self.tables.reports_of_events(set(before.values())).values() for one in ids}
        self.tables.drop({*left, *fresh})
        list(self._kept(self._rows(fresh), fresh))
        around = _Around(self)
        found = reached_clusters({*fresh, *hung}, left_blocks, around, self.rulings, self.weights)
        reached = {one for cluster in found for one in cluster}
        gone = set(before.values()) | set(self.tables.events_of(reached).values())
        # Links name events by id: what shares a document with a rewritten event is rewritten with it.
        documents = {row.document_id for row in around.rows(reached)} | self._documents(left)
        beside = set(self.tables.reports_of_documents(documents)) - reached
        linked = self.tables.reports_of_events(set(self.tables.events_of(beside).values()) - gone)
        found += linked.values()
        told, event_by_report = self._told(found, around)
        self.archive.replace_events(sorted(gone | linked.keys()), ())
        return self._write(sorted(found), cases(told, event_by_report)), len(gone)

    def _documents(self, report_ids: Collection[str]) -> set[str]:
        return {report.document_id for report in self.archive.reports(report_ids)}

    def _told(self, found: Sequence[tuple[str, ...]], around: _Around) -> tuple[list[Tie], dict[str, str]]:
        """All ties of the events' documents, and the event of each report in them."""
        inside = {one: event_id(cluster) for cluster in found for one in cluster}
        documents = {row.document_id for row in around.rows(inside.keys())}
        rows = list(around.rows(set(self.tables.reports_of_documents(documents))))
        others = self.tables.events_of({row.id for row in rows} - inside.keys())
        return case_ties(rows), others | inside

    def _rows(self, ids: Collection[str] | None) -> Iterator[Features]:
        """The rows of reports as people corrected them, without those that were withdrawn."""
        for report in self._reports(ids):
            yield features(report, self._info(report.document_id))

    def _reports(self, ids: Collection[str] | None) -> Iterator[EventReport]:
        if ids is not None:
            ids = sorted(ids)
        return corrected_reports(self.archive, ids)

    def _kept(self, rows: Iterable[Features], ids: Collection[str] | None) -> Iterator[Features]:
        """Pass rows on and note how they look now; of what was withdrawn only that it was."""
        seen: set[str] = set()
        batch: list[MergeLine] = []
        for row in rows:
            seen.add(row.id)
            batch.append(self._line(row.id, row.document_id, tuple(sorted(set(block_ids(row))))))
            if len(batch) == 20_000:
                self._keep(batch)
            yield row
        out = (self.decided.keys() if ids is None else set(ids)) - seen
        for report in self.archive.reports(sorted(out)):
            self._info(report.document_id)
            batch.append(self._line(report.id, report.document_id, ()))
        self._keep(batch)

    def _keep(self, batch: list[MergeLine]) -> None:
        self.tables.keep(batch)
        self.progress("reports", len(batch))
        batch.clear()

    def _line(self, report_id: str, document_id: str, blocks: tuple[int, ...]) -> MergeLine:
        head = self.heads[document_id]
        return MergeLine(report_id, document_id, head.origin, head.engine, self.decided.get(report_id, ""), blocks)

    def _info(self, document_id: str) -> DocumentInfo:
        if document_id not in self.heads:
            self.heads |= self.tables.heads([document_id])
        head = self.heads[document_id]
        return DocumentInfo(head.id, head.language, head.published, head.source)

    def _write(self, found: Sequence[tuple[str, ...]], told: Cases) -> int:
        """Build the events of clusters and write them, some at a time."""
        for at in range(0, len(found), _BATCH):
            some = found[at : at + _BATCH]
            reports = {report.id: report for report in self._reports([one for cluster in some for one in cluster])}
            events = [told.on(self._event([reports[one] for one in cluster])) for cluster in some]
            self.archive.replace_events((), events)
            self.progress("events", len(events))
        return len(found)

    def _event(self, reports: Sequence[EventReport]) -> Event:
        documents = {report.document_id: self._info(report.document_id) for report in reports}
        return event_of(reports, documents, {one: self.heads[one].origin for one in documents})


class _Around:
    """The neighbourhood that the archive's tables give."""

    def __init__(self, work: _Work) -> None:
        self._work = work

    def members(self, blocks: Collection[int]) -> set[str]:
        return self._work.tables.members(blocks)

    def rows(self, ids: Collection[str]) -> Iterable[Features]:
        return self._work._rows(ids)


def _decided(corrections: Iterable[Correction], judgements: Iterable[Judgement]) -> dict[str, str]:
    """What people decided on each report, as one word that changes with it."""
    found: dict[str, list[str]] = defaultdict(list)
    for correction in corrections:
        found[correction.record_id].append(correction.id)
    for one in judgements:
        found[one.a].append(one.id)
        found[one.b].append(one.id)
    return {report: content_id("m", *sorted(ids)) for report, ids in found.items()}


def judge(
    archive: Archive, a: str, b: str, verdict: Verdict, *, who: str, when: str, why: str | None = None
) -> Judgement:
    """Keep a judgement on two reports (or events, see `_report`) and merge anew what it touches."""
    made = judgement(_report(archive, a, verdict), _report(archive, b, verdict), verdict, who=who, when=when, why=why)
    archive.add_judgement(made)
    merge(archive, at=when, who=who)
    return made


def unjudge(archive: Archive, judgement_id: str, *, who: str, when: str, why: str | None = None) -> None:
    """Withdraw a judgement and merge anew what it touched: the events are as if it had never been made."""
    archive.withdraw_judgement(judgement_id, at=when, who=who, why=why)
    merge(archive, at=when, who=who)


def _report(archive: Archive, name: str, verdict: Verdict) -> str:
    """The report of that id; an event stands for its report where it has one, or where any of them will do."""
    if next(archive.reports([name]), None) is not None:
        return name
    event = archive.event(name)
    if event is None:
        raise BadRecord(name, "there is no event report or event of this id; `marsad event ID` lists the reports")
    if len(event.reports) > 1 and verdict != "same":
        raise BadRecord(name, f"the event has several reports; name the one that you mean: {', '.join(event.reports)}")
    return event.reports[0]


def why_merged(archive: Archive, event: Event) -> list[tuple[str, str, tuple[FieldWeight, ...]]]:
    """For each report of an event the other report that fits it best, with the waterfall of the two."""
    reports = sorted(corrected_reports(archive, event.reports), key=lambda report: report.id)
    infos = {
        document.id: DocumentInfo(document.id, document.language, document.published.value, document.source)
        for document in archive.documents(event.documents)
    }
    found = []
    for report in reports:
        bars = [(explain(report, other, infos), other.id) for other in reports if other.id != report.id]
        if bars:
            best, other_id = max(bars, key=lambda pair: (sum(bar.bits for bar in pair[0]), pair[1]))
            found.append((report.id, other_id, best))
    return found
