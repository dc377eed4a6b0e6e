"""Sentences of a folded text: cut at full stops and line ends, with the lines that are not news text told apart."""

from __future__ import annotations

import re

from marsad.mentions import Sentence
from marsad.spans import Folded

__all__ = ["find_sentences"]

# A stop ends a sentence when white space and something that can begin one follow; not after an initial or a title.
_STOP = re.compile(r"""[.!?…]+["')\]]*(?=\s+\S)""")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(.])(?:[a-z]|mr|mrs|ms|dr|sr|sra|st|ste|prof|gen|col|lt|capt|sgt|maj|no|nos|num|n|art|arts|av|pl|ph|vs|etc"
    r"|approx|dept|gov|sen|rep|insp|cmdt|cdt|jan|janv|feb|fev|mar|apr|avr|jun|jul|juil|aug|sep|sept|oct|nov|dec|ene"
    r"|abr|ago|dic|u\.s|d)$"
)


def _cuts(text: str, start: int, end: int) -> list[int]:
    """Positions behind the sentence stops of one line."""
    cuts = []
    for match in _STOP.finditer(text, start, end):
        before = text[max(start, match.start() - 8) : match.start()]
        following = text[match.end() : match.end() + 3].lstrip()
        if match.group()[0] == "." and (_ABBREVIATION.search(before) or (following and following[0] in ",;")):
            continue
        cuts.append(match.end())
    return cuts


def find_sentences(folded: Folded, boilerplate: re.Pattern[str] | None) -> tuple[Sentence, ...]:
    """Sentences in order. A line is a paragraph; a sentence never runs over a line end."""
    text = folded.text
    sentences: list[Sentence] = []
    position = paragraph = 0
    for line in text.splitlines(keepends=True):
        start = position
        position += len(line)
        if not line.strip():
            continue
        kind = "boilerplate" if boilerplate is not None and boilerplate.match(line.strip()) else "text"
        for cut in [*_cuts(text, start, position), position]:
            left = start + len(text[start:cut]) - len(text[start:cut].lstrip())
            right = left + len(text[left:cut].rstrip())
            if right > left:
                sentences.append(Sentence(left, right, paragraph, len(sentences), kind))
            start = cut
        paragraph += 1
    return tuple(sentences)
