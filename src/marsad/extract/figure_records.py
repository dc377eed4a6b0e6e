"""Records of figures from their drafts, each value with its words."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.extract.context import Context
from marsad.extract.figure_details import is_untied
from marsad.extract.figure_drafts import FigureDraft
from marsad.extract.figure_subjects import figure_country
from marsad.extract.grounding import ground
from marsad.extract.speakers import find_speaker
from marsad.records import Evidence, Figure, content_id

__all__ = ["extract_figures"]

# Sentences of a headline, with the menus that real pages have before it.
_HEAD = 2


def extract_figures(context: Context, drafts: Sequence[FigureDraft]) -> list[Figure]:
    """Records of figure drafts, in the same order; what a headline says before the text does is one figure."""
    figures: dict[int, Figure] = {}
    for index, draft in enumerate(drafts):
        if _said_again(drafts, index):
            continue
        whole = figures.get(draft.part_of) if draft.part_of is not None else None
        figures[index] = _record(context, draft, whole.id if whole is not None else None)
    return list(figures.values())


def _said_again(drafts: Sequence[FigureDraft], index: int) -> bool:
    """Whether a total at the head of a text stands in a later sentence once more, and nothing is a part of it."""
    draft = drafts[index]
    if draft.scene.sentence.index > _HEAD or draft.part_of is not None:
        return False
    if any(other.part_of == index for other in drafts):
        return False
    return any(
        later.scene is not draft.scene
        and (later.count.value, later.unit, later.action) == (draft.count.value, draft.unit, draft.action)
        and (later.period.start or "")[:4] == (draft.period.start or later.period.start or "")[:4]
        for later in drafts[index + 1 :]
    )


def _record(context: Context, draft: FigureDraft, whole: str | None) -> Figure:
    folded = context.annotations.folded
    count, document = draft.count, context.document
    evidence: list[Evidence] = [ground(folded, "value", count.start, count.end)]
    if draft.trigger is not None:
        evidence.append(ground(folded, "action", draft.trigger.start, draft.trigger.end))
    evidence += [ground(folded, "period", time.start, time.end) for time in draft.times]
    if draft.agency is not None:
        evidence.append(ground(folded, "agency", draft.agency.start, draft.agency.end))
    if draft.group is not None:
        evidence.append(ground(folded, "group", draft.group.start, draft.group.end))
    if draft.change is not None:
        evidence.append(ground(folded, "change", *draft.change[1:]))
    group = draft.group.name if draft.group is not None else None
    untied = is_untied(draft.scene, count, draft.group)
    speaker = find_speaker(draft.scene, count.start)
    if speaker is not None:
        evidence.append(ground(folded, "speaker", speaker.start, speaker.end))
    return Figure(
        id=content_id("f", document.id, evidence[0].start, count.value, draft.unit, draft.action),
        document_id=document.id,
        value=count.value,
        low=count.low,
        high=count.high,
        qualifier=count.qualifier,
        as_written=evidence[0].quote,
        unit=draft.unit,  # type: ignore[arg-type]
        action=draft.action,  # type: ignore[arg-type]
        agency=draft.agency.name if draft.agency is not None else None,
        group=None if untied else group,
        country=figure_country(context, draft.scene, count, draft.agency),
        period=draft.period,
        part_of=whole,
        relation=draft.relation,  # type: ignore[arg-type]
        speaker=folded.source(speaker.start, speaker.end) if speaker is not None else None,
        speaker_kind=speaker.kind if speaker is not None else None,  # type: ignore[arg-type]
        evidence=tuple(evidence),
        apart_from=group if untied else None,
        change=draft.change[0] if draft.change is not None else None,
    )
