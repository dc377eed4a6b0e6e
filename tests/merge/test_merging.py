"""Which reports become one event, and what the event says."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.merge import explain, judgement, merge
from marsad.merged import Event
from marsad.records import EventReport
from tests.merge.reports import count, documents, report

INFOS = documents(
    ("d1", "2024-05-03", "Wire A"),
    ("d2", "2024-05-03", "Daily B"),
    ("d3", "2024-05-04", "Wire C"),
    ("d4", None, "Blog"),
)


def groups(*reports: EventReport, **options: object) -> list[set[str]]:
    events = merge(reports, INFOS, **options).events  # type: ignore[arg-type]
    document = {report.id: report.document_id for report in reports}
    return sorted(({document[one] for one in event.reports} for event in events), key=min)


def only(*reports: EventReport) -> Event:
    (event,) = merge(reports, INFOS).events
    return event


def test_one_operation_told_twice_is_one_event() -> None:
    assert groups(
        report("d1", when="2024-05-03", where="Casablanca Tangier", arrested=5),
        report("d2", when="2024-05-03", where="Tangier", arrested=5),
    ) == [{"d1", "d2"}]


def test_an_update_is_the_same_event_with_both_values() -> None:
    event = only(
        report("d1", when="2024-05-03", where="Casablanca", arrested=8),
        report("d3", when="2024-05-03", where="Casablanca", arrested=9),
    )
    arrested = event.counts["arrested"]
    assert (arrested.best, arrested.low, arrested.high) == (9, 8, 9)  # one origin each: the later one stands
    assert [(value.best, value.source) for value in sorted(arrested.values, key=lambda value: value.best)] == [
        (8, "Wire A"), (9, "Wire C"),
    ]  # fmt: skip
    assert [item.field for item in event.disagreements] == ["counts.arrested"]


def test_copies_of_one_communique_count_once() -> None:
    reports = [
        report("d1", when="2024-05-03", where="Casablanca", arrested=8),
        report("d2", when="2024-05-03", where="Casablanca", arrested=8),
        report("d3", when="2024-05-03", where="Casablanca", arrested=9),
    ]
    (event,) = merge(reports, INFOS, origins={"d1": "d1", "d2": "d1"}).events
    assert event.n_origins == 2
    assert event.counts["arrested"].best == 9  # two copies of 8 are one voice


def test_one_operation_in_two_countries_is_one_event() -> None:
    event = only(
        report("d1", when="2024-05-03", where="Melilla", arrested=1, partners=("MA",)),
        report("d2", when="2024-05-03", where="Nador Melilla", arrested=8, partners=("ES",)),
    )
    assert event.partners == ("ES", "MA")


def test_what_is_never_merged() -> None:
    base = report("d1", when="2024-05-03", where="Melilla", arrested=4)
    assert len(groups(base, report("d2", when="2024-05-20", where="Melilla", arrested=4))) == 2  # far apart in time
    assert len(groups(base, report("d2", when="2024-05-03", where="Nador", arrested=4))) == 2  # another country
    assert len(groups(base, report("d1", when="2024-05-03", where="Melilla", arrested=4, primary=False))) == 2
    assert len(groups(base, report("d2", "prosecution", "2024-05-03", "Melilla", charged=4, legal_stage="charge"))) == 2
    undated = report("d2", "arrest", None, "Melilla", arrested=4, announced_on="2024-04-01")
    assert len(groups(base, undated)) == 2  # announced before it happened


def test_a_month_does_not_chain_two_days() -> None:
    first = report("d1", "attack", "2024-05-01", "Gao", killed=30, groups=("JNIM",))
    second = report("d2", "attack", "2024-05-05", "Gao", groups=("JNIM",))
    vague = report("d3", "attack", "2024-05", "Gao", groups=("JNIM",))
    assert max(len(group) for group in groups(first, second, vague)) == 2


def test_an_attack_told_as_a_clash() -> None:
    event = only(
        report("d1", "attack", "2024-05-03", "Gao", killed=12),
        report("d2", "clash", "2024-05-03", "Gao", killed=12),
        report("d3", "attack", "2024-05-03", "Gao", killed=count(10, "at_least")),
    )
    assert event.type == "attack"
    assert "type" in [item.field for item in event.disagreements]


def test_judgements_are_followed_and_undone() -> None:
    a = report("d1", when="2024-05-03", where="Casablanca", arrested=5)
    b = report("d2", when="2024-05-03", where="Casablanca", arrested=5)
    c = report("d3", when="2024-05-04", where="Tangier", arrested=2)
    parted = judgement(a.id, b.id, "different", who="ana", when="2024-06-01T10:00:00Z")
    joined = judgement(b.id, c.id, "same", who="ana", when="2024-06-01T11:00:00Z", why="same raid")
    assert groups(a, b, c) == [{"d1", "d2"}, {"d3"}]
    assert groups(a, b, c, judgements=[parted]) == [{"d1"}, {"d2"}, {"d3"}]
    assert groups(a, b, c, judgements=[parted, joined]) == [{"d1"}, {"d2", "d3"}]
    assert groups(a, b, c, judgements=[joined]) == [{"d1", "d2", "d3"}]  # the whole event follows
    later = judgement(a.id, b.id, "unsure", who="bo", when="2024-06-02T10:00:00Z")
    assert groups(a, b, c, judgements=[parted, later]) == [{"d1", "d2"}, {"d3"}]


def test_the_waterfall_adds_up_and_names_the_rule() -> None:
    a = report("d1", when="2024-05-03", where="Melilla", arrested=4)
    bars = explain(a, report("d2", when="2024-05-03", where="Melilla", arrested=4), INFOS)
    assert {bar.field: bar.level for bar in bars}["place"] == "same_all"
    assert sum(bar.bits for bar in bars) > 0
    assert explain(a, report("d2", when="2023-05-03", where="Melilla", arrested=4), INFOS)[-1].level == "date"


_reports = st.builds(
    lambda document, kind, day, where, arrested: report(document, kind, day, where, arrested=arrested),
    st.sampled_from(["d1", "d2", "d3", "d4"]),
    st.sampled_from(["arrest", "attack", "clash"]),
    st.sampled_from(["2024-05-03", "2024-05-04", "2024-05", None]),
    st.sampled_from(["Casablanca", "Tangier", "Casablanca Tangier", "Melilla", ""]),
    st.sampled_from([1, 8, 9]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_reports, max_size=12, unique_by=lambda report: report.id), st.randoms())
def test_the_order_of_reports_makes_no_difference(reports: list[EventReport], random: object) -> None:
    before = merge(reports, INFOS)
    random.shuffle(reports)  # type: ignore[attr-defined]
    assert merge(reports, INFOS) == before
    assert sorted(one for event in before.events for one in event.reports) == sorted(report.id for report in reports)
