"""Reading the built gazetteer."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import marisa_trie
import orjson

from marsad.gazetteer.keys import MAX_KEY, name_key
from marsad.gazetteer.layout import ALTERNATE, NO_ROW, UNKNOWN_COORDINATE, read_sections
from marsad.gazetteer.rows import PlaceRow

__all__ = ["GIVEN_NAME", "REVIEWED", "STRONG", "USUAL", "WORD_BITS", "Gazetteer"]

_DATA = Path(__file__).resolve().parent.parent / "data" / "gazetteer"

# Flags of a key. STRONG: a country, first-level unit, reviewed name or large city; USUAL: a middling town or unit.
# GIVEN_NAME: also a person's name; REVIEWED: on the hand list; the word bits: also a word of that language.
STRONG, USUAL, GIVEN_NAME, REVIEWED = 1, 2, 4, 8
WORD_BITS = {"ar": 16, "en": 32, "fr": 64, "es": 128}


class Gazetteer:
    """Names to rows, rows to facts. Immutable; share one through `Gazetteer.load`."""

    def __init__(self, folder: Path) -> None:
        self._meta, self._columns = read_sections(folder / "places.bin")
        self._trie = marisa_trie.Trie()
        self._trie.mmap(str(folder / "names.marisa"))
        self._key_start = self._columns["key_start"]
        self._key_rows = self._columns["key_rows"]
        self._key_flags = self._columns["key_flags"]
        # Bound to the instance so that two gazetteers never share an entry.
        self.row = lru_cache(maxsize=65536)(self._row)
        self.candidates = lru_cache(maxsize=65536)(self._candidates)

    @staticmethod
    @lru_cache(maxsize=4)
    def load(folder: Path | None = None) -> Gazetteer:
        """The gazetteer in the folder, or the packaged one; loaded once."""
        return Gazetteer(folder or _DATA)

    def __len__(self) -> int:
        return len(self._columns["geonames"])

    @property
    def meta(self) -> dict[str, Any]:
        """What the header says: sources with licences, feature codes, counts."""
        return self._meta

    def matches(self, text: str, position: int) -> list[tuple[int, int]]:
        """All keys that start at the position of a searchable text, longest first: (end, key id).

        Where a name ends inside a word is for the caller to judge.
        """
        window = text[position : position + MAX_KEY]
        found = [(position + len(key), number) for key, number in self._trie.iter_prefixes_with_ids(window)]
        found.reverse()
        return found

    @cached_property
    def arabic_starts(self) -> frozenset[str]:
        """First four characters of all Arabic keys (shorter keys whole): a word that begins otherwise is no place."""
        return frozenset(self._meta["arabic_starts"])

    @cached_property
    def given_names(self) -> frozenset[str]:
        """Folded names of persons, whether or not a place bears them."""
        return frozenset(self._meta["given_names"])

    def key_id(self, name: str) -> int | None:
        """The number of the name's key, None if no place has it."""
        number: int = self._trie.get(name_key(name), -1)
        return None if number < 0 else number

    def flags(self, key_id: int) -> int:
        """The flags of a key (STRONG, USUAL, GIVEN_NAME, REVIEWED and WORD_BITS)."""
        return self._key_flags[key_id]

    def is_word(self, key_id: int, language: str) -> bool:
        """Whether the name is also a common word of the language."""
        return bool(self._key_flags[key_id] & WORD_BITS[language])

    def _candidates(self, key_id: int) -> tuple[tuple[int, bool], ...]:
        """Rows of a key, best first, and whether the name is only an alternate there."""
        entries = self._key_rows[self._key_start[key_id] : self._key_start[key_id + 1]]
        return tuple((entry & ~ALTERNATE, bool(entry & ALTERNATE)) for entry in entries)

    def own_rows(self, name: str) -> frozenset[int]:
        """Ids of the rows for which the name is one of their own, not a mere alternate."""
        number = self.key_id(name)
        return frozenset() if number is None else frozenset(row for row, other in self.candidates(number) if not other)

    def lookup(self, name: str) -> tuple[PlaceRow, ...]:
        """All rows that bear the name in any of its spellings, best first."""
        number = self.key_id(name)
        return () if number is None else tuple(self.row(row_id) for row_id, _ in self.candidates(number))

    def main(self, name: str, country: str | None = None) -> PlaceRow | None:
        """The row that a coder means by a name: in the country if one is given, by its main name, a town before a unit.

        Without a main name of that spelling, the most important row that bears it.
        """
        key = name_key(name)
        rows = [row for row in self.lookup(name) if country is None or row.country == country] or self.lookup(name)
        named = [row for row in rows if name_key(row.name) == key] or rows
        exact = [row for row in named if row.name == name] or named
        towns = [row for row in exact if not row.is_unit] or exact
        return towns[0] if towns else None

    def _row(self, row_id: int) -> PlaceRow:
        """The row with the id."""
        column = self._columns
        geonames = column["geonames"][row_id]
        lat, lon = column["lat"][row_id], column["lon"][row_id]
        known = lat != UNKNOWN_COORDINATE
        feature = self._meta["features"][column["feature"][row_id]]
        source = self._meta["sources"][column["source"][row_id]]
        start, end = column["name_start"][row_id], column["name_start"][row_id + 1]
        admin1, admin2 = column["admin1"][row_id], column["admin2"][row_id]
        extra = self._extra(row_id)
        return PlaceRow(
            id=row_id,
            geonames_id=geonames if geonames > 0 else None,
            name=str(column["names"][start:end], "utf-8"),
            country=self._meta["countries"][column["country"][row_id]],
            feature_class=feature[0],
            feature_code=feature[2:],
            lat=lat / 100_000 if known else None,
            lon=lon / 100_000 if known else None,
            population=column["population"][row_id],
            admin1=None if admin1 == NO_ROW else admin1,
            admin2=None if admin2 == NO_ROW else admin2,
            source=source["name"],
            licence=source["licence"],
            reviewed=bool(column["reviewed"][row_id]),
            code=extra.pop("code", None),
            names=extra,
        )

    def _extra(self, row_id: int) -> dict[str, str]:
        rows, starts = self._columns["extra_rows"], self._columns["extra_start"]
        index = bisect_left(rows, row_id)
        if index == len(rows) or rows[index] != row_id:
            return {}
        extra: dict[str, str] = orjson.loads(bytes(self._columns["extras"][starts[index] : starts[index + 1]]))
        return extra

    @cached_property
    def _countries(self) -> dict[str, int]:
        return dict(self._meta["country_rows"])

    def country(self, code: str) -> PlaceRow | None:
        """The row of a state by its ISO 3166 code."""
        row_id = self._countries.get(code)
        return None if row_id is None else self.row(row_id)

    def name(self, row: PlaceRow, language: str) -> str:
        """The name of a row in the language where a source gives one, else its main name."""
        return row.names.get(language, row.name)

    def ids_of(self, feature: str, people: int = 0) -> list[int]:
        """Ids of the rows with a feature code ("P.PPLC") and at least so many inhabitants."""
        number = self._meta["features"].index(feature)
        features, population = self._columns["feature"], self._columns["population"]
        return [row for row in range(len(self)) if features[row] == number and population[row] >= people]

    def country_label(self, code: str, language: str, labels: dict[str, dict[str, str]] | None = None) -> str:
        """What to call a state or contested territory; ``labels`` by code and language go first."""
        for table in (labels or {}, self._meta["contested_labels"]):
            label = table.get(code, {}).get(language)
            if label:
                return label
        row = self.country(code)
        return code if row is None else self.name(row, language)
