"""Deaths of an event as outside datasets count them: all sides added, which our own counts never are."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.export.loss import Loss
from marsad.merged import Event

__all__ = ["DEATHS", "Deaths", "deaths", "note_rivals"]

DEATHS = ("killed", "killed_perpetrators", "killed_forces")


@dataclass(frozen=True, slots=True)
class Deaths:
    """Best, low and high number of dead on all sides."""

    best: int
    low: int
    high: int


def deaths(event: Event) -> Deaths | None:
    """All dead of an event; None where no report gives a number, which is not zero."""
    found = [event.counts[key] for key in DEATHS if key in event.counts]
    if not found:
        return None
    return Deaths(
        int(sum(count.best for count in found)),
        int(sum(count.low for count in found)),
        int(sum(count.high for count in found)),
    )


def note_rivals(event: Event, keys: tuple[str, ...], loss: Loss) -> None:
    """Report rival values of counts of which only the best is exported, each with its owner."""
    for key in keys:
        count = event.counts.get(key)
        if count is None:
            continue
        rivals = [value for value in count.values if value.best != count.best]
        if rivals:
            told = [f"{value.best} ({value.source or value.speaker or value.document_id})" for value in rivals]
            loss.collapse(event, f"counts.{key}", count.best, told)
        elif count.low != count.high:
            loss.collapse(event, f"counts.{key}", count.best, [f"{count.low} to {count.high}"])
