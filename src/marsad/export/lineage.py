"""Which events of two releases are the same: followed through their reports, and through texts that were read anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from marsad.export.edition import Edition
from marsad.records import EventReport

__all__ = ["Lineage"]


class Lineage:
    """Reports of the old release with what became of them in the new one."""

    def __init__(self, old: Edition, new: Edition) -> None:
        self.old = old
        self.new = new
        self.successor = self._successors()
        self.event_before = {report: event.id for event in old.events.values() for report in event.reports}
        self.event_after = {report: event.id for event in new.events.values() for report in event.reports}

    def _successors(self) -> dict[str, str]:
        """Old report -> itself where it is still there, else the likest new report of the same document."""
        found = {id: id for id in self.old.reports if id in self.new.reports}
        fresh: dict[str, list[EventReport]] = defaultdict(list)
        for report in self.new.reports.values():
            if report.id not in self.old.reports:
                fresh[report.document_id].append(report)
        gone = (report for id, report in sorted(self.old.reports.items()) if id not in self.new.reports)
        for report in gone:
            candidates = fresh[report.document_id]
            best = max(candidates, key=lambda one: (_likeness(report, one), one.id), default=None)
            if best is not None and _likeness(report, best) >= _ENOUGH:
                found[report.id] = best.id
                candidates.remove(best)
        return found

    def groups(self) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Old and new events that share reports, each group once, in order of id."""
        after = defaultdict(set)
        before = defaultdict(set)
        for report, event in self.event_before.items():
            target = self.event_after.get(self.successor.get(report, ""))
            if target is not None:
                after[event].add(target)
                before[target].add(event)
        seen: set[str] = set()
        for event in sorted(self.old.events):
            if event not in seen:
                olds, news = _component(event, after, before)
                seen |= olds
                yield tuple(sorted(olds)), tuple(sorted(news))
        for event in sorted(set(self.new.events) - set(before)):
            yield (), (event,)

    def joined(self, news: tuple[str, ...]) -> list[str]:
        """Reports in the new events that the old release did not have in any form."""
        known = set(self.successor.values())
        return [report for event in news for report in self.new.events[event].reports if report not in known]

    def left(self, olds: tuple[str, ...]) -> list[str]:
        """Reports of the old events of which nothing is left."""
        return [report for event in olds for report in self.old.events[event].reports if report not in self.successor]

    def reread(self, olds: tuple[str, ...]) -> list[str]:
        """Reports of the old events that were read anew."""
        reports = [report for event in olds for report in self.old.events[event].reports]
        return [report for report in reports if self.successor.get(report, report) != report]


# The same type and one more of date, country and place make two readings of a text the same event.
_ENOUGH = 3


def _likeness(a: EventReport, b: EventReport) -> int:
    same = 2 * (a.type == b.type) + (a.date.start == b.date.start) + (a.country == b.country)
    return same + bool({one.name for one in a.places} & {one.name for one in b.places}) + (a.primary == b.primary)


def _component(
    start: str, after: dict[str, set[str]], before: dict[str, set[str]]
) -> tuple[set[str], set[str]]:  # fmt: skip
    olds, news = {start}, set[str]()
    waiting = [start]
    while waiting:
        for target in after.get(waiting.pop(), set()) - news:
            news.add(target)
            fresh = before[target] - olds
            olds |= fresh
            waiting += fresh
    return olds, news
