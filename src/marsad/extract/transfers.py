"""Where a transfer leads: the state that receives is its country, the one that hands over its partner."""

from __future__ import annotations

from marsad.extract.drafts import Draft
from marsad.extract.scene import PlacedMention, Scene

__all__ = ["receiving_country", "sending_country"]

# Senses of transfers from one state to another; prisoners are released at home.
_ACROSS = {"extradite", "deport", "repatriate"}


def receiving_country(draft: Draft) -> str | None:
    """The state named behind "to", else that of the repatriated themselves; None where the words do not tell."""
    senses = {trigger.sense.name for candidate in draft.candidates for trigger in candidate.triggers}
    towards = _countries(draft, "place_to") if senses & _ACROSS else []
    if towards:
        return towards[0]
    return _home(draft)


def sending_country(draft: Draft) -> str | None:
    """The state named behind "from"."""
    senses = {trigger.sense.name for candidate in draft.candidates for trigger in candidate.triggers}
    if not senses & _ACROSS:
        return None
    return next(iter(_countries(draft, "place_from")), None)


def _countries(draft: Draft, cue: str) -> list[str]:
    return [
        place.place.country
        for candidate in draft.candidates
        for place in candidate.scene.places
        if place.place.country and _led_by(candidate.scene, place, cue)
    ]


def _led_by(scene: Scene, place: PlacedMention, sense: str) -> bool:
    """Whether such a cue stands right before a place, be it a mere preposition."""
    return any(scene.distance(cue.end, place.start) == 0 for cue in scene.cues_of(sense) if cue.end <= place.start)


def _home(draft: Draft) -> str | None:
    """The nationality of those brought home."""
    for candidate in draft.candidates:
        if not any(trigger.sense.name == "repatriate" for trigger in candidate.triggers):
            continue
        for count in candidate.counts.get("transferred", ()):
            for term in candidate.scene.terms:
                if term.category == "demonym" and count.start <= term.start < count.end:
                    return term.sense
    return None
