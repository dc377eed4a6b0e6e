"""Report or opinion: what kind of text a document is, by the words that only one kind uses."""

from __future__ import annotations

from marsad.mentions import Annotations
from marsad.records import DocumentKind

__all__ = ["kind_of"]

# An opinion says so itself, or its sentences argue: one arguing phrase in so many sentences. Found on the odd gold
# texts and the seed article; reports quote an arguing phrase now and then, columns live of them.
_ARGUING_SHARE = 0.2
_FEWEST = 3


def kind_of(given: DocumentKind, annotations: Annotations) -> DocumentKind:
    """The kind of a document: opinion or mixed where the words show it, else what was given."""
    senses = [cue.sense for cue in annotations.cues]
    told = sum(1 for sentence in annotations.sentences if sentence.kind == "text")
    arguing = senses.count("opinion")
    marked = "opinion_mark" in senses
    if not marked and (arguing < _FEWEST or arguing < _ARGUING_SHARE * max(told, 1)):
        return given
    reporting = sum(1 for time in annotations.times if time.grain == "day" and not time.dateline)
    return "mixed" if reporting else "opinion"
