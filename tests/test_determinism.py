"""Same input, same output: a second time, in another order, in other processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import marsad
from marsad.read import read_text
from marsad.records import Document, Omission, Reading

GOLD = Path(__file__).parent / "gold"


@lru_cache(maxsize=1)
def documents() -> tuple[Document | Omission, ...]:
    found: list[Document | Omission] = []
    for language in ("ar", "en", "es", "fr"):
        for line in (GOLD / f"dev-{language}.jsonl").read_text("utf-8").splitlines()[:10]:
            gold = json.loads(line)
            found.append(read_text(gold["text"], published=gold["published"], title=gold["title"]))
    return (*found, Omission("read", None, "the file is empty", "nowhere"))


def written(readings: Iterable[Reading]) -> list[bytes]:
    return [reading.to_json() for reading in readings]


def test_a_second_reading_is_the_same() -> None:
    assert written(marsad.read_many(documents())) == written(marsad.read_many(documents()))


def test_the_order_of_documents_does_not_matter() -> None:
    forth, back = marsad.read_many(documents()), marsad.read_many(reversed(documents()))
    assert written(forth) == written(back)[::-1]


def test_two_processes_give_the_same_in_the_same_order() -> None:
    assert written(marsad.read_many(documents(), workers=2)) == written(marsad.read_many(documents()))


def test_the_hash_seed_of_python_does_not_matter() -> None:
    """Sets and dicts of words are ordered by a random seed; nothing of that may reach the output."""
    script = "import json, sys, marsad\nfor t in json.load(sys.stdin): print(marsad.read(t).to_json().decode())"
    texts = json.dumps([one.text for one in documents()[::4] if isinstance(one, Document)])
    outputs = [
        subprocess.run(
            [sys.executable, "-c", script], input=texts.encode(), capture_output=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert outputs[0] == outputs[1] and outputs[0]
