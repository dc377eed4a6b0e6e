"""All checks inside one document."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.check.details import check_growth, check_lists, check_overlaps, check_weekdays
from marsad.check.headlines import check_headline
from marsad.check.totals import check_chains, check_parts, check_rivals, check_running
from marsad.check.trends import check_trends
from marsad.mentions import Annotations
from marsad.records import Claim, EventReport, Figure, Finding

__all__ = ["check"]


def check(
    events: Sequence[EventReport],
    figures: Sequence[Figure],
    claims: Sequence[Claim],
    annotations: Annotations,
    headline: tuple[Sequence[EventReport], Sequence[Figure]] = ((), ()),
) -> list[Finding]:
    """All findings of one document; ``headline`` holds the events and figures that its title alone states."""
    found = [
        *check_parts(figures),
        *check_chains(figures),
        *check_running(figures),
        *check_rivals(figures, annotations),
        *check_growth(figures),
        *check_lists(events, annotations),
        *check_headline(*headline, events, figures, annotations),
        *check_weekdays(events, annotations),
        *check_trends(claims, figures),
        *check_overlaps(events, figures),
    ]
    return list({finding.id: finding for finding in found}.values())
