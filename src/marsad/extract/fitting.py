"""How well what a sentence tells fits an event told before: days, places, counts, and who acts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from marsad.dates import DateValue, first_day, last_day, overlap
from marsad.extract.candidate import Candidate
from marsad.extract.context import Context
from marsad.extract.drafts import Draft
from marsad.extract.scene import PlacedMention

__all__ = ["fit", "fit_places", "other_side", "stale"]

# News is reported within weeks; what lies further back is told for comparison.
_OLD = timedelta(days=45)
# Two days are two events, whatever else agrees.
_OTHER_DAY = -20
# Forces strike, armed men assault: told on days or in places of their own they are two events.
_OTHER_SIDE = 8
# "A bombing in Ghor" is not the one in Kabul, though both struck during Friday prayers.
_ANEW = 5
# "The second attack" is not the first, though day and district are the same.
_NEXT_OF_SERIES = 9
_STRIKES = {"airstrike", "eliminate", "neutralise"}
_ASSAULTS = {"attack", "bombing", "kidnap", "stabbing", "ramming", "assassination", "beheading", "arson", "shooting"}


def fit(draft: Draft, candidate: Candidate, date: DateValue, focused: bool) -> int:
    """How well a candidate fits a draft; below 0 it tells of something else."""
    score = 1 + focused
    if date.start and date.end and draft.date.start and draft.date.end:
        if not overlap(date.start, date.end, draft.date.start, draft.date.end):
            return _OTHER_DAY
        score += 3 if date.precision == draft.date.precision else 1
    near = fit_places(draft.places, candidate.places)
    score += 2 * near if draft.family == "seizure" else near  # a cache found elsewhere is another one
    score += _fit_counts(draft, candidate)
    score -= 3 * (bool(date.start) and not draft.date.start and not focused and _one_of_several(draft, candidate))
    taken_up = candidate.has("same_event") and not candidate.scene.has("comes_after")
    score += 3 * taken_up + 3 * candidate.has("same_time")
    coarse = date.precision == "year" and draft.date.precision == "day"  # "was held in Paris earlier this year"
    score -= 4 * (candidate.has("background") and (not date.start or near < 0 or coarse))
    later = candidate.scene.has("comes_after") and candidate.tells_another()  # "came hours after a bomb killed five"
    apart = bool(date.start or candidate.places) or later  # "a second officer was wounded" goes on with what is told
    score -= (4 if near < 0 else 3) * (candidate.tells_another() and apart) + 3 * candidate.begins_another()
    later = candidate.scene.sentence.index > draft.first
    score -= _ANEW * (near < 0 and later and bool(date.start) and candidate.introduces())
    score -= _NEXT_OF_SERIES * candidate.has("series")
    return score


def stale(context: Context, draft: Draft, candidate: Candidate, date: DateValue) -> int:
    """Cost of giving an old date to the undated news at the head of a text: it is the date of an earlier case."""
    published = context.document.published.value
    if draft.date.start is not None or date.end is None or draft.first > 1 or not published or len(published) < 10:
        return 0
    if _fit_counts(draft, candidate) > 0 or not candidate.has("background", "another"):
        return 0
    return 6 * (last_day(date.end) + _OLD < first_day(published))


def other_side(draft: Draft, candidate: Candidate, *, dated: bool) -> int:
    """Cost of joining what forces did to what armed men did, where a day or a place of its own sets it apart."""
    sides = {_side(told) for told in draft.candidates} - {None}
    side = _side(candidate)
    if side is None or not sides or side in sides:
        return 0
    apart = bool(draft.places and candidate.places) and fit_places(draft.places, candidate.places) < 0
    return _OTHER_SIDE if dated or apart else 0


def _side(candidate: Candidate) -> str | None:
    """Who acts: forces (a strike, an elimination) or armed men (a bombing, an assault); None where it is not said."""
    senses = {trigger.sense.name for trigger in candidate.triggers}
    if senses & _STRIKES:
        return None if senses & _ASSAULTS else "forces"
    if senses <= {"kill", "injure"} and _kills_fighters(candidate):
        return "forces"
    return "armed" if senses & _ASSAULTS else None


def _kills_fighters(candidate: Candidate) -> bool:
    """Whether fighters are the object of a verb of killing: "the army hit a convoy, killing militants"."""
    people = [term for term in candidate.scene.terms if term.category == "person"]
    for trigger in candidate.triggers:
        object_ = next((term for term in people if term.start >= trigger.end), None)
        near = object_ is not None and candidate.scene.distance(trigger.end, object_.start) <= 1
        if trigger.sense.name == "kill" and trigger.voice == "active" and near and object_ is not None:
            return object_.sense == "suspect"
    return False


def fit_places(ours: Sequence[PlacedMention], theirs: Sequence[PlacedMention]) -> int:
    """2 where two lists of places share one or one lies in another, below 0 where they do not, 0 without places."""
    ours, theirs = list(filter(_within_state, ours)), list(filter(_within_state, theirs))
    if not ours or not theirs:
        return 0
    towns = [[place for place in places if place.place.precision != "country"] for places in (ours, theirs)]
    if all(towns):
        ours, theirs = towns  # a country beside its towns tells nothing more
    if any(_related(a, b) for a in ours for b in theirs):
        return 2
    countries = {p.place.country for p in ours} & {p.place.country for p in theirs}
    if not countries and not all(p.place.country for p in (*ours, *theirs)):
        return 0  # a place that the gazetteer lacks may lie anywhere
    return -2 if countries else -4


def _within_state(mention: PlacedMention) -> bool:
    """Whether a place is no region of several states: the Sahel tells no two events apart."""
    return mention.place.country is not None or mention.place.precision != "region"


def _related(a: PlacedMention, b: PlacedMention) -> bool:
    """Whether two places are the same or one may lie in the other."""
    if a.place.geonames_id is not None and a.place.geonames_id == b.place.geonames_id:
        return True
    if a.place.name == b.place.name:
        return True
    if a.place.country != b.place.country:
        return False
    if a.place.admin1 is not None and a.place.admin1 == b.place.admin1 and _part_of_name(a.place.name, b.place.name):
        return True  # Delhi and New Delhi
    wide = {"country", "region"}
    if a.place.precision in wide or b.place.precision in wide:
        return True
    coarse = "admin1" in (a.place.precision, b.place.precision) or "admin2" in (a.place.precision, b.place.precision)
    return coarse and a.place.admin1 is not None and a.place.admin1 == b.place.admin1


def _part_of_name(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return long.endswith(" " + short)


def _one_of_several(draft: Draft, candidate: Candidate) -> bool:
    """Whether one person is told of where the draft counts several: with a day of its own that is another event."""
    return any(
        count.source == "singular" and key in draft.counts and draft.counts[key].value > 1
        for key, counts in candidate.counts.items()
        for count in counts
    )


def _fit_counts(draft: Draft, candidate: Candidate) -> int:
    score = 0
    for key, counts in candidate.counts.items():
        ours = draft.counts.get(key)
        if ours is None:
            continue
        if any(count.value == ours.value for count in counts):
            score += 0 if candidate.tells_another() else 3  # "another suspect": one as well, and not the same one
        elif all(count.subset or count.definite for count in counts):
            score += 0
        else:
            score -= 3
    return score
