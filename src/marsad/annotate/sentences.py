"""Sentences of a folded text: cut at full stops and line ends, with the lines that are not news text told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marsad.mentions import Sentence
from marsad.spans import Folded

__all__ = ["find_sentences"]

# A stop ends a sentence when white space and something that can begin one follow; not after an initial or a title.
# Pages also glue sentences: "in 2022.جاء", "(AFP).Selon" in small and then capital letters, checked by the caller.
_STOP = re.compile(r"""[.!?…]+["')\]]*(?=\s+\S|(?<=[ء-ي0-9"')][.!?])[ء-ي]|(?<=[a-z]{2}[.!?])[a-z]{2})""")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(.])(?:[a-zء-ي]|mr|mrs|ms|dr|sr|sra|st|ste|prof|gen|col|lt|capt|sgt|maj|no|nos|num|n|art|arts|av|pl|ph|vs|etc"
    r"|approx|dept|gov|sen|rep|insp|cmdt|cdt|jan|janv|feb|fev|mar|apr|avr|jun|jul|juil|aug|sep|sept|oct|nov|dec|ene"
    r"|abr|ago|dic|u\.s|d)$"
)

# Words of a headline; headlines that close a page; full lines above them that make it a page of full sentences.
_HEADLINE, _CLOSING, _FULL_LINES = 22, 3, 2


def _cuts(folded: Folded, start: int, end: int) -> list[int]:
    """Positions behind the sentence stops of one line."""
    cuts = []
    text = folded.text
    for match in _STOP.finditer(text, start, end):
        glued = text[match.end()].isascii() and text[match.end()].isalpha()
        if glued and (not folded.is_capital(match.end()) or folded.is_capital(match.start() - 1)):
            continue
        before = text[max(start, match.start() - 8) : match.start()]
        following = text[match.end() : match.end() + 3].lstrip()
        if match.group()[0] == "." and (_ABBREVIATION.search(before) or (following and following[0] in ",;")):
            continue
        cuts.append(match.end())
    return cuts


def _furniture(lines: Sequence[str], boilerplate: re.Pattern[str] | None, headings: re.Pattern[str] | None) -> set[int]:
    """Numbers of the lines that are no news text."""
    found: set[int] = set()
    listing = False
    for number, line in enumerate(lines):
        plain = line.strip()
        if not plain:
            continue
        listing = bool(headings and headings.fullmatch(plain)) or (listing and _is_headline(plain))
        if listing or (boilerplate is not None and boilerplate.match(plain)):
            found.add(number)
    return found | _closing_headlines(lines, found)


def _closing_headlines(lines: Sequence[str], furniture: set[int]) -> set[int]:
    """The run of headlines that ends a page of full sentences; a single last line may be a text cut off."""
    written = [number for number, line in enumerate(lines) if line.strip()]
    stops = [number for number in written if not _is_headline(lines[number].strip())]
    if len(stops) < _FULL_LINES:
        return set()
    run = [number for number in written if number > stops[-1]]
    known = sum(number in furniture for number in run)
    return set(run) if len(run) >= _CLOSING and known else set()


def _is_headline(line: str) -> bool:
    """Whether a line is short and ends in no stop."""
    return len(line.split()) <= _HEADLINE and line.rstrip("\"')]»”")[-1:] not in tuple(".!?…:")


def find_sentences(
    folded: Folded, boilerplate: re.Pattern[str] | None, headings: re.Pattern[str] | None = None
) -> tuple[Sentence, ...]:
    """Sentences in order. A line is a paragraph; a sentence never runs over a line end.

    Lines that match ``boilerplate`` are no news text, nor are the headlines of other news: those below a line that
    matches ``headings`` ("Related articles"), and those that close the page.
    """
    text = folded.text
    sentences: list[Sentence] = []
    position = paragraph = 0
    lines = text.splitlines(keepends=True)
    furniture = _furniture(lines, boilerplate, headings)
    for number, line in enumerate(lines):
        start = position
        position += len(line)
        if not line.strip():
            continue
        kind = "boilerplate" if number in furniture else "text"
        for cut in [*_cuts(folded, start, position), position]:
            left = start + len(text[start:cut]) - len(text[start:cut].lstrip())
            right = left + len(text[left:cut].rstrip())
            if right > left:
                sentences.append(Sentence(left, right, paragraph, len(sentences), kind))
            start = cut
        paragraph += 1
    return tuple(sentences)
