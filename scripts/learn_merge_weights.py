"""Learn the weights of merging from the gold clusters and write src/marsad/data/merge/weights.yaml.

    python scripts/learn_merge_weights.py

Two samples: the gold events, and what the reader finds in the gold texts (with its slips), assigned to the gold events.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from marsad.evaluate.gold import load
from marsad.evaluate.merging import gold_rows, read_rows
from marsad.merge.learning import learn
from marsad.pipeline import read
from marsad.resources import data_path

GOLD = Path(__file__).resolve().parent.parent / "tests" / "gold"
TARGET = data_path("merge", "weights.yaml")
HEAD = """\
# Written by scripts/learn_merge_weights.py from the clusters of tests/gold; do not edit by hand.
# For each field and level: m, its share among pairs of reports of one event; u, its share among candidate pairs of
# different events; bits = log2(m/u), made to fall from better to worse levels. docs/merging.md explains the levels.
"""


def main() -> None:
    golds = load([GOLD])
    rows, cluster_of = gold_rows(golds)
    told = read_rows(golds, read)
    plain = learn([rows, told.rows], told.clusters(cluster_of))
    text = HEAD + yaml.safe_dump(plain, sort_keys=False, default_flow_style=None, width=120)
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(text, "utf-8")
    print(f"wrote {TARGET}")


if __name__ == "__main__":
    main()
