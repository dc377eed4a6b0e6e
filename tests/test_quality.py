"""The quality gate and the accuracy card, on readers whose score is known."""

from __future__ import annotations

import copy
import sys
from pathlib import Path

import pytest

from marsad.evaluate import evaluate, load

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests")]

import accuracy  # noqa: E402
import quality_gate  # noqa: E402

from test_evaluate import empty, perfect  # noqa: E402


@pytest.fixture(scope="module")
def golds():
    return load([ROOT / "tests" / "gold"])


@pytest.fixture(scope="module")
def best(golds):
    return evaluate(golds, perfect(golds), folds=2, samples=20)


def test_gate_opens_for_what_was_pinned_and_shuts_for_less(golds, best):
    values = quality_gate.reached(best)
    assert values["ar"]["event_strict"] == values["all"]["claims.denial"] == 1.0
    digest = quality_gate.digests(golds)
    pinned = {"digests": digest, "floors": values}
    assert quality_gate.judge(pinned, values, digest) == []
    worse = quality_gate.reached(evaluate(golds, empty, samples=0))
    found = quality_gate.judge(pinned, worse, digest)
    assert "fr event_lenient: 0.000 is below the floor 1.000" in found


def test_gate_sees_changed_gold(golds):
    digest = quality_gate.digests(golds)
    other = copy.deepcopy(golds)
    other[0]["events"].pop()
    changed = quality_gate.digests(other)
    assert (changed["texts"], changed["gold"] != digest["gold"]) == (digest["texts"], True)
    (line,) = quality_gate.judge({"digests": digest, "floors": {}}, {}, changed)
    assert line.startswith("the gold of tests/gold changed")


def test_floors_rise_and_fall_only_when_told(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(quality_gate, "FLOORS", tmp_path / "floors.json")
    old = {"floors": {"ar": {"counts": 0.9, "clean": 0.5}}}
    new = {"ar": {"counts": 0.8, "clean": 0.6}}
    assert quality_gate._set(old, new, {}, lower=False) == 1
    assert not quality_gate.FLOORS.exists()
    assert quality_gate._set(old, new, {"gold": "x"}, lower=True) == 0
    assert "ar counts: 0.900 -> 0.800" in capsys.readouterr().out
    assert quality_gate.lifted(old["floors"], new, lower=False) == {"ar": {"counts": 0.9, "clean": 0.6}}


def test_values_are_cut_and_never_rounded_up(golds):
    scores = evaluate(golds, empty, samples=0)
    assert quality_gate.reached(scores)["all"]["event_strict"] == 0.0
    assert quality_gate.reached(scores)["all"]["clean"] == 1.0


def test_card_shows_every_measure_language_and_mistake(golds, best):
    text = accuracy.card(best)
    for label in ("Event, strict F1", "Arabic", "### Counts (F1)", "Confusion of types", "| arrest | 111 |"):
        assert label in text
    assert "▼" not in text.split("## Seen")[0].split("below the bar")[1]
    assert accuracy.card(best) == text
    failing = accuracy.card(evaluate(golds, empty, folds=2, samples=0))
    assert "### event missed: 341 (ar 80, fr 83, es 71, en 107)" in failing
    assert "▼" in failing


def test_card_shows_no_text_of_the_unseen_fold(golds):
    failures = accuracy.card(evaluate(golds, empty, folds=2, samples=0)).split("## What still fails")[1]
    shown = {line.split("`")[1] for line in failures.splitlines() if line.startswith("- `")}
    assert shown
    assert all(int(name[-3:]) % 2 == 1 for name in shown)
