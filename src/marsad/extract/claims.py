"""Claims: what is only alleged, judged or denied, and what is said of a trend; each with its speaker."""

from __future__ import annotations

from marsad.extract.context import Context
from marsad.extract.grounding import ground
from marsad.extract.hearsay import find_hearsay
from marsad.extract.scene import Scene
from marsad.extract.speakers import find_speaker
from marsad.mentions import TermMention
from marsad.records import Claim, content_id

__all__ = ["extract_claims"]

_STANCE = {
    "assessment": "assessment",
    "trend_up": "trend",
    "trend_down": "trend",
    "trend_flat": "trend",
}


def extract_claims(context: Context) -> list[Claim]:
    """The claims of a document, in order."""
    claims = []
    for scene in context.scenes:
        done: set[str] = set()
        for hearsay in find_hearsay(scene):
            if hearsay.stance not in done:
                done.add(hearsay.stance)
                claims.append(_claim(context, scene, hearsay.cue, hearsay.stance, (hearsay.start, hearsay.end)))
        for cue in scene.cues:
            stance = _STANCE.get(cue.sense)
            if stance is None or stance in done or not _stands(scene, cue, stance):
                continue
            done.add(stance)
            claims.append(_claim(context, scene, cue, stance, _clause(scene, cue)))
    return sorted(claims, key=lambda claim: claim.evidence[0].start)


def _stands(scene: Scene, cue: TermMention, stance: str) -> bool:
    """A trend needs an object that can rise and fall beside it."""
    if stance == "trend":
        return any(
            other.sense == "trend_object" and scene.distance(cue.start, other.start) <= 12 for other in scene.cues
        )
    return True


def _claim(context: Context, scene: Scene, cue: TermMention, stance: str, words: tuple[int, int]) -> Claim:
    folded = context.annotations.folded
    evidence = ground(folded, "claim", *words)
    speaker = find_speaker(scene, cue.start)
    direction = cue.sense.removeprefix("trend_") if stance == "trend" else None
    document = context.document
    return Claim(
        id=content_id("c", document.id, stance, evidence.start),
        document_id=document.id,
        stance=stance,  # type: ignore[arg-type]
        speaker=folded.source(speaker.start, speaker.end) if speaker is not None else None,
        speaker_kind=speaker.kind if speaker is not None else None,  # type: ignore[arg-type]
        about=evidence.quote,
        direction=direction,  # type: ignore[arg-type]
        evidence=(evidence,),
    )


def _clause(scene: Scene, cue: TermMention) -> tuple[int, int]:
    """The clause around a cue: from the mark before it to the mark after it."""
    text, sentence = scene.text, scene.sentence
    start = max((text.rfind(mark, sentence.start, cue.start) + 1 for mark in ";:"), default=sentence.start)
    start = max(start, sentence.start)
    ends = [position for mark in ";" if (position := text.find(mark, cue.end, sentence.end)) >= 0]
    return start, min(ends, default=sentence.end)
