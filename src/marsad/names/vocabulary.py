"""The words that the search for names of persons knows: lists of names, cues and public figures, as data.

The lists are ``marsad/data/persons/{arabic,latin}.txt`` (sources and licences at the head of
``scripts/build_person_names.py`` and in docs/privacy.md), the cues ``cues.yaml``, the public figures ``public.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from marsad.errors import BadData
from marsad.lexicon import LANGUAGES, load_lexicon
from marsad.person_names import FAMILY, GIVEN, WORD, name_flags
from marsad.resources import load_yaml
from marsad.spans import fold_key

__all__ = [
    "FAMILY",
    "GIVEN",
    "PARTICLES",
    "WORD",
    "Cues",
    "Public",
    "arabic_numbers",
    "bare_forms",
    "lexicon_words",
    "load_cues",
    "load_public",
    "name_flags",
    "name_words",
    "word_set",
]

_SPLIT = re.compile(r"[^\W_]+")


def word_set(words: str) -> frozenset[str]:
    """The words of a string as a set."""
    return frozenset(_SPLIT.findall(words))


# Parts of names that are no name alone, folded.
PARTICLES = word_set(
    """de del la las los le du des da dos di d van von der den ter y e i ben bin ibn ould bint bent abu abou el al ag
    wa oum um umm abd ad as ash ar at an az ed es ez ibnou uld weld walad jr sr i ii iii
    بن ابن بنت ولد ال ابو ابي ابا ام عبد ايت سيدي مولاي الحاج الشيخ الدين الله للا لالا ايه و اغ"""
)


@dataclass(frozen=True, eq=False)
class Cues:
    """The cues of a language; phrases are tuples of folded words, indexed by their last word."""

    naming: dict[str, tuple[tuple[str, ...], ...]]
    role: dict[str, tuple[tuple[str, ...], ...]]
    say: dict[str, tuple[tuple[str, ...], ...]]
    office: dict[str, tuple[tuple[str, ...], ...]]
    office_first: dict[str, tuple[tuple[str, ...], ...]]
    single: frozenset[str]  # cues of one word
    titles: frozenset[str]
    office_tail: frozenset[str]
    not_office: frozenset[str]
    heads: frozenset[str]
    named_after: frozenset[str]
    known: frozenset[str]
    starters: frozenset[str]


@dataclass(frozen=True, eq=False)
class Public:
    """Public figures: full names and words that stay alone, as tuples of folded words."""

    full: frozenset[tuple[str, ...]]
    alone: frozenset[tuple[str, ...]]


def _words(phrase: str) -> tuple[str, ...]:
    return tuple(_SPLIT.findall(fold_key(phrase)))


def _index(phrases: Iterable[tuple[str, ...]], at: int) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, set[tuple[str, ...]]] = {}
    for phrase in phrases:
        if phrase:
            found.setdefault(phrase[at], set()).add(phrase)
    return {word: tuple(sorted(some, key=len, reverse=True)) for word, some in found.items()}


@lru_cache(maxsize=len(LANGUAGES))
def load_cues(language: str) -> Cues:
    """The cues of a language; raises BadData where a section is missing."""
    table = load_yaml("persons", "cues.yaml")[language]
    try:
        sections = [name for name in Cues.__annotations__ if name in table]
        section = {name: [_words(str(phrase)) for phrase in table[name]] for name in sections}
        single = {name: frozenset(word for phrase in some for word in phrase) for name, some in section.items()}
        return Cues(
            naming=_index(section["naming"], -1),
            role=_index(section["role"], -1),
            say=_index(section.get("say", ()), -1),
            office=_index(section["office"], -1),
            office_first=_index(section["office"], 0),
            single=frozenset(p[0] for name in ("naming", "role", "office") for p in section[name] if len(p) == 1),
            **{
                name: single[name]
                for name in ("titles", "office_tail", "not_office", "heads", "named_after", "known", "starters")
            },
        )
    except KeyError as error:
        raise BadData("persons/cues.yaml", f"section {error} of {language} is missing") from error


@lru_cache(maxsize=1)
def load_public() -> Public:
    """The public figures."""
    table = load_yaml("persons", "public.yaml")
    return Public(
        frozenset(_words(name) for names in table["full"] for name in names),
        frozenset(_words(name) for name in table["alone"]),
    )


@lru_cache(maxsize=1)
def arabic_numbers() -> frozenset[str]:
    """All folded words of the Arabic number grammar."""
    words = _SPLIT.findall(fold_key(str(load_yaml("numbers", "ar.yaml")["words"])))
    return frozenset(word for word in words if word > "ء" and not name_flags(word, "ar") & GIVEN)


@lru_cache(maxsize=len(LANGUAGES))
def lexicon_words(language: str) -> frozenset[str]:
    """All folded words that the lexicon of a language uses: words of the news that are no names."""
    lexicon = load_lexicon(language)
    return frozenset(word for part in (lexicon.content, lexicon.cues) for form in part.forms for word in form.split())


def bare_forms(word: str) -> Iterator[tuple[int, str]]:
    """A word and what it may be behind conjunctions and prepositions: (letters split off, rest)."""
    yield 0, word
    begin = 0
    if word[:1] in ("و", "ف") and len(word) > 3:
        begin = 1
        yield 1, word[1:]
    rest = word[begin:]
    if rest[:2] == "لل" and len(rest) > 4:
        yield begin, "ال" + rest[2:]
        yield begin + 1, rest[1:]
    elif rest[:1] in ("ب", "ل", "ك") and len(rest) > 3:
        yield begin + 1, rest[1:]


@lru_cache(maxsize=4096)
def name_words(quote: str) -> frozenset[str]:
    """The folded words of a name that tell who it is: no particles, nothing of one letter."""
    return frozenset(word for word in _SPLIT.findall(fold_key(quote)) if len(word) > 1 and word not in PARTICLES)
