"""Speed of an ingest from end to end: a feed as JSON lines into a new SQLite archive, then the same feed once more.

    python -m benchmarks.ingest [--documents 100000] [--workers 2]

The mix of the feed stands in benchmarks/feed.py. The clock runs from the start of the program to its end: reading,
names and words for search, writing, and the grouping of copies.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.feed import write


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        feed, archive = write(Path(folder) / "feed.jsonl", options.documents), Path(folder) / "archive.db"
        print(f"{options.documents} documents, {feed.stat().st_size / options.documents:.0f} bytes each")
        command = [sys.executable, "-m", "marsad.cli", "ingest", str(feed), "--archive", str(archive)]
        for name in ("first run", "same input again"):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            start = time.monotonic()
            subprocess.run([*command, "--workers", str(options.workers)], check=True)
            seconds = time.monotonic() - start
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            print(
                f"{name}: {seconds:.0f} s, {options.documents / seconds:.0f} documents/s, {options.workers} workers, "
                f"{used:.0f} s of processor time, largest process {after.ru_maxrss / 1024:.0f} MB"
            )
        print(f"archive of {archive.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
