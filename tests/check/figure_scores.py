"""How well the checks tell the figure cases, and how often they give an alarm where nothing contradicts.

``python -m tests.check.figure_scores`` (or ``make figure-cases``) prints the table.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.check.archive_cases import archive_of

__all__ = ["Alarms", "Outcome", "clean_alarms", "outcomes"]

CASES = Path(__file__).parent / "figure_cases"


@dataclass(frozen=True)
class Outcome:
    """One wording of a case, and whether it was told right."""

    case: str
    language: str
    right: bool
    text: str


@dataclass(frozen=True)
class Alarms:
    """Clean texts, the alarms that single ones give, those of all set against each other, and what agrees."""

    texts: int
    alone: tuple[str, ...]
    together: tuple[str, ...]
    agrees: frozenset[str]


def _lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def outcomes() -> list[Outcome]:
    """All wordings of all cases."""
    cases = [case for path in sorted(CASES.glob("??.jsonl")) for case in _lines(path)]
    return [Outcome(case["case"], case["lang"], _told_right(case), case["texts"][0]["text"]) for case in cases]


def _told_right(case: Any) -> bool:
    """Whether a case gives the right verdict, and for a conflict one of the right classes and the right difference."""
    held = archive_of(*(text | {"lang": case["lang"]} for text in case["texts"]))
    if case["verdict"] == "agrees":
        return not held.conflicts
    return any(
        set(finding.explanations) & set(case["class"]) and case.get("difference") in (None, finding.difference)
        for finding in held.conflicts
    )


def clean_alarms() -> Alarms:
    """False alarms of the clean texts, each by itself and all in one archive."""
    texts = _lines(CASES / "clean.jsonl")
    together = archive_of(*texts)
    alone = [finding.sentences["en"] for text in texts for finding in archive_of(text).conflicts]
    agrees = frozenset(finding.kind for finding in together.across if finding.verdict == "agrees")
    told = tuple(finding.sentences["en"] for finding in together.conflicts)
    return Alarms(len(texts), tuple(alone), told, agrees)


def main() -> None:
    """Print the table."""
    found = outcomes()
    for name in sorted({one.case for one in found}):
        results = [one for one in found if one.case == name]
        languages = " ".join(sorted({one.language for one in results}))
        print(f"{name}  {sum(one.right for one in results)} of {len(results)} wordings told right  ({languages})")
    right = sum(one.right for one in found)
    print(f"all  {right} of {len(found)} ({100 * right / len(found):.0f} %)")
    alarms = clean_alarms()
    print(f"clean texts: {alarms.texts}; false alarms alone {len(alarms.alone)}, together {len(alarms.together)}")
    for sentence in (*alarms.alone, *alarms.together):
        print(f"  {sentence}")


if __name__ == "__main__":
    main()
