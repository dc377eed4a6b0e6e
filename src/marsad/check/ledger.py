"""The ledger of one quantity: every statement with its owner and date, what conflicts, and the best series of years.

How the value of a year is chosen, in this order: the value that most independent texts give; between equals one that an
official or an agency gives, an exact one, the one published last, the greater one. A year without a figure of its own
takes the difference of two running totals that end with it and with the year before, and says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from marsad.check.statements import Statement, find_statements
from marsad.merged import DocumentInfo
from marsad.records import Evidence, Figure, Finding

__all__ = ["Ledger", "LedgerEntry", "SeriesYear", "ledger", "series_of"]

Basis = Literal["stated", "provisional", "derived"]


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One statement as it stands in the ledger. ``start`` and ``until`` are ISO days; ``ended_by`` as in Statement.

    ``conflicts`` are the ids of the findings that it is part of. ``whole`` is the value of the total of which it is a
    part, and ``origin`` is shared by copies of one text. ``label`` names the document: its outlet, site or short id.
    """

    figure_id: str
    document_id: str
    origin: str
    language: str
    source: str | None
    published: str | None
    agency: str | None
    speaker: str | None
    value: int | float
    low: int | float
    high: int | float
    qualifier: str
    action: str
    group: str | None
    apart_from: str | None
    change: int | float | None
    population: tuple[str, ...]
    start: str | None
    start_basis: str | None
    until: str | None
    ended_by: str | None
    relation: str | None
    whole: int | float | None
    as_written: str
    evidence: Evidence
    conflicts: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class SeriesYear:
    """The best-supported value of a year, how it is known, how many independent texts give it, and its rivals."""

    year: int
    value: int | float
    basis: Basis
    chosen_by: str
    origins: int
    figures: tuple[str, ...]
    rivals: tuple[int | float, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """All statements on one quantity in order of period and publication, with the series of years they support."""

    unit: str
    country: str
    action: str | None
    group: str | None
    entries: tuple[LedgerEntry, ...]
    series: tuple[SeriesYear, ...]
    findings: tuple[str, ...] = ()


def ledger(  # noqa: PLR0913 - a quantity has that many parts; all but four are keyword-only
    figures: Iterable[Figure],
    documents: Mapping[str, DocumentInfo],
    unit: str,
    country: str,
    *,
    action: str | None = None,
    group: str | None = None,
    findings: Iterable[Finding] = (),
    origins: Mapping[str, str] | None = None,
) -> Ledger:
    """Ledger of ``unit`` in ``country`` (ISO 3166-1), of one action or group or of all; findings mark conflicts."""
    held = list(figures)
    values = {figure.id: figure.value for figure in held}
    marks: defaultdict[str, set[str]] = defaultdict(set)
    for finding in findings:
        for record in finding.compared if finding.verdict == "conflicts" else ():
            marks[record].add(finding.id)
    wanted = [
        statement
        for statement in find_statements(held, documents, origins)
        if (statement.quantity.unit, statement.quantity.country) == (unit, country)
        and (action is None or statement.quantity.action == action)
        and (group is None or statement.quantity.group == group)
    ]
    wanted.sort(key=lambda s: (s.start or date.min, s.end or date.max, s.key))
    entries = tuple(_entry(s, values.get(s.figure.part_of or ""), marks.get(s.figure.id, set())) for s in wanted)
    general = [s for s in wanted if s.quantity.group == (group or "") and not s.quantity.population]
    marked = tuple(sorted({mark for entry in entries for mark in entry.conflicts}))
    return Ledger(unit, country, action, group, entries, tuple(series_of(general)), marked)


def _entry(statement: Statement, whole: int | float | None, marks: Iterable[str]) -> LedgerEntry:
    figure, document = statement.figure, statement.document
    return LedgerEntry(
        figure_id=figure.id,
        document_id=figure.document_id,
        origin=statement.origin,
        language=document.language,
        source=document.source,
        published=document.published,
        agency=figure.agency,
        speaker=figure.speaker,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        qualifier=figure.qualifier,
        action=figure.action,
        group=figure.group,
        apart_from=figure.apart_from,
        change=figure.change,
        population=statement.quantity.population,
        start=statement.start.isoformat() if statement.start else None,
        start_basis=figure.period.start_basis,
        until=statement.end.isoformat() if statement.end else None,
        ended_by=statement.ended_by,
        relation=figure.relation,
        whole=whole,
        as_written=figure.as_written,
        evidence=figure.evidence[0],
        conflicts=tuple(sorted(marks)),
        label=document.label,
    )


def series_of(statements: Iterable[Statement]) -> list[SeriesYear]:
    """The best-supported value of each year, from statements of one quantity."""
    held = [s for s in statements if s.figure.apart_from is None and not s.share]
    full: defaultdict[int, list[Statement]] = defaultdict(list)
    begun: defaultdict[int, list[Statement]] = defaultdict(list)
    for statement in held:
        if statement.year is not None:
            full[statement.year].append(statement)
        elif _begun_year(statement) is not None:
            begun[_begun_year(statement) or 0].append(statement)
    found = {year: _best(year, told, "stated") for year, told in full.items()}
    for year, derived in _derived(held).items():
        found.setdefault(year, derived)
    for year, told in begun.items():
        last = max(statement.end or date.min for statement in told)
        found.setdefault(year, _best(year, [s for s in told if s.end == last], "provisional"))
    return [found[year] for year in sorted(found)]


def _begun_year(statement: Statement) -> int | None:
    """The year of a figure that runs from its first day to some day before its last."""
    start, end = statement.start, statement.end
    if start is None or end is None or (start.month, start.day) != (1, 1) or start.year != end.year:
        return None
    return start.year


def _best(year: int, told: Sequence[Statement], basis: Basis) -> SeriesYear:
    by_value: defaultdict[int | float, list[Statement]] = defaultdict(list)
    for statement in told:
        by_value[statement.figure.value].append(statement)
    ranked = sorted(by_value, key=lambda value: _support(value, by_value[value]), reverse=True)
    best = by_value[ranked[0]]
    return SeriesYear(
        year, ranked[0], basis, _reason([_support(value, by_value[value]) for value in ranked]),
        origins=len({s.origin for s in best}), figures=tuple(sorted(s.figure.id for s in best)),
        rivals=tuple(ranked[1:]),
    )  # fmt: skip


def _support(value: int | float, told: Sequence[Statement]) -> tuple[int, bool, bool, str, int | float]:
    official = any(s.figure.agency is not None or s.figure.speaker_kind == "official" for s in told)
    published = max(s.document.published or "" for s in told)
    return len({s.origin for s in told}), official, any(s.exact for s in told), published, value


_REASONS = ("most_origins", "official", "exact", "latest", "greater")


def _reason(supports: Sequence[tuple[object, ...]]) -> str:
    """The first point on which the best value beats the next one."""
    if len(supports) == 1:
        return "only_value"
    return next(name for name, a, b in zip(_REASONS, supports[0], supports[1], strict=True) if a != b)


def _derived(statements: Sequence[Statement]) -> dict[int, SeriesYear]:
    """Years as differences of two exact running totals of one start and agency at the ends of neighbouring years."""
    closing: dict[tuple[date, str | None, int], Statement] = {}
    for s in statements:
        if s.start and s.end and s.exact and s.ended_by == "stated" and (s.end.month, s.end.day) == (12, 31):
            closing[s.start, s.figure.agency, s.end.year] = s
    found: dict[int, SeriesYear] = {}
    for (start, agency, year), later in sorted(closing.items(), key=lambda item: (item[0][2], str(item[0]))):
        earlier = closing.get((start, agency, year - 1))
        if earlier is None or year <= start.year or later.figure.value < earlier.figure.value:
            continue
        ids = (earlier.figure.id, later.figure.id)
        value = later.figure.value - earlier.figure.value
        found.setdefault(year, SeriesYear(year, value, "derived", "difference_of_totals", 1, ids))
    return found
