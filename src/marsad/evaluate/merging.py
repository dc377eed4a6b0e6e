"""How well reports of one event find each other: on the gold events themselves, and end to end from the texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from marsad.evaluate.coreference import ClusterScores, score
from marsad.evaluate.gold import GoldDocument, GoldEvent
from marsad.evaluate.matching import LENIENT, NONE, EventMatcher, assign, overlaps, quote_spans
from marsad.evaluate.measures import Reader
from marsad.evaluate.mentions import gold_reports
from marsad.evaluate.places import gazetteer_ids
from marsad.merge.clustering import clusters
from marsad.merge.constraints import family
from marsad.merge.features import DocumentInfo, Features, features
from marsad.merge.learning import learn
from marsad.merge.ledger import Rulings
from marsad.merge.weights import Weights, load_weights
from marsad.records import EventReport

__all__ = ["MergeScore", "cross_country_pairs", "end_to_end", "folds", "gold_rows", "on_gold", "read_rows"]


@dataclass(frozen=True, slots=True)
class MergeScore:
    """One row of the table: scores, mentions, and merged pairs across cluster strings of different countries."""

    name: str
    scores: ClusterScores
    mentions: int
    cross_country: int


def gold_rows(golds: Iterable[GoldDocument]) -> tuple[list[Features], dict[str, str]]:
    """The gold events as rows for merging, and the cluster string of each report that has one."""
    rows: list[Features] = []
    cluster_of: dict[str, str] = {}
    for gold in golds:
        info = DocumentInfo(gold["id"], gold["lang"], gold["published"])
        for event_id, report in gold_reports(gold).items():
            rows.append(features(report, info))
            if event_id in gold.get("cluster", {}):
                cluster_of[report.id] = gold["cluster"][event_id]
    return rows, cluster_of


def on_gold(golds: Iterable[GoldDocument], weights: Weights | None = None) -> MergeScore:
    """Merge the gold events with the shipped weights (or given ones) and score the clusters."""
    rows, cluster_of = gold_rows(golds)
    return _score("gold events", rows, cluster_of, weights or load_weights())


def _score(name: str, rows: Sequence[Features], cluster_of: Mapping[str, str], weights: Weights) -> MergeScore:
    found = clusters(rows, Rulings(), weights)
    scores = score(_gold_clusters((row.id for row in rows), cluster_of), found)
    return MergeScore(name, scores, len(rows), cross_country_pairs(found, cluster_of))


def _gold_clusters(ids: Iterable[str], cluster_of: Mapping[str, str]) -> list[list[str]]:
    """An event without a cluster string is told by one text only."""
    groups: dict[str, list[str]] = defaultdict(list)
    for report_id in ids:
        groups[cluster_of.get(report_id, report_id)].append(report_id)
    return list(groups.values())


def cross_country_pairs(found: Iterable[Iterable[str]], cluster_of: Mapping[str, str]) -> int:
    """Merged pairs whose cluster strings name different countries (CC-YYYY-MM-DD-place)."""
    countries = ([cluster_of[one][:2] for one in cluster if one in cluster_of] for cluster in found)
    return sum(a != b for codes in countries for a, b in combinations(codes, 2))


def folds(golds: Iterable[GoldDocument], read: Reader, repeats: int = 4) -> Iterator[MergeScore]:
    """Weights learnt on one half of the clusters, shown on the other, both ways, for ``repeats`` different halvings.

    Rows in pairs: on the gold events and end to end. What was read beyond the gold goes to a half by its id.
    """
    documents = list(golds)
    rows, cluster_of = gold_rows(documents)
    told = read_rows(documents, read)
    names = sorted({cluster_of.get(row.id, row.id) for row in rows} | {row.id for row in told.rows})
    for repeat in range(repeats):
        # A fixed stride through the sorted names: halves that mix countries and years, and no chance in the figures.
        half = {name for number, name in enumerate(names) if (number // (repeat + 1)) % 2}
        for shown in (True, False):

            def tested(gold_id: str, half: set[str] = half, shown: bool = shown) -> bool:
                return (cluster_of.get(gold_id, gold_id) in half) is shown

            test = [row for row in rows if tested(row.id)]
            train = [row for row in rows if not tested(row.id)]
            read_test = [row for row in told.rows if tested(told.stands_for.get(row.id, row.id))]
            read_train = [row for row in told.rows if not tested(told.stands_for.get(row.id, row.id))]
            weights = Weights.from_plain(learn([train, read_train], told.clusters(cluster_of)))
            name = f"fold {repeat + 1}{'ab'[shown]}"
            yield _score(f"{name}, gold events", test, cluster_of, weights)
            merged = clusters(read_test, Rulings(), weights)
            yield _end_to_end(f"{name}, end to end", merged, told, [row.id for row in test], cluster_of)


@dataclass(frozen=True, slots=True)
class ReadRows:
    """What a reader found in the gold texts, and the gold report that each of them stands for, if any."""

    rows: list[Features]
    stands_for: dict[str, str]

    def clusters(self, cluster_of: Mapping[str, str]) -> dict[str, str]:
        """Cluster strings of the gold reports and of the read ones that stand for them."""
        gold = self.stands_for.items()
        return {**cluster_of, **{one: cluster_of[other] for one, other in gold if other in cluster_of}}


def read_rows(golds: Iterable[GoldDocument], read: Reader) -> ReadRows:
    """Read the gold texts and assign what was found to the gold events, one to one.

    A report stands for an event of the same type (attack and clash are one here) where date or place is right, or the
    words of the trigger are shared.
    """
    rows: list[Features] = []
    stands_for: dict[str, str] = {}
    matcher = EventMatcher(gazetteer_ids)
    for gold in golds:
        reading = read(gold["text"], published=gold.get("published"), language=gold["lang"], title=gold.get("title"))
        targets = gold_reports(gold)
        published = reading.document.published.value if reading.document else None
        info = DocumentInfo(gold["id"], gold["lang"], published)
        rows += [features(report, info) for report in reading.events]
        for pair in assign(gold["events"], reading.events, _Mentions(matcher, gold["text"]).level, lambda *_: 0.0):
            stands_for[reading.events[pair.system].id] = targets[gold["events"][pair.gold]["id"]].id
    return ReadRows(rows, stands_for)


def end_to_end(golds: Iterable[GoldDocument], read: Reader, weights: Weights | None = None) -> list[MergeScore]:
    """Read the texts, merge what was read, and score over all events, and over those alone that reading found.

    What was read beyond the gold and what was missed both count against the first score.
    """
    documents = list(golds)
    rows, cluster_of = gold_rows(documents)
    told = read_rows(documents, read)
    merged = clusters(told.rows, Rulings(), weights or load_weights())
    known = set(told.stands_for.values())
    kept = [part for cluster in merged if (part := tuple(one for one in cluster if one in told.stands_for))]
    return [
        _end_to_end("end to end", merged, told, [row.id for row in rows], cluster_of),
        _end_to_end("end to end, events found", kept, told, [row.id for row in rows if row.id in known], cluster_of),
    ]


def _end_to_end(
    name: str,
    merged: Iterable[Iterable[str]],
    told: ReadRows,
    gold_ids: Sequence[str],
    cluster_of: Mapping[str, str],
) -> MergeScore:
    found = [[told.stands_for.get(one, one) for one in cluster] for cluster in merged]
    scores = score(_gold_clusters(gold_ids, cluster_of), found)
    return MergeScore(name, scores, len(gold_ids), cross_country_pairs(found, cluster_of))


@dataclass(frozen=True, slots=True)
class _Mentions:
    """Which report tells the gold event: as `EventMatcher`, or by the words of the trigger."""

    matcher: EventMatcher
    text: str

    def level(self, gold: GoldEvent, report: EventReport) -> int:
        if family(gold["type"]) != family(report.type):
            return NONE
        level = self.matcher.level_of_any_type(gold, report)
        trigger = [item for item in report.evidence if item.field == "trigger"]
        spoken = quote_spans(self.text, gold["quotes"].get("trigger", ""))
        return level or (LENIENT if overlaps(spoken, trigger) else NONE)
