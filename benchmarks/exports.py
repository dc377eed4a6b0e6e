"""Time and memory of each form of export over an archive of many events.

    python -m benchmarks.exports [EVENTS] [--keep FILE] [--form FORM...]

Readings of texts of the made-up feed (benchmarks/feed.py) are put into an archive again and again under other ids, as
documents of their own, until it holds so many events of one report each (100,000 unless told). Each form is written by
a process of its own; the time counts from the start of the program, the memory is the largest of its own.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from multiprocessing import get_context
from pathlib import Path

import orjson

from benchmarks.feed import documents
from marsad.archive.preparing import Hints, prepare
from marsad.codec import decode
from marsad.export.forms import FORMS
from marsad.merge import DocumentInfo
from marsad.merge.views import event_of
from marsad.pieces import Piece
from marsad.records import Reading, content_id
from marsad.store import Archive, Entry

READ, BATCH = 2_000, 2_000
SUFFIX = {"csv": ".csv", "xlsx": ".xlsx", "jsonl": ".jsonl", "geojson": ".geojson"}


def entries() -> list[Entry]:
    """Texts of the feed, read, that tell events."""
    pieces = [Piece(f"feed:{n}", orjson.dumps(one), record=True) for n, one in enumerate(documents(READ))]
    found = prepare(pieces, Hints("benchmark"), lambda _ids: set()).entries
    return [entry for entry in found if entry.reading.events]


def again(entry: Entry, turn: int) -> Entry:
    """The same text as a document of its own, all ids new."""
    reading = entry.reading
    assert reading.document is not None
    kinds = (reading.events, reading.figures, reading.claims, reading.findings)
    ids = [reading.document.id, *(record.id for records in kinds for record in records)]
    data = orjson.dumps(reading)
    for id in ids:
        data = data.replace(id.encode(), content_id(id[0], id, turn).encode())
    return replace(entry, reading=decode(Reading, data))


def endless() -> Iterator[Entry]:
    first = entries()
    return (again(entry, turn) for turn in count() for entry in first)


def fill(path: Path, events: int) -> None:
    """Documents with their readings, and an event for each report, unless the archive is there already."""
    with Archive.open(path) as archive:
        if not archive.counts()["events"]:
            begun = time.monotonic()
            _fill(archive, events)
            print(f"filled in {time.monotonic() - begun:.0f} s", flush=True)
        print(archive.counts(), flush=True)


def _fill(archive: Archive, events: int) -> None:
    source, written = endless(), 0
    while written < events:
        batch = [next(source) for _ in range(BATCH)]
        merged = []
        for entry in batch:
            document = entry.reading.document
            assert document is not None
            info = {document.id: DocumentInfo(document.id, document.language, document.published.value)}
            merged += [event_of([report], info, {document.id: document.id}) for report in entry.reading.events]
        with archive.transaction():
            archive.add_readings(batch, engine="benchmark", seen_at="2026-01-01T00:00:00")
            archive.replace_events([], merged)
        written += len(merged)


def own_memory(pid: int) -> int:
    """Memory of a process in kB, without the pages of files that it maps (SQLite maps the archive)."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("RssAnon")), 0)


def measure(path: Path, form: str, folder: Path) -> None:
    """Write one form in a process of its own and tell what it took."""
    out = folder / f"out{SUFFIX.get(form, '')}"
    command = [sys.executable, "-m", "marsad.cli", "export", form, str(out), "--archive", str(path)]
    begun = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    while os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        peak = max(peak, own_memory(process.pid))
        time.sleep(0.1)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.monotonic() - begun
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    told = f"{form:<12} {seconds:6.0f} s  {used.ru_utime + used.ru_stime:6.0f} s of processor"
    print(f"{told}  {peak / 1024:6.0f} MB of its own  {size / 1e6:7.0f} MB written  status {status}", flush=True)
    shutil.rmtree(folder)
    folder.mkdir()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", nargs="?", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="where the archive is kept; it is used again if it is there")
    parser.add_argument("--form", nargs="*", default=list(FORMS))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        path, folder = given.keep or Path(place) / "events.db", Path(place) / "out"
        folder.mkdir()
        filling = get_context("spawn").Process(target=fill, args=(path, given.events))
        filling.start()
        filling.join()
        for form in given.form:
            measure(path, form, folder)


if __name__ == "__main__":
    main()
