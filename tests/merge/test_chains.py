"""Events of one case, as one document tells them together."""

from __future__ import annotations

from marsad.merge import merge
from marsad.merged import Event
from marsad.records import EventReport
from tests.merge.reports import report


def told(*reports: EventReport) -> dict[str, Event]:
    return {event.legal_stage or event.type: event for event in merge(reports, {}).events}


def kinds(event: Event) -> list[str]:
    return [link.kind for link in event.links]


def test_arrest_remand_verdict() -> None:
    events = told(
        report("a", when="2024-05-03", where="Melilla", arrested=8),
        report("a", "prosecution", "2024-05-05", "Madrid", charged=8, legal_stage="remand"),
        report("b", "prosecution", "2024-05-05", "Madrid", charged=8, legal_stage="remand"),
        report("b", "prosecution", "2025-02-05", "Madrid", convicted=3, legal_stage="conviction"),
    )
    assert set(kinds(events["remand"])) == {"outcome_of", "same_case"}
    assert kinds(events["conviction"]) == ["outcome_of"]
    assert events["arrest"].outcome_known


def test_an_appeal_updates_the_verdict() -> None:
    events = merge(
        [
            report("a", "prosecution", "2024-05-05", "Madrid", convicted=3, legal_stage="conviction"),
            report("a", "prosecution", "2025-02-05", "Madrid", convicted=3, legal_stage="conviction"),
        ],
        {},
    ).events
    assert [kinds(event) for event in events if event.date.start == "2025-02-05"] == [["updates"]]


def test_arrests_after_an_attack_are_its_case_and_no_outcome() -> None:
    events = told(
        report("a", "attack", "2024-05-03", "Casablanca", killed=3),
        report("a", when="2024-05-06", where="Casablanca", arrested=2),
    )
    assert kinds(events["arrest"]) == ["same_case"] == kinds(events["attack"])
    assert events["arrest"].outcome_known is False


def test_other_countries_and_earlier_trials_are_no_outcome() -> None:
    events = told(
        report("a", when="2024-05-03", where="Melilla", arrested=8),
        report("a", "prosecution", "2024-05-05", "Casablanca", charged=8, legal_stage="charge"),
        report("a", "prosecution", "2019-02-05", "Madrid", convicted=8, legal_stage="conviction"),
    )
    assert events["arrest"].outcome_known is False
