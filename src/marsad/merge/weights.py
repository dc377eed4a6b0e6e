"""What a level weighs: log2 Bayes factors of Fellegi and Sunter (1969), learnt from the gold clusters.

For each level, m is its share among pairs of reports of one event and u its share among candidate pairs of different
events; its weight is log2(m/u) bits. The weights of all fields and the prior add up to the match weight: above the
threshold two reports are taken for one event (A Theory for Record Linkage, JASA 64, 1969, pp. 1183-1210).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from marsad.errors import BadData
from marsad.merge.comparison import FIELDS
from marsad.resources import load_yaml

__all__ = ["FieldWeight", "Weights", "load_weights"]

_FILE = ("merge", "weights.yaml")


@dataclass(frozen=True, slots=True)
class FieldWeight:
    """One bar of the waterfall: how a field compares and what that adds to the match weight, in bits."""

    field: str
    level: str
    bits: float


@dataclass(frozen=True, slots=True)
class Weights:
    """The model: a prior and a threshold in bits, and bits for each level of each field."""

    prior: float
    threshold: float
    bits: Mapping[str, Mapping[str, float]]

    @staticmethod
    def from_plain(plain: Mapping[str, Any], where: str = "weights") -> Weights:
        """From plain dicts; BadData where a field or level is missing."""
        try:
            bits = {
                field: {level: float(plain["fields"][field][level]["bits"]) for level in levels}
                for field, levels in FIELDS.items()
            }
            return Weights(float(plain["prior"]), float(plain["threshold"]), bits)
        except (KeyError, TypeError, ValueError) as error:
            raise BadData(where, f"no merge weights ({error!r}); run scripts/learn_merge_weights.py") from error

    def total(self, levels: tuple[str, ...]) -> float:
        """The match weight of a comparison: the prior and the bits of its levels."""
        return self.prior + sum(bits[level] for bits, level in zip(self.bits.values(), levels, strict=True))

    def waterfall(self, levels: tuple[str, ...]) -> tuple[FieldWeight, ...]:
        """The prior and each field, in order; the bits add up to `total`."""
        fields = zip(self.bits.items(), levels, strict=True)
        bars = [FieldWeight(field, level, bits[level]) for (field, bits), level in fields]
        return (FieldWeight("prior", "any_pair", self.prior), *bars)


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The shipped weights."""
    return Weights.from_plain(load_yaml(*_FILE), "/".join(_FILE))
