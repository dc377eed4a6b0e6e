"""Why a record changed between two releases: new reports, judgements, corrections, another engine, gone documents."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.export.edition import Decided, Edition
from marsad.export.lineage import Lineage
from marsad.records import Claim, Figure, Finding

__all__ = ["Reasons"]


class Reasons:
    """Finds the reasons of a change in what the two releases say of themselves."""

    def __init__(self, old: Edition, new: Edition) -> None:
        self.old = old
        self.new = new
        before = {one.id: one for one in old.provenance.decided}
        after = {one.id: one for one in new.provenance.decided}
        self.made = [one for id, one in after.items() if id not in before]
        self.taken_back = [one for id, one in before.items() if id not in after]

    @property
    def engine(self) -> str | None:
        """The change of engine, in words."""
        old, new = self.old.provenance.engines, self.new.provenance.engines
        return None if old == new else f"engine version {', '.join(old) or 'unknown'} -> {', '.join(new) or 'unknown'}"

    def of_events(self, lineage: Lineage, olds: tuple[str, ...], news: tuple[str, ...]) -> tuple[str, ...]:
        """Why events of a group changed, the most telling reason first."""
        reports = {report for event in olds for report in self.old.events[event].reports}
        reports |= {report for event in news for report in self.new.events[event].reports}
        why = [*self._judged(reports), *self._corrected(reports)]
        joined = lineage.joined(news)
        fresh = [id for id in joined if self.new.reports[id].document_id not in self.old.documents]
        if fresh:
            why.append(f"{len(fresh)} new {_plural('report', fresh)} joined" if olds else "new document")
        if len(joined) > len(fresh) or lineage.reread(olds):
            why.append(self.engine or "texts read anew")
        left = lineage.left(olds)
        documents = {self.old.reports[id].document_id for id in left if id in self.old.reports}
        gone = [id for id in documents if id not in self.new.documents]
        if gone:
            why.append(f"{len(gone)} {_plural('document', gone)} taken out of the archive or replaced")
        if documents - set(gone) and not why:
            why.append(self.engine or "no longer read from its text")
        if not why and not news:
            why.append("its reports are in no event; they were not merged")
        if not why and len(olds) + len(news) > 2:
            why.append("merged anew with the reports at hand")
        return tuple(dict.fromkeys(why or ([self.engine] if self.engine else [])))

    def _judged(self, reports: set[str]) -> list[str]:
        told = {"same": "judged the same", "different": "judged different", "unsure": "judged unsure"}
        why = [told[one.what] for one in _about(self.made, "judgement", reports, whole=True)]
        taken = _about(self.taken_back, "judgement", reports, whole=True)
        return [*why, *(f"judgement withdrawn ({one.what})" for one in taken)]

    def _corrected(self, records: set[str]) -> list[str]:
        why = [_correction(one) for one in _about(self.made, "correction", records)]
        return [*why, *(f"{_correction(one)}, taken back" for one in _about(self.taken_back, "correction", records))]

    def of_statement(
        self, before: Figure | Claim | Finding | None, after: Figure | Claim | Finding | None
    ) -> tuple[str, ...]:
        """Why a figure, claim or finding changed, came or went."""
        corrected = self._corrected({one.id for one in (before, after) if one is not None})
        if corrected:
            return tuple(corrected)
        one = after or before
        assert one is not None
        if isinstance(one, Finding) and not one.document_id:
            return ("other figures or events to compare",)
        if before is None and one.document_id not in self.old.documents:
            return ("new document",)
        if after is None and one.document_id not in self.new.documents:
            return ("document taken out of the archive or replaced",)
        return (self.engine or "text read anew",)


def _about(decided: Iterable[Decided], kind: str, records: set[str], *, whole: bool = False) -> list[Decided]:
    """Decisions of a kind on these records; ``whole`` asks for all of a decision's records."""
    found = (one for one in decided if one.kind == kind)
    return [one for one in found if (records >= set(one.records) if whole else records & set(one.records))]


def _correction(one: Decided) -> str:
    return "withdrawn by a correction" if one.what == "withdrawn" else f"correction of {one.what}"


def _plural(noun: str, items: list[str]) -> str:
    return noun if len(items) == 1 else f"{noun}s"
