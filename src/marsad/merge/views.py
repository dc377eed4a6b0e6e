"""The merged event: a view computed from its reports. Every rival value stays, with who gave it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from marsad.dates import DateValue
from marsad.merge.features import DocumentInfo
from marsad.merged import Disagreement, Event, EventCount, OwnedCount
from marsad.records import EventReport, Place, content_id

__all__ = ["event_id", "event_of"]

Value = TypeVar("Value", bound=Hashable)

_PRECISION = ("unknown", "year", "month", "day")


def event_id(report_ids: Iterable[str]) -> str:
    """The id of the event over these reports."""
    return content_id("v", *sorted(report_ids))


def event_of(
    reports: Iterable[EventReport], documents: Mapping[str, DocumentInfo], origins: Mapping[str, str]
) -> Event:
    """The view over the reports of one event."""
    ordered = sorted(reports, key=lambda report: report.id)
    view = _View(ordered, documents, origins)
    by_support = sorted(ordered, key=lambda report: (-report.primary, -report.confidence, report.id))
    return Event(
        id=event_id(report.id for report in ordered),
        type=view.most(lambda report: report.type) or ordered[0].type,
        subtype=view.most(lambda report: report.subtype),
        stage=view.most(lambda report: report.stage) or ordered[0].stage,
        legal_stage=view.most(lambda report: report.legal_stage),
        foiled_plot=any(report.foiled_plot for report in ordered),
        date=view.date(),
        announced_on=min((report.announced_on for report in ordered if report.announced_on), default=None),
        country=view.most(lambda report: report.country),
        places=_places(by_support),
        actors=_union(report.actors for report in by_support),
        groups=_union(report.groups for report in by_support),
        partners=tuple(sorted({code for report in ordered for code in report.partners})),
        counts=view.counts(),
        targets=_union(report.targets for report in by_support),
        weapons=_union(report.weapons for report in by_support),
        seized=_union(report.seized for report in by_support),
        languages=tuple(sorted({info.language for info in view.infos()})),
        sources=tuple(sorted({info.source for info in view.infos() if info.source is not None})),
        reports=tuple(report.id for report in ordered),
        documents=tuple(report.document_id for report in ordered),
        n_origins=len({view.origin(report) for report in ordered}),
        confidence=max(report.confidence for report in ordered),
        disagreements=view.disagreements(),
    )


def _union(parts: Iterable[tuple[Value, ...]]) -> tuple[Value, ...]:
    return tuple(dict.fromkeys(item for part in parts for item in part))


def _places(reports: Sequence[EventReport]) -> tuple[Place, ...]:
    """Each place once, in the words of the best-supported report that names it."""
    places: dict[tuple[int | str, str], Place] = {}
    for report in reports:
        for place in report.places:
            places.setdefault((place.geonames_id or place.name, place.role), place)
    return tuple(places.values())


class _View:
    """What the reports of one event say, by field."""

    def __init__(
        self, reports: Sequence[EventReport], documents: Mapping[str, DocumentInfo], origins: Mapping[str, str]
    ) -> None:
        self.reports = reports
        self._documents = documents
        self._origins = origins

    def infos(self) -> list[DocumentInfo]:
        """What is known of the documents."""
        return [self._documents[r.document_id] for r in self.reports if r.document_id in self._documents]

    def origin(self, report: EventReport) -> str:
        """The origin of the report: its document, or the first of the copies of which that is one."""
        return self._origins.get(report.document_id, report.document_id)

    def published(self, report: EventReport) -> str | None:
        """When the report's document appeared."""
        info = self._documents.get(report.document_id)
        return info.published if info else None

    def most(self, value: Callable[[EventReport], Any]) -> Any:
        """The value that most origins give; between equals that of the surer, then the first in order."""
        origins: dict[Any, set[str]] = defaultdict(set)
        surest: dict[Any, float] = defaultdict(float)
        for report in self.reports:
            given = value(report)
            if given is not None:
                origins[given].add(self.origin(report))
                surest[given] = max(surest[given], report.confidence)
        return min(origins, key=lambda given: (-len(origins[given]), -surest[given], str(given)), default=None)

    def date(self) -> DateValue:
        """The most precise date, and of those the one that most origins give; a stated one before a reckoned one."""
        best = max((_PRECISION.index(report.date.precision) for report in self.reports), default=0)
        exact = [report for report in self.reports if _PRECISION.index(report.date.precision) == best]
        found: DateValue = _View(exact, self._documents, self._origins).most(
            lambda report: report.date
        )
        return found

    def counts(self) -> dict[str, EventCount]:
        """Each count with all its values and their owners."""
        names = sorted({name for report in self.reports for name in report.counts})
        return {name: self._count([report for report in self.reports if name in report.counts], name) for name in names}

    def _count(self, reports: Sequence[EventReport], name: str) -> EventCount:
        owned = [self._owned(report, name) for report in reports]
        support = {value.best: {other.origin for other in owned if other.best == value.best} for value in owned}
        ranked = max(owned, key=lambda value: (len(support[value.best]), value.published or "", value.best))
        qualifiers = Counter(value.qualifier for value in owned if value.best == ranked.best)
        qualifier = min(qualifiers, key=lambda one: (-qualifiers[one], one != "exact", one))
        low, high = min(value.low for value in owned), max(value.high for value in owned)
        return EventCount(ranked.best, low, high, qualifier, tuple(owned))

    def _owned(self, report: EventReport, name: str) -> OwnedCount:
        count = report.counts[name]
        info = self._documents.get(report.document_id)
        return OwnedCount(
            best=count.best,
            low=min(count.best, count.low, *count.rivals),
            high=max(count.best, count.high, *count.rivals),
            qualifier=count.qualifier,
            report_id=report.id,
            document_id=report.document_id,
            origin=self.origin(report),
            source=info.source if info else None,
            speaker=report.speaker,
            published=info.published if info else None,
        )

    def disagreements(self) -> tuple[Disagreement, ...]:
        """Fields in which the reports differ. A coarser date does not contradict the finer one that it holds."""
        found = [
            self._differing("type", lambda report: report.type),
            self._differing("stage", lambda report: report.stage),
            self._differing("country", lambda report: report.country),
            self._differing("date", _exact_date),
            self._differing("announced_on", lambda report: report.announced_on),
        ]
        names = sorted({name for report in self.reports for name in report.counts})
        found += [self._differing(f"counts.{name}", _best(name)) for name in names]
        return tuple(item for item in found if item is not None)

    def _differing(self, field: str, value: Callable[[EventReport], object]) -> Disagreement | None:
        owners: dict[str, list[str]] = defaultdict(list)
        for report in self.reports:
            given = value(report)
            if given is not None:
                owners[str(given)].append(report.id)
        if len(owners) < 2:
            return None
        return Disagreement(field, tuple((given, tuple(owners[given])) for given in sorted(owners)))


def _exact_date(report: EventReport) -> str | None:
    date = report.date
    if date.precision != "day":
        return None
    return date.start if date.start == date.end else f"{date.start}/{date.end}"


def _best(name: str) -> Callable[[EventReport], object]:
    return lambda report: f"{report.counts[name].best:g}" if name in report.counts else None
