"""The counts of an event: whose dead they are, attackers inside a total, bombers, prison terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from marsad.extract.context import Context
from marsad.extract.drafts import Draft
from marsad.extract.grounding import ground
from marsad.extract.scene import Scene
from marsad.mentions import CountMention, NumberMention
from marsad.records import Count, Evidence

__all__ = ["event_counts", "prison_unit"]

# Terms of one sentence: more of them are those of several persons.
_TERMS = 1
# Characters between counted bombers and the words that they blew themselves up.
_BOMBERS = 24
# Characters between a total of the dead and the attackers among them; who is an attacker, and who surely is none.
_PART_REACH = 60
_ARTICLE = 5
_ATTACKERS = ("attacker", "suspect")
_SURE_VICTIMS = ("civilian", "force", "official")


def event_counts(context: Context, draft: Draft, event_type: str) -> tuple[dict[str, Count], list[Evidence]]:
    """The counts of a draft under their public names, with the words that state them."""
    counts: dict[str, Count] = {}
    evidence: list[Evidence] = []
    for key, mention in draft.counts.items():
        name = _count_key(event_type, key, mention)
        if name is None or name in counts:
            continue
        rivals = tuple(dict.fromkeys(rival.value for rival in draft.rivals.get(key, ()) if rival.source != "singular"))
        low = min((mention.low, *rivals))
        high = max((mention.high, *rivals))
        counts[name] = Count(mention.value, low, high, mention.qualifier, rivals)
        evidence.append(ground(context.annotations.folded, f"counts.{name}", mention.start, mention.end))
    if event_type == "prosecution":
        _prison_term(context, draft, counts, evidence)
    if event_type == "attack":
        _without_attackers(context, draft, counts, evidence)
    if event_type == "attack" and "killed_perpetrators" not in counts:
        _bomber(context, draft, counts, evidence)
    return counts, evidence


def _without_attackers(
    context: Context, draft: Draft, counts: dict[str, Count], evidence: list[Evidence]
) -> None:
    """Attackers inside a total of the dead are taken out of it ("nine, including two bombers": seven and two)."""
    total = draft.counts.get("killed")
    if "killed" not in counts or total is None or total.noun in (*_ATTACKERS, *_SURE_VICTIMS):
        return
    scene = next((scene for scene in draft.scenes if total in scene.counts), None)
    if scene is None:
        return
    part = next((part for part in scene.counts if _attackers_within(scene, total, part)), _one_within(scene, total))
    if part is None or part.value >= total.value:
        return
    others = counts["killed"]
    rest = others.best - part.value
    counts["killed"] = replace(others, best=rest, low=min(rest, others.low), high=max(rest, others.high - part.value))
    counts["killed_perpetrators"] = Count(part.value, part.low, part.high, part.qualifier)
    evidence.append(ground(context.annotations.folded, "counts.killed_perpetrators", part.start, part.end))


def _attackers_within(scene: Scene, total: CountMention, part: CountMention) -> bool:
    """Whether a count is that of the attackers among a total told before it."""
    near = 0 <= part.start - total.end <= _PART_REACH and ";" not in scene.gap(total.end, part.start)
    return near and part.subset and part.noun in _ATTACKERS


def _one_within(scene: Scene, total: CountMention) -> CountMention | None:
    """The one attacker among a total: "twelve people died, including the bomber"."""
    for cue in scene.cues_of("subset"):
        for term in scene.terms:
            attacker = term.category == "person" and term.sense == "attacker" and term.form == "singular"
            if attacker and total.end <= cue.start and 0 <= term.start - cue.end <= _ARTICLE:
                span = term.start, term.end
                return CountMention(*span, 1, 1, 1, "exact", "attacker", "person", "singular", subset=True)
    return None


def _bomber(context: Context, draft: Draft, counts: dict[str, Count], evidence: list[Evidence]) -> None:
    """A bomber who blew himself up is one dead perpetrator (coding manual, "Counts")."""
    cue = next((cue for candidate in draft.candidates for cue in candidate.scene.cues_of("self_blast")), None)
    if cue is not None:
        told = (count for scene in draft.scenes for count in scene.counts if 0 <= cue.start - count.end <= _BOMBERS)
        many = next((count for count in told if count.noun == "attacker" and not count.subset), None)
        number = many.value if many is not None else 1
        start = many.start if many is not None else cue.start
        counts["killed_perpetrators"] = Count(number, number, number)
        evidence.append(ground(context.annotations.folded, "counts.killed_perpetrators", start, cue.end))


def _prison_term(context: Context, draft: Draft, counts: dict[str, Count], evidence: list[Evidence]) -> None:
    """Years of prison: the duration nearest to a sentencing trigger, with its months ("six years and six months")."""
    for candidate in draft.candidates:
        if not any(trigger.sense.name in ("sentence", "convict") for trigger in candidate.triggers):
            continue
        scene = candidate.scene
        terms = [number for number in scene.numbers if number.kind == "duration" and prison_unit(scene, number)]
        if not terms:
            continue
        if _differ(draft, terms):
            return
        first = min(terms, key=lambda number: candidate.distance(number.start, number.end))
        value = first.value if prison_unit(scene, first) == "years" else round(first.value / 12, 2)
        end = first.end
        for number in scene.numbers:
            near = number.kind == "duration" and first.end <= number.start <= first.end + 6 and value == first.value
            if near and prison_unit(scene, number, behind_years=True) == "months":
                value, end = value + number.value / 12, number.end
        counts["years"] = Count(value, value, value, first.qualifier)
        evidence.append(ground(context.annotations.folded, "counts.years", first.start, end))
        return


def _differ(draft: Draft, terms: Sequence[NumberMention]) -> bool:
    """Whether several were sentenced to terms that differ: "twelve men to between five and thirty years"."""
    convicted = draft.counts.get("convicted")
    several = convicted is None or convicted.value > 1
    spread = any(term.low != term.high for term in terms) or len({term.value for term in terms}) > _TERMS
    return several and spread


def prison_unit(scene: Scene, number: NumberMention, *, behind_years: bool = False) -> str | None:
    """Unit of a duration: "years" or "months"; None for others. Bare months are a term only behind years of prison."""
    for term in scene.terms:
        bare = term.sense == "months" and term.form == "bare" and not behind_years
        timed = term.category == "unit" and term.sense in ("years", "months")
        if timed and not bare and number.start <= term.start < number.end:
            return term.sense
    return None


def _count_key(event_type: str, key: str, mention: CountMention) -> str | None:
    """The public count for a patient: the side that it belongs to decides (coding manual, "Counts")."""
    theirs = key.endswith(":theirs") or mention.noun in ("attacker", "suspect")
    key = key.removesuffix(":theirs")
    if event_type == "attack" and key == "killed" and theirs:
        return "killed_perpetrators"
    if event_type == "clash" and key == "killed":
        return {"force": "killed_forces", "civilian": None}.get(mention.noun or "", "killed")
    if event_type == "seizure":
        return None
    return key
