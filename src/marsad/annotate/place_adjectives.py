"""Cities that only an adjective names: "the Somali capital", "la barriada ceutí", "العاصمة العراقية"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marsad.annotate.place_search import PlaceSearch
from marsad.gazetteer.cities import capital_of
from marsad.gazetteer.context import country_called
from marsad.mentions import PlaceMention

__all__ = ["find_adjectives"]

# Characters behind "the Malian capital" within which its own name says the same ("the Malian capital, Bamako").
_NAMED = 4


def find_adjectives(search: PlaceSearch, found: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """Cities named by an adjective beside those already found; a name of theirs close by is enough."""
    for hit in search.cues.capital.finditer(search.text):
        country = country_called(hit["people"])
        capital = capital_of(country) if country is not None else None
        named = any(0 <= mention.start - hit.end() <= _NAMED for mention in found)
        if capital is not None and not named and search.free(*hit.span()):
            yield _mention(search, *hit.span(), (capital.id,))
    for hit in search.cues.of_citizens.finditer(search.text):
        key = search.gazetteer.key_id(search.cues.citizens[hit["city"]])
        if key is not None and search.free(*hit.span()):
            yield _mention(search, *hit.span(), tuple(row for row, _ in search.gazetteer.candidates(key)))


def _mention(search: PlaceSearch, start: int, end: int, rows: tuple[int, ...]) -> PlaceMention:
    return PlaceMention(start, end, search.folded.source(start, end), rows)
