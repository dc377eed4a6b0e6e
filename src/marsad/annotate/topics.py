"""Sentences about other matters: accidents, other crime and sport stand beside the news, and use the same verbs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from marsad.lexicon import Lexicon
from marsad.mentions import Sentence, TermMention

__all__ = ["mark_off_topic"]


def mark_off_topic(
    sentences: Sequence[Sentence], text: str, cues: Iterable[TermMention], groups: Iterable[int], lexicon: Lexicon
) -> tuple[Sentence, ...]:
    """The sentences, those of kind "off_topic" marked: they name another matter, and no group or word of the topic."""
    strange = sorted(cue.start for cue in cues if cue.sense == "off_topic")
    if not strange or lexicon.topic is None:
        return tuple(sentences)
    named = sorted(groups)
    return tuple(
        replace(sentence, kind="off_topic")
        if sentence.kind == "text"
        and _any_within(strange, sentence)
        and not _any_within(named, sentence)
        and not lexicon.on_topic(text[sentence.start : sentence.end])
        else sentence
        for sentence in sentences
    )


def _any_within(starts: Sequence[int], sentence: Sentence) -> bool:
    return bisect_left(starts, sentence.start) < bisect_left(starts, sentence.end)
