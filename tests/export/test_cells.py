from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.export.cells import clean, guarded, is_arabic
from marsad.export.delimited import cell

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "\ufeff=1",
    "\u200f=1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "\u202e=1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_gets_an_apostrophe(text: str) -> None:
    assert guarded(text).startswith("'")
    assert clean(text) in guarded(text)


@pytest.mark.parametrize("text", ["four men", "أربعة", "4-5", "a=b", "", "«نقل»", "(+212) 5", "…"])
def test_other_text_stays(text: str) -> None:
    assert guarded(text) == text


def test_numbers_are_no_text_and_need_no_guard() -> None:
    assert cell(-5.79975) == "-5.79975"
    assert cell(None) == ""
    assert cell(True) == "true"
    assert cell(["a", "b"]) == "a | b"


def test_overrides_and_control_characters_are_replaced_one_by_one() -> None:
    assert clean("a\u202eb\x00c\ud800") == "a\ufffdb\ufffdc\ufffd"
    assert clean("line\nbreak\ttab") == "line\nbreak\ttab"


def test_open_marks_are_closed_so_that_the_next_cell_keeps_its_direction() -> None:
    assert clean("\u202bطنجة") == "\u202bطنجة\u202c"
    assert clean("\u2067a\u2066b") == "\u2067a\u2066b\u2069\u2069"
    assert clean("\u2067a\u2069") == "\u2067a\u2069"


def test_arabic_cells_are_told_from_others() -> None:
    assert is_arabic("توقيف أربعة أشخاص")
    assert is_arabic("تنظيم داعش (ISIS) الإرهابي")
    assert not is_arabic("Rabat")
    assert not is_arabic("2024")


@given(st.text())
def test_no_text_becomes_a_formula_or_breaks_a_row(text: str) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([cell(text), "next"])
    row = next(csv.reader(io.StringIO(out.getvalue(), newline="")))
    assert row[1] == "next"
    row[0].encode()
    shown = row[0].lstrip(" \t\r\n\ufeff")
    assert not shown or shown[0] not in "=+-@"
