"""Toponyms end to end on TR-News, GeoWebNews or GeoVirus.

``python benchmarks/external/toponyms.py FILE...``

A file holds one JSON document a line with ``text`` and ``toponyms`` (start, end, lat, lon; see SOURCE.md beside the
data; the data are read where they lie and never copied). Span F1 counts exact spans of toponyms with coordinates.
Acc@161km is the share of found toponyms that lie within 161 km (100 miles) of the gold; recall@161 divides the same
hits by all gold toponyms with coordinates, found or not: a system cannot gain on it by staying silent.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from marsad.annotate.places import find_places
from marsad.resolve.places import resolve_places
from marsad.spans import fold

RADIUS_KM = 161.0


@dataclass(slots=True)
class Tally:
    """Counts over documents."""

    gold: int = 0
    found: int = 0
    exact: int = 0
    near: int = 0

    def report(self) -> str:
        """One line of figures."""
        precision, recall = self.exact / max(1, self.found), self.exact / max(1, self.gold)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return (
            f"gold {self.gold}  found {self.found}  span P {precision:.3f} R {recall:.3f} F1 {f1:.3f}  "
            f"Acc@161 {self.near / max(1, self.exact):.3f}  recall@161 {self.near / max(1, self.gold):.3f}"
        )


def documents(path: Path) -> Iterator[dict[str, Any]]:
    """The documents of a JSON lines file, plain or gzipped."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance."""
    lat_one, lat_other = radians(one[0]), radians(other[0])
    half = sin((lat_other - lat_one) / 2) ** 2
    half += cos(lat_one) * cos(lat_other) * sin(radians(other[1] - one[1]) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(half)))


def score(document: dict[str, Any], tally: Tally) -> None:
    """Add one document."""
    folded = fold(document["text"])
    language = document.get("lang", "en")
    found = {}
    for place in resolve_places(find_places(folded, language), folded, language):
        span = folded.span(place.start, place.end)
        found[span.start, span.end] = place.place
    # Toponyms without coordinates are neither asked for nor held against a system.
    unscored = {(t["start"], t["end"]) for t in document["toponyms"] if t.get("lat") is None}
    tally.found += len(found.keys() - unscored)
    for toponym in document["toponyms"]:
        if toponym.get("lat") is None:
            continue
        tally.gold += 1
        place = found.get((toponym["start"], toponym["end"]))
        if place is None:
            continue
        tally.exact += 1
        if place.lat is not None and place.lon is not None:
            gold = float(toponym["lat"]), float(toponym["lon"])
            tally.near += kilometres(gold, (place.lat, place.lon)) <= RADIUS_KM


def main() -> None:
    """Score each file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    for path in parser.parse_args().files:
        tally = Tally()
        for document in documents(path):
            score(document, tally)
        print(f"{path.parent.name}/{path.name}: {tally.report()}")


if __name__ == "__main__":
    main()
