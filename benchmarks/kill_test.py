"""Kill an ingest at random moments, finish it, and compare with a run that nobody disturbed.

    python -m benchmarks.kill_test [--documents 5000] [--kills 20] [--workers 2] [--seed 7]

Each kill is a SIGKILL to the writing process; its readers must end by themselves. The JSON lines export of both
archives must be equal byte for byte. Exit status 1 if it is not.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.feed import write

# The longest that one undisturbed run may take, in seconds.
PATIENCE = 3600


@dataclass(frozen=True)
class Outcome:
    """What came out: documents at each kill, and the digests of both exports."""

    at_kill: tuple[int, ...]
    seconds: float
    plain: str
    killed: str

    @property
    def equal(self) -> bool:
        """Whether the archives hold the same."""
        return self.plain == self.killed


def run(folder: Path, documents: int, kills: int, workers: int, seed: int) -> Outcome:
    """Ingest once in peace, and once with kills."""
    chance = random.Random(seed)
    feed = write(folder / "feed.jsonl", documents, seed)
    start = time.monotonic()
    _ingest(feed, folder / "plain.db", workers).wait(PATIENCE)
    seconds = time.monotonic() - start
    at_kill = []
    # Moments over the whole of the work; a killed run had done part of it, so each waits for its share of progress.
    for share in sorted(chance.random() for _ in range(kills)):
        at_kill.append(_killed(feed, folder / "killed.db", workers, int(share * documents), chance))
    _ingest(feed, folder / "killed.db", workers).wait(PATIENCE)
    return Outcome(tuple(at_kill), seconds, _export(folder / "plain.db"), _export(folder / "killed.db"))


def _ingest(feed: Path, archive: Path, workers: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "marsad.cli", "ingest", str(feed), "--archive", str(archive)]
    return subprocess.Popen([*command, "--workers", str(workers)], stdout=subprocess.DEVNULL)


def _killed(feed: Path, archive: Path, workers: int, goal: int, chance: random.Random) -> int:
    """Start, wait until about ``goal`` documents are there and a random moment more, kill; documents there then."""
    process = _ingest(feed, archive, workers)
    while process.poll() is None and _count(archive) < goal:
        time.sleep(0.01)
    time.sleep(chance.random() * 0.3)
    process.send_signal(signal.SIGKILL)
    process.wait()
    return _count(archive)


def _count(archive: Path) -> int:
    import sqlite3

    if not archive.exists():
        return 0
    try:
        with sqlite3.connect(f"{archive.absolute().as_uri()}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:  # killed before its tables were made
        return 0


def _export(archive: Path) -> str:
    """Digest of the JSON lines export."""
    out = archive.with_suffix(".jsonl")
    command = [sys.executable, "-m", "marsad.cli", "export", "jsonl", str(out), "--archive", str(archive), "--unmasked"]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return hashlib.sha256(out.read_bytes()).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome = run(Path(folder), options.documents, options.kills, options.workers, options.seed)
    print(f"{options.documents} documents in {outcome.seconds:.1f} s undisturbed")
    print("documents there at each kill:", ", ".join(map(str, outcome.at_kill)))
    print(f"export undisturbed {outcome.plain}\nexport killed      {outcome.killed}")
    print("equal byte for byte" if outcome.equal else "DIFFERENT")
    sys.exit(not outcome.equal)


if __name__ == "__main__":
    main()
