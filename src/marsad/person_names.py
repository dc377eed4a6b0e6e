"""Lists of personal names: which words are given names, family names, or also words of a language.

The lists are ``marsad/data/persons/{arabic,latin}.txt`` (sources and licences at the head of
``scripts/build_person_names.py`` and in docs/privacy.md).
"""

from __future__ import annotations

from functools import lru_cache

from marsad.resources import data_path

__all__ = ["FAMILY", "GIVEN", "WORD", "name_flags"]

GIVEN, FAMILY, WORD = 1, 2, 4
_FLAGS = {"G": GIVEN, "F": FAMILY}
# Which language's speakers use the name as a word as well: a letter of the list to a language.
_WORD_LETTERS = {"w": "ar", "e": "en", "f": "fr", "s": "es"}


@lru_cache(maxsize=2)
def _names(script: str) -> dict[str, tuple[int, frozenset[str]]]:
    names = {}
    shared: dict[str, tuple[int, frozenset[str]]] = {}
    for line in data_path("persons", f"{script}.txt").read_text("utf-8").splitlines():
        name, letters = line.split(" ")
        if letters not in shared:
            flags = sum(_FLAGS.get(letter, 0) for letter in letters)
            shared[letters] = (flags, frozenset(_WORD_LETTERS[x] for x in letters if x in _WORD_LETTERS))
        names[name] = shared[letters]
    return names


@lru_cache(maxsize=65536)
def name_flags(word: str, language: str) -> int:
    """GIVEN, FAMILY and WORD (also a word of the language) of a folded word; 0 for what no list has."""
    entry = _names("arabic" if word[:1] >= "ء" else "latin").get(word)
    if entry is None:
        return 0
    flags, languages = entry
    return flags | (WORD if language in languages else 0)
