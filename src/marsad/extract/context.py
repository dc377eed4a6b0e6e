"""What extraction needs to know beside the sentences: the document and how to place a time in the calendar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from marsad.dates import DateValue
from marsad.extract.scene import PlacedMention, Scene
from marsad.mentions import Annotations, TimeMention
from marsad.records import Document

__all__ = ["Context", "Resolver"]

Resolver = Callable[[TimeMention, str | None], DateValue | None]


@dataclass(frozen=True, slots=True)
class Context:
    """One document ready for extraction.

    ``resolve`` places a time mention in the calendar, given an anchor date of the text for "the same day" and the like;
    it returns None where the text does not say enough.
    """

    document: Document
    annotations: Annotations
    scenes: tuple[Scene, ...]
    places: Sequence[PlacedMention]
    resolve: Resolver
