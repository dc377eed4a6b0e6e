"""Merging at scale: synthetic event reports with realistic skew, duplicates and conflicts, 10,000 to 1,000,000 of them.

    python benchmarks/merging.py [SIZE...]

Prints seconds and peak memory by step, pairs above the threshold, and how well the clusters are found again. Reports
stream from the generator twice, as they do from an archive: once for the columns compared, once to build the events.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from math import comb

from marsad.dates import DateValue
from marsad.merge.chains import case_ties, cases
from marsad.merge.clustering import agglomerate, collapse
from marsad.merge.features import DocumentInfo, features
from marsad.merge.ledger import Rulings
from marsad.merge.pairing import weighed_pairs
from marsad.merge.views import event_id, event_of
from marsad.merge.weights import load_weights
from marsad.records import Actor, Count, EventReport, Group, Place

_DAYS = 20 * 365
_COUNTRIES = 40
_TOWNS = 120  # a country; a few of them have most events
_KINDS = ("attack", "clash", "arrest", "arrest", "attack", "prosecution", "seizure")
_MAIN = {"attack": "killed", "clash": "killed", "arrest": "arrested", "prosecution": "convicted"}
_START = date(2005, 1, 1)


def _skewed(chance: random.Random, size: int) -> int:
    """A rank with a long tail: Zipf's law in the continuous approximation."""
    return min(int(size ** chance.random()) - 1, size - 1)


def _place(country: int, town: int) -> Place:
    lat, lon = -30 + 2.1 * (country % 30) + (town * 37 % 100) / 20, -10 + 4.3 * (country // 3) + (town * 61 % 100) / 20
    code = chr(65 + country // 26) + chr(65 + country % 26)
    name = f"T{country}.{town}"
    return Place(name, name, 1 + country * 1000 + town, code, f"A{town % 12}", lat, lon, "place")


def reports(size: int, seed: int = 7) -> Iterator[tuple[EventReport, int]]:
    """So many reports, each with the number of its event: half the events are told once, a few by hundreds of texts."""
    chance = random.Random(seed)
    made = event = 0
    while made < size:
        event += 1
        country, day = _skewed(chance, _COUNTRIES), chance.randrange(_DAYS)
        towns = [_skewed(chance, _TOWNS) for _ in range(1 if chance.random() < 0.8 else 3)]
        kind, value = chance.choice(_KINDS), 1 + _skewed(chance, 60)
        for _ in range(min(size - made, int(1 / (1 - chance.random() * 0.996)) or 1)):
            yield _told(chance, made, kind, country, towns, day, value), event
            made += 1


def _told(
    chance: random.Random, number: int, kind: str, country: int, towns: list[int], day: int, value: int
) -> EventReport:
    """One account: now and then another toll, a month for a day, no date, a town left out, a clash for an attack."""
    when = (_START + timedelta(days=day)).isoformat()
    luck = chance.random()
    dated = DateValue(when, when, "day", "stated")
    if luck < 0.10:
        dated = DateValue(when[:7], when[:7], "month", "stated")
    elif luck < 0.15:
        dated = DateValue()
    told = value if chance.random() < 0.8 else max(1, value + chance.choice((-2, -1, 1, 2, value)))
    kind = "clash" if kind == "attack" and chance.random() < 0.1 else kind
    places = tuple(_place(country, town) for town in sorted(set(towns)) if chance.random() < 0.9)
    key = _MAIN.get(kind)
    group = f"G{country % 15}"
    return EventReport(
        id=f"e-{number:016x}", document_id=f"d-{number:016x}", type=kind, subtype=None, primary=luck < 0.7,
        stage="carried_out", legal_stage="arrest" if kind == "arrest" else None, foiled_plot=False, date=dated,
        announced_on=when if dated.start is None else None, country=_place(country, 0).country, places=places,
        actors=(Actor("a", f"P{country}", "agency", None),) if chance.random() < 0.5 else (),
        groups=(Group(group, group),) if chance.random() < 0.6 else (), partners=(),
        counts={key: Count(told, told, told)} if key and chance.random() < 0.85 else {},
        targets=(), weapons=(), seized=(), speaker=None, speaker_kind=None, stance="reported", confidence=0.7,
        evidence=(),
    )  # fmt: skip


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def run(size: int) -> None:
    weights, steps = load_weights(), []
    clock = time.perf_counter()

    def step(name: str) -> None:
        nonlocal clock
        steps.append(f"{name} {time.perf_counter() - clock:.1f}")
        clock = time.perf_counter()

    begin = clock
    truth: dict[str, int] = {}
    rows = []
    for report, event in reports(size):
        truth[report.id] = event
        rows.append(features(report, DocumentInfo(report.document_id, "en")))
    step("columns")
    items = collapse(rows, Rulings(), weights)
    told = case_ties(rows)
    del rows
    step("alike")
    edges = list(weighed_pairs([item.row for item in items], weights))
    step("pairs")
    found = agglomerate(items, edges, Rulings(), weights)
    step("clusters")
    del items
    home = {one: number for number, ids in enumerate(found) for one in ids}
    linked = cases(told, {one: event_id(ids) for ids in found for one in ids})
    waiting: dict[int, list[EventReport]] = {}
    events = 0
    for report, _ in reports(size):  # an event is built as soon as its last report has come, and then let go
        part = waiting.setdefault(home[report.id], [])
        part.append(report)
        if len(part) == len(found[home[report.id]]):
            infos = {one.document_id: DocumentInfo(one.document_id, "en") for one in waiting.pop(home[report.id])}
            linked.on(event_of(part, infos, {}))
            events += 1
    step("events")
    total = time.perf_counter() - begin
    numbers = f"{size:,} | {events:,} | {len(edges):,} | {total:.0f} | {_memory():.1f}"
    print(f"| {numbers} | {', '.join(steps)} | {_pairs(found, truth)} |")


def _pairs(found: list[tuple[str, ...]], truth: dict[str, int]) -> str:
    """Precision and recall over pairs of reports."""
    sizes: dict[int, int] = {}
    for event in truth.values():
        sizes[event] = sizes.get(event, 0) + 1
    right = 0
    for ids in found:
        parts: dict[int, int] = {}
        for one in ids:
            parts[truth[one]] = parts.get(truth[one], 0) + 1
        right += sum(comb(count, 2) for count in parts.values())
    given, wanted = (sum(comb(count, 2) for count in counts) for counts in (map(len, found), sizes.values()))
    return f"{right / max(given, 1):.3f} / {right / max(wanted, 1):.3f}"


if __name__ == "__main__":
    print("| reports | events | edges | seconds | GB | steps (s) | pairs P / R |\n|---|---|---|---|---|---|---|")
    for wanted in [int(arg) for arg in sys.argv[1:]] or [10_000, 100_000, 1_000_000]:
        run(wanted)
        sys.stdout.flush()
