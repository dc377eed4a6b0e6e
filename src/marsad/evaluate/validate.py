"""Gold is checked as strictly as code: quotes stand in the text, ids resolve, enums are known, dates exist."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from typing import Any, get_args

from marsad.dates import first_day, is_partial_date, precision_of
from marsad.evaluate.gold import GoldClaim, GoldDocument, GoldEvent, GoldFigure
from marsad.mentions import Qualifier
from marsad.records import Action, EventType, LegalStage, Stage, Unit
from marsad.spans import fold_key

__all__ = ["COUNT_KEYS", "problems"]

COUNT_KEYS = (
    "arrested", "killed", "injured", "kidnapped", "cells", "charged", "convicted", "acquitted", "released",
    "transferred", "years", "killed_perpetrators", "killed_forces",
)  # fmt: skip

_LANGUAGES = ("ar", "fr", "es", "en")
_KINDS = ("report", "opinion", "mixed", "other")
_STANCES = ("allegation", "assessment", "denial", "trend")
_CLUSTER = re.compile(r"[A-Z]{2}-(\d{4}-\d{2}(?:-\d{2})?)-[a-z0-9]+(?:-[a-z0-9]+)*")

_OPTIONAL = {"announced_on", "qualifiers", "rival_counts"}


def problems(documents: Iterable[GoldDocument], names: Container[str]) -> list[str]:
    """Everything that breaks the coding manual and that a machine can see; ``names`` are the canonical names."""
    found: list[str] = []
    texts: dict[str, str] = {}
    ids: set[str] = set()
    for document in documents:
        found += [f"{document['id']}: {problem}" for problem in _document(document, names)]
        if document["id"] in ids:
            found.append(f"{document['id']}: id occurs twice")
        ids.add(document["id"])
        key = fold_key(document["text"])
        if key in texts:
            found.append(f"{document['id']}: same text as {texts[key]}")
        texts.setdefault(key, document["id"])
    return found


def _document(document: GoldDocument, names: Container[str]) -> Iterator[str]:
    yield from _keys(document, set(GoldDocument.__annotations__), set())
    yield from _enum("lang", document["lang"], _LANGUAGES)
    yield from _enum("kind", document["kind"], _KINDS)
    if document["lang"] not in document["id"].split("-"):
        yield f"language {document['lang']} is not in the id"
    if document["published"] is not None and not is_partial_date(document["published"]):
        yield f"published {document['published']!r} is no date"
    yield from _unique([*document["events"], *document["figures"], *document["claims"]])
    for event in document["events"]:
        yield from _within(event["id"], _event(event, document["text"], names))
    for figure in document["figures"]:
        yield from _within(figure["id"], _figure(figure, document, names))
    for claim in document["claims"]:
        yield from _within(claim["id"], _claim(claim, document["text"]))
    yield from _clusters(document)


def _within(name: str, found: Iterable[str]) -> Iterator[str]:
    return (f"{name}: {problem}" for problem in found)


def _keys(record: Any, required: set[str], optional: set[str]) -> Iterator[str]:
    for key in sorted(required - record.keys()):
        yield f"{key} is missing"
    for key in sorted(record.keys() - required - optional):
        yield f"{key} is no field"


def _enum(name: str, value: object, known: Container[object]) -> Iterator[str]:
    if value not in known:
        yield f"{name} {value!r} is not in the manual"


def _unique(records: Iterable[Any]) -> Iterator[str]:
    seen: set[str] = set()
    for record in records:
        if record["id"] in seen:
            yield f"id {record['id']} occurs twice"
        seen.add(record["id"])


def _event(event: GoldEvent, text: str, names: Container[str]) -> Iterator[str]:
    yield from _keys(event, GoldEvent.__annotations__.keys() - _OPTIONAL, _OPTIONAL)
    yield from _enum("type", event["type"], get_args(EventType))
    yield from _enum("stage", event["stage"], get_args(Stage))
    yield from _event_dates(event)
    yield from _counts(event)
    yield from _quotes(event, text)
    for name in (*event["actors"], *event["groups"]):
        yield from _enum("name", name, names)
    for code in (event["country"], *event["partners"]):
        if code is not None and not re.fullmatch("[A-Z]{2}", code):
            yield f"{code!r} is no country code"
    if event["country"] in event["partners"]:
        yield "the event's own country is a partner"
    yield from _stages(event)


def _event_dates(event: GoldEvent) -> Iterator[str]:
    start, end, announced = event["start"], event["end"], event.get("announced_on")
    if (start is None) != (end is None):
        yield "start and end are known together or not at all"
    for date in filter(None, (start, end, announced)):
        if not is_partial_date(date):
            yield f"{date!r} is no date"
            return
    if start is not None and end is not None and first_day(start) > first_day(end):
        yield f"{start} is after {end}"
    if event["precision"] != (precision_of(start) if start else "unknown"):
        yield f"precision {event['precision']} does not fit {start}"
    if start is not None and announced is not None:
        yield "announced_on stands only where the event has no date"
    if not (start or announced or event["places"]):
        yield "an event needs a date, an announcement or a place"


def _counts(event: GoldEvent) -> Iterator[str]:
    for key, value in event["counts"].items():
        yield from _enum("count", key, COUNT_KEYS)
        if value <= 0 or (key != "years" and not isinstance(value, int)):
            yield f"{key} {value} is no count"
    if event["counts"].get("cells", 2) < 2:
        yield "a single cell has no cells"
    if "killed_forces" in event["counts"] and event["type"] != "clash":
        yield "killed_forces belongs to a clash"
    if "killed_perpetrators" in event["counts"] and event["type"] != "attack":
        yield "killed_perpetrators belongs to an attack"
    for key, qualifier in event.get("qualifiers", {}).items():
        yield from _enum("qualifier", qualifier, set(get_args(Qualifier)) - {"exact"})
        yield from _enum("qualified count", key, event["counts"])
    for key, values in event.get("rival_counts", {}).items():
        yield from _enum("rival count", key, event["counts"])
        if not values or event["counts"].get(key) in values:
            yield f"rival counts of {key} are empty or hold the count itself"


def _quotes(event: GoldEvent, text: str) -> Iterator[str]:
    """Every coded value has its words; date and place words may also show why a value could not be coded."""
    required = {"trigger", *event["counts"], *(f"rival_{key}" for key in event.get("rival_counts", {}))}
    coded = {"date": event["start"], "place": event["places"], "announced_on": event.get("announced_on")}
    required |= {field for field, value in coded.items() if value}
    yield from _within("quotes", _keys(event["quotes"], required, {"date", "place"}))
    for field, quote in event["quotes"].items():
        yield from _in_text(field, quote, text)


def _in_text(field: str, quote: str, text: str) -> Iterator[str]:
    if not quote.strip() or quote not in text:
        yield f"{field} quote {quote!r} is not in the text"


def _stages(event: GoldEvent) -> Iterator[str]:
    if event["type"] in ("arrest", "prosecution"):
        yield from _enum("legal_stage", event["legal_stage"], get_args(LegalStage))
    elif event["legal_stage"] is not None:
        yield f"legal_stage on {event['type']}"
    if event["type"] == "arrest" and event["legal_stage"] not in ("arrest", "custody"):
        yield f"an arrest has legal_stage arrest or custody, not {event['legal_stage']}"
    if event["type"] == "prosecution" and event["foiled_plot"]:
        yield "a prosecution stops no plot"
    if event["stage"] == "foiled" and not (event["type"] == "clash" and event["foiled_plot"]):
        yield "a foiled attempt is a clash with foiled_plot"


def _figure(figure: GoldFigure, document: GoldDocument, names: Container[str]) -> Iterator[str]:
    yield from _keys(figure, set(GoldFigure.__annotations__), set())
    yield from _enum("unit", figure["unit"], get_args(Unit))
    yield from _enum("action", figure["action"], get_args(Action))
    yield from _enum("qualifier", figure["qualifier"], get_args(Qualifier))
    yield from _in_text("figure", figure["quote"], document["text"])
    for name in filter(None, (figure["agency"], figure["group"])):
        yield from _enum("name", name, names)
    if figure["speaker"] not in (None, "author"):
        yield from _in_text("speaker", figure["speaker"], document["text"])
    yield from _figure_period(figure)
    others = {other["id"] for other in document["figures"]} - {figure["id"]}
    if figure["part_of"] is not None and figure["part_of"] not in others:
        yield f"part_of {figure['part_of']} is no other figure of the text"
    yield from _enum("relation", figure["relation"], ("subset", "breakdown") if figure["part_of"] else (None,))


def _figure_period(figure: GoldFigure) -> Iterator[str]:
    for date in filter(None, (figure["start"], figure["end"])):
        if not is_partial_date(date):
            yield f"{date!r} is no date"
            return
    if figure["start"] and figure["end"] and first_day(figure["start"]) > first_day(figure["end"]):
        yield f"{figure['start']} is after {figure['end']}"
    starts = ("stated", "founding", "appointment") if figure["start"] else (None, "founding", "appointment")
    yield from _enum("start_basis", figure["start_basis"], starts)
    yield from _enum("end_basis", figure["end_basis"], ("stated", "to_date") if figure["end"] else ("to_date",))


def _claim(claim: GoldClaim, text: str) -> Iterator[str]:
    yield from _keys(claim, set(GoldClaim.__annotations__), set())
    yield from _enum("stance", claim["stance"], _STANCES)
    yield from _enum("direction", claim["direction"], ("up", "down", "flat") if claim["stance"] == "trend" else (None,))
    yield from _in_text("claim", claim["quote"], text)
    if claim["speaker"] not in (None, "author"):
        yield from _in_text("speaker", claim["speaker"], text)


def _clusters(document: GoldDocument) -> Iterator[str]:
    events = {event["id"] for event in document["events"]}
    for event_id, key in document["cluster"].items():
        if event_id not in events:
            yield f"cluster of {event_id}, which is no event"
        match = _CLUSTER.fullmatch(key)
        if match is None or not is_partial_date(match[1]):
            yield f"cluster {key!r} is not of the form CC-YYYY-MM-DD-place"
