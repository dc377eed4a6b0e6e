"""The measures of docs/evaluation.md, on made-up documents and on readers whose score is known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from marsad.dates import DateValue
from marsad.errors import BadData
from marsad.evaluate import Scores, evaluate, load, run
from marsad.evaluate.gold import GoldDocument, document_number
from marsad.evaluate.matching import assign
from marsad.evaluate.measures import MEASURES
from marsad.evaluate.places import gazetteer_ids
from marsad.evaluate.scores import bootstrap
from marsad.records import Actor, Claim, Count, EventReport, Evidence, Figure, Group, Period, Place, Reading

GOLD = Path(__file__).parent / "gold"


def evidence(text, field, quote):
    start = text.find(quote)
    return Evidence(field, start, start + len(quote), quote)


def place(name, country="MA", geonames_id=None, role="happened"):
    return Place(name, name, geonames_id, country, None, None, None, "place", role)


def report(gold, text="", **changes):
    """The event report that a perfect reader gives for a gold event."""
    made = EventReport(
        id=gold["id"],
        document_id="d",
        type=gold["type"],
        subtype=None,
        primary=gold["primary"],
        stage=gold["stage"],
        legal_stage=gold["legal_stage"],
        foiled_plot=gold["foiled_plot"],
        date=DateValue(gold["start"], gold["end"], gold["precision"], "stated"),
        announced_on=gold.get("announced_on"),
        country=gold["country"],
        places=tuple(place(name, gold["country"]) for name in gold["places"]),
        actors=tuple(Actor(name, name, "agency", None) for name in gold["actors"]),
        groups=tuple(Group(name, name) for name in gold["groups"]),
        partners=tuple(gold["partners"]),
        counts={key: Count(value, value, value) for key, value in gold["counts"].items()},
        targets=(),
        weapons=(),
        seized=(),
        speaker=None,
        speaker_kind=None,
        stance="reported",
        confidence=1.0,
        evidence=tuple(evidence(text, field, quote) for field, quote in gold["quotes"].items()),
        explain=("a-rule",),
    )
    return replace(made, **changes)


def figure(gold, text="", **changes):
    value = gold["value"]
    period = Period(gold["start"], gold["end"], gold["start_basis"], gold["end_basis"])
    made = Figure(
        id=gold["id"],
        document_id="d",
        value=value,
        low=value,
        high=value,
        qualifier=gold["qualifier"],
        as_written=str(value),
        unit=gold["unit"],
        action=gold["action"],
        agency=gold["agency"],
        group=gold["group"],
        country=gold["country"],
        period=period,
        part_of=gold["part_of"],
        relation=gold["relation"],
        speaker=gold["speaker"],
        speaker_kind=None,
        evidence=(evidence(text, "value", gold["quote"]),),
    )
    return replace(made, **changes)


def claim(gold, text, **changes):
    made = Claim(
        gold["id"],
        "d",
        gold["stance"],
        gold["speaker"],
        None,
        gold["about"],
        gold["direction"],
        (evidence(text, "quote", gold["quote"]),),
    )
    return replace(made, **changes)


def perfect(golds):
    """A reader that knows the answers."""
    by_text = {gold["text"]: gold for gold in golds}

    def read(text, *, published, language, title):
        gold = by_text[text]
        return Reading(
            None,
            tuple(report(event, text) for event in gold["events"]),
            tuple(figure(one, text) for one in gold["figures"]),
            tuple(claim(one, text) for one in gold["claims"]),
        )

    return read


def empty(text, *, published, language, title):
    return Reading(None)


def gold_event(**changes):
    event = {
        "id": "e1",
        "type": "arrest",
        "primary": True,
        "start": "2020-02-04",
        "end": "2020-02-04",
        "precision": "day",
        "country": "MA",
        "places": ["Salé"],
        "actors": ["BCIJ"],
        "groups": [],
        "counts": {"arrested": 6},
        "stage": "carried_out",
        "legal_stage": "custody",
        "foiled_plot": True,
        "partners": [],
        "quotes": {"trigger": "six arrests"},
    }
    return event | changes


def gold_figure(**changes):
    one = {
        "id": "f1", "value": 183, "qualifier": "exact", "unit": "cell", "action": "dismantled", "agency": "BCIJ",
        "group": None, "country": "MA", "start": "2002", "end": "2018", "start_basis": "stated",
        "end_basis": "stated", "part_of": None, "relation": None, "speaker": None, "quote": "183 cells",
    }  # fmt: skip
    return one | changes


def gold_document(events=(), figures=(), claims=(), number=1, text="six arrests, 183 cells, no links, again no links"):
    return GoldDocument(
        id=f"dev-en-{number:03}", lang="en", title=None, text=text, published=None, kind="report",
        events=list(events), figures=list(figures), claims=list(claims), cluster={},
    )  # fmt: skip


def score(golds, *records, place_ids=None, **document) -> Scores:
    """Score one made-up document against the records that a reader gave."""
    events = tuple(record for record in records if isinstance(record, EventReport))
    figures = tuple(record for record in records if isinstance(record, Figure))
    claims = tuple(record for record in records if isinstance(record, Claim))
    gold = gold_document(golds, **document)
    options = {} if place_ids is None else {"place_ids": place_ids}
    return evaluate([gold], lambda text, **_: Reading(None, events, figures, claims), samples=0, **options)


@pytest.fixture(scope="module")
def golds():
    return load([GOLD])


def test_perfect_reader_is_perfect(golds):
    scores = evaluate(golds, perfect(golds), samples=0)
    for measure in MEASURES:
        assert scores.value(measure) == 1.0, measure
    assert not scores.mistakes
    assert all(gold == system for gold, system in scores.confusion)


def test_empty_reader_finds_nothing_but_clean_documents(golds):
    scores = evaluate(golds, empty, samples=0)
    assert scores.value("clean") == 1.0
    assert scores.value("event_lenient") == scores.value("figure_strict") == scores.value("claims") == 0.0
    assert scores.value("counts") is None
    assert {mistake.error for mistake in scores.mistakes} == {"event missed", "figure missed", "claim missed"}


def test_strict_needs_date_and_place():
    event = gold_event()
    assert score([event], report(event)).value("event_strict") == 1.0
    month = score([event], report(event, date=DateValue("2020-02", "2020-02", "month", "stated")))
    assert (month.value("event_strict"), month.value("event_lenient")) == (0.0, 1.0)
    nowhere = score([event], report(event, places=()))
    assert (nowhere.value("event_strict"), nowhere.value("event_lenient")) == (0.0, 1.0)


def test_finer_system_date_is_right_at_the_precision_of_the_gold():
    event = gold_event(start="2020-02", end="2020-02", precision="month")
    finer = DateValue("2020-02-04", "2020-02-04", "day", "stated")
    assert score([event], report(event, date=finer)).value("event_strict") == 1.0


def test_lenient_allows_no_contradiction():
    event = gold_event()
    other_day = score([event], report(event, date=DateValue("2020-02-05", "2020-02-05", "day", "stated")))
    assert other_day.value("event_lenient") == 0.0
    other_town = score([event], report(event, places=(place("Fes"),)))
    assert other_town.value("event_lenient") == 0.0
    other_country = score([event], report(event, places=(), country="ES"))
    assert other_country.value("event_lenient") == 0.0


def test_both_dates_unknown_and_both_places_empty():
    event = gold_event(start=None, end=None, precision="unknown", places=[])
    assert score([event], report(event)).value("event_strict") == 1.0
    assert score([event], report(event, country="ES")).value("event_strict") == 0.0


def test_places_by_geonames_id():
    event, ids = gold_event(places=["Fes"]), {"Fes": {2548885}}
    resolver = lambda name, country: ids.get(name, set())  # noqa: E731
    same_id = report(event, places=(place("Fès-Médina", geonames_id=2548885),))
    assert score([event], same_id, place_ids=resolver).value("event_strict") == 1.0
    other_id = report(event, places=(place("Fes", geonames_id=1),))
    assert score([event], other_id, place_ids=resolver).value("event_strict") == 0.0
    assert score([event], other_id).value("event_strict") == 1.0


def test_only_places_where_it_happened_count():
    event = gold_event()
    assert score([event], report(event, places=(place("Salé", role="targeted"),))).value("event_strict") == 0.0


def test_type_must_agree_and_is_reported_as_confused():
    event = gold_event()
    scores = score([event], report(event, type="clash"))
    assert scores.value("event_lenient") == 0.0
    assert scores.confusion == {("arrest", "clash"): 1}
    assert [mistake.error for mistake in scores.mistakes] == ["event type"]


def test_each_gold_event_is_matched_once():
    event = gold_event()
    scores = score([event], report(event), report(event, id="again"))
    found = scores.score("event_strict")
    assert (found.hit, found.given, found.wanted) == (1, 2, 1)
    assert found.precision == 0.5
    assert scores.confusion["none", "arrest"] == 1


def test_assignment_prefers_strict_matches():
    levels = {("a", "x"): 1, ("a", "y"): 2, ("b", "x"): 0, ("b", "y"): 1}
    pairs = assign("ab", "xy", lambda gold, system: levels[gold, system], lambda gold, system: 0.0)
    assert [(pair.gold, pair.system, pair.strict) for pair in pairs] == [(0, 1, True)]


def test_counts_are_pairs_of_matched_events():
    event = gold_event(counts={"arrested": 6, "killed": 1})
    given = report(event, counts={"arrested": Count(6, 5, 6), "injured": Count(1, 1, 1)})
    found = score([event], given).score("counts")
    assert (found.hit, found.given, found.wanted) == (1, 2, 2)
    unmatched = score([event], replace(given, places=(place("Fes"),)))
    assert unmatched.score("counts").wanted == 0


def test_roles():
    event = gold_event(actors=["BCIJ", "DGST"], groups=["Islamic State"], partners=["ES"])
    given = report(
        event, actors=(Actor("1", "bcij", "agency", "MA"),), groups=(), foiled_plot=False, legal_stage="arrest"
    )
    scores = score([event], given)
    actors = scores.score("actors")
    assert (actors.hit, actors.given, actors.wanted) == (1, 1, 2)
    assert scores.value("groups") == 0.0
    assert scores.value("partners") == 1.0
    assert scores.value("legal_stage") == scores.value("foiled_plot") == 0.0
    assert {mistake.error for mistake in scores.mistakes} == {"actors", "groups", "legal_stage", "foiled_plot"}


def test_primary_is_recall_of_primary_events_only():
    first, second = gold_event(), gold_event(id="e2", primary=False, places=["Fes"])
    found = score([first, second], report(second)).score("primary")
    assert (found.hit, found.wanted) == (0, 1)


@pytest.mark.parametrize(
    ("change", "strict", "lenient"),
    [
        ({}, 1.0, 1.0),
        ({"action": "arrested"}, 0.0, 1.0),
        ({"unit": "person"}, 0.0, 0.0),
        ({"value": 184}, 0.0, 0.0),
        ({"period": Period("2002-03", "2018-12", "stated", "stated")}, 1.0, 1.0),
        ({"period": Period("2003", "2018", "stated", "stated")}, 0.0, 1.0),
        ({"period": Period("2002", None, "stated", "to_date")}, 0.0, 1.0),
    ],
)
def test_figures(change, strict, lenient):
    gold = gold_figure()
    scores = score([], figure(gold, **change), figures=[gold])
    assert (scores.value("figure_strict"), scores.value("figure_lenient")) == (strict, lenient)


def test_open_end_matches_to_date():
    gold = gold_figure(end=None, end_basis="to_date")
    to_date = figure(gold, period=Period("2002", "2018-06", "stated", "to_date"))
    closed = figure(gold, period=Period("2002", "2018", "stated", "stated"))
    assert score([], to_date, figures=[gold]).value("figure_strict") == 1.0
    assert score([], closed, figures=[gold]).value("figure_strict") == 0.0


def test_part_of_must_point_at_the_figure_matched_with_the_whole():
    whole, part = gold_figure(), gold_figure(id="f2", value=60, part_of="f1", relation="subset")
    right = score([], figure(whole), figure(part), figures=[whole, part])
    assert right.value("part_of") == 1.0
    wrong = score([], figure(whole), figure(part, part_of="f2"), figures=[whole, part])
    assert wrong.value("part_of") == 0.0
    without_whole = score([], figure(part), figures=[whole, part]).score("part_of")
    assert (without_whole.hit, without_whole.given, without_whole.wanted) == (0, 1, 1)


def test_claims_need_stance_and_overlapping_words():
    text = "six arrests, 183 cells, no links, again no links"
    gold = {"id": "c1", "stance": "denial", "speaker": None, "about": "", "direction": None, "quote": "no links"}
    second = claim(gold, text, evidence=(Evidence("quote", text.rfind("no"), len(text), "no links"),))
    assert score([], second, claims=[gold]).value("claims", "denial") == 1.0
    assert score([], replace(second, stance="allegation"), claims=[gold]).value("claims") == 0.0
    elsewhere = replace(second, evidence=(Evidence("quote", 0, 3, "six"),))
    assert score([], elsewhere, claims=[gold]).value("claims") == 0.0
    only_speaker = replace(second, evidence=(replace(second.evidence[0], field="speaker"),))
    assert score([], only_speaker, claims=[gold]).value("claims") == 0.0


def test_clean_negatives():
    assert score([]).value("clean") == 1.0
    assert score([], report(gold_event())).value("clean") == 0.0
    assert score([gold_event()]).value("clean") is None


def test_folds_split_by_document_number():
    documents = [gold_document([gold_event()], number=number, text=f"six arrests {number}") for number in (1, 2, 3)]
    scores = evaluate(documents, empty, folds=2, samples=0)
    groups = scores.groups()
    assert list(groups) == ["en", "all", "en A", "all A", "en B", "all B"]
    assert [one.document_id for one in groups["all A"].documents] == ["dev-en-001", "dev-en-003"]
    assert document_number("dev-fr-012") == 12
    assert document_number("letter") == 0


def test_bootstrap_is_seeded_and_holds_the_value():
    tallies = [[(1, 1, 1)], [(0, 1, 1)], [(1, 1, 1)], [(1, 2, 1)]] * 5
    (interval,) = bootstrap(tallies, 500)
    assert interval is not None
    assert interval == bootstrap(tallies, 500)[0]
    assert interval[0] < 2 * 15 / 45 < interval[1]
    assert bootstrap([[(0, 0, 0)]], 10) == [None]


def test_table_and_dict_show_what_is_asked(golds):
    some = golds[:6]
    scores = evaluate(some, perfect(some), by=("language", "type", "field"), folds=2, samples=50)
    plain = scores.to_dict()
    orjson.dumps(plain)
    assert plain["groups"]["all"]["measures"]["event_strict"]["value"] == 1.0
    assert "event_strict.arrest" in plain["groups"]["ar"]["measures"]
    assert "counts.arrested" in plain["groups"]["ar A"]["measures"]
    assert scores.table().row_count > len(MEASURES) - 3
    whole = evaluate(some, perfect(some), by=(), samples=0)
    assert list(whole.to_dict()["groups"]) == ["all"]
    assert "event_strict.arrest" not in whole.to_dict()["groups"]["all"]["measures"]


def test_unknown_breakdown_is_refused():
    with pytest.raises(ValueError, match="choose from language, type, field"):
        evaluate([], empty, by=("colour",))


def test_run_writes_mistakes(tmp_path):
    lines, page = tmp_path / "errors.jsonl", tmp_path / "errors.md"
    run([GOLD / "dev-en.jsonl"], read=empty, errors=lines, samples=0)
    run([GOLD / "dev-en.jsonl"], read=empty, errors=page, samples=0)
    first = orjson.loads(lines.read_bytes().splitlines()[0])
    assert first["error"].endswith(" missed")
    assert first["quote"]
    assert first["document_id"].startswith("dev-en-")
    assert "## event missed, attack" in page.read_text(encoding="utf-8")


def test_bad_gold_files_say_where(tmp_path):
    with pytest.raises(BadData, match="no such gold file"):
        load([tmp_path / "none.jsonl"])
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": 1}\n')
    with pytest.raises(BadData, match="line 1 is no gold document: lang"):
        load([bad])
    bad.write_text("{\n")
    with pytest.raises(BadData, match="line 1 is not JSON"):
        load([bad])


def test_gold_names_stand_for_the_places_of_the_gazetteer():
    casablanca = gazetteer_ids("Casablanca", "MA")
    assert casablanca
    assert casablanca & gazetteer_ids("Casablanca", "ES")
    assert gazetteer_ids("Tassia in the sands", "NE") == set()
