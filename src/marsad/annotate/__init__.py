"""Annotate: find all mentions in one document. Nothing is decided here; everything keeps its place in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from marsad.annotate.bridging import bridge_terms, find_gaps
from marsad.annotate.counts import find_counts
from marsad.annotate.numbers import find_numbers
from marsad.annotate.places import find_places
from marsad.annotate.sentences import find_sentences
from marsad.annotate.times import find_times
from marsad.annotate.topics import mark_off_topic
from marsad.annotate.wrapping import join_wrapped
from marsad.gazetteer import Gazetteer
from marsad.gazetteer.store import STRONG
from marsad.lexicon import load_lexicon, load_names, match_text
from marsad.mentions import Annotations, NameMention, NumberMention, PlaceMention, TermMention, TimeMention
from marsad.spans import Folded, fold

__all__ = ["annotate"]

# Cues of grammar: what a short name in capitals is spelt like.
_SMALL = ("function", "singular_aux", "passive_aux", "active_aux", "definite", "indefinite", "negation")


# Words that no place is looked for in: weapons named after towns, words that only look like a place.
_PLACELESS = ("weapon", "no_place")

# Words between the year of a law and the end of its name.
_LAW_NAME = 3
# What a few letters of a name must not say.
_PLANS = ("planned", "hypothetical", "negation", "wished", "say")


def _taken(folded: Folded, names: Sequence[NameMention], cues: Sequence[TermMention]) -> list[tuple[int, int]]:
    """Where no place is looked for: names (but a court or local police is named after its town), speakers, weapons."""
    known = load_names()
    spans = [(name.start, name.end) for name in names if name.kind != "court" and not known[name.name][0].local]
    blocked = (cue for cue in cues if cue.sense.startswith("speaker_") or cue.sense in _PLACELESS)
    return spans + [(cue.start, cue.end) for cue in blocked if not _is_city(folded, cue)]


def _is_city(folded: Folded, cue: TermMention) -> bool:
    """Whether a weapon in capitals is a city: "Granada" is no grenade."""
    gazetteer = Gazetteer.load()
    word = folded.text[cue.start : cue.end]
    if cue.sense != "weapon" or not folded.is_capital(cue.start) or folded.is_capital(cue.end - 1) or " " in word:
        return False
    key = gazetteer.key_id(word)
    return key is not None and bool(gazetteer.flags(key) & STRONG)


def _outside(cues: Sequence[TermMention], names: Sequence[NameMention]) -> tuple[TermMention, ...]:
    """The cues without the small words that are a name in capitals: IS is no verb, EI no article."""
    named = {(name.start, name.end) for name in names}
    return tuple(cue for cue in cues if (cue.start, cue.end) not in named or cue.sense not in _SMALL)


def _outside_places(cues: tuple[TermMention, ...], places: Sequence[PlaceMention]) -> tuple[TermMention, ...]:
    """The cues that are no part of a place: in «ولاية بينوي» (Benue) nobody intends anything (ينوي)."""
    inside = {position for place in places for position in range(place.start + 1, place.end)}
    ends = {place.end for place in places}
    return tuple(cue for cue in cues if cue.start not in inside or cue.end not in ends or cue.sense not in _PLANS)


def _outside_laws(folded: Folded, times: Sequence[TimeMention], cues: Sequence[TermMention]) -> tuple[TimeMention, ...]:
    """The times without the years of laws: "the Terrorism Act 2006", "the 2000 Terrorism Act"."""
    laws = [cue for cue in cues if cue.sense == "numbered"]
    return tuple(
        time for time in times if time.grain != "year" or not any(_names_law(folded, law, time) for law in laws)
    )


def _names_law(folded: Folded, law: TermMention, time: TimeMention) -> bool:
    if law.end <= time.start:
        return folded.text[law.end : time.start] in (" ", ", ", " (")
    words = folded.text[time.end : law.start].split()
    positions = (match.start() for match in re.finditer(r"\w+", folded.text[time.end : law.end]))
    return len(words) <= _LAW_NAME and all(folded.is_capital(time.end + position) for position in positions)


def _undated(numbers: Sequence[NumberMention], times: Sequence[TimeMention]) -> list[NumberMention]:
    """The numbers that are no part of a time."""
    spans = sorted((time.start, time.end) for time in times)
    starts = [start for start, _ in spans]
    reached = [0, *accumulate((end for _, end in spans), max)]
    return [number for number in numbers if reached[bisect_right(starts, number.number_start)] <= number.number_start]


def _unnamed(numbers: Sequence[NumberMention], names: Sequence[NameMention]) -> list[NumberMention]:
    """The numbers that are no part of a name: "Densus 88 arrested a man"."""
    inside = {position for name in names for position in range(name.start, name.end)}
    return [number for number in numbers if number.number_start not in inside]


def annotate(text: str, language: str) -> Annotations:
    """Mentions of a text in one of the four languages; off the topic only its sentences are filled."""
    folded = join_wrapped(fold(text))
    words = match_text(folded.text)
    lexicon = load_lexicon(language)
    terms = lexicon.terms(words)
    sentences = find_sentences(folded, lexicon.boilerplate, lexicon.headings)
    # A text of the topic is read on: its only trigger may be a phrase that a time or a place interrupts.
    speaks = lexicon.topic is not None and lexicon.on_topic(folded.text)
    if not speaks and not any(term.category == "trigger" for term in terms):
        return Annotations(folded, words, language, sentences, (), (), (), (), (), terms, ())
    names = lexicon.name_mentions(folded, words)
    cues = _outside(lexicon.cue_terms(words), names)
    grouped = [name.start for name in names if name.kind == "group"]
    if not grouped and not lexicon.on_topic(folded.text):
        return Annotations(folded, words, language, sentences, (), (), (), (), (), (), (), off_topic=True)
    sentences = mark_off_topic(sentences, folded.text, cues, grouped, lexicon)
    numbers = find_numbers(folded, language)
    times = find_times(folded, language)
    places = find_places(folded, language, _taken(folded, names, cues))
    cues = _outside_places(cues, places)
    terms = bridge_terms(lexicon, words, terms, find_gaps(times, places, cues))
    counted = _unnamed(_undated(numbers, times), names)
    times = _outside_laws(folded, times, cues)
    counts = find_counts(folded.text, counted, terms, cues)
    return Annotations(folded, words, language, sentences, tuple(counted), counts, times, places, names, terms, cues)
