"""Totals of a bulletin, and counts that only say a figure again."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.extract.bulletins import Bulletin
from marsad.extract.context import Context
from marsad.extract.figure_drafts import FigureDraft, figure_action, figure_trigger
from marsad.extract.roles import told_places
from marsad.extract.scene import PlacedMention, Scene, Trigger
from marsad.mentions import CountMention, NameMention
from marsad.records import Period

__all__ = ["balance_total", "bulletin_total", "find_echoes", "holds"]

_LISTED = 12  # sentences behind the head of a list that may belong to it
_LARGE = 20  # things counted from which a town beside them makes no event of a total
_FEW = 2  # persons from which those whom a bulletin counts are a total


def find_echoes(context: Context, drafts: Sequence[FigureDraft]) -> list[tuple[CountMention, Trigger]]:
    """Counts that only say a figure again, as a headline does: the same number of arrested, no day and no town."""
    told = {(draft.count.value, draft.unit) for draft in drafts if draft.action == "arrested"}
    told = {(value, unit) for value, unit in told if value > _FEW}
    echoes: list[tuple[CountMention, Trigger]] = []
    for scene in context.scenes if told else ():
        single = any(time.relation == "on" and time.grain == "day" and not time.dateline for time in scene.times)
        if single or any(place.place.precision == "place" for place in scene.places):
            continue
        for count in scene.counts:
            trigger = figure_trigger(scene, count, "person")
            if (count.value, count.unit) in told and trigger is not None and trigger.sense.family == "arrest":
                echoes.append((count, trigger))
    return echoes


def bulletin_total(
    scene: Scene, count: CountMention, bulletin: Bulletin, agency: NameMention | None
) -> FigureDraft | None:
    """A total of the days that a bulletin sums up: arrests without a place and a day of their own."""
    if scene.sentence.index < bulletin.sentence or count.unit != "person" or count.value < _FEW or count.definite:
        return None
    trigger = figure_trigger(scene, count, "person")
    action = figure_action("person", trigger)
    told = any(time.relation == "on" and time.grain == "day" and not time.dateline for time in scene.times)
    if trigger is None or action is None or told or count.subset:
        return None
    fighters = count.noun in ("suspect", "attacker")
    if trigger.sense.family != "arrest" and not (trigger.sense.family == "violence" and fighters):
        return None
    if any(holds(scene, place, count) for place in told_places(scene)):
        return None
    period = Period(bulletin.period.start, bulletin.period.end, "stated", "stated")
    return FigureDraft(scene, count, "person", action, trigger, period, (bulletin.mention,), agency=agency)


def balance_total(
    scene: Scene, count: CountMention, balance: Bulletin, agency: NameMention | None
) -> FigureDraft | None:
    """A total of the list that a year heads: persons, attacks or cells in a sentence without a time of its own."""
    if not 0 < scene.sentence.index - balance.sentence <= _LISTED or count.value < _FEW or count.definite:
        return None
    unit = "person" if count.unit == "bare" and count.noun is None else count.unit
    trigger = figure_trigger(scene, count, unit)
    action = figure_action(unit, trigger)
    told = any(time.relation != "after" and not time.dateline for time in scene.times)
    if unit not in ("person", "attack", "cell", "plot") or action is None or told or count.subset:
        return None
    if unit == "person" and trigger is None:
        return None
    if count.value < _LARGE and any(holds(scene, place, count) for place in told_places(scene)):
        return None
    period = Period(balance.period.start, balance.period.end, "stated", "stated")
    return FigureDraft(scene, count, unit, action, trigger, period, (balance.mention,), agency=agency)


def holds(scene: Scene, place: PlacedMention, count: CountMention) -> bool:
    """Whether a town tells where those counted are: no clause begins between the two."""
    if place.place.precision != "place":
        return False
    low, high = (place.end, count.start) if place.start < count.start else (count.end, place.start)
    return not any(cue.sense == "clause" and low <= cue.start < high for cue in scene.cues)
