"""Numbers written in digits: thousands and decimals by language, fractions, chains such as dates and phone numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

__all__ = ["Numeral", "leading_decimal", "read_numeral", "split_tokens", "split_words"]

Number = int | float

# Runs of letters and runs of digits; everything else lies in the gaps between.
_TOKEN = re.compile(r"([^\W\d_]+|\d+)")
_CHAIN = re.compile(
    r"\d{1,4}(?:([-/.])\d{1,4})(?:\1\d{1,4})+(?!\d)"  # dates, phone numbers, versions
    r"|0\d-\d{2}(?!\d)"  # law 03-03
    r"|\d{1,2}:\d{2}(?::\d{2})?(?!\d)"  # 13:07
    r"|\d{2,3}(?:[ .-]\d{2}){3,}(?!\d)"  # 06 12 34 56 78
)
_GROUPED = re.compile(r"\d{1,3}(?:[ ']\d{3})+(?!\d)(?:[.,]\d+(?![.,]?\d))?")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)*")
_FRACTION = re.compile(r"(?:(\d{1,9}) )?(\d{1,9})/(\d{1,9})(?![/\d])")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}")
_POWER = re.compile(r"(?:e(?=[+-]?\d)|\^|x10\^)([+-]?\d{1,2})(?!\d)")
# Longer runs are account numbers and the like.
_MOST_DIGITS = 18


class Numeral(NamedTuple):
    """A number in digits: value, end, and whether it is a plain number, a fraction or a chain."""

    value: Number
    end: int
    form: str


def split_words(text: str) -> list[str]:
    """The letter and digit runs of a folded text."""
    return _TOKEN.findall(text)


def split_tokens(text: str) -> list[str]:
    """Gaps (even places) and words (odd places) of a folded text; joined they are the text."""
    return _TOKEN.split(text)


def read_numeral(text: str, start: int, separators: Mapping[str, Any], hard_space: bool) -> Numeral:
    """The number in digits that begins at a position.

    ``hard_space``: the first blank behind the digits is a no-break or thin space, which groups thousands everywhere.
    """
    fraction = _FRACTION.match(text, start)
    if fraction and int(fraction[3]):
        return Numeral(int(fraction[1] or 0) + int(fraction[2]) / int(fraction[3]), fraction.end(), "fraction")
    grouped = _grouped(text, start, separators, hard_space)
    if grouped:
        return grouped
    plain = _PLAIN.match(text, start)
    assert plain is not None
    chain = _CHAIN.match(text, start)
    if chain and not (chain.end() <= plain.end() and _THOUSANDS.fullmatch(chain[0])):
        return Numeral(0, chain.end(), "chain")
    return _power(text, _separated(plain[0], start, separators, text[start - 1 : start]))


def _grouped(text: str, start: int, separators: Mapping[str, Any], hard_space: bool) -> Numeral | None:
    match = _GROUPED.match(text, start)
    if not match:
        return None
    groups = match[0].count(" ") + match[0].count("'")
    if not (separators["space"] or hard_space or groups > 1 or "'" in match[0]):
        return None
    digits = match[0].replace(" ", "").replace("'", "")
    if len(digits) > _MOST_DIGITS or (match[0][0] == "0"):
        return None
    return Numeral(_decimal(digits.replace(",", ".")), match.end(), "plain")


def _decimal(digits: str) -> Number:
    return float(digits) if "." in digits else int(digits)


def _separated(run: str, start: int, separators: Mapping[str, Any], before: str) -> Numeral:
    """Read a run of digits, dots and commas; what is no number of that shape ends at its first separator."""
    if len(run) > _MOST_DIGITS:
        head = re.split(r"[.,]", run)[0]
        value = int(head) if len(head) <= _MOST_DIGITS else 0
        return Numeral(value, start + len(run), "chain")
    marks = [character for character in run if not character.isdecimal()]
    if not marks:
        form = "plain" if len(run) == 1 or run[0] != "0" else "zeros"
        return Numeral(int(run), start + len(run), form)
    number = _mixed(run) if len(set(marks)) > 1 else _single(run, marks, separators)
    if number is not None and before != marks[0]:
        return Numeral(number, start + len(run), "plain")
    head = re.split(r"[.,]", run)[0]
    return Numeral(int(head), start + len(head), "plain")


def _mixed(run: str) -> Number | None:
    """Dots and commas: the last mark is the decimal one, the others group thousands."""
    mark = "." if run.rfind(".") > run.rfind(",") else ","
    whole, _, decimals = run.rpartition(mark)
    if mark in whole or not _THOUSANDS.fullmatch(whole):
        return None
    return float(re.sub(r"[.,]", "", whole) + "." + decimals)


def _single(run: str, marks: list[str], separators: Mapping[str, Any]) -> Number | None:
    """One kind of mark: thousands where every group has three digits and the language groups so, else a decimal."""
    mark, grouped = marks[0], _THOUSANDS.fullmatch(run) is not None and run[0] != "0"
    if len(marks) > 1:
        return int(run.replace(mark, "")) if grouped else None
    if grouped and mark in separators["thousands"]:
        return int(run.replace(mark, ""))
    if mark == "," and separators["decimal"] == ".":
        return float(run.replace(mark, ".")) if separators["either"] else None
    return float(run.replace(mark, "."))


def leading_decimal(text: str, start: int, mark: str) -> bool:
    """Whether the digits at a position are decimals without a whole (".45")."""
    if start == 0 or text[start - 1] != mark or (start > 1 and not text[start - 2].isspace()):
        return False
    return mark == "." or text[start + 1 : start + 3].isdecimal()


def _power(text: str, numeral: Numeral) -> Numeral:
    match = _POWER.match(text, numeral.end)
    if not match or numeral.form != "plain" or numeral.value == 0:
        return numeral
    exponent = int(match[1])
    try:
        raised = numeral.value**exponent if match[0][0] == "^" else float(f"{numeral.value}e{exponent}")
    except OverflowError:
        return numeral
    return Numeral(raised, match.end(), "plain") if raised < 10**_MOST_DIGITS else numeral
