"""Speed of the pages and the API over 100,000 merged events.

    python -m benchmarks.serve [--events N] [--keep FILE] [--seconds S] [--browser]

Starts `marsad serve` on an archive of `benchmarks.observatory` and loads it from a second process over loopback with 20
clients that never pause. `first` asks each address once, so that nothing was worked out before; `again` asks addresses
as people do, the frequent ones often. With --browser headless Chromium opens the pages: milliseconds until the first
view can be used (the list, the map and the timeline stand) and from a click on a filter until the new view stands.
"""

from __future__ import annotations

import argparse
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import orjson

from benchmarks.archive import COUNTRIES
from benchmarks.observatory import fill
from marsad.store import Archive

CLIENTS = 20
_TYPES = ("attack", "arrest", "clash", "prosecution", "seizure", "transfer")


def filters(chance: random.Random) -> dict[str, str]:
    """What a reader may have chosen on the overview: one to three filters, the frequent countries often."""
    some: list[tuple[str, str]] = [
        ("country", chance.choice(COUNTRIES[:8] if chance.random() < 0.7 else COUNTRIES)),
        ("type", chance.choice(_TYPES)),
        ("group", f"g{chance.randrange(60)}"),
        ("actor", f"a{chance.randrange(120)}"),
        ("source", f"outlet {chance.randint(1, 40)}"),
        ("language", chance.choice(("ar", "en", "es", "fr"))),
        ("min_reports", str(chance.randint(2, 5))),
        ("foiled", "true"),
    ]
    chosen = dict(chance.sample(some, chance.randint(1, 3)))
    if chance.random() < 0.4:
        year = chance.randint(2000, 2024)
        chosen |= {"start": f"{year}-{chance.randint(1, 12):02}", "end": f"{chance.randint(year + 1, 2026)}"}
    if chance.random() < 0.15:
        west, south = chance.randint(-18, 30), chance.randint(0, 40)
        chosen["bbox"] = f"{west},{south},{west + chance.randint(2, 15)},{south + chance.randint(2, 15)}"
    if chance.random() < 0.1:
        chosen["text"] = f"Town {chance.randrange(300)}"
    return chosen


def addresses(count: int, seed: int) -> list[str]:
    """Addresses that the overview asks for: the counts of a view, its list, and the list's next pages."""
    chance, made = random.Random(seed), []
    while len(made) < count:
        query = urlencode(filters(chance))
        made += [f"/api/events/summary?{query}", f"/api/events?{query}&limit=30"]
    return made[:count]


def again(count: int, seed: int) -> list[str]:
    """The same kind of addresses with Zipf's law over 400 of them, as many readers ask."""
    chance, known = random.Random(seed), addresses(400, seed + 1)
    return chance.choices(known, [1 / (n + 1) for n in range(len(known))], k=count)


def others(archive: Path, seed: int) -> dict[str, list[str]]:
    """Addresses of the other pages."""
    chance = random.Random(seed)
    with Archive.open(archive, read_only=True) as opened:
        ids = [event.id for event in opened.events(limit=400)]
        texts = [text for event in opened.events(limit=400) for text in event.documents]
    return {
        "event": [f"/api/events/{id}" for id in ids],
        "document": [f"/api/documents/{id}" for id in texts[:400]],
        "search": [f"/api/documents?{urlencode({'text': f'Town {n} {c}'})}" for n in range(60) for c in COUNTRIES[:5]],
        "trends": [f"/api/trends?{urlencode(filters(chance))}&by={by}" for _ in range(60) for by in ("year", "month")],
        "network": [f"/api/network?{urlencode(filters(chance))}&of=country" for _ in range(120)],
        "ledger": [f"/api/figures/ledger?unit=cell&country={c}" for c in ("MA", "ES", "DZ", "FR")] * 20,
    }  # fmt: skip


@contextmanager
def served(archive: Path) -> Iterator[tuple[str, int]]:
    """The address of a server on the archive, and its process id."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-c",
        "from marsad.cli import main; main()",
        "serve",
        "--archive",
        str(archive),
        "--port",
        str(port),
    ]
    process = subprocess.Popen([*command, "--per-minute", "100000000"], env=os.environ)
    url = f"http://127.0.0.1:{port}"
    try:
        begun = time.perf_counter()
        while True:
            try:
                urlopen(f"{url}/api/about").read()
                break
            except OSError:
                if process.poll() is not None or time.perf_counter() - begun > 120:
                    raise
                time.sleep(0.1)
        print(f"server ready after {time.perf_counter() - begun:.1f} s")
        yield url, process.pid
    finally:
        process.terminate()
        process.wait()


def loaded(url: str, given: list[str], seconds: float, *, once: bool = False) -> dict[str, Any]:
    """What the load tool measures, in a process of its own."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(given))
        file.flush()
        command = [sys.executable, "-m", "benchmarks.load", url, file.name, "--clients", str(CLIENTS)]
        command += ["--seconds", str(seconds), *(["--once"] if once else [])]
        told: dict[str, Any] = orjson.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return told


def told(name: str, value: dict[str, Any]) -> None:
    ms, statuses = value["ms"], ", ".join(f"{count} x {status}" for status, count in value["statuses"].items())
    numbers = (value["per_second"], ms["median"], ms["p95"], ms["p99"], ms["longest"], value["kilobytes"])
    print(f"{name:8}{''.join(f'{number:9}' for number in numbers)}  {statuses}", flush=True)


def measure(archive: Path, seconds: float, browser: bool) -> None:
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with served(archive) as (url, pid):
        urlopen(f"{url}/api/events/summary").read()
        time.sleep(8)  # the server loads the vocabulary of names behind the first view
        if browser:
            from benchmarks.browser import page_times

            page_times(url)
        heads = "".join(f"{head:>9}" for head in ("per s", "median", "p95", "p99", "longest", "kB"))
        print(f"{'':8}{heads}  (ms, {CLIENTS} clients)")
        told("first", loaded(url, addresses(20_000, seed=1), seconds, once=True))
        told("again", loaded(url, again(20_000, seed=2), seconds))
        for name, some in others(archive, seed=3).items():
            told(name, loaded(url, some, seconds / 3))
        status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
        memory = int(status["RssAnon"].split()[0]) / 1000
        print(f"memory of the server {memory:.0f} MB, load average {os.getloadavg()[0]:.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="where the archive is kept; it is used again if it is there")
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--browser", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.keep or Path(folder) / "observatory.db"
        with Archive.open(path) as archive:
            if not archive.counts()["events"]:
                begun = time.perf_counter()
                fill(archive, given.events)
                print(f"{given.events:,} events written in {time.perf_counter() - begun:.0f} s")
        measure(path, given.seconds, given.browser)


if __name__ == "__main__":
    main()
