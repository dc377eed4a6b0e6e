"""Which place a name means, decided over the whole text.

Each row that bears the name is scored: how important it is, whether its country is named or hinted at, whether a unit
or country that contains it stands behind the name ("Imlil (Al Haouz)", "Paris, Texas"), whether a noun asks for a town
or a unit, and how near it lies to places that are already certain. A name keeps one meaning inside a text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log10
from typing import Literal

from marsad.gazetteer import Gazetteer, PlaceRow, distance_km
from marsad.gazetteer.cities import city_of
from marsad.gazetteer.context import countries_named
from marsad.gazetteer.cues import load_cues
from marsad.mentions import Annotations, PlaceMention
from marsad.records import Place
from marsad.spans import Folded, fold_key

__all__ = ["Refusal", "ResolvedPlace", "contains", "country_of", "resolve_places", "same_place"]

_Precision = Literal["place", "admin2", "admin1", "region", "country", "unknown"]
_PRECISION: dict[str, _Precision] = {"PCLI": "country", "ADM1": "admin1", "ADM2": "admin2"}
# Rows of one name that are weighed at most; they come best first.
_MOST = 30
# Two scores nearer than this leave the name open for what stands around it.
_CLEAR = 1.0
# What ten times the people count for, what it counts that a country is named at all, and what its share adds.
# Found on the development texts together: raising one alone sends towns to the largest namesake of the world.
_IMPORTANCE, _NAMED, _SHARE = 0.7, 1.2, 1.5
# What it counts that a text was filed from a country, in mentions of it; and what tells that it was.
_FILED = 2
_DATELINE = re.compile(r"(?: \([\w .]{4,30}\))?, (?:le |el )?\d{1,2} [^\W\d_]{3}")
# Characters between the name of a quarter and that of its city; people from which on a namesake is no quarter.
_BESIDE, _CITY = 12, 300_000
# People from which on a town has quarters.
_TOWN = 20_000
# Words between a hamlet and the place that it lies in.
_INSIDE = 5
# What a state with fewer people than a city of its name loses: Granada is rarely Grenada.
_SMALLER = 8.0
# Texts of so many letters are all in capitals only where their printer had no others.
_FEWEST_LETTERS, _CAPITALS = 200, 0.9


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that bears the name and was not taken, with the reason."""

    row_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """A mention with the place it means; ``row`` is None for a place that the gazetteer does not know."""

    mention: PlaceMention
    place: Place
    row: PlaceRow | None
    refused: tuple[Refusal, ...]
    reason: str

    @property
    def start(self) -> int:
        """Start in the folded text."""
        return self.mention.start

    @property
    def end(self) -> int:
        """End in the folded text."""
        return self.mention.end


def country_of(row: PlaceRow) -> str | None:
    """The ISO code under which GeoNames files the row; None for a region of several countries."""
    return row.country or None


def contains(outer: PlaceRow, inner: PlaceRow) -> bool:
    """Whether the administrative hierarchy puts one row inside the other."""
    if outer.id == inner.id:
        return False
    if outer.is_country:
        return outer.country == inner.country
    return outer.id in (inner.admin1, inner.admin2)


def same_place(one: PlaceRow, other: PlaceRow) -> bool:
    """Whether two rows are one place to a reader: the same row, or a town and the unit that is named after it."""
    if one.id == other.id:
        return True
    nested = contains(one, other) or contains(other, one)
    return nested and one.name == other.name


def resolve_places(
    mentions: Sequence[PlaceMention],
    folded: Folded,
    language: str,
    context: Annotations | Mapping[str, float] | None = None,
) -> tuple[ResolvedPlace, ...]:
    """Decide what each mention means.

    ``context`` gives further countries: weights by ISO code, or the annotations, of which the states of the agencies
    and groups are taken. Mentions without candidates become places that only have a name.
    """
    hints = _hints(context)
    return _Resolver(mentions, folded, language, hints).resolve()


def _hints(context: Annotations | Mapping[str, float] | None) -> Mapping[str, float]:
    if isinstance(context, Annotations):
        return Counter(name.country for name in context.names if name.country)
    return context or {}


@dataclass(slots=True)
class _Sense:
    """The rows that one name may mean in this text, with their scores."""

    rows: list[PlaceRow]
    scores: list[float]
    pattern: str = ""

    def best(self) -> int:
        return max(range(len(self.scores)), key=self.scores.__getitem__)

    def clear(self) -> bool:
        """Whether the best row leads without further evidence."""
        if len(self.scores) == 1:
            return True
        first, second = sorted(self.scores, reverse=True)[:2]
        return first - second >= _CLEAR


class _Resolver:
    """One resolution of one text."""

    def __init__(
        self, mentions: Sequence[PlaceMention], folded: Folded, language: str, hints: Mapping[str, float]
    ) -> None:
        self.mentions = mentions
        self.folded = folded
        self.cues = load_cues(language)
        self.gazetteer = Gazetteer.load()
        self.shouted = _is_shouted(folded.original)
        self.named = set(hints)
        self.weights = self.country_weights(hints)
        self.senses: dict[tuple[tuple[int, ...], str], _Sense] = {}
        self.outer: dict[int, PlaceRow] = {}
        self.kinds = [self.kind(mention) for mention in mentions]

    def resolve(self) -> tuple[ResolvedPlace, ...]:
        for mention, kind in zip(self.mentions, self.kinds, strict=True):
            key = mention.candidates, kind
            if mention.candidates and key not in self.senses:
                self.senses[key] = self.sense(mention, kind)
        self.weigh_containers()
        self.weigh_distances()
        self.weigh_outer()
        found = [self.result(index) for index in range(len(self.mentions))]
        found = [place for place in found if not self.shouted or self.at_home(place)]
        kept = [place for index, place in enumerate(found) if not self.is_quarter(found, index)]
        return tuple(self.with_city(place, kept[:index]) for index, place in enumerate(kept))

    def with_city(self, place: ResolvedPlace, before: Sequence[ResolvedPlace]) -> ResolvedPlace:
        """A quarter that only its noun gives away, as the city that the text spoke of last."""
        left = self.folded.text[max(0, place.start - 32) : place.start]
        if _is_city(place) or place.reason.startswith("city of") or self.cues.quarter.search(left) is None:
            return place
        rows = [other.row for other in reversed(before) if other.row is not None]
        city = next((row for row in rows if row.feature_class == "P" and row.population >= _TOWN), None)
        if city is None:
            return place
        return ResolvedPlace(place.mention, self.place(city, place.mention), city, (), "city of the quarter told of")

    def is_quarter(self, found: Sequence[ResolvedPlace], index: int) -> bool:
        """Whether a name is that of a quarter, and its city is told beside it: "barrio de Karte Sakhi, en Kabul"."""
        place = found[index]
        left = self.folded.text[max(0, place.start - 32) : place.start]
        noun = self.cues.quarter.search(left)
        building = place.row is not None and place.row.feature_class == "S"
        of_citizens = index > 0 and _ends_in(found[index - 1], self.cues.of_citizens)
        if noun is None and not building and not of_citizens:
            return False
        if of_citizens and 0 <= place.start - found[index - 1].end <= _BESIDE and noun is None:
            return True  # "la barriada ceutí del Príncipe"
        after = found[index + 1] if index + 1 < len(found) else None
        if after is None or after.row is None or after.row.feature_class != "P":
            return False
        gap = self.folded.text[place.end : after.start]
        return len(gap) <= _BESIDE and not set(gap) & set(".;:") and not _is_city(place)

    def at_home(self, place: ResolvedPlace) -> bool:
        """Whether a place lies where the text speaks of; without capitals to go by, others are mostly surnames."""
        row = place.row
        return row is None or row.is_country or row.feature_code == "PPLC" or row.country in self.named

    def country_weights(self, hints: Mapping[str, float]) -> dict[str, float]:
        """Share of each country in what the text names, with peoples and adjectives, and in the hints."""
        votes: Counter[str] = Counter(countries_named(self.folded.text))
        if self.mentions and _DATELINE.match(self.folded.text, self.mentions[0].end) and self.mentions[0].candidates:
            home = self.gazetteer.row(self.mentions[0].candidates[0]).country
            votes[home] += _FILED
        self.named.update(votes)
        for code, weight in hints.items():
            votes[code] += weight  # type: ignore[assignment]
        for mention in self.mentions:
            if len(mention.candidates) == 1:  # a name that only one place bears speaks for its country
                country = self.gazetteer.row(mention.candidates[0]).country
                votes[country] += 0.5  # type: ignore[assignment]
        total = sum(votes.values())
        return {code: count / total for code, count in votes.items()} if total else {}

    def kind(self, mention: PlaceMention) -> str:
        """What the noun before the name asks for: a unit, a town, or nothing."""
        left = self.folded.text[max(0, mention.start - 32) : mention.start]
        after = self.folded.text[mention.end : mention.end + 14].split()
        if self.cues.unit.search(left) or (after and after[0].rstrip(".,") in self.cues.unit_after):
            return "unit"
        if self.cues.seat.search(left):
            return "seat"
        return "town" if self.cues.kind.search(left) else ""

    def sense(self, mention: PlaceMention, kind: str) -> _Sense:
        rows = [self.gazetteer.row(row_id) for row_id in mention.candidates[:_MOST]]
        name = self.folded.text[mention.start : mention.end]
        own = self.gazetteer.own_rows(name)
        largest = max((row.population for row in rows if row.feature_class == "P" and row.id in own), default=0)
        scores = [self.prior(row, kind) - (0.0 if row.id in own else 1.2) for row in rows]
        for index, row in enumerate(rows):
            scores[index] -= _SMALLER * (row.is_country and row.population < largest)
        if kind != "unit":  # a town comes before the unit that is named after it
            for index, unit in enumerate(rows):
                if unit.is_unit and any(contains(unit, row) and row.id in own for row in rows):
                    scores[index] -= 2.0
        return _Sense(rows, scores)

    def prior(self, row: PlaceRow, kind: str) -> float:
        """What speaks for a row before its neighbours are looked at."""
        if row.is_country:
            return 0.0 if kind == "seat" else 12.0
        score = _IMPORTANCE * log10(row.population + 10)
        if row.feature_code == "ADM1":
            score += 0.5
        elif row.feature_code == "ADM2":
            score -= 0.7
        elif row.feature_class != "P":
            score += 3.0
        elif row.feature_code == "PPLC":
            score += 1.5
        if row.reviewed:
            score += 2.2 if row.population == 0 else 0.8
        if row.is_unit:
            score += {"unit": 3.0, "town": -3.0, "seat": -3.0}.get(kind, 0.0)
        elif kind == "unit":
            score -= 1.0
        weight = self.weights.get(row.country, 0.0)
        return score + (_NAMED + _SHARE * weight if weight else 0.0)

    def weigh_containers(self) -> None:
        """Raise rows that lie in the place named right behind ("Imlil (Al Haouz)", "à Azrou, au Maroc")."""
        text = self.folded.text
        for index in range(len(self.mentions) - 1):
            inner, outer = self.mentions[index], self.mentions[index + 1]
            gap = text[inner.end : outer.start].strip()
            if len(gap) > 12 or "." in gap or not inner.candidates or not outer.candidates:
                continue
            container = self.senses[outer.candidates, self.kinds[index + 1]]
            # In brackets any reading may be the container; behind a comma a list of towns is as likely.
            rows = container.rows if gap == "(" else [container.rows[container.best()]]
            units = [row for row in rows if row.is_country or row.is_unit]
            sense = self.senses[inner.candidates, self.kinds[index]]
            raised = [any(contains(unit, row) for unit in units) for row in sense.rows]
            if any(raised) and not all(raised) and not sense.pattern:
                bonus = 4.0 if gap in (",", "(", "-", "/") else 1.5
                sense.pattern = "container named"
                sense.scores = [score + bonus * hit for score, hit in zip(sense.scores, raised, strict=True)]

    def weigh_outer(self) -> None:
        """Read a name behind a town as the unit that the town lies in: "Lorca, en Murcia", "Altea (Alicante)"."""
        text = self.folded.text
        for index in range(len(self.mentions) - 1):
            inner, outer = self.mentions[index], self.mentions[index + 1]
            gap = text[inner.end : outer.start].strip()
            if not inner.candidates or not outer.candidates or gap not in self.cues.inside:
                continue
            if gap == "(" and text[outer.end : outer.end + 1] != ")":
                continue
            town = self.senses[inner.candidates, self.kinds[index]]
            row = town.rows[town.best()]
            sense = self.senses[outer.candidates, self.kinds[index + 1]]
            if row.feature_class != "P" or sense.rows[sense.best()].id == row.id:
                continue
            units = [at for at, unit in enumerate(sense.rows) if unit.is_unit and contains(unit, row)]
            if units:
                self.outer[index + 1] = sense.rows[units[0]]

    def weigh_distances(self) -> None:
        """Raise rows of open names by their nearness to places that are certain."""
        certain = [sense.rows[sense.best()] for sense in self.senses.values() if sense.clear()]
        anchors = [row for row in certain if row.feature_class == "P" or row.is_unit]
        if not anchors:
            return
        for sense in self.senses.values():
            if not sense.clear():
                sense.scores = [
                    score + _nearness(row, anchors) for score, row in zip(sense.scores, sense.rows, strict=True)
                ]

    def result(self, index: int) -> ResolvedPlace:
        mention, kind = self.mentions[index], self.kinds[index]
        unit = self.outer.get(index)
        if unit is not None:
            return ResolvedPlace(mention, self.place(unit, mention), unit, (), "unit of the town before it")
        if not mention.candidates:
            return ResolvedPlace(mention, _unknown(mention), None, (), "named behind a place noun, in no source")
        sense = self.senses[mention.candidates, kind]
        best = sense.best()
        row = sense.rows[best]
        if self.elsewhere(index, row):
            return ResolvedPlace(mention, _unknown(mention), None, (), "no bearer of the name where the text puts it")
        city = city_of(row.id) if row.feature_code == "PPLX" else None
        if city is not None:
            return ResolvedPlace(mention, self.place(city, mention), city, (), f"city of the quarter {row.name}")
        reason = sense.pattern or ("only bearer of the name" if len(sense.rows) == 1 else self.reason(row))
        refused = tuple(
            Refusal(other.id, f"{sense.scores[index]:.1f} against {sense.scores[best]:.1f}")
            for index, other in enumerate(sense.rows)
            if index != best
        )
        return ResolvedPlace(mention, self.place(row, mention), row, refused, reason)

    def elsewhere(self, index: int, row: PlaceRow) -> bool:
        """Whether a hamlet lies abroad while the text puts its namesake into a place at home: "Azir in Damboa"."""
        if index + 1 >= len(self.mentions) or row.feature_class != "P" or row.population >= _TOWN:
            return False
        outer = self.mentions[index + 1]
        gap = self.folded.text[self.mentions[index].end : outer.start]
        inside = len(gap.split()) <= _INSIDE and not set(gap) & set(".,;:") and self.cues.before.search(gap) is not None
        if not inside or not outer.candidates or row.country in self.named:
            return False
        sense = self.senses[outer.candidates, self.kinds[index + 1]]
        home = sense.rows[sense.best()].country
        return home in self.named

    def reason(self, row: PlaceRow) -> str:
        if row.is_country:
            return "a country"
        return "country in context" if self.weights.get(row.country) else "most important bearer of the name"

    def place(self, row: PlaceRow, mention: PlaceMention) -> Place:
        unit = None if row.admin1 is None else self.gazetteer.row(row.admin1).name
        return Place(
            name=row.name,
            mention=mention.name,
            geonames_id=row.geonames_id,
            country=country_of(row),
            admin1=row.name if row.feature_code == "ADM1" else unit,
            lat=row.lat,
            lon=row.lon,
            precision=_precision(row),
        )


def _ends_in(place: ResolvedPlace, pattern: re.Pattern[str]) -> bool:
    """Whether a mention is "la barriada ceutí": what follows it names the quarter."""
    return pattern.search(fold_key(place.mention.name)) is not None


def _is_city(place: ResolvedPlace) -> bool:
    return place.row is not None and place.row.population >= _CITY


def _is_shouted(text: str) -> bool:
    """Whether a text is written in capitals throughout, as wires were until the 1990s."""
    sample = text[:5000]
    letters = sum(map(str.isalpha, sample))
    return letters >= _FEWEST_LETTERS and sum(map(str.isupper, sample)) > _CAPITALS * letters


def _precision(row: PlaceRow) -> _Precision:
    fallback: _Precision = "place" if row.feature_class in ("P", "S") else "region"
    return _PRECISION.get(row.feature_code, fallback)


def _unknown(mention: PlaceMention) -> Place:
    return Place(mention.name, mention.name, None, None, None, None, None, "unknown")


def _nearness(row: PlaceRow, anchors: Iterable[PlaceRow]) -> float:
    """Up to 1.5 for a row next to a certain place, nothing beyond 1,000 km."""
    distances = [distance for anchor in anchors if (distance := distance_km(row, anchor)) is not None]
    nearest = min(distances, default=1000.0)
    return max(0.0, 1.5 * (1 - nearest / 1000))
