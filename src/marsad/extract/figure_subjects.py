"""Whose total a figure is: its agency, the group in its noun, its country."""

from __future__ import annotations

from collections import Counter

from marsad.extract.context import Context
from marsad.extract.scene import Scene
from marsad.mentions import CountMention, NameMention

__all__ = ["figure_agency", "figure_country", "figure_group"]

_CLAUSE = 4
_AGENCY_AFTER = 8  # words behind a number within which an agency still is its subject


def figure_agency(scene: Scene, count: CountMention) -> NameMention | None:
    """The agency whose total it is: named in the sentence, not as the source."""
    quoted = [cue.end for cue in scene.cues if cue.sense == "according_to"]
    own = [
        name
        for name in scene.names
        if name.kind == "agency"
        and not _of_office(scene, name)
        and not any(0 <= name.start - end <= 60 and name.start > count.end for end in quoted)
        and (name.start < count.start or scene.distance(count.end, name.start) <= _AGENCY_AFTER)
    ]
    return min(own, key=lambda name: scene.distance(name.start, count.start), default=None)


def _of_office(scene: Scene, name: NameMention) -> bool:
    """Whether a name belongs to the title of whoever speaks: "the director of the BCIJ"."""
    titles = (cue for cue in scene.cues_of("speaker_official") if cue.end <= name.start)
    gaps = [scene.gap(cue.end, name.start) for cue in titles]
    return any(len(gap.split()) <= 2 and "," not in gap for gap in gaps)


def figure_group(scene: Scene, count: CountMention) -> NameMention | None:
    """The group in the counted noun itself ("62 ISIS cells"), with no other number before it."""
    following = next((other.start for other in scene.counts if other.start >= count.end), scene.sentence.end)
    return next(
        (
            n
            for n in scene.names
            if n.kind == "group" and count.end <= n.start < following and scene.distance(count.end, n.start) <= 4
        ),
        None,
    )


def figure_country(context: Context, scene: Scene, count: CountMention, agency: NameMention | None) -> str | None:
    """Country of a figure: its agency's, that of the places of its sentence, of its adjectives, of the text."""
    if agency is not None and agency.country is not None:
        return agency.country
    placed = [place for place in scene.places if place.place.country]
    votes = Counter(place.place.country for place in placed)
    if len(votes) > 1:
        nearest = min(placed, key=lambda place: _away(scene, place.start, place.end, count))
        return nearest.place.country
    return next(iter(votes), None) or _of_nation(scene) or context.country or _of_agencies(context)


def _away(scene: Scene, start: int, end: int, count: CountMention) -> int:
    """Words between a place and a count; a comma between them weighs as many as a clause."""
    low, high = (end, count.start) if start < count.start else (count.end, start)
    return scene.distance(low, high) + _CLAUSE * scene.gap(low, high).count(",")


def _of_agencies(context: Context) -> str | None:
    """The one country to which all agencies of a text without places belong."""
    countries = {name.country for name in context.annotations.names if name.kind == "agency" and name.country}
    return countries.pop() if len(countries) == 1 else None


def _of_nation(scene: Scene) -> str | None:
    """The one country whose adjective stands in the sentence outside all counts: "les services marocains"."""
    nations = {
        term.sense
        for term in scene.terms
        if term.category == "demonym" and not any(c.start <= term.start < c.end for c in scene.counts)
    }
    return nations.pop() if len(nations) == 1 else None
