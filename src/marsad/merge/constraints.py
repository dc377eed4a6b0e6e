"""What is never merged, whatever the weights say."""

from __future__ import annotations

from marsad.merge.features import Features

__all__ = ["FAR_DAYS", "apart", "family", "gap"]

FAR_DAYS = 10
"""Days between two day-precision dates beyond which two reports are never one event.

A weekly summary or a wrong "yesterday" shifts a date by a week and a few days at most; the gold clusters hold one pair
seven days apart.
"""

_LEAD_DAYS = 1  # a text may be dated in a time zone behind the place of the event


def family(kind: str) -> str:
    """Types that texts tell of one event: an attack may be told as a clash (docs/coding-manual.md, Clusters)."""
    return "violence" if kind in ("attack", "clash") else kind


def gap(a: Features, b: Features) -> int | None:
    """Days between the dates of two reports (0 where they overlap); None if either date is unknown."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return None
    return max(a.first - b.last, b.first - a.last, 0)


def apart(a: Features, b: Features) -> str | None:
    """The rule that keeps two reports apart, as a code; None if no rule does.

    ``document``: two accounts in one document are two events. ``type``, ``country``, ``date``: see docs/merging.md.
    """
    if a.document_id == b.document_id:
        return "document"
    if family(a.type) != family(b.type):
        return "type"
    if _foreign(a, b):
        return "country"
    days = gap(a, b)
    if days is not None and days > 0 and (days > FAR_DAYS or not (a.precise and b.precise)):
        return "date"
    return "date" if _foretold(a, b) or _foretold(b, a) else None


def _foreign(a: Features, b: Features) -> bool:
    """Different countries, and neither report names the other's as a partner."""
    if a.country is None or b.country is None or a.country == b.country:
        return False
    return a.country not in b.partners and b.country not in a.partners


def _foretold(a: Features, b: Features) -> bool:
    """A text published, or an announcement made, before the event of the other report began."""
    return a.told is not None and b.first is not None and a.told < b.first - _LEAD_DAYS
