"""Durations: "three years", "an hour and a half", "يومين": how long something took, which is no date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.annotate.time_words import NAMES, load_time_words, tokenize
from marsad.spans import fold

__all__ = ["Duration", "parse_duration", "sum_amounts"]

_DAY = 86400.0
# A month is 30 days and a year 365, as in ISO 8601 sums without a calendar.
_SECONDS = {
    "second": 1.0, "minute": 60.0, "hour": 3600.0, "day": _DAY, "week": 7 * _DAY, "month": 30 * _DAY,
    "quarter": 91 * _DAY, "year": 365 * _DAY, "decade": 3650 * _DAY, "century": 36500 * _DAY,
}  # fmt: skip
_UNITS = {
    "dunit": "day", "wunit": "week", "munit": "month", "qunit": "quarter", "yunit": "year", "yunits": "year",
    "decade": "decade", "century": "century", "dayrel": "day",
}  # fmt: skip
_NUMBERS = ("dd", "num", "nw", "a", "od", "yy")


@dataclass(frozen=True, slots=True)
class Duration:
    """A sum of amounts of units, in the order of the words: ((1, "week"), (3, "day"))."""

    parts: tuple[tuple[float, str], ...]

    @property
    def seconds(self) -> float:
        """The length in seconds."""
        return sum(amount * _SECONDS[unit] for amount, unit in self.parts)


def parse_duration(text: str, language: str) -> Duration | None:
    """The duration that a phrase gives; None when it gives none. A unit without a number counts once."""
    folded = fold(text)
    tokens = tokenize(folded.text, load_time_words(language))
    written = [folded.text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]
    length = sum_amounts(tokens.kinds, tokens.values, written, bare=True)
    return length if length is not None and length.parts else None


def sum_amounts(kinds: str, values: Sequence[object], written: Sequence[str], *, bare: bool) -> Duration | None:
    """The sum that classes of words give; ``bare`` lets a unit without a number count once, else it is no sum."""
    parts: list[tuple[float, str]] = []
    amount: float | None = None
    joined = False
    for code, value, form in zip(kinds, values, written, strict=True):
        kind = NAMES[code]
        unit = str(value) if kind in ("hunit", "dual") else _UNITS.get(kind)
        if kind in _NUMBERS:
            amount = _add(amount, kind, value, form)
        elif kind == "hundred":
            amount = (amount or 1) * 100
        elif kind in ("half", "demi") and parts and joined:
            last, name = parts[-1]
            parts[-1] = (last + 0.5, name)
            amount = None
        elif kind in ("half", "demi"):
            amount = (amount or 0) + 0.5 if joined or amount is None else amount * 0.5
        elif unit is not None and amount is None and not bare and kind != "dual":
            return None
        elif unit is not None:
            parts.append((_amount(amount, kind), unit))
            amount = None
        joined = kind == "and" or (joined and kind == "a")
    return Duration(tuple(parts)) if len(parts) < 20 else None


def _amount(amount: float | None, kind: str) -> float:
    return 2.0 if kind == "dual" else 1.0 if amount is None else amount


def _add(amount: float | None, kind: str, value: object, written: str) -> float:
    """A number, added to the tens before it ("twenty" "four"); 3.5 and 3,5 are three and a half."""
    if kind == "num" and value == -1:
        try:
            return float(written.replace(",", "."))
        except ValueError:
            return 0.0
    number = 1.0 if kind == "a" else float(str(value))
    if kind == "a" and amount is not None:
        return amount
    return number if amount is None else amount + number
