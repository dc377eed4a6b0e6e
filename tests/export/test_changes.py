from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from marsad.export import View, decided
from marsad.export.changes import Change, compare
from marsad.export.edition import Decided, Edition, Provenance
from marsad.merge import judgement, merge
from marsad.merged import Correction, Judgement
from marsad.records import EventReport, Reading
from tests.export.samples import infos_of, readings, records_of


def edition(
    found: Iterable[Reading],
    *,
    engine: str = "1",
    judgements: tuple[Judgement, ...] = (),
    told: tuple[Decided, ...] = (),
) -> Edition:
    """What a release of these readings holds, merged under these judgements."""
    found = tuple(found)
    source = records_of(found, judgements)
    view = View(source)
    provenance = Provenance("v", "2026-11-01", "0.1.0", (engine,), (*decided(judgements, ()), *told))
    return Edition(
        provenance,
        *({one.id: one for one in stream} for stream in (view.documents(), view.reports(), view.events())),
        *({one.id: one for one in stream} for stream in (view.figures(), view.claims(), view.findings())),
    )


ALL = readings()
ARRESTS = [one for one in ALL if any(event.type == "arrest" for event in one.events)]
OTHERS = [one for one in ALL if one not in ARRESTS]


def of_events(changes: list[Change]) -> list[Change]:
    return [change for change in changes if change.record == "event"]


def test_the_same_release_has_no_changes() -> None:
    assert compare(edition(ALL), edition(ALL)) == []


def test_a_new_report_joins_and_the_fields_say_what_it_changed() -> None:
    before, after = edition(ALL[:1]), edition(ALL[:2])
    (change,) = of_events(compare(before, after))
    assert (change.kind, change.why) == ("changed", ("1 new report joined",))
    assert len(change.old) == len(change.new) == 1 and change.old != change.new
    fields = {one.field: (one.old, one.new) for one in change.fields}
    assert fields["n_reports"] == (1, 2)
    assert fields["arrested_high"] == (4, 5)
    assert fields["sources"] == (["The North Post"], ["Le Journal du Détroit", "The North Post"])
    documents = [one for one in compare(before, after) if one.record == "document"]
    assert [(one.kind, one.why) for one in documents] == [("added", ("new document",))]


def test_new_documents_add_events_figures_and_claims() -> None:
    changes = compare(edition(ALL[:1]), edition(ALL))
    added = {(change.record, change.why) for change in changes if change.kind == "added"}
    assert added == {(record, ("new document",)) for record in ("event", "figure", "claim", "document", "finding")}


def test_documents_that_are_gone_take_their_events_with_them() -> None:
    changes = compare(edition(ALL), edition(ARRESTS))
    gone = [change for change in of_events(changes) if change.kind == "withdrawn"]
    assert len(gone) == 2
    assert {change.why for change in gone} == {("1 document taken out of the archive or replaced",)}


def _arrests(found: Iterable[Reading]) -> list[EventReport]:
    return [event for one in found for event in one.events if event.type == "arrest"]


def test_a_judgement_splits_and_its_withdrawal_merges_again() -> None:
    first, second = _arrests(ARRESTS[:2])[:2]
    ruling = judgement(first.id, second.id, "different", who="me", when="2026-11-02", why="two operations")
    whole, apart = edition(ARRESTS[:2]), edition(ARRESTS[:2], judgements=(ruling,))
    (split,) = of_events(compare(whole, apart))
    assert (split.kind, len(split.old), len(split.new), split.why) == ("split", 1, 2, ("judged different",))
    (merged,) = of_events(compare(apart, whole))
    assert (merged.kind, merged.why) == ("merged", ("judgement withdrawn (different)",))


def test_another_engine_reads_otherwise_and_the_event_is_followed() -> None:
    first = ARRESTS[0]
    events = tuple(replace(one, id=f"{one.id[:-4]}0000", legal_stage="custody") for one in first.events)
    figures = tuple(replace(one, id=f"{one.id[:-4]}0000", value=one.value + 1) for one in first.figures)
    after = edition([replace(first, events=events, figures=figures, findings=())], engine="2")
    changes = compare(edition([first]), after)
    (event,) = of_events(changes)
    assert (event.kind, event.why) == ("changed", ("engine version 1 -> 2",))
    assert [(one.field, one.old, one.new) for one in event.fields] == [("legal_stage", "arrest", "custody")]
    changed = [one for one in changes if one.record == "figure"]
    assert [(one.kind, one.why) for one in changed] == [("changed", ("engine version 1 -> 2",))] * len(figures)


def test_a_correction_is_named() -> None:
    first = ARRESTS[0]
    report = first.events[0]
    note = Correction("c-1", report.id, "country", "ES", "me", "2026-11-02", "the town is Spanish")
    events = (replace(report, country="ES"), *first.events[1:])
    after = edition([replace(first, events=events)], told=decided((), (note,)))
    (change,) = of_events(compare(edition([first]), after))
    assert change.why == ("correction of country",)
    assert [(one.field, one.old, one.new) for one in change.fields] == [("country", "MA", "ES")]
    (back,) = of_events(compare(after, edition([first])))
    assert back.why == ("correction of country, taken back",)


def test_who_decided_is_not_told() -> None:
    note = Correction("c-1", "e-1", "country", "ES", "Jane Roe", "2026-11-02", "seen by Jane Roe")
    ruling = judgement("e-1", "e-2", "same", who="Jane Roe", when="2026-11-02", why=None)
    assert "Jane" not in str(decided((ruling,), (note,)))


def test_a_text_that_its_source_changed_is_followed() -> None:
    first = ARRESTS[0]
    assert first.document is not None
    other = replace(first.document, id="d-0000000000000000")
    moved = Reading(other, tuple(replace(one, document_id=other.id) for one in first.events))
    changes = compare(edition([first]), edition([moved]))
    assert [(one.kind, one.why) for one in changes if one.record == "document"] == [
        ("changed", ("its source published another text",))
    ]


@given(st.sets(st.sampled_from(range(len(ALL)))), st.sets(st.sampled_from(range(len(ALL)))))
def test_every_event_of_either_side_is_accounted_for(before: set[int], after: set[int]) -> None:
    old, new = edition(ALL[n] for n in sorted(before)), edition(ALL[n] for n in sorted(after))
    changes = of_events(compare(old, new))
    gone = [id for change in changes for id in change.old]
    come = [id for change in changes for id in change.new]
    assert len(gone) == len(set(gone)) and len(come) == len(set(come))
    assert set(old.events) - set(gone) == set(new.events) - set(come)
    assert all(change.why for change in changes)


def test_merging_is_that_of_the_archive() -> None:
    reports = [event for one in ALL for event in one.events]
    assert len(edition(ALL).events) == len(merge(reports, infos_of(ALL)).events)
