"""What the senses of the lexicon mean: event types, counts, stages (`marsad/data/ontology.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from marsad.errors import BadData
from marsad.resources import load_yaml

__all__ = ["Sense", "load_senses"]


@dataclass(frozen=True, slots=True)
class Sense:
    """Meaning of a trigger sense; the fields are explained at the head of ontology.yaml."""

    name: str
    family: str
    type: str | None = None
    key: str | None = None
    action: str | None = None
    legal_stage: str | None = None
    subtype: str | None = None
    rank: int = 0
    weak: bool = False
    foils: bool = False


@lru_cache(maxsize=1)
def load_senses() -> dict[str, Sense]:
    """All senses by name."""
    try:
        return {name: Sense(name, **fields) for name, fields in load_yaml("ontology.yaml").items()}
    except TypeError as error:
        raise BadData("ontology.yaml", str(error)) from error
