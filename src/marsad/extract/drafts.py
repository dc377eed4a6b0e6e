"""An event of a document while it is put together from its sentences."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.dates import DateValue
from marsad.extract.candidate import Candidate
from marsad.extract.scene import PlacedMention, Scene
from marsad.mentions import CountMention, NameMention, TimeMention

__all__ = ["Draft"]


@dataclass(slots=True)
class Draft:
    """An event of the document while it is being put together from its sentences."""

    family: str
    candidates: list[Candidate] = field(default_factory=list)
    date: DateValue = field(default_factory=DateValue)
    date_mention: TimeMention | None = None
    announced: tuple[str, TimeMention] | None = None
    places: list[PlacedMention] = field(default_factory=list)
    seats: list[PlacedMention] = field(default_factory=list)
    counts: dict[str, CountMention] = field(default_factory=dict)
    rivals: dict[str, list[CountMention]] = field(default_factory=dict)
    names: list[NameMention] = field(default_factory=list)
    scenes: list[Scene] = field(default_factory=list)

    @property
    def first(self) -> int:
        """Index of the first sentence that tells of the event."""
        return self.candidates[0].scene.sentence.index
