"""What merging compares: one small, language-free row for each event report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from marsad.dates import DateValue, first_day, last_day
from marsad.records import Count, EventReport, Place
from marsad.spans import fold_key

__all__ = ["DocumentInfo", "Features", "Spot", "Tally", "day_of", "features", "features_of"]


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What merging needs to know of a document: language, publication date (ISO prefix) and source."""

    id: str
    language: str
    published: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for comparison. ``key`` is the GeoNames id as text, or the folded name of a place without one."""

    key: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    unit: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """A count for comparison: best value, the span of all values of the report, and whether the words are exact."""

    best: float
    low: float
    high: float
    exact: bool


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """An event report as merging sees it. Days are proleptic ordinals (1 = 0001-01-01), both ends included.

    ``first``/``last`` bound the event's date (None if unknown), ``precise`` tells a date of day precision.
    ``announced`` is the last day that the announcement's date can mean. ``ordinal`` numbers the reports of one document
    that look alike, so that two events told alike in one text are never taken for one.
    """

    id: str
    document_id: str
    type: str
    subtype: str | None
    legal_stage: str | None
    primary: bool
    first: int | None
    last: int | None
    precise: bool
    announced: int | None
    published: int | None
    published_last: int | None
    country: str | None
    partners: frozenset[str]
    spots: tuple[Spot, ...]
    counts: dict[str, Tally]
    groups: frozenset[str]
    actors: frozenset[str]
    details: frozenset[str]
    ordinal: int = 0

    @property
    def countries(self) -> frozenset[str]:
        """The event's country and its partners."""
        return self.partners if self.country is None else self.partners | {self.country}

    @property
    def told(self) -> int | None:
        """The last day by which the event had been told of; None where its own date says more, or nothing is known."""
        days = (self.announced, None if self.precise else self.published_last)
        return min((day for day in days if day is not None), default=None)

    @property
    def signature(self) -> tuple[object, ...]:
        """All that is compared: reports with the same signature are alike in every field (copies, mostly)."""
        places = tuple(spot.key for spot in self.spots)
        counts = tuple(sorted((key, tally.best, tally.low, tally.high) for key, tally in self.counts.items()))
        when = (self.first, self.last, self.announced, None if self.precise else (self.published, self.published_last))
        sets = tuple(tuple(sorted(part)) for part in (self.partners, self.groups, self.actors, self.details))
        return (
            self.type, self.subtype, self.legal_stage, self.primary, when, self.country, places, counts, sets,
            self.ordinal,
        )  # fmt: skip


def features_of(reports: Iterable[EventReport], documents: Mapping[str, DocumentInfo]) -> Iterator[Features]:
    """The rows of many reports, in their order. A document missing from ``documents`` has no known date or source."""
    for report in reports:
        yield features(report, documents.get(report.document_id))


def features(report: EventReport, document: DocumentInfo | None) -> Features:
    """The row of one report."""
    first, last = _bounds(report.date)
    published = document.published if document else None
    return Features(
        id=report.id,
        document_id=report.document_id,
        type=report.type,
        subtype=report.subtype,
        legal_stage=report.legal_stage,
        primary=report.primary,
        first=first,
        last=last,
        precise=report.date.precision == "day",
        announced=_end_of(report.announced_on),
        published=day_of(published),
        published_last=_end_of(published),
        country=report.country,
        partners=frozenset(report.partners),
        spots=tuple(sorted({_spot(place) for place in report.places if place.role == "happened"}, key=_by_key)),
        counts={key: _tally(count) for key, count in report.counts.items()},
        groups=frozenset(group.name for group in report.groups),
        actors=frozenset(actor.name for actor in report.actors),
        details=frozenset((*report.targets, *report.weapons, *report.seized)),
    )


def _by_key(spot: Spot) -> str:
    return spot.key


def _bounds(date: DateValue) -> tuple[int | None, int | None]:
    if date.start is None and date.end is None:
        return None, None
    return day_of(date.start or date.end), _end_of(date.end or date.start)


@lru_cache(maxsize=65536)
def day_of(iso: str | None) -> int | None:
    """Ordinal of the first day of an ISO prefix; None for None and for what is no date."""
    try:
        return first_day(iso[:10]).toordinal() if iso else None
    except ValueError:
        return None


@lru_cache(maxsize=65536)
def _end_of(iso: str | None) -> int | None:
    try:
        return last_day(iso[:10]).toordinal() if iso else None
    except ValueError:
        return None


@lru_cache(maxsize=65536)
def _spot(place: Place) -> Spot:
    key = fold_key(place.name) if place.geonames_id is None else str(place.geonames_id)
    unit = place.precision in ("admin1", "admin2", "region", "country")
    return Spot(key, place.country, place.admin1, place.lat, place.lon, unit)


def _tally(count: Count) -> Tally:
    values = (count.best, count.low, count.high, *count.rivals)
    return Tally(count.best, min(values), max(values), count.qualifier == "exact")
