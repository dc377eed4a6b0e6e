"""Headline against body: counts, totals and years that the title states and the text does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marsad.check.sentences import finding, phrases
from marsad.mentions import Annotations
from marsad.records import Count, EventReport, Figure, Finding

__all__ = ["check_headline"]

_KEYS = ("arrested", "killed", "injured")


def check_headline(
    title_events: Sequence[EventReport],
    title_figures: Sequence[Figure],
    events: Sequence[EventReport],
    figures: Sequence[Figure],
    annotations: Annotations,
) -> Iterator[Finding]:
    """Compare what the title says with what the text says of the same event or quantity.

    A number of the title that the text states anywhere is no conflict: it may count something else there.
    """
    stated = {count.value for count in annotations.counts} | {number.value for number in annotations.numbers}
    for found in (*_counts(title_events, events), *_figures(title_figures, figures)):
        if found.verdict == "agrees" or found.details["headline"] not in stated:
            yield found


def _counts(title_events: Sequence[EventReport], events: Sequence[EventReport]) -> Iterator[Finding]:
    words = phrases()["what"]
    for headline in title_events:
        bodies = [event for event in events if event.type == headline.type and event.primary]
        for key in _KEYS:
            stated = headline.counts.get(key)
            if stated is None or stated.qualifier != "exact":
                continue
            counted = [event for event in bodies if key in event.counts]
            if len(counted) != 1:
                continue
            count = counted[0].counts[key]
            verdict = (
                "agrees" if stated.best in (count.best, *count.rivals) or _loose(count, stated.best) else "conflicts"
            )
            details = {"what": words[key], "headline": stated.best, "body": count.best}
            spans = [item for item in counted[0].evidence if item.field == f"counts.{key}"]
            yield finding(
                "headline", verdict, [counted[0]], difference=abs(stated.best - count.best), details=details,
                explanations=() if verdict == "agrees" else ("update", "typo"), evidence=spans,
            )  # fmt: skip


def _loose(count: Count, stated: float) -> bool:
    """Whether an inexact count of the text leaves room for the number of the title."""
    return {"at_least": stated >= count.best, "at_most": stated <= count.best, "about": True}.get(
        count.qualifier, False
    )


def _figures(title_figures: Sequence[Figure], figures: Sequence[Figure]) -> Iterator[Finding]:
    words = phrases()["what"]
    for headline in title_figures:
        for figure in figures:
            if (figure.unit, figure.action) != (headline.unit, headline.action) or figure.part_of is not None:
                continue
            if figure.value == headline.value and headline.period.start and figure.period.start:
                same = headline.period.start[:4] == figure.period.start[:4]
                details = {"what": words["start"], "headline": headline.period.start, "body": figure.period.start}
                yield finding(
                    "headline", "agrees" if same else "conflicts", [figure],
                    difference=abs(int(headline.period.start[:4]) - int(figure.period.start[:4])),
                    explanations=() if same else ("typo", "period"), details=details, evidence=figure.evidence,
                )  # fmt: skip
            elif figure.value != headline.value and headline.period == figure.period:
                details = {"what": words["value"], "headline": headline.value, "body": figure.value}
                yield finding(
                    "headline", "conflicts", [figure], difference=abs(figure.value - headline.value),
                    explanations=("typo", "scope"), details=details, evidence=figure.evidence,
                )  # fmt: skip
