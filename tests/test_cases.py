"""Tiny texts with the events or figures that must come out of them, one file a language (tests/cases);
real.jsonl mixes them and names the language of each.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from marsad.pipeline import read
from marsad.records import EventReport, Figure

CASES = Path(__file__).parent / "cases"


def _cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.strip():
                case = json.loads(line)
                language = path.stem if len(path.stem) == 2 else case["lang"]
                found.append(pytest.param(language, case, id=f"{path.stem}-{number}"))
    return found


def _event_fits(event: EventReport, wanted: dict[str, Any]) -> bool:
    got = {
        "type": event.type,
        "start": event.date.start,
        "end": event.date.end,
        "country": event.country,
        "places": [place.name for place in event.places],
        "counts": {key: count.best for key, count in event.counts.items()},
        "actors": [actor.name for actor in event.actors],
        "groups": [group.name for group in event.groups],
        "partners": list(event.partners),
        "legal_stage": event.legal_stage,
        "foiled_plot": event.foiled_plot,
        "primary": event.primary,
    }
    return all(got[key] == value for key, value in wanted.items())


def _figure_fits(figure: Figure, wanted: dict[str, Any]) -> bool:
    period = figure.period
    got = {
        "value": figure.value,
        "unit": figure.unit,
        "action": figure.action,
        "agency": figure.agency,
        "group": figure.group,
        "start": period.start,
        "end": period.end,
        "start_basis": period.start_basis,
        "end_basis": period.end_basis,
    }
    return all(got[key] == value for key, value in wanted.items())


@pytest.mark.parametrize(("language", "case"), _cases())
def test_case(language: str, case: dict[str, Any]) -> None:
    """Every expected record is found; a case that expects none gives no event."""
    reading = read(case["text"], published=case.get("published"), language=language)
    for wanted in case["expect"]:
        fits = (
            any(_figure_fits(figure, wanted) for figure in reading.figures)
            if "value" in wanted
            else any(_event_fits(event, wanted) for event in reading.events)
        )
        assert fits, (wanted, reading.events, reading.figures)
    if not case["expect"]:
        assert not reading.events
