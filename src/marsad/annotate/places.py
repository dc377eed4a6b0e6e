"""Toponyms: names of the gazetteer that stand in a text as places, and named places that it does not know.

Every name is looked up where a word begins: in Latin script where a capital stands (`place_latin`), in Arabic also
behind the particles that are written on to a word (`place_arabic`). The longest name wins. What a name needs to count
as a place depends on the name: a country or a large city needs nothing, a hamlet needs a locative word before it, and
a name that is also a common word or a person's name needs one always.
"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.annotate.place_adjectives import find_adjectives
from marsad.annotate.place_arabic import find_arabic
from marsad.annotate.place_latin import find_latin
from marsad.annotate.place_search import PlaceSearch
from marsad.annotate.place_unknown import find_unknown
from marsad.mentions import PlaceMention
from marsad.spans import Folded

__all__ = ["find_places"]


def find_places(folded: Folded, language: str, taken: Sequence[tuple[int, int]] = ()) -> tuple[PlaceMention, ...]:
    """Places named in a folded text, in order, none overlapping another or a span of ``taken``."""
    search = PlaceSearch(folded, language, taken)
    found = list(find_arabic(search) if language == "ar" else find_latin(search))
    found.extend(find_unknown(search, found))
    capitals = list(find_adjectives(search, found))
    # "Afghanistan's capital": the city, not the country inside its name.
    found = [at for at in found if not any(city.start <= at.start and at.end <= city.end for city in capitals)]
    found.extend(capitals)
    found.sort(key=lambda mention: mention.start)
    return tuple(found)
