"""The seed article, and its retelling in our own words, come out as accepted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import marsad
from tests.acceptance import shortfalls

ROOT = Path(__file__).parent.parent
SEED = ROOT.parent / "shared" / "seed"


@pytest.mark.skipif(not SEED.exists(), reason="the folder shared/seed is not beside this checkout")
def test_seed_article_meets_every_row() -> None:
    expected = json.loads((SEED / "acceptance.json").read_text("utf-8"))
    reading = marsad.read((SEED / "article-ar.txt").read_text("utf-8"))
    assert shortfalls(reading, expected) == []


def test_retelling_meets_the_rows_it_tells() -> None:
    expected = json.loads((ROOT / "tests" / "cases" / "retelling.json").read_text("utf-8"))
    reading = marsad.read((ROOT / "samples" / "retelling-ar.txt").read_text("utf-8"))
    assert shortfalls(reading, expected) == []


def test_retelling_explains_the_contradiction() -> None:
    reading = marsad.read((ROOT / "samples" / "retelling-ar.txt").read_text("utf-8"))
    chain = next(finding for finding in reading.findings if finding.kind == "chain")
    assert (chain.verdict, chain.difference) == ("conflicts", 1)
    assert {"subject", "period"} & set(chain.explanations)
    for language in ("ar", "fr", "es", "en"):
        assert all(number in chain.sentences[language] for number in ("91", "5", "96", "95"))
