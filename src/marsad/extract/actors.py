"""Who acted in an event: agencies, courts and groups named with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from marsad.extract.drafts import Draft
from marsad.lexicon import load_names
from marsad.mentions import NameMention
from marsad.records import Actor, content_id

__all__ = ["actor", "find_roles", "slug", "specific"]


def slug(name: str) -> str:
    """Id of a named actor: its canonical name in lower-case ASCII with hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "x" + content_id("n", name)[2:]


def find_roles(draft: Draft, event_type: str) -> tuple[list[NameMention], list[NameMention]]:
    """Agencies (or courts, forces) and groups named in the sentences of the event."""
    names = sorted(set(draft.names), key=lambda name: name.start)
    groups = [name for name in names if name.kind == "group"]
    wanted = ("court", "agency") if event_type == "prosecution" else ("agency",)
    agencies = [name for name in names if name.kind in wanted]
    if event_type == "prosecution":
        agencies = [name for name in agencies if name.kind == "court"]
    if event_type == "attack":
        claimed = any(scene.has("claim_responsibility") for scene in draft.scenes)
        finest = set(specific(name.name for name in groups))
        agencies = [name for name in groups if name.name in finest and (claimed or not _attributed(draft, name))]
    return agencies, groups


def _attributed(draft: Draft, name: NameMention) -> bool:
    """Whether a group stands behind words of suspicion or allegiance: others acted in its name, or are said to."""
    scene = next((s for s in draft.scenes if s.sentence.start <= name.start < s.sentence.end), None)
    cues = scene.cues_of("allegation", "allegiance") if scene is not None else []
    return any(cue.end <= name.start and scene.distance(cue.end, name.start) <= 6 for cue in cues if scene is not None)


def specific(names: Iterable[str]) -> list[str]:
    """Groups without the mother organisations of groups that are named as well."""
    unique = list(dict.fromkeys(names))
    known = load_names()
    parents = {known[name][0].parent for name in unique if name in known}
    return [name for name in unique if name not in parents]


def actor(name: str) -> Actor:
    """The actor record of a canonical name."""
    entry = load_names()[name][0]
    return Actor(slug(name), name, entry.kind, entry.country)
