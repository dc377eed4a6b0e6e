"""What an Arabic word is by itself: a name, a word of the language, a town, a part of names. Cached word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from marsad.gazetteer import Gazetteer
from marsad.gazetteer.store import REVIEWED, STRONG, USUAL
from marsad.names.vocabulary import GIVEN, WORD, arabic_numbers, bare_forms, lexicon_words, load_cues, name_flags

__all__ = [
    "KNOWN",
    "KUNYA",
    "NAME",
    "PARTICLE",
    "PLACE",
    "SERVANT",
    "STRONG_NAME",
    "UNKNOWN",
    "Kind",
    "is_arabic_place",
    "is_nisba",
    "word_kind",
]

BEFORE_NAME = frozenset({"بن", "ابن", "بنت", "ولد", "ال", "ايت", "مولاي", "سيدي", "لالا", "للا", "اغ"})
_ADJECTIVE = re.compile("(?:ال)?([ء-ي]{2,}?)(?:ي|يه|يا|يين|يون|يان|يات|يتين)")
KUNYA_WORDS = frozenset({"ابو", "ابي", "ابا", "ام", "بو"})

STRONG_NAME, NAME, UNKNOWN, KNOWN, PLACE, PARTICLE, KUNYA, SERVANT = range(8)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a word is by itself, and where its name begins behind proclitics."""

    kind: int
    lead: int
    core: str
    cue: bool = False  # may end a cue for a name behind it
    body: bool = False  # a mosque, street, battalion: bears names of persons
    given: bool = False  # some speakers give it to children, whatever else it means
    starter: bool = False


@lru_cache(maxsize=65536)
def word_kind(word: str) -> Kind:
    """What a word is, for all its uses."""
    cues = load_cues("ar")
    forms = [core for _, core in bare_forms(word)]
    kind = _base_kind(word)
    return replace(
        kind,
        cue=any(core in cues.naming or core in cues.role or core in cues.say for core in forms),
        body=any(core in cues.named_after for core in forms),
        given=bool(name_flags(kind.core, "ar") & GIVEN) and kind.core not in cues.heads,
        starter=any(core in cues.starters for core in forms),
    )


def _base_kind(word: str) -> Kind:  # noqa: PLR0911 - one rule a return
    if _is_people(word) or any(map(_is_small, (core for _, core in bare_forms(word)))):
        return Kind(KNOWN, 0, word)
    known = _is_word(word)
    weak: Kind | None = None
    for lead, core in bare_forms(word):
        if core in BEFORE_NAME and (lead == 0 or len(core) > 2):
            return Kind(PARTICLE, lead, core)
        if core in KUNYA_WORDS and core != "ال":
            return Kind(KUNYA, lead, core)
        if core == "عبد":
            return Kind(SERVANT, lead, core)
        if core.startswith("عبدال") and len(core) > 6:
            return Kind(STRONG_NAME, lead, core)
        flags = name_flags(core, "ar")
        if flags and is_arabic_place(core) and not flags & GIVEN:
            return Kind(PLACE, lead, core)
        if flags & GIVEN and not flags & WORD and not known and not _is_word(core) and not is_arabic_place(core):
            return Kind(STRONG_NAME, lead, core)
        if flags and weak is None and (lead == 0 or not known):
            weak = Kind(NAME, lead, core)
        if is_arabic_place(core):
            return weak or Kind(PLACE, lead, core)
    if weak is not None and not (known and weak.lead == 0 and not name_flags(weak.core, "ar") & GIVEN):
        return weak
    return Kind(KNOWN if known or any(_is_word(core) for _, core in bare_forms(word)) else UNKNOWN, 0, word)


def _is_word(word: str) -> bool:
    cues = load_cues("ar")
    return (
        word in cues.starters or word in cues.known or word in cues.heads or word in lexicon_words("ar")
        or word in cues.single
        or word in cues.office_tail or word in cues.not_office
    )  # fmt: skip


def _is_small(word: str) -> bool:
    """Whether the word is a small word of sentences, a cue or a number."""
    cues = load_cues("ar")
    return word in cues.starters or word in cues.single or word.removeprefix("ال") in arabic_numbers()


def _is_people(word: str) -> bool:
    """Whether the word is the adjective of a country: "البلجيكي", "تركية", "السويسريون"."""
    match = _ADJECTIVE.fullmatch(word)
    if match is None:
        return False
    gazetteer = Gazetteer.load()
    for name in ("{}", "ال{}", "{}ا", "{}يا", "{}ه"):
        number = gazetteer.key_id(name.format(match[1]))
        if number is not None and any(
            row.feature_code == "PCLI" for row in gazetteer.lookup(name.format(match[1]))[:2]
        ):
            return True
    return False


@lru_cache(maxsize=65536)
def is_arabic_place(word: str) -> bool:
    """Whether the word alone is a place that is not obscure."""
    gazetteer = Gazetteer.load()
    number = gazetteer.key_id(word)
    return number is not None and bool(gazetteer.flags(number) & (STRONG | USUAL | REVIEWED))


def is_nisba(word: str) -> bool:
    """Whether the word has the form of a family name after a place or a tribe: "المكناسي"."""
    return word.startswith("ال") and word.endswith("ي") and len(word) > 4
