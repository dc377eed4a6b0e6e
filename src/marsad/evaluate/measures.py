"""The measures of one document, each as a tally (hit, given, wanted) that can be summed over documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from marsad.evaluate.gold import GoldClaim, GoldDocument, GoldEvent, GoldFigure
from marsad.evaluate.matching import (
    LENIENT,
    NONE,
    EventMatcher,
    Pair,
    assign,
    figure_level,
    overlaps,
    quote_spans,
    same_name,
)
from marsad.evaluate.mistakes import Mistake, MistakeLog
from marsad.records import Claim, EventReport, Figure, Reading
from marsad.spans import fold_key

__all__ = ["MEASURES", "DocumentScore", "Key", "Measure", "Reader", "Tally", "score_document"]

Tally = tuple[int, int, int]
"""Hits, how many the system gave, how many the gold has. For a share, given and wanted are both the cases asked."""

Key = tuple[str, str]
"""Measure, and the part of it: event type, count key, unit, stance or legal stage; "" for the whole."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure's label and the number that stands for it: F1 (with precision and recall) or a plain share."""

    label: str
    kind: str


MEASURES: dict[str, Measure] = {
    "event_strict": Measure("Event, strict", "f1"),
    "event_lenient": Measure("Event, lenient", "f1"),
    "primary": Measure("Primary events found (strict)", "share"),
    "counts": Measure("Counts", "f1"),
    "actors": Measure("Actors", "f1"),
    "groups": Measure("Groups", "f1"),
    "partners": Measure("Partners", "f1"),
    "legal_stage": Measure("Legal stage", "share"),
    "foiled_plot": Measure("Foiled plot", "f1"),
    "stage": Measure("Stage", "share"),
    "figure_strict": Measure("Figure, strict", "f1"),
    "figure_lenient": Measure("Figure, lenient", "f1"),
    "part_of": Measure("Figure is part of", "f1"),
    "agency": Measure("Figure's agency", "f1"),
    "claims": Measure("Claims", "f1"),
    "clean": Measure("Clean negatives", "share"),
}


class Reader(Protocol):
    """What is evaluated: text in, `Reading` out."""

    def __call__(self, text: str, *, published: str | None, language: str | None, title: str | None) -> Reading:
        """Read one text."""


@dataclass(slots=True)
class _Sums:
    """Tallies while a document is scored."""

    tallies: dict[Key, Tally] = field(default_factory=dict)

    def add(self, measure: str, part: str, hit: int, given: int, wanted: int) -> None:
        """Add to the part and to the whole."""
        for key in {(measure, part), (measure, "")}:
            old = self.tallies.get(key, (0, 0, 0))
            self.tallies[key] = (old[0] + hit, old[1] + given, old[2] + wanted)

    def share(self, measure: str, part: str, right: bool) -> None:
        """Add one case that is right or wrong."""
        self.add(measure, part, int(right), 1, 1)


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """Everything that was measured on one document."""

    document_id: str
    language: str
    tallies: dict[Key, Tally]
    confusion: Counter[tuple[str, str]]
    mistakes: tuple[Mistake, ...]


def score_document(gold: GoldDocument, reading: Reading, matcher: EventMatcher) -> DocumentScore:
    """Compare one reading with its gold."""
    scorer = _Scorer(gold, matcher, _Sums(), MistakeLog(gold))
    confusion = scorer.events(reading.events)
    scorer.figures(reading.figures)
    scorer.claims(reading.claims)
    scorer.clean(reading)
    return DocumentScore(gold["id"], gold["lang"], scorer.sums.tallies, confusion, tuple(scorer.log.mistakes))


@dataclass(frozen=True, slots=True)
class _Scorer:
    gold: GoldDocument
    matcher: EventMatcher
    sums: _Sums
    log: MistakeLog

    def events(self, reports: tuple[EventReport, ...]) -> Counter[tuple[str, str]]:
        """Event measures and all fields of matched events; returns the confusion of types."""
        golds = self.gold["events"]
        pairs = assign(golds, reports, self.matcher.level, self._closeness)
        strict = {pair.gold for pair in pairs if pair.strict}
        for report in reports:
            self.sums.add("event_strict", report.type, 0, 1, 0)
            self.sums.add("event_lenient", report.type, 0, 1, 0)
        for index, gold in enumerate(golds):
            self.sums.add("event_strict", gold["type"], int(index in strict), 0, 1)
            if gold["primary"]:
                self.sums.share("primary", gold["type"], index in strict)
        for pair in pairs:
            self._event_pair(golds[pair.gold], reports[pair.system], pair)
        matched = {pair.gold for pair in pairs}
        for index, gold in enumerate(golds):
            self.sums.add("event_lenient", gold["type"], int(index in matched), 0, 1)
        return self._rest(golds, reports, pairs)

    def _rest(
        self, golds: list[GoldEvent], reports: tuple[EventReport, ...], pairs: list[Pair]
    ) -> Counter[tuple[str, str]]:
        """Confusion of types: what stayed over is assigned once more, whatever its type."""
        confusion: Counter[tuple[str, str]] = Counter()
        for pair in pairs:
            confusion[golds[pair.gold]["type"], reports[pair.system].type] += 1
        golds_left = [gold for i, gold in enumerate(golds) if i not in {pair.gold for pair in pairs}]
        reports_left = [report for i, report in enumerate(reports) if i not in {pair.system for pair in pairs}]
        crossed = assign(golds_left, reports_left, self._level_with_words, self._closeness)
        for pair in crossed:
            gold, report = golds_left[pair.gold], reports_left[pair.system]
            confusion[gold["type"], report.type] += 1
            self.log.event("type" if gold["type"] != report.type else "date or place", gold, report)
        for index in set(range(len(golds_left))) - {pair.gold for pair in crossed}:
            confusion[golds_left[index]["type"], "none"] += 1
            self.log.event("missed", golds_left[index], None)
        for index in set(range(len(reports_left))) - {pair.system for pair in crossed}:
            confusion["none", reports_left[index].type] += 1
            self.log.event("false", None, reports_left[index])
        return confusion

    def _level_with_words(self, gold: GoldEvent, report: EventReport) -> int:
        """For what stayed over: same date and place, or the same trigger words."""
        level = self.matcher.level_of_any_type(gold, report)
        return level if level != NONE or not self._same_words(gold, report) else LENIENT

    def _same_words(self, gold: GoldEvent, report: EventReport) -> bool:
        spans = quote_spans(self.gold["text"], gold["quotes"].get("trigger", ""))
        return overlaps(spans, (piece for piece in report.evidence if piece.field == "trigger"))

    def _closeness(self, gold: GoldEvent, report: EventReport) -> float:
        wanted, given = set(gold["counts"].items()), {(key, count.best) for key, count in report.counts.items()}
        counts = len(wanted & given) / max(1, len(wanted | given))
        return 0.6 * counts + 0.4 * self._same_words(gold, report)

    def _event_pair(self, gold: GoldEvent, report: EventReport, pair: Pair) -> None:
        if not pair.strict:
            self.log.event("not strict", gold, report)
        self._counts(gold, report)
        for measure, wanted, given in (
            ("actors", gold["actors"], [actor.name for actor in report.actors]),
            ("groups", gold["groups"], [group.name for group in report.groups]),
            ("partners", gold["partners"], list(report.partners)),
        ):
            self._sets(measure, gold, wanted, given, report)
        self._flags(gold, report)

    def _counts(self, gold: GoldEvent, report: EventReport) -> None:
        for key in sorted(gold["counts"].keys() | report.counts.keys()):
            wanted = gold["counts"].get(key)
            given = report.counts[key].best if key in report.counts else None
            right = wanted == given
            self.sums.add("counts", key, int(right), int(given is not None), int(wanted is not None))
            if not right:
                self.log.field(f"counts.{key}", gold, report, (wanted, given), gold["quotes"].get(key))

    def _sets(
        self, measure: str, gold: GoldEvent, wanted: Iterable[str], given: Iterable[str], report: EventReport
    ) -> None:
        wanted_keys, given_keys = {fold_key(name) for name in wanted}, {fold_key(name) for name in given}
        hit = len(wanted_keys & given_keys)
        self.sums.add(measure, gold["type"], hit, len(given_keys), len(wanted_keys))
        if wanted_keys != given_keys:
            self.log.field(measure, gold, report, (sorted(wanted), sorted(given)))

    def _flags(self, gold: GoldEvent, report: EventReport) -> None:
        if gold["legal_stage"] is not None:
            right = gold["legal_stage"] == report.legal_stage
            self.sums.share("legal_stage", gold["legal_stage"], right)
            if not right:
                self.log.field("legal_stage", gold, report, (gold["legal_stage"], report.legal_stage))
        both = gold["foiled_plot"] and report.foiled_plot
        self.sums.add("foiled_plot", gold["type"], int(both), int(report.foiled_plot), int(gold["foiled_plot"]))
        if gold["foiled_plot"] != report.foiled_plot:
            self.log.field("foiled_plot", gold, report, (gold["foiled_plot"], report.foiled_plot))
        self.sums.share("stage", gold["stage"], gold["stage"] == report.stage)
        if gold["stage"] != report.stage:
            self.log.field("stage", gold, report, (gold["stage"], report.stage))

    def figures(self, figures: tuple[Figure, ...]) -> None:
        """Figures strict and lenient, and part_of and agency of matched figures."""
        golds = self.gold["figures"]
        pairs = assign(golds, figures, figure_level, self._figure_closeness)
        for figure in figures:
            self.sums.add("figure_strict", figure.unit, 0, 1, 0)
            self.sums.add("figure_lenient", figure.unit, 0, 1, 0)
        levels = {pair.gold: pair.strict for pair in pairs}
        for index, gold in enumerate(golds):
            self.sums.add("figure_strict", gold["unit"], int(levels.get(index, False)), 0, 1)
            self.sums.add("figure_lenient", gold["unit"], int(index in levels), 0, 1)
            if index not in levels:
                self.log.figure("missed", gold, None)
        for index in set(range(len(figures))) - {pair.system for pair in pairs}:
            self.log.figure("false", None, figures[index])
        self._figure_fields(golds, figures, pairs)

    def _figure_closeness(self, gold: GoldFigure, figure: Figure) -> float:
        value = [piece for piece in figure.evidence if piece.field == "value"] or figure.evidence
        words = overlaps(quote_spans(self.gold["text"], gold["quote"]), value)
        return 0.7 * words + 0.3 * (gold["action"] == figure.action)

    def _figure_fields(self, golds: list[GoldFigure], figures: tuple[Figure, ...], pairs: list[Pair]) -> None:
        gold_of = {figures[pair.system].id: golds[pair.gold]["id"] for pair in pairs}
        for pair in pairs:
            gold, figure = golds[pair.gold], figures[pair.system]
            whole = None if figure.part_of is None else gold_of.get(figure.part_of, "unmatched")
            right = gold["part_of"] is not None and gold["part_of"] == whole
            self.sums.add("part_of", gold["unit"], int(right), int(whole is not None), int(gold["part_of"] is not None))
            agency = gold["agency"] is not None and same_name(gold["agency"], figure.agency)
            given, wanted = int(figure.agency is not None), int(gold["agency"] is not None)
            self.sums.add("agency", gold["unit"], int(agency), given, wanted)
            if not pair.strict:
                self.log.figure("not strict", gold, figure)
            if gold["part_of"] != whole:
                self.log.figure("part_of", gold, figure)
            if not same_name(gold["agency"], figure.agency):
                self.log.figure("agency", gold, figure)

    def claims(self, claims: tuple[Claim, ...]) -> None:
        """Claims by stance, with overlapping words."""
        golds = self.gold["claims"]
        pairs = assign(golds, claims, self._claim_level, lambda gold, claim: 0.0)
        found = {pair.gold for pair in pairs}
        for claim in claims:
            self.sums.add("claims", claim.stance, 0, 1, 0)
        for index, gold in enumerate(golds):
            self.sums.add("claims", gold["stance"], int(index in found), 0, 1)
            if index not in found:
                self.log.claim("missed", gold, None)
        for index in set(range(len(claims))) - {pair.system for pair in pairs}:
            self.log.claim("false", None, claims[index])

    def _claim_level(self, gold: GoldClaim, claim: Claim) -> int:
        pieces = [piece for piece in claim.evidence if piece.field != "speaker"]
        same = gold["stance"] == claim.stance and overlaps(quote_spans(self.gold["text"], gold["quote"]), pieces)
        return LENIENT if same else NONE

    def clean(self, reading: Reading) -> None:
        """A document without event or figure in the gold should give none."""
        if not self.gold["events"] and not self.gold["figures"]:
            self.sums.share("clean", "", not reading.events and not reading.figures)
