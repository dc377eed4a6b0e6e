"""What places of a sentence are to its events: where it happened, where somebody comes from, what was aimed at."""

from __future__ import annotations

import re
from dataclasses import dataclass

from marsad.extract.scene import PlacedMention, Scene

__all__ = ["PlaceChain", "place_chains", "told_places"]

_ROLE_CUES = {
    "place_in": "happened",
    "place_from": "origin",
    "place_to": "targeted",
    "place_home": "home",
    "place_ref": "reference",
}
# Who speaks or acts for a place.
_BODIES = ("speaker_official", "speaker_unnamed", "speaker_media", "speaker_expert", "according_to")
# Persons who are from somewhere; forces and officials are where they serve.
_ANYONE = ("neutral", "suspect")
# Places behind these do not go on a list of places.
_TURNS = ("place_from", "place_to", "place_ref", "place_home")
# What stands behind the place of a dateline without a date: "RABAT (AFP) -", "Bogota.-", "Cali |".
_FILED = re.compile(
    r"(?:, [^\W\d_][\w .]{2,24})? ?(?:\([^()]{1,30}\) ?)?(?:-{1,3}|\.-|\||/)(?= |$)|, [^\W\d_][\w .]{2,24}: "
)
# Sentences in which a text may open: real pages have menus, captions and bylines before the dateline.
_HEAD = 7
# Words between a planned attack and the place that it was to strike.
_AIM = 8
# Characters between a town and what it is called by: "Guadalajara, a city near Madrid".
_KIND = 6
# Verbs of saying.
_SAYS = ("say", "denial", "allegation", "claim", "assessment")
# Words between two places of one list: "Casablanca, Tangier and the rural commune of Ounagha, near Essaouira".
_LINK = 5


@dataclass(slots=True)
class PlaceChain:
    """Places told in one breath; they share their role."""

    places: list[PlacedMention]
    role: str


def place_chains(scene: Scene) -> list[PlaceChain]:
    """The places of a sentence in lists, with the role that the words before each list give it."""
    chains: list[PlaceChain] = []
    previous: PlacedMention | None = None
    for place in scene.places:
        if previous is not None and _near(scene, previous, place):
            chains.append(PlaceChain([place], "reference"))
        elif previous is not None and _linked(scene, previous, place, chains[-1].role):
            chains[-1].places.append(place)
        else:
            chains.append(PlaceChain([place], _role(scene, place, previous)))
        previous = place
    for chain in chains:
        if chain.role == "happened" and _aimed_at(scene, chain.places[0]):
            chain.role = "targeted"
        if chain.role == "happened" and _of_group(scene, chain.places[0]):
            chain.role = "origin"
    return _with_landmarks(chains)


def _of_group(scene: Scene, place: PlacedMention) -> bool:
    """Whether a country only says whose group acts: "Nigeria's Boko Haram"."""
    return any(name.kind == "group" and scene.gap(place.end, name.start) == "'s " for name in scene.names)


def _near(scene: Scene, previous: PlacedMention, place: PlacedMention) -> bool:
    """Whether a place only says where the one before it lies: "Had Soualem, near Casablanca", "Fambita in Kokorou"."""
    gap = scene.words[previous.end : place.start].strip()
    if previous.place.precision not in ("place", "unknown"):
        return False
    if any(scene.gap(place.end, cue.start) == " " for cue in scene.cues_of("place_unit_after")):
        return len(gap.split()) <= 1 and ";" not in scene.gap(previous.end, place.start)
    kinds = [cue.end for cue in scene.cues_of("place_kind") if cue.start - previous.end <= _KIND]
    return any(
        previous.end <= cue.start
        and cue.end <= place.start
        and not scene.words[cue.end : place.start].strip()
        and (not scene.words[previous.end : cue.start].strip() or any(cue.start - end == 1 for end in kinds))
        for cue in scene.cues_of("place_near", "place_unit")
    )


def _aimed_at(scene: Scene, place: PlacedMention) -> bool:
    """Whether a planned attack is the last thing told before a place: "a plot to bomb a rally near Paris"."""
    before = [trigger for trigger in scene.triggers if trigger.end <= place.start]
    if not before or not before[-1].planned or before[-1].sense.family != "violence":
        return False
    if any(trigger.sense.foils for trigger in before):
        return False  # what was stopped in the act was to happen where it was stopped
    gap = scene.gap(before[-1].end, place.start)
    return "," not in gap and len(gap.split()) <= _AIM


def _seat(scene: Scene, place: PlacedMention) -> str | None:
    """The role of a place that only tells where a body sits or where something was said; None if it tells more.

    "the Kano police", "police in Kano said", "said in Paris": it happened there only if no other place is told.
    """
    if place.place.precision == "country":
        return None
    courts = [name for name in scene.names if name.kind == "court"]
    if any(name.start <= place.start < name.end or _of(scene, name.end, place.start) for name in courts):
        return "court"
    bodies = [cue.end for cue in scene.cues if cue.sense in _BODIES]
    bodies += [name.end for name in scene.names if name.kind != "group"]
    says = [cue for cue in scene.cues if cue.sense in _SAYS]
    told = max((trigger.end for trigger in scene.triggers if trigger.end <= place.start), default=None)
    speaks = any(told is None or told <= cue.start < place.start for cue in says)  # "seized by police in Fez"
    if any(_of(scene, end, place.start) or (speaks and _in(scene, end, place.start)) for end in bodies):
        return "seat"
    return "seat" if any(_in(scene, _past_times(scene, cue.end), place.start) for cue in says) else None


def _past_times(scene: Scene, position: int) -> int:
    """The end of the times that stand right behind a position: "said | on Tuesday | in Niamey"."""
    for time in scene.times:
        if position <= time.start and not scene.distance(position, time.start):
            position = time.end
    return position


def _of(scene: Scene, start: int, end: int) -> bool:
    """Whether nothing or a bare "of" stands between two positions."""
    gap = scene.gap(start, end).strip() if start <= end else "-"
    genitive = (cue for cue in scene.cues_of("measure", "place_from") if start <= cue.start and cue.end <= end)
    return not gap or (" " not in gap and any(scene.gap(cue.start, cue.end) == gap for cue in genitive))


def _in(scene: Scene, start: int, end: int) -> bool:
    """Whether a bare "in" stands between two positions."""
    gap = scene.gap(start, end).strip() if start <= end else ""
    return any(start <= cue.start and scene.gap(cue.start, cue.end) == gap for cue in scene.cues_of("place_in"))


def _marked(gap: str) -> bool:
    return any(mark in gap for mark in ",;:.()")


def _speaks(scene: Scene, place: PlacedMention) -> bool:
    """Whether a capital stands for its government: "Baghdad said", "selon Alger", "Rabat lo considera"."""
    if place.place.precision == "country":
        return False
    led = any(cue.sense == "according_to" and scene.gap(cue.end, place.start) == " " for cue in scene.cues)
    opens = scene.distance(scene.sentence.start, place.start) == 0 or scene.gap(place.start - 2, place.start) == ", "
    says = any(
        cue.sense in _SAYS and cue.start >= place.end and scene.distance(place.end, cue.start) == 0
        and not _marked(scene.gap(place.end, cue.start))
        for cue in scene.cues
    )  # fmt: skip
    return led or (opens and says)


def told_places(scene: Scene) -> list[PlacedMention]:
    """The places that a sentence speaks of: all but its dateline."""
    return [place for chain in place_chains(scene) if chain.role != "dateline" for place in chain.places]


def _with_landmarks(chains: list[PlaceChain]) -> list[PlaceChain]:
    """What only helps to find a place ("40 km from Rabat") is where it happened if no other place is told."""
    if not any(chain.role == "happened" for chain in chains):
        for chain in chains:
            chain.role = "happened" if chain.role == "reference" else chain.role
    return chains


def _heads(scene: Scene, place: PlacedMention) -> bool:
    """Whether a place opens a dateline: where the text was filed, not where anything happened."""
    if place.start - scene.sentence.start > 2:
        return False
    for time in scene.times:
        if 0 <= time.start - place.end <= (24 if time.dateline else 3) and (time.dateline or _closed(scene, time.end)):
            return True
    # "ISLAMABAD: two men were killed in Bannu", but "Settat: three arrests"
    named = scene.text[place.end : place.end + 2] == ": " and any(other.start > place.end for other in scene.places)
    filed = _FILED.match(scene.text, place.end, scene.sentence.end) is not None
    return (named and scene.sentence.index <= 2) or (filed and scene.sentence.index <= _HEAD)


def _closed(scene: Scene, end: int) -> bool:
    """Whether a date at the head of a text stands alone: "Bogota, 5 ago. El Ejercito ..."."""
    return scene.sentence.index <= 2 and scene.text[end - 1 : end + 1].strip()[-1:] in (".", ":", "-", "|")


def _linked(scene: Scene, a: PlacedMention, b: PlacedMention, role: str) -> bool:
    if any(time.dateline and a.end <= time.start < b.start for time in scene.times):
        return False
    gap = scene.gap(a.end, b.start)
    if role == "reference" and (")" in gap or "," in gap):
        return False
    if len(gap.split()) > _LINK or any(mark in gap for mark in ";:.\n"):
        return False
    if any(a.end <= trigger.start < b.start for trigger in scene.triggers):
        return False
    if any(a.end <= count.start < b.start and count.unit in ("person", "bare") for count in scene.counts):
        return False  # "five in Rabat, three in Fez": each count has its own place
    bare = {cue.start for cue in scene.cues if cue.sense == "function"}
    turning = (cue for cue in scene.cues if a.end <= cue.start < b.start and cue.sense in _TURNS)
    return all(cue.start in bare for cue in turning)


def _role(scene: Scene, place: PlacedMention, previous: PlacedMention | None) -> str:
    """Role by the nearest cue in front of the place, at most three words away.

    A bare preposition ("de", "a", "من") says too little: only cues that are no function words decide.
    """
    floor = previous.end if previous is not None else scene.sentence.start
    bare = {cue.start for cue in scene.cues if cue.sense == "function" and " " not in scene.gap(cue.start, cue.end)}
    if previous is None and _heads(scene, place):
        return "dateline"
    seat = "speaker" if _speaks(scene, place) else _seat(scene, place)
    if seat is not None:
        return seat
    for cue in reversed(scene.cues):
        if cue.end > place.start or cue.sense not in _ROLE_CUES:
            continue
        if cue.start in bare and cue.sense != "place_in":
            continue
        if cue.start < floor or len(scene.gap(cue.end, place.start).split()) > 3:
            break
        if cue.sense == "place_in" and any(0 <= cue.start - home.end <= 1 for home in scene.cues_of("place_home")):
            return "home"  # "were active | in the towns of"
        return _ROLE_CUES[cue.sense]
    if _names_person(scene, place):
        return "origin"
    return "people" if _of_people(scene, place) else "happened"


def _of_people(scene: Scene, place: PlacedMention) -> bool:
    """Whether a place only tells whose people somebody is: "una joven de Almonte", "a man from Bradford"."""
    return any(
        term.category == "person" and term.sense in _ANYONE and _of(scene, term.end, place.start)
        for term in scene.terms
        if term.end < place.start
    )


def _names_person(scene: Scene, place: PlacedMention) -> bool:
    """Whether a place stands right before one person, as in English: "an Ohio man", "the Bradford teenager"."""
    return any(
        term.category == "person" and term.form == "singular" and scene.gap(place.end, term.start) == " "
        for term in scene.terms
        if term.start > place.end
    )
