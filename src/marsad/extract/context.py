"""What extraction needs to know beside the sentences: the document and how to place a time in the calendar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from marsad.dates import DateValue
from marsad.extract.scene import PlacedMention, Scene
from marsad.mentions import Annotations, TimeMention
from marsad.records import Document, Published

__all__ = ["Context", "Resolver"]

Resolver = Callable[[TimeMention, str | None], DateValue | None]


@dataclass(frozen=True, slots=True)
class Context:
    """One document ready for extraction.

    ``resolve`` places a time mention in the calendar, given an anchor date of the text for "the same day" and the like;
    it returns None where the text does not say enough. ``country`` is the one in which most places of the text lie.
    """

    document: Document
    annotations: Annotations
    scenes: tuple[Scene, ...]
    places: Sequence[PlacedMention]
    resolve: Resolver
    country: str | None = None
    assumed: tuple[str, Resolver] | None = None

    @classmethod
    def of(
        cls,
        document: Document,
        annotations: Annotations,
        scenes: tuple[Scene, ...],
        places: Sequence[PlacedMention],
        resolve: Resolver,
        assumed: tuple[str, Resolver] | None = None,
    ) -> Context:
        """A context whose country is counted once; every figure and event without a place asks for it."""
        votes = Counter(mention.place.country for mention in places if mention.place.country)
        country = votes.most_common(1)[0][0] if votes else None
        return cls(document, annotations, scenes, places, resolve, country, assumed)

    def as_published(self) -> Context:
        """The context of a text without a date as if it were published on the assumed day; else the context itself."""
        if self.assumed is None:
            return self
        day, resolve = self.assumed
        return replace(self, document=replace(self.document, published=Published(day, "none")), resolve=resolve)
