"""A figure as a statement to compare: which quantity, which days it covers, what values it leaves open, who gave it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from math import inf

from marsad.dates import first_day, last_day
from marsad.merged import DocumentInfo
from marsad.records import Figure
from marsad.resources import load_yaml
from marsad.spans import fold_key

__all__ = ["Quantity", "Statement", "by_quantity", "exclude", "find_statements"]

# "About 60" leaves open what lies within a quarter of it; a stated range is taken as it stands.
_ABOUT = 0.25


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """What is counted: only statements of one quantity are ever compared.

    ``population`` names special groups in the counted noun (women, soldiers, foreigners): "169 children" are no rival
    value of "300 persons". ``group`` is the armed group to which those counted are tied.
    """

    unit: str
    action: str
    country: str
    group: str = ""
    population: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure in its document. ``start`` and ``end`` are days; None where neither the words nor the archive tell.

    A ``share`` is a part of its total by place or kind, without a period or group of its own, or a second value that
    its text gives for the same quantity and period ("1,216 in Spain, 158 abroad"); it is no rival of totals.
    ``ended_by`` says how the end is known: "stated" by the words, or "published" for a total to date, which cannot
    reach beyond the publication of its text. ``origin`` is shared by copies of one text.
    """

    figure: Figure
    document: DocumentInfo
    quantity: Quantity
    origin: str
    start: date | None
    end: date | None
    ended_by: str | None
    share: bool = False

    @property
    def year(self) -> int | None:
        """The calendar year that the figure covers from its first to its last day."""
        if self.start is None or self.end is None or self.ended_by != "stated":
            return None
        full = (self.start.month, self.start.day, self.end.month, self.end.day) == (1, 1, 12, 31)
        return self.start.year if full and self.start.year == self.end.year else None

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the greatest value that the words leave open."""
        figure = self.figure
        if figure.qualifier == "at_least":
            return figure.low, inf
        if figure.qualifier == "at_most":
            return 0, figure.high
        if figure.qualifier == "about" and figure.low == figure.high:
            return figure.value * (1 - _ABOUT), figure.value * (1 + _ABOUT)
        return figure.low, figure.high

    @property
    def exact(self) -> bool:
        """Whether the words give one value."""
        return self.figure.qualifier == "exact"

    @property
    def key(self) -> tuple[date, str, str]:
        """Order of statements: by publication, then by id."""
        published = self.document.published
        return (last_day(published) if published else date.max, self.document.id, self.figure.id)


@lru_cache(maxsize=1)
def _populations() -> tuple[tuple[str, tuple[str, ...]], ...]:
    words: dict[str, list[str]] = load_yaml("comparison.yaml")["populations"]
    return tuple((name, tuple(fold_key(stem) for stem in stems)) for name, stems in words.items())


def _population(as_written: str) -> tuple[str, ...]:
    """The special groups that a counted noun names, in any of the languages."""
    words = [word.removeprefix("ال") for word in fold_key(as_written).split()]
    found = (name for name, stems in _populations() if any(word.startswith(stems) for word in words))
    return tuple(sorted(found))


def find_statements(
    figures: Iterable[Figure], documents: Mapping[str, DocumentInfo], origins: Mapping[str, str] | None = None
) -> list[Statement]:
    """Figures as statements, in order of publication; those without a country cannot be compared and are left out."""
    held = list(figures)
    by_id = {figure.id: figure for figure in held}
    begun = _beginnings(held)
    found = []
    for figure in held:
        if figure.country is None:
            continue
        document = documents.get(figure.document_id) or DocumentInfo(figure.document_id, "")
        whole = by_id.get(figure.part_of) if figure.part_of else None
        quantity = Quantity(figure.unit, figure.action, figure.country, _tie(figure), _population_of(figure, whole))
        start, (end, ended_by) = _start(figure, begun), _end(figure, document)
        origin = (origins or {}).get(document.id, document.id)
        share = whole is not None and figure.group is None and figure.period == whole.period
        found.append(Statement(figure, document, quantity, origin, start, end, ended_by, share))
    return sorted(_with_shares(found), key=lambda statement: statement.key)


def _with_shares(found: Iterable[Statement]) -> Iterator[Statement]:
    """All statements; of the values that one text gives for one quantity and period, only the first is compared.

    What else the text tells counts less or more than that ("69 within our borders, 76 with those abroad"). Whether the
    values contradict each other is asked inside the document, where their words can be compared.
    """
    first: dict[tuple[object, ...], Statement] = {}
    for one in sorted(found, key=lambda s: (s.document.id, s.figure.evidence[0].start)):
        if one.share or one.start is None:
            yield one
            continue
        head = first.setdefault((one.document.id, one.quantity, one.figure.agency, one.start, one.end), one)
        yield replace(one, share=True) if exclude(head, one) else one


def exclude(a: Statement, b: Statement) -> bool:
    """Whether the words of two statements leave no value open to both."""
    (a_low, a_high), (b_low, b_high) = a.bounds, b.bounds
    return a_high < b_low or b_high < a_low


def _tie(figure: Figure) -> str:
    """The group that the counted are tied to; those said to have no tie to it are a quantity of their own."""
    return f"not {figure.apart_from}" if figure.apart_from else figure.group or ""


def _population_of(figure: Figure, whole: Figure | None) -> tuple[str, ...]:
    """The population of a bare number ("276 in 2016") is that of the total before it.

    Fighters are a population beside civilians among the dead; all who are arrested are suspects.
    """
    own = _population(figure.as_written)
    if not own and whole is not None and figure.unit == whole.unit:
        own = _population(whole.as_written)
    return tuple(name for name in own if name != "militants" or figure.action in ("killed", "injured"))


def _beginnings(figures: Iterable[Figure]) -> dict[tuple[str, str | None], str]:
    """Year in which an agency was founded where some text of the archive states it, and no other contradicts it.

    An appointment is that of a person and says nothing of other texts, nor does the founding of what is not named.
    """
    years: defaultdict[tuple[str, str | None], set[str]] = defaultdict(set)
    for figure in figures:
        if figure.agency and figure.period.start_basis == "founding" and figure.period.start:
            years[figure.agency, figure.country].add(figure.period.start[:4])
    return {key: next(iter(found)) for key, found in years.items() if len(found) == 1}


def _start(figure: Figure, begun: Mapping[tuple[str, str | None], str]) -> date | None:
    told = figure.period.start
    if told is None and figure.agency and figure.period.start_basis == "founding":
        told = begun.get((figure.agency, figure.country))
    return first_day(told) if told else None


def _end(figure: Figure, document: DocumentInfo) -> tuple[date | None, str | None]:
    """The last day covered: what the words state, but never behind the day on which the text came out."""
    published = last_day(document.published) if document.published else None
    stated = last_day(figure.period.end) if figure.period.end else None
    if stated is not None and (published is None or stated <= published + timedelta(days=1)):
        return stated, "stated"
    if published is not None:
        return published, "published"
    return (stated, "stated") if stated is not None else (None, None)


def by_quantity(statements: Iterable[Statement]) -> Iterator[tuple[Quantity, list[Statement]]]:
    """Statements of each quantity, in order."""
    groups: defaultdict[Quantity, list[Statement]] = defaultdict(list)
    for statement in statements:
        groups[statement.quantity].append(statement)
    for quantity in sorted(groups):
        yield quantity, groups[quantity]
