"""A figure before it becomes a record."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.extract.scene import Scene, Trigger
from marsad.mentions import CountMention, NameMention, TimeMention
from marsad.records import Period

__all__ = ["FigureDraft"]


@dataclass(frozen=True, slots=True)
class FigureDraft:
    """A figure before it becomes a record: mentions and period."""

    scene: Scene
    count: CountMention
    unit: str
    action: str
    trigger: Trigger | None
    period: Period
    times: tuple[TimeMention, ...]
    part_of: int | None = None
    relation: str | None = None
    group: NameMention | None = None
    agency: NameMention | None = None
