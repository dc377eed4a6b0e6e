"""Write the accuracy card, docs/accuracy.md, from the gold corpus: ``python scripts/accuracy.py [--check]``.

With ``--check`` nothing is written; the exit code is 1 if the card in docs/ is not what would be written.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from marsad import evaluate
from marsad.evaluate.gold import document_number
from marsad.evaluate.measures import MEASURES, Key
from marsad.evaluate.mistakes import Mistake
from marsad.evaluate.places import gazetteer_ids

ROOT = Path(__file__).resolve().parent.parent
CARD = ROOT / "docs" / "accuracy.md"
LANGUAGES = {"ar": "Arabic", "fr": "French", "es": "Spanish", "en": "English"}
TYPES = ("arrest", "attack", "clash", "seizure", "prosecution", "transfer", "cooperation")

# What the project aims at in each language (measure, part, bar).
BARS: list[tuple[str, str, str, float]] = [
    ("Event, strict F1", "event_strict", "", 0.80),
    ("Event, lenient F1", "event_lenient", "", 0.88),
    ("Arrest, lenient F1", "event_lenient", "arrest", 0.92),
    ("Primary events found (strict)", "primary", "", 0.85),
    ("Counts F1", "counts", "", 0.90),
    ("Legal stage, share right", "legal_stage", "", 0.90),
    ("Foiled plot F1", "foiled_plot", "", 0.85),
    ("Figure, strict F1", "figure_strict", "", 0.88),
    ("Figure, lenient F1", "figure_lenient", "", 0.94),
    ("Allegation F1", "claims", "allegation", 0.75),
    ("Denial F1", "claims", "denial", 0.75),
    ("Clean negatives", "clean", "", 0.95),
]

HEAD = """\
# Accuracy card

Written by `python scripts/accuracy.py`, and compared with a fresh run in CI. How each number is made:
[evaluation](evaluation.md). The texts: [the gold corpus](gold.md). They are the texts that the engine is developed
with: half of them (fold A) were read while the rules were written, the other half (fold B) was only scored until a last
round that read it too. What the engine reached on texts that nobody had read stands in
[the record of the folds](evaluation.md#the-record-of-the-folds); expect that, or less on texts of another kind.
"""


def card(scores: evaluate.Scores) -> str:
    """The whole card."""
    sections = [HEAD, _bars(scores), _folds(scores), _parts(scores), _confusion(scores), _failures(scores.mistakes)]
    return "\n".join(sections)


def _bars(scores: evaluate.Scores) -> str:
    """What is aimed at, by language; a value below its bar is marked."""
    groups = {name: scores.select(language=code).measures() for code, name in LANGUAGES.items()} | {
        "All": scores.measures()
    }
    rows = []
    for label, measure, part, bar in BARS:
        cells = [_cell(group.get((measure, part)), bar) for group in groups.values()]
        rows.append([label, f"{bar:.2f}", *cells])
    counts = ", ".join(f"{name} {len(scores.select(language=code).documents)}" for code, name in LANGUAGES.items())
    note = f"\n{len(scores.documents)} documents ({counts}). Brackets: 95 % bootstrap interval. ▼: below the bar.\n"
    return "## Aims and where they stand\n" + note + "\n" + _table(["measure", "bar", *groups], rows)


def _cell(score: evaluate.Score | None, bar: float | None = None) -> str:
    if score is None or score.value is None:
        return "–"
    interval = f" [{score.low:.2f}–{score.high:.2f}]" if score.low is not None and score.high is not None else ""
    mark = " ▼" if bar is not None and score.value < bar else ""
    return f"{score.value:.3f}{interval}{mark}"


def _folds(scores: evaluate.Scores) -> str:
    """The fold used against the fold unseen."""
    folds = [scores.select(fold=0), scores.select(fold=1)]
    rows = []
    for label, measure, part, _ in BARS:
        values = [fold.value(measure, part) for fold in folds]
        known = [value for value in values if value is not None]
        difference = f"{known[1] - known[0]:+.3f}" if len(known) == 2 else "–"
        rows.append([label, *("–" if value is None else f"{value:.3f}" for value in values), difference])
    return "\n## The two folds\n\n" + _table(["measure", "A", "B (read late)", "difference"], rows)


def _parts(scores: evaluate.Scores) -> str:
    """Every measure with its parts: types, count keys, units, stances, legal stages."""
    groups = [scores.select(language=code).measures(intervals=False) for code in LANGUAGES]
    measures = scores.measures()
    blocks = []
    for name, measure in MEASURES.items():
        keys = sorted((key for key in measures if key[0] == name), key=_part_order)
        if not keys:
            continue
        rows = [
            [
                key[1] or "**all**",
                *(_plain(group.get(key)) for group in groups),
                _cell(measures[key]),
                *_rates(measures[key]),
            ]
            for key in keys
        ]
        head = ["", *LANGUAGES.values(), "All", "precision", "recall", "in gold"]
        blocks.append(f"\n### {measure.label} ({'F1' if measure.kind == 'f1' else 'share'})\n\n{_table(head, rows)}")
    return "\n## By language, type and field\n" + "".join(blocks)


def _part_order(key: Key) -> tuple[int, str]:
    return (TYPES.index(key[1]) if key[1] in TYPES else -1 if not key[1] else len(TYPES), key[1])


def _plain(score: evaluate.Score | None) -> str:
    return "–" if score is None or score.value is None else f"{score.value:.2f}"


def _rates(score: evaluate.Score) -> list[str]:
    rates = ("–" if rate is None else f"{rate:.2f}" for rate in (score.precision, score.recall))
    return [*rates, str(score.wanted)]


def _confusion(scores: evaluate.Scores) -> str:
    confusion = scores.confusion
    columns = (*TYPES, "none")
    rows = [[gold, *(str(confusion[gold, system] or "·") for system in columns)] for gold in columns]
    text = "\n## Confusion of types\n\nRows: gold; columns: what was given. `none`: missed, or given without gold.\n\n"
    return text + _table(["", *columns], rows)


def _failures(mistakes: Iterable[Mistake]) -> str:
    """The commonest classes of mistakes, with up to three examples each from texts of fold A."""
    classes: dict[str, list[Mistake]] = defaultdict(list)
    for mistake in mistakes:
        classes[mistake.error].append(mistake)
    lines = ["\n## What still fails", "", "The commonest classes of mistakes, with examples from fold A."]
    for error, found in sorted(classes.items(), key=lambda item: (-len(item[1]), item[0]))[:12]:
        by_language = Counter(mistake.language for mistake in found)
        spread = ", ".join(f"{language} {by_language[language]}" for language in LANGUAGES if by_language[language])
        lines += ["", f"### {error}: {len(found)} ({spread})", ""]
        seen = [mistake for mistake in found if document_number(mistake.document_id) % 2 == 1]
        # One of each language where there is one, so that no language fills the list.
        firsts = {mistake.language: mistake for mistake in reversed(seen)}
        lines += [firsts[language].to_markdown() for language in LANGUAGES if language in firsts][:3]
    return "\n".join(lines) + "\n"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def main() -> int:
    """Write or check the card."""
    parser = argparse.ArgumentParser(description="Write the accuracy card.")
    parser.add_argument("--check", action="store_true", help="only compare; exit code 1 if the card is out of date")
    options = parser.parse_args()
    from marsad.pipeline import read  # heavy; an error in the options should come first

    golds = evaluate.load([ROOT / "tests" / "gold"])
    text = card(evaluate.evaluate(golds, read, place_ids=gazetteer_ids, folds=2))
    if not options.check:
        CARD.write_text(text, encoding="utf-8")
        return 0
    if CARD.exists() and CARD.read_text("utf-8") == text:
        return 0
    print("docs/accuracy.md is out of date; run python scripts/accuracy.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
