"""How fast the archive answers filtered event queries: the first page of 50, newest first, and the facets.

    python benchmarks/archive.py [EVENTS] [--keep FILE]

Fills an archive with merged events (1,000,000 unless told) of realistic skew: few countries, types and groups make up
most of them, recent years have more. Prints the best and the first of five runs in milliseconds. Events are synthetic.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from marsad.dates import DateValue
from marsad.merged import Event, EventCount, OwnedCount
from marsad.records import Actor, Group, Place
from marsad.store import Archive, EventQuery

BATCH = 20_000
COUNTRIES = re.findall(r"\w+", "IQ AF PK NG SO ML BF SY YE MA DZ TN FR ES EG LY NE TR GB DE")
TYPES = {"attack": 40, "arrest": 30, "clash": 12, "prosecution": 8, "seizure": 6, "transfer": 3, "cooperation": 1}
YEARS = range(2000, 2026)

QUERIES = [
    EventQuery(),
    EventQuery(country="MA"),
    EventQuery(country="MA", type="arrest", start="2015", end="2020"),
    EventQuery(type="attack"),
    EventQuery(start="2010", end="2010"),
    EventQuery(foiled=True, country="DE"),
    EventQuery(min_reports=5, country="DE"),
    EventQuery(group="g5"),
    EventQuery(group="g5", country="MA"),
    EventQuery(actor="a7", source="outlet 3"),
    EventQuery(admin1="MA.04"),
    EventQuery(bbox=(-10, 25, 0, 36)),
    EventQuery(bbox=(-10, 25, 0, 36), type="seizure", start="2024"),
]


def synthetic_event(n: int, rng: random.Random) -> Event:
    """One merged event with one to five reports."""
    country = rng.choices(COUNTRIES, [1 / (k + 1) for k in range(len(COUNTRIES))])[0]
    day = f"{rng.choices(YEARS, range(1, len(YEARS) + 1))[0]}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    reports = tuple(f"r-{n}-{k}" for k in range(rng.choices([1, 2, 3, 5], [70, 15, 10, 5])[0]))
    documents = tuple(f"d-{n}-{k}" for k in range(len(reports)))
    killed = rng.choices([1, 2, 3, 5, 8, 13, 40], [40, 20, 12, 8, 5, 3, 1])[0]
    values = tuple(
        OwnedCount(killed, killed, killed, "exact", report, document, document, "outlet", None, day)
        for report, document in zip(reports, documents, strict=True)
    )
    place = Place(
        "Place", "Place", rng.randint(1, 10**6), country, f"{rng.randint(1, 15):02d}",
        rng.uniform(-30, 50), rng.uniform(-15, 70), "place",
    )  # fmt: skip
    return Event(
        id=f"e-{n * 2654435761 % 2**64:016x}", type=rng.choices(list(TYPES), list(TYPES.values()))[0],  # type: ignore[arg-type]
        subtype=None, stage="carried_out", legal_stage=None, foiled_plot=rng.random() < 0.1,
        date=DateValue(day, day, "day", "stated"), announced_on=None, country=country, places=(place,),
        actors=(Actor(f"a{rng.randint(0, 119)}", "Agency", "police", None),),
        groups=(Group(f"g{rng.randint(0, 59)}", "Group"),), partners=(),
        counts={"killed": EventCount(killed, killed, killed, "exact", values)}, targets=(), weapons=(), seized=(),
        languages=("ar",), sources=(f"outlet {rng.randint(1, 40)}",), reports=reports, documents=documents,
        n_origins=len(reports), confidence=0.5,
    )  # fmt: skip


def synthetic_events(count: int, seed: int = 1) -> Iterator[Event]:
    """So many merged events, the same for the same seed."""
    rng = random.Random(seed)
    return (synthetic_event(n, rng) for n in range(count))


def fill(archive: Archive, count: int) -> None:
    events = synthetic_events(count)
    for at in range(0, count, BATCH):
        archive.replace_events([], [next(events) for _ in range(min(BATCH, count - at))])


def timed(ask: Callable[[], object], runs: int = 5) -> tuple[float, float]:
    """The best and the first of some runs, in milliseconds."""
    taken = []
    for _ in range(runs):
        begun = time.perf_counter()
        ask()
        taken.append(1000 * (time.perf_counter() - begun))
    return min(taken), taken[0]


def measure(archive: Archive) -> None:
    print(f"{'best ms':>8} {'first':>8} {'found':>9}  query")
    for query in QUERIES:
        best, first = timed(lambda query=query: list(archive.events(query, order="date", limit=50)))  # type: ignore[misc]
        print(f"{best:8.1f} {first:8.1f} {archive.count_events(query):9,}  {query.given() or 'all'}")
    for field in ("country", "type", "year", "group"):
        whole, _ = timed(lambda field=field: archive.facets(field), 2)  # type: ignore[misc]
        part, _ = timed(lambda field=field: archive.facets(field, EventQuery(country="MA")), 2)  # type: ignore[misc]
        print(f"facets by {field}: {whole:.0f} ms over all, {part:.0f} ms for one country")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path, help="where the archive is kept; it is used again if it is there")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.keep or Path(folder) / "events.db"
        with Archive.open(path) as archive:
            if not archive.counts()["events"]:
                begun = time.perf_counter()
                fill(archive, given.events)
                print(f"{given.events:,} events written in {time.perf_counter() - begun:.0f} s")
        with Archive.open(path, read_only=True) as archive:
            measure(archive)


if __name__ == "__main__":
    main()
