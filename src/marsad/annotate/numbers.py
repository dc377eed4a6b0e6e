"""Numbers of a text with their bounds, qualifiers and kinds.

Three steps: read every number in digits or words, join those that make a range, and look at the words around each for
its qualifier ("at least") and its kind (a count, an age, a term of years, a law, a year, a clock time).
"""

from __future__ import annotations

from collections.abc import Iterator

from marsad.annotate.number_context import Context
from marsad.annotate.number_ranges import join_ranges, spread_kinds
from marsad.annotate.number_reader import Reader, Reading, tokenize
from marsad.annotate.number_words import load_grammar
from marsad.mentions import NumberMention
from marsad.spans import Folded

__all__ = ["find_numbers"]


def find_numbers(folded: Folded, language: str) -> tuple[NumberMention, ...]:
    """All numbers of a text in the order of their start, without overlap."""
    tokens, grammar = tokenize(folded), load_grammar(language)
    readings = join_ranges(tokens, grammar, list(Reader(tokens, grammar).read_all()))
    context = Context(tokens, grammar, {reading.first for reading in readings})
    for reading in readings:
        context.qualify(reading)
        context.classify(reading)
    spread_kinds(tokens, grammar, readings)
    return tuple(_mentions(readings))


def _mentions(readings: list[Reading]) -> Iterator[NumberMention]:
    end = 0
    for reading in readings:
        if reading.start < end:  # read as the unit of the number before it ("30 seconds")
            continue
        start = max(end, min(reading.span_start, reading.start))
        end = max(reading.span_end, reading.end)
        yield NumberMention(
            start, end, reading.value, min(reading.value, reading.high), max(reading.value, reading.high),
            reading.qualifier, reading.kind, reading.start, reading.end,
        )  # fmt: skip
