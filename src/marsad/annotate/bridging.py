"""Terms written around a time or a place: "envió *el martes* a prisión", "cae *en Ceuta* una célula".

Forms of several words match without gaps. Here the text is read once more without its short times and its places; what
matches only then is added, with the range that it covers in the real text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from marsad.lexicon import Lexicon
from marsad.mentions import PlaceMention, TermMention, TimeMention

__all__ = ["bridge_terms", "find_gaps"]

_LONGEST = 32  # characters of a time or place that may stand inside a phrase


def find_gaps(
    times: Sequence[TimeMention], places: Sequence[PlaceMention], cues: Sequence[TermMention]
) -> list[tuple[int, int]]:
    """Times, and places with the preposition before them."""
    gaps = [(time.start, time.end) for time in times if not time.dateline]
    before = {cue.end: cue.start for cue in cues if cue.sense == "place_in"}
    gaps += [(before[place.start - 1], place.end) for place in places if place.start - 1 in before]
    return sorted((start, end) for start, end in gaps if end - start <= _LONGEST)


def bridge_terms(
    lexicon: Lexicon, words: str, terms: tuple[TermMention, ...], gaps: Sequence[tuple[int, int]]
) -> tuple[TermMention, ...]:
    """The terms with those that a gap interrupts; what they cover is no term of its own any more."""
    if not gaps:
        return terms
    pieces, starts, offsets = _without(words, gaps)
    found = []
    for term in lexicon.terms("".join(pieces)):
        if term.category != "trigger":
            continue
        start, end = _back(term.start, starts, offsets), _back(term.end - 1, starts, offsets) + 1
        if end - start > term.end - term.start:
            found.append(TermMention(start, end, term.category, term.sense, term.form))
    if not found:
        return terms
    begins = [term.start for term in found]  # in order and without overlap, as the lexicon finds them
    reached = [0, *(term.end for term in found)]
    kept = [term for term in terms if reached[bisect_right(begins, term.start)] <= term.start]
    return tuple(sorted([*kept, *found], key=lambda term: (term.start, -term.end)))


def _without(words: str, gaps: Sequence[tuple[int, int]]) -> tuple[list[str], list[int], list[int]]:
    """The pieces between the gaps, where each starts in the joined text, and how far it was moved."""
    pieces: list[str] = []
    starts: list[int] = []
    offsets: list[int] = []
    position = length = 0
    for start, end in [*gaps, (len(words), len(words))]:
        if start < position:
            continue
        piece = words[position:start]
        kept = piece.rstrip(" ") + " " if piece.endswith("  ") else piece  # a comma before the gap
        pieces.append(kept)
        starts.append(length)
        offsets.append(position - length)
        length += len(kept)
        # The blanks behind a gap go with it, so that single blanks stay single.
        position = end
        while words[position : position + 1] == " ":
            position += 1
    return pieces, starts, offsets


def _back(position: int, starts: Sequence[int], offsets: Sequence[int]) -> int:
    return position + offsets[bisect_right(starts, position) - 1]
