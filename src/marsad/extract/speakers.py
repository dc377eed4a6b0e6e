"""Who says it: the speaker of a sentence, in the words of the text, and what kind of speaker that is."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.extract.scene import Scene
from marsad.mentions import TermMention

__all__ = ["Speaker", "find_speaker"]

_MARKS = ',;:.()[]\n"!?'
_LONGEST = 9  # words of a speaker
_SHORT = 40  # characters of a subject that the lexicon does not know
_KINDS = {
    "speaker_official": "official",
    "speaker_unnamed": "unnamed",
    "speaker_expert": "expert",
    "speaker_media": "media",
    "speaker_group": "group",
    "speaker_defence": "defence",
    "speaker_witness": "witness",
}


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as a folded range, its kind (None if the words do not tell), and the cue that shows it."""

    start: int
    end: int
    kind: str | None


def find_speaker(scene: Scene, near: int) -> Speaker | None:
    """The speaker for what stands at a position: the nearest of "according to X", "X said" and "said X"."""
    found = []
    for cue in scene.cues:
        if cue.sense == "according_to":
            found.append((scene.distance(cue.start, near), _after(scene, cue)))
        elif cue.sense in ("say", "denial", "allegation", "claim", "attribution", "assessment"):
            speaker = _around(scene, cue)
            found.append((scene.distance(cue.start, near) + 1, speaker))
    known = [(distance, speaker) for distance, speaker in found if speaker is not None]
    return min(known, key=lambda item: item[0])[1] if known else None


def _after(scene: Scene, cue: TermMention) -> Speaker | None:
    end = cue.end
    limit = scene.sentence.end
    words = 0
    while end < limit and scene.text[end] not in _MARKS and words <= _LONGEST:
        if scene.text[end] == " ":
            words += 1
        end += 1
    return _speaker(scene, cue.end, end)


def _before(scene: Scene, cue: TermMention) -> Speaker | None:
    start = cue.start
    words = 0
    while start > scene.sentence.start and words <= _LONGEST:
        opened = scene.text.rfind("(", scene.sentence.start, start) if scene.text[start - 1] == ")" else -1
        if opened >= 0:  # "The Counter Terrorism Department (CTD) claimed"
            start = opened
            continue
        if scene.text[start - 1] in _MARKS:
            break
        start -= 1
        if scene.text[start] == " ":
            words += 1
    relatives = [other.end for other in scene.cues_of("relative") if start <= other.start and other.end < cue.start]
    return _speaker(scene, max([start, *relatives]), cue.start)


def _around(scene: Scene, cue: TermMention) -> Speaker | None:
    """Subject of a verb of saying: a known speaker before it or, failing that, after it.

    What stands behind "he denied that ..." or "accused the ..." is what is said, never who says it.
    """
    before = _before(scene, cue)
    if before is not None and before.kind is not None:
        return before
    if cue.sense in ("denial", "allegation", "claim", "attribution") and before is not None:
        return before if before.end - before.start <= _SHORT else None
    after = _after(scene, cue)
    return after if after is not None and after.kind is not None else None


def _speaker(scene: Scene, start: int, end: int) -> Speaker | None:
    while start < end and scene.text[start] == " ":
        start += 1
    while end > start and scene.text[end - 1] == " ":
        end -= 1
    if end - start < 2:
        return None
    kind = next((_KINDS[cue.sense] for cue in scene.cues if cue.sense in _KINDS and start <= cue.start < end), None)
    named = [name for name in scene.names if start <= name.start < end] if kind is None else []
    if named:
        kind = "group" if all(name.kind == "group" for name in named) else "official"
    return Speaker(start, end, kind)
