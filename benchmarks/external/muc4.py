"""Incidents of MUC-4: type, date and location of attacks, bombings and kidnappings, victims beside them.

    python -m benchmarks.external.muc4 dev.full.jsonl.gz [--errors FILE] [--limit N]

Texts are read as they are (capitals, wrapped lines), each with the date of its header. Templates are aligned as in
Chinchor (1992), simplified: a response may stand for a key if the type agrees (``attack`` agrees in part with any
other type) and the date or the location agrees at least in part; among these the pairs with the highest sum of
agreement are taken, one to one (exactly, by linear sum assignment). A slot earns 1, 0.5 or 0; recall divides by the
fills of the keys, precision by those of the responses. ``all``: unmatched keys count as missing and unmatched
responses as spurious; ``matched``: unmatched responses do not count (the row "matched/missing" of 1992). Optional
keys that nobody matches count nowhere. Keys of the types that are not asked (arson, robbery, work stoppage) take up
responses, but count nowhere.

Two fill rules of the task are applied to what the engine gives: an event without a date in a report happened on or
before its date; an incident more than two months older than the report is no news and gives no template.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from scipy.optimize import linear_sum_assignment

import marsad
from benchmarks.external.muc4_keys import FULL, HALF, NONE, Key, Location, Period, read_key
from marsad.dates import first_day, last_day
from marsad.records import EventReport
from marsad.spans import fold_key

TYPES = frozenset({"ATTACK", "BOMBING", "KIDNAPPING"})
_OF_SUBTYPE = {"bombing": "BOMBING", "kidnapping": "KIDNAPPING", "arson": "ARSON"}
_NEWS = timedelta(days=62)
SLOTS = ("type", "date", "location", "effect", "number")


@dataclass(frozen=True, slots=True)
class Response:
    """What the engine says of one incident, in the terms of the task."""

    type: str
    date: Period | None
    location: Location | None
    effects: frozenset[str]
    numbers: dict[str, float]
    event: EventReport


@dataclass(slots=True)
class Tally:
    """Points, fills possible and fills given for each slot; templates in the same way."""

    points: Counter[str] = field(default_factory=Counter)
    possible: Counter[str] = field(default_factory=Counter)
    actual: Counter[str] = field(default_factory=Counter)
    spurious: Counter[str] = field(default_factory=Counter)

    def rates(self, *slots: str, matched: bool = False) -> tuple[float, float]:
        """Recall and precision in percent over some slots."""
        points = sum(self.points[slot] for slot in slots)
        given = sum(self.actual[slot] - matched * self.spurious[slot] for slot in slots)
        return 100 * points / max(1, sum(self.possible[slot] for slot in slots)), 100 * points / max(1, given)


def respond(row: dict[str, Any]) -> list[Response]:
    """The incidents that the engine finds in a document of the set."""
    reading = marsad.read(row["text_raw"], published=row["published"], language="en")
    responses = [_response(event, row["published"]) for event in reading.events if event.type == "attack"]
    return [response for response in responses if _is_news(response, row["published"])]


def _response(event: EventReport, published: str | None) -> Response:
    counts = {key: float(event.counts[key].best) for key in ("killed", "injured") if key in event.counts}
    return Response(
        type=_OF_SUBTYPE.get(event.subtype or "", "ATTACK"),
        date=_period(event, published),
        location=_location(event),
        effects=frozenset(counts),
        numbers=counts,
        event=event,
    )


def _period(event: EventReport, published: str | None) -> Period | None:
    if event.date.start is not None:
        return Period(first_day(event.date.start), last_day(event.date.end or event.date.start))
    return Period(None, first_day(published)) if published else None


def _location(event: EventReport) -> Location | None:
    names = tuple(frozenset((fold_key(place.name), fold_key(place.mention))) for place in event.places[:1])
    return Location(event.country, names) if event.country else None


def _is_news(response: Response, published: str | None) -> bool:
    old = response.date is not None and published and response.date.last < first_day(published) - _NEWS
    return not old


def agreement(key: Key, response: Response) -> dict[str, float]:
    """Agreement of each slot that the key fills."""
    found = {"type": _type_agreement(key, response)}
    if key.dates:
        found["date"] = max((k.agreement(response.date) for k in key.dates), default=NONE) if response.date else NONE
    if key.locations:
        given = response.location
        found["location"] = max((k.agreement(given) for k in key.locations), default=NONE) if given else NONE
    return found


def _type_agreement(key: Key, response: Response) -> float:
    if response.type in key.types:
        return FULL
    return HALF if response.type == "ATTACK" or "ATTACK" in key.types else NONE


def align(keys: Sequence[Key], responses: Sequence[Response]) -> list[tuple[int, int]]:
    """Pairs of keys and responses with the highest total agreement."""
    if not keys or not responses:
        return []
    value = [[_worth(agreement(key, response)) for response in responses] for key in keys]
    rows, columns = linear_sum_assignment(value, maximize=True)
    return [(int(k), int(r)) for k, r in zip(rows, columns, strict=True) if value[k][r] > 0]


def _worth(slots: dict[str, float]) -> float:
    somewhere = slots.get("date", NONE) or slots.get("location", NONE)
    return sum(slots.values()) if slots["type"] and somewhere else 0.0


def score(keys: Sequence[Key], responses: Sequence[Response], tally: Tally) -> list[tuple[Key | None, Response | None]]:
    """Add one document; returns the pairs, with None for what has no partner."""
    pairs = align(keys, responses)
    partners = dict(pairs)
    table: list[tuple[Key | None, Response | None]] = []
    for index, key in enumerate(keys):
        partner = responses[partners[index]] if index in partners else None
        table.append((key, partner))
        if key.types & TYPES and (partner is not None or not key.optional):
            _count_key(key, partner, tally)
    taken = set(partners.values())
    for index, response in enumerate(responses):
        if index not in taken:
            table.append((None, response))
        if index not in taken and response.type in TYPES:
            given = _given(response)
            tally.actual.update(given)
            tally.spurious.update(given)
    return table


def _given(response: Response) -> Counter[str]:
    """Number of fills of a response by slot."""
    return Counter(
        template=1, type=1, date=response.date is not None, location=response.location is not None,
        effect=len(response.effects), number=len(response.numbers),
    )  # fmt: skip


def _count_key(key: Key, response: Response | None, tally: Tally) -> None:
    tally.possible.update(
        template=1, type=1, date=bool(key.dates), location=bool(key.locations), effect=len(key.effects),
        number=len(key.numbers),
    )  # fmt: skip
    if response is None:
        return
    tally.actual.update(_given(response))
    points = Counter({"template": 1.0, **agreement(key, response)})  # type: ignore[dict-item]
    points["effect"] = len(key.effects & response.effects)
    points["number"] = sum(  # type: ignore[assignment]
        key.numbers[kind].agreement(value) for kind, value in response.numbers.items() if kind in key.numbers
    )
    tally.points.update(points)


def documents(path: Path, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """The documents of a file, all or the first so many."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if limit is not None and number >= limit:
                return
            yield json.loads(line)


def measure(path: Path, limit: int | None = None, errors: Path | None = None) -> Tally:
    """Score a file."""
    tally, notes = Tally(), []
    for row in documents(path, limit):
        table = score([read_key(key) for key in row["keys"]], respond(row), tally)
        notes += [_note(row, key, response) for key, response in table]
    if errors is not None:
        errors.write_text("\n".join(notes) + "\n", encoding="utf-8")
    return tally


def _note(row: dict[str, Any], key: Key | None, response: Response | None) -> str:
    kind = "MISSED" if response is None else "FALSE" if key is None else "PAIR"
    slots = agreement(key, response) if key is not None and response is not None else {}
    asked = None if key is None else [sorted(key.types), key.dates, key.locations, key.numbers, key.optional]
    given: list[object] = []
    if response is not None:
        words = row["text_raw"][response.event.evidence[0].start :][:100].replace("\n", " ")
        given = [response.type, response.date, response.location, response.numbers, words]
    return f"{row['id']} {kind} {slots} | key {_plain(asked)} | response {_plain(given)}"


def _plain(value: object) -> str:
    text = str(value).replace("datetime.date", "").replace("frozenset", "")
    return text.replace("Period", "").replace("Location", "")


def main() -> None:
    """Print recall and precision by slot."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--errors", type=Path)
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    tally = measure(options.path, options.limit, options.errors)
    for name, slots in [("date and location", ("date", "location")), ("template", ("template",))]:
        print(_line(name, tally, *slots))
    for slot in SLOTS:
        print(_line(slot, tally, slot))


def _line(name: str, tally: Tally, *slots: str) -> str:
    (recall, precision), (_, matched) = tally.rates(*slots), tally.rates(*slots, matched=True)
    return f"{name:20} R {recall:5.1f}  P {precision:5.1f}  P matched {matched:5.1f}  of {tally.possible[slots[0]]}"


if __name__ == "__main__":
    main()
