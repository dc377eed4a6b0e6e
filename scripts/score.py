"""Score the engine on the gold corpus in a few seconds, for whoever works on it.

    python scripts/score.py [--lang ar] [--fold A|B] [--errors FILE] [--doc dev-ar-011]

Fold A is the odd-numbered documents, fold B the even ones. Rules are written from fold A; fold B shows whether they
carry over. So single documents and mistakes of fold B are shown with ``--unblind`` only.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import orjson
from rich.console import Console
from rich.table import Table

from marsad import evaluate
from marsad.evaluate.gold import GoldDocument, document_number
from marsad.evaluate.places import gazetteer_ids

GOLD = Path(__file__).resolve().parent.parent / "tests" / "gold"

# Heading, measure, part, and which number: p, r or v (F1 or share).
COLUMNS = [
    ("strict P", "event_strict", "", "p"),
    ("R", "event_strict", "", "r"),
    ("F", "event_strict", "", "v"),
    ("lenient P", "event_lenient", "", "p"),
    ("R", "event_lenient", "", "r"),
    ("F", "event_lenient", "", "v"),
    ("arrest", "event_lenient", "arrest", "v"),
    ("prim", "primary", "", "v"),
    ("count", "counts", "", "v"),
    ("legal", "legal_stage", "", "v"),
    ("foil", "foiled_plot", "", "v"),
    ("fig s", "figure_strict", "", "v"),
    ("fig l", "figure_lenient", "", "v"),
    ("alleg", "claims", "allegation", "v"),
    ("denial", "claims", "denial", "v"),
    ("trend", "claims", "trend", "v"),
    ("assess", "claims", "assessment", "v"),
    ("clean", "clean", "", "v"),
]


def main() -> int:
    """Print the table, or one document side by side."""
    options = _options()
    golds = [gold for gold in evaluate.load([GOLD]) if options.lang in (None, gold["lang"])]
    from marsad.pipeline import read  # heavy; an error in the options should come first

    if options.doc:
        return _show(options.doc, golds, read, options.unblind)
    if options.fold == "A":
        golds = [gold for gold in golds if _is_seen(gold["id"])]
    scores = evaluate.evaluate(golds, read, place_ids=gazetteer_ids, folds=2, samples=0)
    folds = {"A": ["A"], "B": ["B"]}.get(options.fold, ["A", "B", ""])
    Console(width=max(170, Console().width)).print(_table(scores, folds))
    if options.errors:
        mistakes = [one for one in scores.mistakes if options.unblind or _is_seen(one.document_id)]
        print(f"{evaluate.write_mistakes(options.errors, mistakes)} mistakes in {options.errors}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Score the engine on the gold corpus.")
    parser.add_argument("--lang", choices=["ar", "fr", "es", "en"])
    parser.add_argument("--fold", choices=["A", "B"])
    parser.add_argument("--errors", metavar="FILE", help="mistakes of fold A as .md or .jsonl")
    parser.add_argument("--doc", metavar="ID", help="text, gold and system of one document")
    parser.add_argument("--unblind", action="store_true", help="show mistakes and documents of fold B too")
    return parser.parse_args()


def _is_seen(document_id: str) -> bool:
    return document_number(document_id) % 2 == 1


def _table(scores: evaluate.Scores, folds: list[str]) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0))
    for heading in ("fold", "lang", "docs", *(column[0] for column in COLUMNS)):
        table.add_column(heading, justify="right")
    groups = scores.groups()
    for fold in folds:
        for name in (*scores.languages, "all"):
            group = groups[f"{name} {fold}".strip()]
            cells = (_cell(group.score(measure, part), number) for _, measure, part, number in COLUMNS)
            table.add_row(fold or "all", name, str(len(group.documents)), *cells, end_section=name == "all")
        table.add_row()
    return table


def _cell(score: evaluate.Score, number: str) -> str:
    rate = {"p": score.precision, "r": score.recall, "v": score.value}[number]
    return "–" if rate is None else f"{100 * rate:.0f}"


def _show(
    document_id: str,
    golds: list[GoldDocument],
    read: evaluate.Reader,
    unblind: bool,
) -> int:
    if not (unblind or _is_seen(document_id)):
        print(f"{document_id} is in fold B, which stays unseen; --unblind shows it", file=sys.stderr)
        return 2
    gold = next((gold for gold in golds if gold["id"] == document_id), None)
    if gold is None:
        print(f"{document_id} is not in {GOLD}", file=sys.stderr)
        return 2
    reading = read(gold["text"], published=gold["published"], language=gold["lang"], title=gold["title"])
    print(f"{gold['id']}  published {gold['published']}\n\n{gold['text']}\n")
    for kind in ("events", "figures", "claims"):
        for one in gold[kind]:  # type: ignore[literal-required]
            print(f"GOLD   {kind[:-1]}: {orjson.dumps(one).decode()}")
        for one in getattr(reading, kind):
            print(f"SYSTEM {kind[:-1]}: {orjson.dumps(_without_empty(one)).decode()}")
        print()
    scores = evaluate.evaluate([gold], lambda text, **_: reading, place_ids=gazetteer_ids, samples=0)
    for mistake in scores.mistakes:
        print(f"{mistake.error}: {mistake.to_markdown()[2:]}")
    return 0


def _without_empty(record: object) -> dict[str, object]:
    plain: dict[str, object] = orjson.loads(orjson.dumps(record))
    return {key: value for key, value in plain.items() if value not in (None, [], {}) and key != "document_id"}


if __name__ == "__main__":
    sys.exit(main())
