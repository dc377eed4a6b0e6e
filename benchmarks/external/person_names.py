"""Names of persons on ANERcorp (Arabic), the Wojood sample (Arabic) or WikiEvents (English).

``python -m benchmarks.external.person_names FILE...``

The data are read where they lie (see SOURCE.md beside them) and never copied. ANERcorp and Wojood give tokens with IOB
tags (PERS); sentences are joined in tens, as a name once found is found again. WikiEvents gives documents with mentions
of type PER; only capitalised ones are names. A gold name is found if each of its words lies in a name that is masked or
that stays for an office; a name of ours is right if it overlaps a gold name. What stays for an office is counted too:
these data do not tell private persons from others.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from marsad.names import person_names

TOGETHER = 10
_WORD = re.compile(r"[^\W\d_]{2,}")
_SMALL = frozenset({"he", "she", "they", "his", "her", "you", "we", "one", "others", "sir", "minister", "general"})
Text = tuple[str, str, list[tuple[int, int]]]


@dataclass(slots=True)
class Tally:
    """Counts over texts."""

    gold: int = 0
    found: int = 0
    ours: int = 0
    right: int = 0
    stays: int = 0
    words: int = 0
    wrong_words: int = 0

    def report(self) -> str:
        """One line of figures."""
        recall, precision = self.found / max(1, self.gold), self.right / max(1, self.ours)
        wrong = 100 * self.wrong_words / max(1, self.words)
        return (
            f"names {self.gold}  recall {recall:.3f}  precision {precision:.3f}  stay for an office "
            f"{self.stays}  words masked that are no name {wrong:.2f}% of {self.words}"
        )


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _is_tagged(tag: object, prefix: str) -> bool:
    return any(str(one) == f"{prefix}-PERS" for one in (tag if isinstance(tag, list) else [tag]))


def _joined(records: list[dict[str, Any]]) -> Text:
    """Sentences of tokens as one text, and where its names stand."""
    text, names = "", []
    for record in records:
        for token, tag in zip(record["tokens"], record["tags"], strict=True):
            if token == "$#$":  # the mark of Wojood for the end of a document
                continue
            start = len(text)
            text += token + " "
            if _is_tagged(tag, "I") and names and names[-1][1] == start - 1:
                names[-1] = (names[-1][0], len(text) - 1)
            elif _is_tagged(tag, "B") or _is_tagged(tag, "I"):
                names.append((start, len(text) - 1))
        text += "\n\n"
    return text, "ar", names


def texts(path: Path) -> Iterator[Text]:
    """The texts of a file with their language and names."""
    records = _lines(path)
    while batch := list(islice(records, TOGETHER)):
        if "tags" in batch[0]:
            yield _joined(batch)
            continue
        for record in batch:
            yield _document(record)


def _document(record: dict[str, Any]) -> Text:
    """A WikiEvents document: its tokens joined by blanks, its mentions of persons that are names."""
    text, starts = "", []
    for token in record["tokens"]:
        starts.append(len(text))
        text += token + " "
    # A word that the text has in small letters too is no name but "Police" or "He" at the start of a sentence.
    small = _SMALL | {token for token in record["tokens"] if token.islower()}
    names = []
    for mention in record["entity_mentions"]:
        if mention["entity_type"] != "PER":
            continue
        tokens = record["tokens"][mention["start"] : mention["end"]]
        if (
            tokens
            and tokens[0].lower() not in small
            and all(token[:1].isupper() or len(token) < 4 for token in tokens)
            and tokens[0][:1].isupper()
        ):
            names.append((starts[mention["start"]], starts[mention["end"] - 1] + len(tokens[-1])))
    return text, "en", names


def score(text: Text, tally: Tally) -> None:
    """Add one text."""
    written, language, names = text
    private, stays = person_names(written, language)
    hidden = [(span.start, span.end) for span in (*private, *stays)]
    tally.gold += len(names)
    tally.ours += len(hidden)
    tally.stays += len(stays)
    tally.right += sum(any(start < b and a < end for a, b in names) for start, end in hidden)
    for start, end in names:
        words = [match.span() for match in _WORD.finditer(written, start, end)]
        tally.found += all(any(a < last and first < b for a, b in hidden) for first, last in words)
    for match in _WORD.finditer(written):
        tally.words += 1
        masked = any(span.start < match.end() and match.start() < span.end for span in private)
        tally.wrong_words += masked and not any(a < match.end() and match.start() < b for a, b in names)


def measure(path: Path) -> Tally:
    """Counts over a file."""
    tally = Tally()
    for text in texts(path):
        score(text, tally)
    return tally


def main() -> None:
    """Print a line for each file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    for path in parser.parse_args().files:
        print(f"{path.parent.name}/{path.name}: {measure(path).report()}")


if __name__ == "__main__":
    main()
