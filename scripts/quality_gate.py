"""Quality gate: no measure may fall below its floor in tests/quality_floors.json.

    python scripts/quality_gate.py                    compare; exit code 1 if a floor is missed or the gold has changed
    python scripts/quality_gate.py --raise            lift every floor to what is reached, and take the gold as it is
    python scripts/quality_gate.py --raise --lower    the same, and let floors go down where less is reached

Floors hold for the gold and the texts whose digests stand beside them, so that an easier gold cannot pass for a better
engine.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import sys
from pathlib import Path
from typing import Any

import orjson

from marsad import evaluate
from marsad.evaluate.gold import GoldDocument
from marsad.evaluate.measures import MEASURES, Key
from marsad.evaluate.places import gazetteer_ids

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "tests" / "quality_floors.json"

Floors = dict[str, dict[str, float]]

GUARDED: list[Key] = [
    *((name, "") for name in MEASURES),
    ("event_lenient", "arrest"),
    *(("claims", stance) for stance in ("allegation", "assessment", "denial", "trend")),
]


def digests(golds: list[GoldDocument]) -> dict[str, str]:
    """Digest of all gold, and of the texts alone (to tell a changed annotation from a changed text)."""
    ordered = sorted(golds, key=lambda gold: gold["id"])
    texts = [[gold["id"], gold["title"], gold["text"], gold["published"]] for gold in ordered]
    return {"gold": _digest(ordered), "texts": _digest(texts)}


def _digest(value: object) -> str:
    return hashlib.sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]


def reached(scores: evaluate.Scores) -> Floors:
    """The values of all guarded measures by language and in all, cut (not rounded) to three digits."""
    groups = {language: scores.select(language=language) for language in sorted(scores.languages)} | {"all": scores}
    return {
        name: {
            ".".join(filter(None, key)): math.floor(1000 * value + 1e-9) / 1000
            for key in GUARDED
            if (value := group.value(*key)) is not None
        }
        for name, group in groups.items()
    }


def shortfalls(floors: Floors, values: Floors) -> list[str]:
    """Each guarded value that lies below its floor."""
    return [
        f"{name} {measure}: {values.get(name, {}).get(measure, 0.0):.3f} is below the floor {floor:.3f}"
        for name, measures in floors.items()
        for measure, floor in measures.items()
        if values.get(name, {}).get(measure, 0.0) < floor
    ]


def judge(pinned: dict[str, Any], values: Floors, digest: dict[str, str]) -> list[str]:
    """Why the gate stays shut; nothing if it opens."""
    changed = [
        f"the {name} of tests/gold changed since the floors were set; look at the change, then run with --raise"
        for name, value in digest.items()
        if pinned.get("digests", {}).get(name) != value
    ]
    return changed + shortfalls(pinned.get("floors", {}), values)


def lifted(floors: Floors, values: Floors, *, lower: bool) -> Floors:
    """New floors: what is reached, or the old floor where that is higher and ``lower`` is not asked for."""
    return {
        name: {
            measure: value if lower else max(value, floors.get(name, {}).get(measure, 0.0))
            for measure, value in measures.items()
        }
        for name, measures in values.items()
    }


def main() -> int:
    """Compare, or set floors anew."""
    parser = argparse.ArgumentParser(description="Compare the engine with its quality floors.")
    parser.add_argument("--raise", action="store_true", dest="lift", help="lift floors to what is reached")
    parser.add_argument("--lower", action="store_true", help="with --raise: let floors go down too")
    options = parser.parse_args()
    if options.lower and not options.lift:
        parser.error("--lower goes with --raise")
    from marsad.pipeline import read  # heavy; an error in the options should come first

    golds = evaluate.load([ROOT / "tests" / "gold"])
    values = reached(evaluate.evaluate(golds, read, place_ids=gazetteer_ids, samples=0))
    pinned = orjson.loads(FLOORS.read_bytes()) if FLOORS.exists() else {}
    if options.lift:
        return _set(pinned, values, digests(golds), lower=options.lower)
    found = judge(pinned, values, digests(golds))
    print("\n".join(found) or "all quality floors hold", file=sys.stderr if found else sys.stdout)
    return 1 if found else 0


def _set(pinned: dict[str, Any], values: Floors, digest: dict[str, str], *, lower: bool) -> int:
    old = pinned.get("floors", {})
    missed = shortfalls(old, values)
    if missed and not lower:
        print("\n".join([*missed, "not raised: --raise --lower lets these floors go down"]), file=sys.stderr)
        return 1
    new = lifted(old, values, lower=lower)
    for name, measures in new.items():
        for measure, value in measures.items():
            before = old.get(name, {}).get(measure)
            if before != value:
                print(f"{name} {measure}: {'new' if before is None else f'{before:.3f}'} -> {value:.3f}")
    content = {"digests": digest, "floors": new}
    FLOORS.write_bytes(orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    return 0


if __name__ == "__main__":
    sys.exit(main())
