"""The merged view of an archive: grown step by step it is what merging at once gives, and judgements can be undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.archive.corrections import correct, uncorrect
from marsad.archive.merging import judge, merge, unjudge, why_merged
from marsad.errors import ArchiveError, BadRecord
from marsad.merged import Event
from marsad.records import Document, EventReport, Published, Reading
from marsad.store import Archive, Entry
from tests.merge.reports import report

NOW = "2026-01-02T03:04:05Z"


def reading(document: str, published: str | None, *reports: EventReport) -> Entry:
    basis = "given" if published else "none"
    kept = Document(document, None, document, "en", None, document, published=Published(published, basis))  # type: ignore[arg-type]
    return Entry(Reading(kept, events=tuple(replace(one, document_id=document) for one in reports)))


def put(archive: Archive, *entries: Entry) -> None:
    archive.add_readings(entries, engine="1", seen_at=NOW)
    merge(archive, at=NOW)


def events(archive: Archive) -> list[Event]:
    return list(archive.events())


def rebuilt(archive: Archive) -> list[Event]:
    merge(archive, at=NOW, rebuild=True)
    return events(archive)


A = report("a", when="2024-05-03", where="Casablanca", arrested=8)
B = report("b", when="2024-05-03", where="Casablanca", arrested=9)
C = report("c", "attack", "2024-05-03", "Gao", killed=4)
REMAND = report("b", "prosecution", "2024-05-05", "Casablanca", charged=9, legal_stage="remand")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.open(tmp_path / "archive.db")


def test_a_later_document_joins_the_event(archive: Archive) -> None:
    others = [reading(f"c{n}", "2024-05-03", replace(C, id=f"e-{n}")) for n in range(9)]
    put(archive, reading("a", "2024-05-03", A), *others)
    summary = merge(archive, at=NOW)
    assert (summary.written, summary.removed) == (0, 0)
    put(archive, reading("b", "2024-05-04", B, REMAND))
    (event,) = (event for event in archive.events() if event.type == "arrest")
    assert event.reports == tuple(sorted((A.id, B.id)))
    assert event.counts["arrested"].best == 9
    assert event.outcome_known
    (after,) = (event for event in archive.events() if event.type == "prosecution")
    assert [(link.kind, link.event_id) for link in after.links] == [("outcome_of", event.id)]
    assert events(archive) == rebuilt(archive)


def test_an_arrest_without_an_outcome_says_so(archive: Archive) -> None:
    put(archive, reading("a", "2024-05-03", A, C))
    assert {event.type: event.outcome_known for event in archive.events()} == {"arrest": False, "attack": None}


def test_judging_and_undoing(archive: Archive) -> None:
    put(archive, reading("a", "2024-05-03", A), reading("b", "2024-05-04", B), reading("c", None, C))
    before = events(archive)
    made = judge(archive, A.id, B.id, "different", who="ana", when=NOW, why="two flats")
    assert len(events(archive)) == 3
    unjudge(archive, made.id, who="ana", when=NOW)
    assert events(archive) == before
    with pytest.raises(ArchiveError, match="no judgement"):
        unjudge(archive, made.id, who="ana", when=NOW)
    joined = next(event for event in before if len(event.reports) == 2)
    with pytest.raises(BadRecord, match="name the one"):
        judge(archive, joined.id, C.id, "different", who="ana", when=NOW)
    judge(archive, joined.id, C.id, "same", who="ana", when=NOW)
    assert len(events(archive)) == 1


def test_corrections_and_withdrawals_are_merged(archive: Archive) -> None:
    put(archive, reading("a", "2024-05-03", A), reading("b", "2024-05-04", B))
    before = events(archive)
    moved = correct(archive, B.id, "date", {"start": "2024-06-20", "end": "2024-06-20", "precision": "day"},
                    who="ana", when=NOW, why="misread")  # fmt: skip
    merge(archive, at=NOW)
    assert len(events(archive)) == 2
    gone = correct(archive, A.id, "withdrawn", True, who="ana", when=NOW, why="about another country")
    merge(archive, at=NOW)
    assert [event.reports for event in archive.events()] == [(B.id,)]
    assert merge(archive, at=NOW).written == 0
    for correction in (moved, gone):
        uncorrect(archive, correction.id, who="ana", when=NOW)
    merge(archive, at=NOW)
    assert events(archive) == before


def test_new_origins_change_the_count(archive: Archive) -> None:
    put(archive, reading("a", "2024-05-03", A), reading("b", "2024-05-04", B))
    assert events(archive)[0].n_origins == 2
    archive.set_origins({"b": "a"})
    merge(archive, at=NOW)
    assert events(archive)[0].n_origins == 1


def test_why_merged(archive: Archive) -> None:
    put(archive, reading("a", "2024-05-03", A), reading("b", "2024-05-04", B))
    (event,) = events(archive)
    (first, _) = why_merged(archive, event)
    assert (first[0], first[1]) == event.reports
    assert sum(bar.bits for bar in first[2]) > 0


_told = st.builds(
    lambda kind, day, where, persons: report("x", kind, day, where, arrested=persons),
    st.sampled_from(["arrest", "attack", "clash", "prosecution"]),
    st.sampled_from(["2024-05-03", "2024-05-04", "2024-05-09", "2024-05", None]),
    st.sampled_from(["Casablanca", "Tangier", "Casablanca Tangier", ""]),
    st.sampled_from([1, 8, 9]),
)
_documents = st.lists(st.lists(_told, min_size=1, max_size=3), min_size=2, max_size=8)


def _entries(told: list[list[EventReport]]) -> list[Entry]:
    found = []
    for number, some in enumerate(told):
        own = [replace(one, id=f"e-{number}-{place}") for place, one in enumerate(some)]
        found.append(reading(f"d{number}", f"2024-05-{3 + number % 4:02d}", *own))
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_documents, st.data())
def test_any_judgements_undone_leave_the_archive_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, told: list[list[EventReport]], data: st.DataObject
) -> None:
    entries = _entries(told)
    with Archive.open(tmp_path_factory.mktemp("a") / "archive.db") as archive:
        for entry in entries:  # one document after the other
            put(archive, entry)
        before = events(archive)
        ids = [one.id for entry in entries for one in entry.reading.events]
        pairs = st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True)
        made = []
        for number in range(data.draw(st.integers(0, 4))):
            a, b = data.draw(pairs)
            verdict = data.draw(st.sampled_from(["same", "different", "unsure"]))
            made.append(judge(archive, a, b, verdict, who="ana", when=f"2026-01-02T00:00:0{number}Z"))  # type: ignore[arg-type]
            if data.draw(st.booleans()):
                unjudge(archive, made.pop(data.draw(st.integers(0, len(made) - 1))).id, who="bo", when=NOW)
        grown = events(archive)
        assert grown == rebuilt(archive)
        for judgement in data.draw(st.permutations(made)):
            unjudge(archive, judgement.id, who="bo", when=NOW)
        assert events(archive) == before == rebuilt(archive)
