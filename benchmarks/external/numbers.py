"""Numbers on the Microsoft recognizers specs.

Use: ``python -m benchmarks.external.numbers dev.jsonl.gz [--errors ar]``

One JSON case a line: ``lang``, ``spec`` (NumberModel, OrdinalModel and PercentModel are used), ``input`` and
``results`` with text, position and resolution (see SOURCE.md beside the data; they are read where they lie and never
copied). A result is right when a mention overlaps it and has its value. Relative positions ("last", "next") have no
value and are counted apart; they are not read. The cases are split by the MD5 of their input: the rules were written
with the even half in sight, the odd half is the unseen one.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from marsad.annotate.numbers import find_numbers
from marsad.spans import Span, fold

SPECS = ("NumberModel", "OrdinalModel", "PercentModel")
HALVES = ("even", "odd")


def half(case: dict[str, Any]) -> str:
    """The half of the split that a case belongs to."""
    return HALVES[int(hashlib.md5(case["input"].encode(), usedforsecurity=False).hexdigest(), 16) % 2]


def cases(path: Path) -> Iterator[dict[str, Any]]:
    """The number cases of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            case = json.loads(line)
            if case["spec"] in SPECS:
                yield case


def gold_value(result: dict[str, Any]) -> float | None:
    """The value of an expected result; None for a relative position. The specs write a decimal comma in places."""
    try:
        return float(str((result.get("Resolution") or {}).get("value")).rstrip("%").replace(",", "."))
    except ValueError:
        return None


def gold_span(case: dict[str, Any], result: dict[str, Any]) -> Span:
    """Where a result stands; the specs give the last character, the length, or only the words."""
    start = result.get("Start")
    if start is None:
        start = case["input"].lower().find(result["Text"].lower())
    end = result.get("End")
    return Span(start, start + len(result["Text"]) if end is None else end + 1)


def is_right(found: list[tuple[Span, float]], span: Span, value: float) -> bool:
    """Whether a mention overlaps a span and has its value."""
    return any(
        mention.start < span.end and mention.end > span.start and abs(number - value) <= 1e-6 * max(1e-12, abs(value))
        for mention, number in found
    )


def main() -> None:
    """Print right and all results per language, model and half."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--errors", metavar="LANGUAGE", help="print the results of the even half that are not right")
    options = parser.parse_args()
    right: Counter[tuple[str, str, str]] = Counter()
    total: Counter[tuple[str, str, str]] = Counter()
    relative: Counter[str] = Counter()
    for case in cases(options.path):
        folded = fold(case["input"])
        found = [(folded.span(m.start, m.end), float(m.value)) for m in find_numbers(folded, case["lang"])]
        for result in case["results"]:
            value = gold_value(result)
            if value is None:
                relative[case["lang"]] += 1
                continue
            key = (case["lang"], case["spec"], half(case))
            total[key] += 1
            if is_right(found, gold_span(case, result), value):
                right[key] += 1
            elif options.errors == case["lang"] and key[2] == "even":
                print(f"{case['input']!r}: {result['Text']!r} is {value}, found {[number for _, number in found]}")
    report(right, total, relative)


def report(right: Counter[tuple[str, str, str]], total: Counter[tuple[str, str, str]], relative: Counter[str]) -> None:
    """One line a language."""
    for language in sorted({key[0] for key in total}):
        parts = []
        for where in (*HALVES, "all"):
            keys = [key for key in total if key[0] == language and where in (key[2], "all")]
            share = sum(right[key] for key in keys) / max(1, sum(total[key] for key in keys))
            parts.append(f"{where} {sum(right[k] for k in keys)}/{sum(total[k] for k in keys)} = {share:.1%}")
        for spec in SPECS:
            keys = [key for key in total if key[:2] == (language, spec)]
            parts.append(f"{spec} {sum(right[k] for k in keys)}/{sum(total[k] for k in keys)}")
        print(f"{language}: {'; '.join(parts)}; relative positions not read {relative[language]}")


if __name__ == "__main__":
    main()
