"""Check gold files against the coding manual: ``python scripts/gold_check.py [FILE...]`` (default: tests/gold)."""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

from marsad.evaluate import load
from marsad.evaluate.validate import problems

ROOT = Path(__file__).resolve().parent.parent


def canonical_names() -> set[str]:
    """The names of agencies, courts, groups and state bodies that the engine knows."""
    files = sorted((ROOT / "src" / "marsad" / "data" / "names").glob("*.yaml"))
    return {name for file in files for name in yaml.safe_load(file.read_text("utf-8"))}


def main(paths: list[str]) -> int:
    """Print each problem on a line; 1 if there is any."""
    documents = load(paths or [ROOT / "tests" / "gold"])
    found = problems(documents, canonical_names())
    print("\n".join(found) or f"{len(documents)} documents, nothing wrong")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
