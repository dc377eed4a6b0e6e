"""Foiled plots: the words with an event that show a planned attack stopped."""

from __future__ import annotations

from marsad.extract.drafts import Draft
from marsad.extract.hearsay import denied
from marsad.extract.scene import Scene, Trigger
from marsad.mentions import TermMention

__all__ = ["foiled_plan"]

# Units that are violence, and words between a plan and what is planned behind it or before it.
_VIOLENT = ("attack", "plot")
_PLANNED_AFTER, _PLANNED_BEFORE = 14, 8
# Words between a negation or a verb of denying and the plan that it rules out.
_NOT, _DENIED = 3, 7


def foiled_plan(draft: Draft) -> Trigger | TermMention | None:
    """The words that show a planned attack stopped: a foiling word, or a plan told with the event; None without."""
    foiling = (t for candidate in draft.candidates for t in candidate.triggers if t.sense.foils)
    plans = (cue for scene in draft.scenes for cue in scene.cues_of("planned") if _of_attack(scene, cue))
    return next(foiling, None) or next(plans, None)


def _of_attack(scene: Scene, plan: TermMention) -> bool:
    """Whether a plan is one of violence: an attack, a target or a weapon stands near; to travel is none."""
    marks = [(trigger.start, trigger.end) for trigger in scene.triggers if trigger.sense.family == "violence"]
    marks += [(term.start, term.end) for term in scene.terms if term.category == "unit" and term.sense in _VIOLENT]
    marks += [(cue.start, cue.end) for cue in scene.cues_of("target", "weapon", "violent_act")]
    violent = [(term.start, term.end) for term in scene.terms if term.category == "person" and term.sense == "suspect"]
    if any(max(plan.start, start) < min(plan.end, end) for start, end in marks + violent):
        return True  # "the terrorist plot"
    return not _ruled_out(scene, plan) and any(
        (start >= plan.end and scene.distance(plan.end, start) <= _PLANNED_AFTER)
        or (end <= plan.start and scene.distance(end, plan.start) <= _PLANNED_BEFORE)
        for start, end in marks
    )


def _ruled_out(scene: Scene, plan: TermMention) -> bool:
    """Whether a plan is negated or denied: "niegan que la célula preparara un atentado"."""
    negations = [cue.end for cue in scene.cues_of("negation") if cue.end <= plan.start]
    return any(scene.distance(end, plan.start) <= _NOT for end in negations) or any(
        low <= plan.start < high and scene.distance(low, plan.start) <= _DENIED for low, high in denied(scene)
    )
