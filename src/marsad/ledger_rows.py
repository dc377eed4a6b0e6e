"""Statements of a ledger as rows for people: what several texts say alike is one row.

The words come from marsad/data/ledger.yaml, in Arabic, English, French or Spanish.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from marsad.check.cross import cross_phrases
from marsad.check.ledger import Ledger, LedgerEntry
from marsad.gazetteer import Gazetteer
from marsad.resources import load_yaml

__all__ = ["LedgerRow", "ledger_rows", "ledger_subject", "ledger_words"]

_BOUNDS = {"exact": "", "at_least": "≥ ", "at_most": "≤ ", "about": "≈ "}


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One statement as ``texts`` texts make it; ``owners`` are bodies or speakers, ``outlet`` that of the first text.

    ``conflicts`` are the ids of the findings that any of its statements is part of.
    """

    value: str
    part: bool
    period: str
    scope: str
    owners: str
    outlet: str
    published: str | None
    words: str
    texts: int
    conflicts: tuple[str, ...]


@lru_cache(maxsize=1)
def ledger_words() -> Mapping[str, Any]:
    """All words of the ledger."""
    data: Mapping[str, Any] = load_yaml("ledger.yaml")
    return data


def ledger_subject(ledger: Ledger, language: str) -> str:
    """What a ledger counts and where: "cells (Morocco)"."""
    words = cross_phrases()["what"]
    known = words.get(f"{ledger.unit}.{ledger.action}") or words[ledger.unit]
    scope = [Gazetteer.load().country_label(ledger.country, language)]
    if ledger.group:
        scope.append(cross_phrases()["tied"][language].format(group=ledger.group))
    return f"{known[language]} ({' · '.join(scope)})"


def ledger_rows(ledger: Ledger, language: str = "en") -> list[LedgerRow]:
    """The rows of a ledger in its order."""
    alike: defaultdict[tuple[object, ...], list[LedgerEntry]] = defaultdict(list)
    for entry in ledger.entries:
        alike[_key(entry)].append(entry)
    return [_row(entries, language) for entries in alike.values()]


def _narrow(entry: LedgerEntry) -> bool:
    """Whether an entry counts less than its whole counts; a year of a breakdown only has a shorter period."""
    return bool(entry.group or entry.apart_from or entry.population or entry.relation == "subset")


def _key(entry: LedgerEntry) -> tuple[object, ...]:
    """What makes two texts say the same: value, period, scope. A total to date is the same on the next day."""
    until = entry.until if entry.ended_by == "stated" else entry.ended_by
    whole = entry.whole if _narrow(entry) else None
    return (
        entry.value, entry.qualifier, entry.action, entry.group, entry.apart_from, entry.population,
        entry.start, entry.start_basis if entry.start is None else None, until, whole, entry.change,
    )  # fmt: skip


def _row(entries: list[LedgerEntry], language: str) -> LedgerRow:
    first = entries[0]
    owners = dict.fromkeys(owner for entry in entries if (owner := entry.agency or entry.speaker))
    return LedgerRow(
        value=f"{_BOUNDS[first.qualifier]}{first.value}",
        part=_narrow(first),
        period=_period(entries, language),
        scope=_scope(first, language),
        owners=" / ".join(list(owners)[:2]),
        outlet=first.label,
        published=first.published,
        words=" ".join(first.as_written.split()),
        texts=len({entry.document_id for entry in entries}),
        conflicts=tuple(sorted({mark for entry in entries for mark in entry.conflicts})),
    )


def _period(entries: Iterable[LedgerEntry], language: str) -> str:
    words = ledger_words()["period"]
    entry = max(entries, key=lambda one: one.until or "")
    basis = words.get(entry.start_basis or "", words["unknown"])[language]
    start = entry.start.removesuffix("-01-01") if entry.start else basis
    end = entry.until.removesuffix("-12-31") if entry.until else words["unknown"][language]
    return start if start == end else str(words["between"][language].format(start=start, end=end))


def _scope(entry: LedgerEntry, language: str) -> str:
    """What narrows the count: a tie to a group, a tie denied, special groups of persons, a stated change."""
    words, phrases = ledger_words(), cross_phrases()
    parts = [words["of"][language].format(whole=entry.whole)] if _narrow(entry) and entry.whole is not None else []
    parts += [phrases["tied"][language].format(group=entry.group)] if entry.group else []
    parts += [phrases["untied"][language].format(group=entry.apart_from)] if entry.apart_from else []
    parts += [phrases["population"][name][language] for name in entry.population]
    parts += [words["change"][language].format(change=f"{entry.change:+}")] if entry.change is not None else []
    return ", ".join(parts)
