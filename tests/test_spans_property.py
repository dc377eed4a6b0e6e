"""Every quote is what stands at its offsets, and no text breaks the reader: on the gold texts and on generated ones."""

from __future__ import annotations

import json
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import marsad
from marsad.records import Reading
from marsad.spans import fold

GOLD = Path(__file__).parent / "gold"
SEEDS = {
    "ar": "أوقفت الشرطة {} 4 أشخاص {} في طنجة يوم 6 يونيو 2024، وفككت 12 خلية {} منذ 2015 مرتبطة بداعش.",
    "en": "Police {} arrested 4 men {} in Tangier on 6 June 2024; 12 cells {} tied to ISIS were dismantled since 2015.",
    "es": "La Policía {} detuvo a 4 hombres {} en Ceuta el 6 de junio de 2024; 12 células {} caídas desde 2015.",
    "fr": "La police {} a arrêté 4 hommes {} à Tanger le 6 juin 2024 ; 12 cellules {} démantelées depuis 2015.",
}
# What real texts hide in their words: harakat, tatweel, combining marks, joiners, bidi controls, other digits and
# blanks, ligatures, presentation forms, emoji with modifiers, line ends of all kinds.
ODD = [
    "َ", "ّ", "ً", "ـ", "ــ", "\u0301", "e\u0301", "a\u0308", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f",
    "\u202b", "\u202c", "\u2066", "\u2069", "\ufeff", "\u00ad", "\u00a0", "\u202f", "\u2009", "\u3000", "\r\n", "\n",
    "\r", "\t", "\u2028", "\x0b", "\x1c", "\x85", "ﬁ", "ﷺ", "ﻻ", "ﺓ", "ﺃ", "١٢", "۴", "４", "½", "²", "Ⅳ", "①", "İ",
    "ß", "ŉ", "👮🏽‍♂️", "🇲🇦", "«", "»", "“", "’", "—", "…", "،", "؛", "(", ")", "'", "-", "Daesh", "داعش", "Rabat",
    "الرباط", "3,000", "1.250", "12:30", "06/07/2024", "20 %", "\x00", "\ufffd", "𝟒", "𐎀",
]  # fmt: skip
PIECES = st.lists(st.one_of(st.sampled_from(ODD), st.text(max_size=6)), max_size=8).map("".join)
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def texts_of(language: str) -> list[dict[str, str]]:
    lines = (GOLD / f"dev-{language}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def check_quotes(reading: Reading) -> int:
    """Compare every quote with the text; returns their number."""
    assert reading.document is not None
    text, quotes = reading.document.text, 0
    for record in (*reading.events, *reading.figures, *reading.claims):
        assert record.evidence
        for evidence in record.evidence:
            assert evidence.quote
            assert text[evidence.start : evidence.end] == evidence.quote
            quotes += 1
    for finding in reading.findings:
        for evidence in finding.evidence:
            # A finding that compares with the headline quotes the headline.
            at = text[evidence.start : evidence.end]
            title = (reading.document.title or "")[evidence.start : evidence.end]
            assert evidence.quote and evidence.quote in (at, title)
    return quotes


@pytest.mark.parametrize("language", sorted(SEEDS))
def test_quotes_of_all_gold_texts_are_exact(language: str) -> None:
    quotes = 0
    for gold in texts_of(language):
        reading = marsad.read(gold["text"], published=gold["published"], language=language, title=gold["title"])
        assert all(omission.stage == "annotate" for omission in reading.omissions)  # texts off the topic
        quotes += check_quotes(reading)
    assert quotes > 200


@QUICK
@given(st.sampled_from(sorted(SEEDS)), st.tuples(PIECES, PIECES, PIECES))
def test_quotes_of_mixed_texts_are_exact(language: str, pieces: tuple[str, str, str]) -> None:
    reading = marsad.read(SEEDS[language].format(*pieces), published="2024-06-07", language=language)
    if reading.document is not None:
        check_quotes(reading)
        assert not any(omission.stage == "ground" for omission in reading.omissions)


@QUICK
@given(st.sampled_from(sorted(SEEDS)), st.lists(st.tuples(st.integers(0, 400), st.sampled_from(ODD)), max_size=12))
def test_quotes_survive_marks_inside_words(language: str, insertions: list[tuple[int, str]]) -> None:
    text = texts_of(language)[3]["text"]
    for position, piece in insertions:
        text = text[:position] + piece + text[position:]
    reading = marsad.read(text, published="2024-06", language=language)
    if reading.document is not None:
        check_quotes(reading)


@pytest.mark.parametrize("language", sorted(SEEDS))
def test_quotes_of_one_very_long_line_are_exact(language: str) -> None:
    line = " ".join(" ".join(gold["text"].split()) for gold in texts_of(language)[:20])
    assert check_quotes(marsad.read(line, published="2024-06-07", language=language)) > 50


@QUICK
@given(st.text(max_size=300), st.sampled_from([None, *sorted(SEEDS)]), st.sampled_from([None, "2024", "2024-06-07"]))
def test_no_text_breaks_the_reader(text: str, language: str | None, published: str | None) -> None:
    reading = marsad.read(text, language=language, published=published, title=text[:40] or None)
    assert reading.document is not None or reading.omissions
    reading.to_json()


@QUICK
@given(st.lists(st.one_of(st.sampled_from(ODD), st.text(max_size=8)), max_size=40).map("".join))
def test_folding_keeps_every_offset(text: str) -> None:
    folded = fold(text)
    origin = list(folded.origin) if folded.origin is not None else list(range(len(text)))
    assert len(origin) == len(folded.text)
    assert all(a < b for a, b in pairwise(origin))
    for position, index in enumerate(origin):
        span = folded.span(position, position + 1)
        assert span.start == index and span.end > span.start
        # What follows the letter inside its span was dropped: marks and controls, never another letter.
        dropped = text[index + 1 : span.end]
        assert all(unicodedata.category(mark) in ("Mn", "Me", "Cf") or mark == "ـ" for mark in dropped)
        assert folded.source(position, position + 1) == text[span.start : span.end]
    again = fold(folded.text)
    assert again.text == folded.text and again.origin is None
