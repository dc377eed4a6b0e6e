"""Lines that were broken inside a sentence: agency wires, old mail, text files of 70 columns, pages cut by markup.

A wrapping printer ends a line when the next word does not fit any more. So in a wrapped block each line but the last is
so long that the first word of the line after it would overrun the longest line. Where nearly all lines of a text do
that, its line ends are blanks; where they do not (headlines, lists, one line a paragraph) they stay line ends. The same
observation is behind the ``format=flowed`` mail of RFC 3676, which had to invent a mark for what is guessed here.

Pages are also cut where markup stood, at any width. A line of small letters goes on with the sentence above it; and
where the lines of a block are short, most of them end in no stop, and yet stops stand inside the lines, the line ends
without a stop are blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from marsad.spans import Folded

__all__ = ["join_wrapped"]

# Columns of wrapped text; a paragraph on one line is longer, a list of names shorter.
_NARROWEST, _WIDEST = 40, 110
# Full lines that a text needs before it counts as wrapped, and their share of all line ends inside its blocks.
_FEWEST, _SHARE = 3, 0.8
# Words of a line that may be the first part of a clause; shorter ones are labels, bylines, menus.
_CLAUSE = 4


# A page may open with its date, and the news may follow on the same line.
_PAGE_DATE = re.compile(r"\s*(?:[^\W\d_]{4,14}:? )?\d{4}-\d\d(?:-\d\d)? (?=\S)")
_STOPS = tuple(".!?…:;")
_INNER_STOP = re.compile(r"[^\W\d_]{2}[.!?]\s+\S")


def join_wrapped(folded: Folded) -> Folded:
    """The folded text with the line ends inside sentences as blanks; every character keeps its position."""
    blocks = list(_blocks(folded.text))
    ends = [end for block in blocks for end in _block_ends(block)]
    full = [position for position, is_full in ends if is_full]
    if len(full) < _FEWEST or len(full) < _SHARE * len(ends):
        full = [position for block in blocks for position in _cut_ends(folded, block)]
    head = _PAGE_DATE.match(folded.text)
    if not full and head is None:
        return folded
    letters = list(folded.text)
    for position in full:
        letters[position] = " "
    if head is not None:
        letters[head.end() - 1] = "\n"
    return replace(folded, text="".join(letters))


def _cut_ends(folded: Folded, block: list[tuple[int, str]]) -> Iterator[int]:
    """Line ends of a block that cut a sentence: before a small letter, and all without a stop in a block of pieces."""
    unstopped = [
        (position, line, start)
        for (position, line), (start, _) in pairwise(block)
        if not line.rstrip("\"')] ").endswith(_STOPS)
    ]
    inner = sum(len(_INNER_STOP.findall(line)) for _, line in block)
    in_pieces = (
        len(unstopped) >= _FEWEST
        and 2 * len(unstopped) >= len(block)
        and inner >= 1
        and max(len(line) for _, line in block) <= _WIDEST
    )
    for _, line, start in unstopped:
        small = folded.is_small(start) and len(line.split()) >= _CLAUSE
        if small or (in_pieces and not folded.is_capital(start)):
            yield start - 1


def _blocks(text: str) -> Iterator[list[tuple[int, str]]]:
    """Lines without an empty or indented one between them, each with its position."""
    block: list[tuple[int, str]] = []
    position = 0
    for line in text.split("\n"):
        if block and (not line.strip() or line[:2] == "  "):
            yield block
            block = []
        if line.strip():
            block.append((position, line.rstrip()))
        position += len(line) + 1
    yield block


def _block_ends(block: list[tuple[int, str]]) -> Iterator[tuple[int, bool]]:
    """Line ends of a block, and whether their line is full."""
    width = max((len(line) for _, line in block), default=0)
    for (_, line), (start, following) in pairwise(block):
        overruns = len(line) + 1 + len(following.split(maxsplit=1)[0]) > width
        yield start - 1, overruns and _NARROWEST <= width <= _WIDEST
