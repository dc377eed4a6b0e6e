"""The outside yardsticks read their keys and count as they say; all examples here are made up."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest
from benchmarks.external import dates
from benchmarks.external.__main__ import Row, table
from benchmarks.external.event_sentences import families_told
from benchmarks.external.muc4 import Tally, documents, measure, respond, score
from benchmarks.external.muc4_keys import (
    FULL,
    HALF,
    NONE,
    Bounds,
    Location,
    Period,
    read_key,
    read_location,
    read_period,
)

EMPTY = {"hum_effect": [], "hum_number": [], "optional": False}
TEXT = (
    "   LIMA, 9 JAN 90 -- [TEXT] A CAR BOMB EXPLODED TODAY IN TRUJILLO, PERU, AND KILLED THREE PEOPLE, THE POLICE\n"
    "REPORTED.  FIVE PEOPLE WERE WOUNDED."
)


def row(**slots: object) -> dict[str, object]:
    key = {"incident_type": ["BOMBING"], "incident_date": ["09 JAN 90"], "incident_location": ["PERU: TRUJILLO (CITY)"]}
    keys = [{**EMPTY, **key, **slots}]
    return {"id": "x", "published": "1990-01-09", "text_raw": TEXT, "keys": keys}


@pytest.mark.parametrize(
    ("value", "period"),
    [
        ("05 JAN 90", Period(date(1990, 1, 5), date(1990, 1, 5))),
        ("08 JAN 90 - 09 JAN 90", Period(date(1990, 1, 8), date(1990, 1, 9))),
        ("- 30 DEC 89", Period(None, date(1989, 12, 30))),
        ("03 MARCH 90", Period(date(1990, 3, 3), date(1990, 3, 3))),
        ("31 FEB 90", None),
        ("SPRING", None),
    ],
)
def test_dates_of_keys(value: str, period: Period | None) -> None:
    assert read_period(value) == period


def test_dates_agree_fully_partly_or_not() -> None:
    day = Period(date(1990, 1, 5), date(1990, 1, 5))
    assert day.agreement(day) == FULL
    assert day.agreement(Period(None, date(1990, 1, 9))) == HALF
    assert day.agreement(Period(date(1990, 1, 6), date(1990, 1, 6))) == NONE


def test_locations_agree_by_their_smallest_place() -> None:
    key = read_location("PERU: LA LIBERTAD (DEPARTMENT): TRUJILLO (CITY)")
    assert key.country == "PE"
    assert key.agreement(Location("PE", (frozenset({"trujillo"}),))) == FULL
    assert key.agreement(Location("PE", (frozenset({"lima"}),))) == HALF
    assert key.agreement(Location("PE")) == HALF
    assert key.agreement(Location("CO")) == NONE
    assert read_location("PERU").agreement(Location("PE")) == FULL


def test_numbers_are_added_up_by_effect() -> None:
    slots = {
        "hum_effect": ['DEATH: "A"', 'DEATH: "B"', 'INJURY: "C"'],
        "hum_number": ['1: "A"', '2: "B"', 'PLURAL: "C"'],
    }
    key = read_key(row(**slots)["keys"][0])  # type: ignore[index]
    assert key.numbers["killed"] == Bounds(3, 3)
    assert key.numbers["injured"].low == 2
    assert Bounds(5, float("inf")).agreement(7) == FULL


def test_a_report_in_capitals_fills_the_slots() -> None:
    tally = Tally()
    example = row(hum_effect=['DEATH: "PEOPLE"'], hum_number=['3: "PEOPLE"'])
    score([read_key(key) for key in example["keys"]], respond(example), tally)  # type: ignore[attr-defined]
    assert tally.rates("type", "date", "location", "template") == (100.0, 100.0)


def test_an_optional_key_that_nobody_finds_does_not_count() -> None:
    tally = Tally()
    score([read_key(row(optional=True)["keys"][0])], [], tally)  # type: ignore[index]
    score([read_key(row()["keys"][0])], [], tally)  # type: ignore[index]
    assert tally.possible["template"] == 1
    assert tally.rates("template") == (0.0, 0.0)


def test_a_sentence_is_an_assault_only_where_it_reports_one() -> None:
    assert "violence" in families_told("قتل خمسة أشخاص وأصيب سبعة في تفجير سيارة مفخخة في بغداد أمس.", "ar")
    assert "violence" not in families_told("بحث المجلس أمس مشروع المحكمة التي ستنظر في جريمة اغتيال الرئيس.", "ar")


def test_the_table_says_what_falls_short() -> None:
    text = table([Row("a", "F1", "0.5", "0.7", short=True), Row("b", "F1", "0.8", "0.7"), Row("c", "F1", "0.1")])
    assert [line.split("|")[5].strip() for line in text.splitlines()[2:]] == ["short", "reached", "-"]


def test_files_are_read_line_by_line(tmp_path) -> None:  # type: ignore[no-untyped-def]
    import gzip
    import json

    path = tmp_path / "dev.full.jsonl.gz"
    path.write_bytes(gzip.compress((json.dumps(row()) + "\n").encode()))
    assert len(list(documents(path))) == 1
    assert measure(path).rates("date", "location") == (100.0, 100.0)


def test_alternative_locations_of_muc4_keep_their_country() -> None:
    either = "(EL SALVADOR: SAN SALVADOR (CITY)) / (EL SALVADOR: SAN SALVADOR (DEPARTMENT))"
    key = read_key({**EMPTY, "incident_type": ["ATTACK"], "incident_date": [], "incident_location": [either]})
    assert {location.country for location in key.locations} == {"SV"}


def test_a_translated_case_takes_the_day_of_its_twin(tmp_path: Path) -> None:
    """A case without a day is read on the day of the case that expects the same."""
    value = {"PastResolution": {"date": "2018-06-14"}, "FutureResolution": {"date": "2018-06-14"}}
    common = {"spec": "DateParser", "input": "x", "results": [{"Text": "x", "Value": value}]}
    rows = [{**common, "lang": "en", "reference": "2018-07-05T00:00:00"}, {**common, "lang": "fr", "reference": None}]
    path = tmp_path / "cases.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    assert [case.reference for case in dates._cases(str(path))] == ["2018-07-05"] * 2
    assert [case.reference for case in dates._cases(str(path), twin_days=False)] == ["2018-07-05", dates.REFERENCE]
