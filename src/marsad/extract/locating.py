"""Where an event happened when its own sentences do not say: the sentence before, or where the arrested live."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from marsad.extract.drafts import Draft
from marsad.extract.roles import place_chains
from marsad.extract.scene import PlacedMention, Scene

__all__ = ["supply_places"]

# Sentences that set the scene of the news; later ones tell of other cases.
_OPENING = 4
_HOMES = ("home", "people")
# Sentences behind an arrest that may tell where its cell was active.
_CELL_REACH = 3


def supply_places(drafts: Sequence[Draft], scenes: Sequence[Scene]) -> None:
    """Give places to the drafts that have none, from what stands right before them or is told of the arrested.

    Undated drafts further down stay without: what has neither date nor place of its own is no event of the text.
    """
    by_index = {scene.sentence.index: scene for scene in scenes}
    lead = min((draft.first for draft in drafts), default=0)
    for number, draft in enumerate(drafts):
        if not any(map(_fine, draft.places)):
            draft.places.extend(draft.seats)
        if draft.family == "prosecution" and not any(map(_fine, draft.places)):
            draft.places.extend(_of_court(draft))
        if draft.family == "prosecution" or any(map(_fine, draft.places)):
            continue
        earlier = drafts[:number]
        draft.places.extend(_again(draft, by_index))
        if any(map(_fine, draft.places)):
            continue
        if draft.date.start is not None:
            draft.places.extend(
                _taken_up(draft)
                or _before(draft, earlier, by_index)
                or _homes(draft, by_index)
                or _same(draft, earlier)
            )
        elif draft.first == lead:
            draft.places.extend(_taken_up(draft) or _homes(draft, by_index))


def _of_court(draft: Draft) -> list[PlacedMention]:
    """Where the court sits that a sentence right behind a verdict names: "told the five at London's high court"."""
    for scene in draft.scenes:
        if not 0 <= scene.sentence.index - draft.first <= _CELL_REACH:
            continue
        chains = [chain for chain in place_chains(scene) if chain.role == "court"]
        places = [place for chain in chains for place in chain.places if _fine(place)]
        if places:
            return places
    return []


def _taken_up(draft: Draft) -> list[PlacedMention]:
    """Places of a sentence that goes on with the event: "The arrests took place in Fez and Oujda"."""
    told = {candidate.scene.sentence.index for candidate in draft.candidates}
    for scene in draft.scenes:
        behind = 0 < scene.sentence.index - draft.first <= _CELL_REACH and scene.sentence.index not in told
        cues = [cue.start for cue in scene.cues_of("same_event")] if behind else []
        if not cues or scene.has("planned", "background"):
            continue
        happened = [place for chain in place_chains(scene) if chain.role == "happened" for place in chain.places]
        places = [place for place in happened if _fine(place) and place.start > cues[0]]
        if places:
            return places
    return []


def _again(draft: Draft, by_index: dict[int, Scene]) -> list[PlacedMention]:
    """The place that "in the city" takes up: the one told most in the sentences before it, the last of several."""
    scene = draft.candidates[0].scene
    if not scene.has("place_again"):
        return []
    told = [place for index in range(scene.sentence.index) if index in by_index for place in by_index[index].places]
    told = [place for place in told if _fine(place)]
    times = Counter(place.place.name for place in told)
    return [max(enumerate(told), key=lambda item: (times[item[1].place.name], item[0]))[1]] if told else []


def _before(draft: Draft, earlier: Sequence[Draft], by_index: dict[int, Scene]) -> list[PlacedMention]:
    """Places of the sentence before one that opens the text, if it tells of no event itself."""
    scene = by_index.get(draft.first - 1)
    told = any(scene is candidate.scene for other in earlier for candidate in other.candidates)
    if scene is None or told or draft.first > _OPENING:
        return []
    happened = (chain.places for chain in place_chains(scene) if chain.role == "happened")
    return [place for places in happened for place in places if _fine(place)]


def _homes(draft: Draft, by_index: dict[int, Scene]) -> list[PlacedMention]:
    """Where the arrested live, if the text tells no place of the arrest."""
    if draft.family != "arrest":
        return []
    following = range(draft.first + 1, draft.first + 1 + _CELL_REACH)
    scenes = [draft.candidates[0].scene, *(by_index.get(index) for index in following), by_index.get(draft.first - 1)]
    for scene in scenes:
        chains = place_chains(scene) if scene is not None else ()
        homes = [place for chain in chains if chain.role in _HOMES for place in chain.places if _fine(place)]
        if homes:
            return homes
    return []


def _fine(place: PlacedMention) -> bool:
    return place.place.precision not in ("country", "region")


def _same(draft: Draft, earlier: Sequence[Draft]) -> list[PlacedMention]:
    """Where the violence told right before it took place, if the sentences name no other place."""
    if draft.family == "arrest" and draft.candidates[0].scene.has("same_time") and earlier and not draft.places:
        return [place for place in earlier[-1].places if _fine(place)]  # "the suspect was arrested at the scene"
    if draft.family != "violence" or draft.places or not earlier:
        return []
    last = earlier[-1]
    near = 0 <= draft.first - last.candidates[-1].scene.sentence.index <= 1
    return [place for place in last.places if _fine(place)] if near and last.family == draft.family else []
