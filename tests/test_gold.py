"""The gold corpus keeps to the coding manual, and the check sees when it does not."""

from __future__ import annotations

import copy
import sys
from pathlib import Path

import pytest

from marsad.evaluate import load
from marsad.evaluate.validate import COUNT_KEYS, problems

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from gold_check import canonical_names  # noqa: E402

NAMES = canonical_names()


@pytest.fixture(scope="module")
def golds():
    return load([ROOT / "tests" / "gold"])


@pytest.fixture
def document(golds):
    """A sound document with two events and a figure's worth of fields, free to be spoilt."""
    return copy.deepcopy(next(gold for gold in golds if gold["id"] == "dev-fr-001"))


def test_gold_corpus_is_sound(golds):
    assert problems(golds, NAMES) == []


def test_gold_corpus_covers_the_languages_and_types(golds):
    assert {gold["lang"] for gold in golds} == {"ar", "fr", "es", "en"}
    assert len({event["type"] for gold in golds for event in gold["events"]}) == 7
    assert {key for gold in golds for event in gold["events"] for key in event["counts"]} <= set(COUNT_KEYS)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"type": "robbery"}, "type 'robbery' is not in the manual"),
        ({"start": "2020-02-30", "end": "2020-02-30"}, "'2020-02-30' is no date"),
        ({"start": "2020-02-05"}, "2020-02-05 is after 2020-02-04"),
        ({"precision": "month"}, "precision month does not fit 2020-02-04"),
        ({"announced_on": "2020-02-05"}, "announced_on stands only where the event has no date"),
        ({"counts": {"arrested": 0}}, "arrested 0 is no count"),
        ({"counts": {"arrested": 6, "hurt": 1}}, "count 'hurt' is not in the manual"),
        ({"counts": {"arrested": 6, "cells": 1}}, "a single cell has no cells"),
        ({"qualifiers": {"arrested": "roughly"}}, "qualifier 'roughly' is not in the manual"),
        ({"rival_counts": {"arrested": [6]}}, "rival counts of arrested are empty or hold the count itself"),
        ({"quotes": {"trigger": "not there"}}, "trigger quote 'not there' is not in the text"),
        ({"quotes": {}}, "quotes: arrested is missing"),
        ({"actors": ["Nobody's Police"]}, 'name "Nobody\'s Police" is not in the manual'),
        ({"partners": ["MA"]}, "the event's own country is a partner"),
        ({"partners": ["Morocco"]}, "'Morocco' is no country code"),
        ({"legal_stage": None}, "legal_stage None is not in the manual"),
        ({"legal_stage": "remand"}, "an arrest has legal_stage arrest or custody, not remand"),
        ({"type": "seizure"}, "legal_stage on seizure"),
        ({"stage": "foiled"}, "a foiled attempt is a clash with foiled_plot"),
        ({"colour": "red"}, "colour is no field"),
    ],
)
def test_spoilt_events_are_seen(document, change, problem):
    document["events"][0].update(change)
    assert f"dev-fr-001: e1: {problem}" in problems([document], NAMES)


def test_spoilt_documents_are_seen(document):
    twin = copy.deepcopy(document)
    found = problems([document, twin], NAMES)
    assert found == ["dev-fr-001: id occurs twice", "dev-fr-001: same text as dev-fr-001"]
    document["cluster"] = {"e9": "Casablanca 2020"}
    document["published"] = "4 Feb"
    assert problems([document], NAMES) == [
        "dev-fr-001: published '4 Feb' is no date",
        "dev-fr-001: cluster of e9, which is no event",
        "dev-fr-001: cluster 'Casablanca 2020' is not of the form CC-YYYY-MM-DD-place",
    ]


def test_spoilt_figures_and_claims_are_seen(golds):
    document = copy.deepcopy(next(gold for gold in golds if gold["figures"] and gold["claims"]))
    document["figures"][0].update(part_of="f99", relation=None, unit="ship", end=None, end_basis="stated")
    document["claims"][0].update(stance="rumour", direction="up", quote="")
    found = "\n".join(problems([document], NAMES))
    for problem in (
        "part_of f99 is no other figure",
        "relation None is not in the manual",
        "unit 'ship'",
        "end_basis 'stated'",
        "stance 'rumour'",
        "direction 'up'",
        "claim quote ''",
    ):
        assert problem in found
