"""Lines that were broken only because they were full: agency wires, old mail, text files of 70 or 80 columns.

A wrapping printer ends a line when the next word does not fit any more. So in a wrapped block each line but the last is
so long that the first word of the line after it would overrun the longest line. Where nearly all lines of a text do
that, its line ends are blanks; where they do not (headlines, lists, one line a paragraph) they stay line ends. The same
observation is behind the ``format=flowed`` mail of RFC 3676, which had to invent a mark for what is guessed here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from marsad.spans import Folded

__all__ = ["join_wrapped"]

# Columns of wrapped text; a paragraph on one line is longer, a list of names shorter.
_NARROWEST, _WIDEST = 40, 110
# Full lines that a text needs before it counts as wrapped, and their share of all line ends inside its blocks.
_FEWEST, _SHARE = 3, 0.8


def join_wrapped(folded: Folded) -> Folded:
    """The folded text with the line ends of full lines as blanks; every character keeps its position."""
    ends = list(_line_ends(folded.text))
    full = [position for position, is_full in ends if is_full]
    if len(full) < _FEWEST or len(full) < _SHARE * len(ends):
        return folded
    letters = list(folded.text)
    for position in full:
        letters[position] = " "
    return replace(folded, text="".join(letters))


def _line_ends(text: str) -> Iterator[tuple[int, bool]]:
    """Line ends inside blocks (lines without an empty or indented one between them), and whether their line is full."""
    block: list[tuple[int, str]] = []
    position = 0
    for line in text.split("\n"):
        if block and (not line.strip() or line[:2] == "  "):
            yield from _block_ends(block)
            block = []
        if line.strip():
            block.append((position, line.rstrip()))
        position += len(line) + 1
    yield from _block_ends(block)


def _block_ends(block: list[tuple[int, str]]) -> Iterator[tuple[int, bool]]:
    width = max((len(line) for _, line in block), default=0)
    for (_, line), (start, following) in pairwise(block):
        overruns = len(line) + 1 + len(following.split(maxsplit=1)[0]) > width
        yield start - 1, overruns and _NARROWEST <= width <= _WIDEST
