"""Sums over documents: precision, recall, F1 with bootstrap intervals, by language, fold, type and field."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from marsad.evaluate.gold import document_number
from marsad.evaluate.measures import MEASURES, DocumentScore, Key, Tally
from marsad.evaluate.mistakes import Mistake

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["BREAKDOWNS", "Score", "Scores", "bootstrap", "fold_name"]

BREAKDOWNS = ("language", "type", "field")

# Parts of these measures are event types, of the others fields (count keys, units, stances, legal stages).
_BY_TYPE = {"event_strict", "event_lenient", "primary", "actors", "groups", "partners", "foiled_plot"}

_SEED = 20190204
_LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Score:
    """One measure: its sums, and the bounds of a bootstrap interval of ``value`` where one was asked for."""

    hit: int
    given: int
    wanted: int
    low: float | None = None
    high: float | None = None

    @property
    def precision(self) -> float | None:
        """Share of what was given that is right; None if nothing was given."""
        return self.hit / self.given if self.given else None

    @property
    def recall(self) -> float | None:
        """Share of what was wanted that was found; None if nothing was wanted."""
        return self.hit / self.wanted if self.wanted else None

    @property
    def value(self) -> float | None:
        """F1 (van Rijsbergen 1979); for a share, where given and wanted are the same cases, the share itself."""
        total = self.given + self.wanted
        return 2 * self.hit / total if total else None

    def to_dict(self) -> dict[str, Any]:
        """All numbers, rounded to four digits."""
        plain = {"value": self.value, "low": self.low, "high": self.high}
        rates = {"precision": self.precision, "recall": self.recall}
        rounded = {key: None if rate is None else round(rate, 4) for key, rate in (plain | rates).items()}
        return rounded | {"hit": self.hit, "given": self.given, "wanted": self.wanted}


def bootstrap(tallies: Sequence[Sequence[Tally]], samples: int) -> list[tuple[float, float] | None]:
    """95 % percentile intervals (Efron 1979) of F1 for each measure, resampling whole documents.

    ``tallies`` has a row a document and a column a measure. The seed is fixed, so that a card can be diffed.
    """
    import numpy as np  # only for intervals

    table = np.array(tallies, dtype=float)
    documents = table.shape[0]
    weights = np.random.default_rng(_SEED).multinomial(documents, np.full(documents, 1 / documents), size=samples)
    sums = np.einsum("sd,dmk->smk", weights, table)
    totals = sums[:, :, 1] + sums[:, :, 2]
    with np.errstate(invalid="ignore"):
        values = np.where(totals > 0, 2 * sums[:, :, 0] / totals, np.nan)
    edge = (1 - _LEVEL) / 2
    intervals: list[tuple[float, float] | None] = []
    for column in values.T:
        known = column[~np.isnan(column)]
        bounds = np.quantile(known, [edge, 1 - edge]) if known.size else None
        intervals.append(None if bounds is None else (float(bounds[0]), float(bounds[1])))
    return intervals


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of all documents. `select` narrows them; the other methods sum what is left."""

    documents: tuple[DocumentScore, ...]
    by: tuple[str, ...] = ("language",)
    folds: int | None = None
    samples: int = 1000

    def select(self, *, language: str | None = None, fold: int | None = None) -> Scores:
        """Only the documents of a language, or of a fold (0 for the documents numbered 1, 1 + K, 1 + 2 K ...)."""
        kept = tuple(
            score
            for score in self.documents
            if language in (None, score.language) and (fold is None or self._fold(score) == fold)
        )
        return Scores(kept, self.by, self.folds, self.samples)

    def _fold(self, score: DocumentScore) -> int:
        return (document_number(score.document_id) - 1) % (self.folds or 2)

    @property
    def languages(self) -> list[str]:
        """The languages, in order of first document."""
        return list(dict.fromkeys(score.language for score in self.documents))

    @property
    def mistakes(self) -> list[Mistake]:
        """All mistakes in order of document."""
        return [mistake for score in self.documents for mistake in score.mistakes]

    @property
    def confusion(self) -> Counter[tuple[str, str]]:
        """How often a gold type was given as a system type; "none" on either side for misses and false alarms."""
        return sum((score.confusion for score in self.documents), Counter())

    def score(self, measure: str, part: str = "") -> Score:
        """One measure, without interval."""
        return Score(*_sum(score.tallies.get((measure, part), (0, 0, 0)) for score in self.documents))

    def value(self, measure: str, part: str = "") -> float | None:
        """The number that stands for a measure: F1 or share."""
        return self.score(measure, part).value

    def measures(self, *, intervals: bool = True) -> dict[Key, Score]:
        """Every measure and part that occurs, in the order of `MEASURES`, wholes before parts."""
        order = {name: index for index, name in enumerate(MEASURES)}
        found = {key for score in self.documents for key in score.tallies}
        keys = sorted(found, key=lambda key: (order[key[0]], key[1]))
        scores = {key: self.score(*key) for key in keys}
        if not intervals or not self.samples or not keys:
            return scores
        bounds = bootstrap([[s.tallies.get(key, (0, 0, 0)) for key in keys] for s in self.documents], self.samples)
        return {key: _with_interval(scores[key], bound) for key, bound in zip(keys, bounds, strict=True)}

    def groups(self) -> dict[str, Scores]:
        """The rows asked for: the total, the languages with ``by`` language, and each again for every fold."""
        wholes = {language: self.select(language=language) for language in self.languages if "language" in self.by}
        wholes["all"] = self
        groups = dict(wholes)
        for fold in range(self.folds or 0):
            groups |= {f"{name} {fold_name(fold)}": whole.select(fold=fold) for name, whole in wholes.items()}
        return groups

    def table(self) -> Table:
        """A rich table: a row a measure (and part, as asked with ``by``), a column a language and fold."""
        from rich.table import Table  # only for screens

        groups = {name: group.measures() for name, group in self.groups().items()}
        table = Table(title=f"{len(self.documents)} documents: F1 or share, 95 % interval")
        table.add_column("measure")
        for name in groups:
            table.add_column(name, justify="right")
        for key in self._rows():
            table.add_row(_label(key), *(_cell(scores.get(key)) for scores in groups.values()))
        return table

    def _rows(self) -> list[Key]:
        return [key for key in self.measures(intervals=False) if not key[1] or self._wanted_part(key[0])]

    def _wanted_part(self, measure: str) -> bool:
        return ("type" if measure in _BY_TYPE else "field") in self.by or measure == "claims"

    def to_dict(self) -> dict[str, Any]:
        """Scores of every group asked for, the confusion of types and the number of documents."""
        groups = {
            name: {
                "documents": len(group.documents),
                "measures": {_name(key): score.to_dict() for key, score in group.measures().items() if key in rows},
            }
            for rows in [set(self._rows())]
            for name, group in self.groups().items()
        }
        confusion = [
            {"gold": gold, "system": system, "number": number}
            for (gold, system), number in sorted(self.confusion.items())
        ]
        return {"documents": len(self.documents), "groups": groups, "confusion": confusion}


def fold_name(fold: int) -> str:
    """A, B, C ... for folds 0, 1, 2 ..."""
    return string.ascii_uppercase[fold] if fold < len(string.ascii_uppercase) else str(fold + 1)


def _sum(tallies: Iterable[Tally]) -> Tally:
    hit = given = wanted = 0
    for tally in tallies:
        hit, given, wanted = hit + tally[0], given + tally[1], wanted + tally[2]
    return hit, given, wanted


def _with_interval(score: Score, bound: tuple[float, float] | None) -> Score:
    return score if bound is None else Score(score.hit, score.given, score.wanted, *bound)


def _name(key: Key) -> str:
    return ".".join(part for part in key if part)


def _label(key: Key) -> str:
    return f"  {key[1]}" if key[1] else MEASURES[key[0]].label


def _cell(score: Score | None) -> str:
    if score is None or score.value is None:
        return "–"
    interval = f" [{score.low:.2f} {score.high:.2f}]" if score.low is not None and score.high is not None else ""
    return f"{score.value:.3f}{interval}"
