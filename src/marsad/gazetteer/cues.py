"""Words around place names: what stands before a place, and what makes a name part of something else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from marsad.spans import fold_key

__all__ = ["Cues", "load_cues"]

_CUES = Path(__file__).resolve().parent.parent / "data" / "gazetteer" / "cues.yaml"


@dataclass(frozen=True, slots=True)
class Cues:
    """Words around place names in one language, as patterns over searchable text."""

    before: re.Pattern[str]
    loose: re.Pattern[str]
    kind: re.Pattern[str]
    unit: re.Pattern[str]
    seat: re.Pattern[str]
    named: re.Pattern[str]
    named_before: re.Pattern[str]
    quarter: re.Pattern[str]
    capital: re.Pattern[str]
    of_citizens: re.Pattern[str]
    citizens: Mapping[str, str]
    plain: frozenset[str]
    unit_after: frozenset[str]
    tail: frozenset[str]
    body_after: frozenset[str]
    inside: frozenset[str]


def _ending(words: Sequence[str], prefix: str = "", suffix: str = "") -> re.Pattern[str]:
    """Pattern for text that ends in one of the words, with a space unless the word ends in an apostrophe."""
    body = "|".join(re.escape(word) + ("" if word.endswith("'") else " ") for word in sorted(words, key=len)[::-1])
    return re.compile(rf"(?:^|[^\w]){prefix}(?:{body}){suffix}$") if body else re.compile(r"(?!)")


def _named(nouns: Sequence[str], clitic: str, language: str) -> re.Pattern[str]:
    """Pattern for a noun with the name behind it; in Arabic the name is one word, or two if the first asks for more."""
    body = "|".join(re.escape(noun) + ("" if noun.endswith("'") else " ") for noun in sorted(nouns, key=len)[::-1])
    double = r"(?:(?:عين|اولاد|سيدي|بني|ابو|بو|تل|بير|وادي|واد|برج|حاسي|دار|ام|راس|كفر|بيت|تين|ايت|ان|اغ) )?"
    name = rf"{double}[ء-ي]{{3,}}" if language == "ar" else r"[^\W\d_]"
    return re.compile(rf"(?<![^\W_]){clitic}(?:{body})(?P<name>{name})")


def _words(nouns: Sequence[str]) -> re.Pattern[str]:
    """Pattern for any of the nouns as a word."""
    body = "|".join(map(re.escape, nouns))
    return re.compile(rf"(?<![^\W_])(?:{body})(?![^\W_])") if body else re.compile(r"(?!)")


def _capital(patterns: Sequence[str], clitic: str) -> re.Pattern[str]:
    """Pattern for a capital that only its people name: "the Somali capital", "la capital maliense"."""
    people = r"(?P<people>[^\W\d_]{3,})(?:'s)?"
    body = "|".join(re.escape(pattern).replace(re.escape("{people}"), people) for pattern in patterns)
    return re.compile(rf"(?<![^\W_]){clitic}(?:{body})(?![^\W_])")


def _of_citizens(nouns: Sequence[str], citizens: Mapping[str, str]) -> re.Pattern[str]:
    """Pattern for a quarter with the adjective of its city: "barriada ceutí", "quartier marseillais"."""
    if not citizens:
        return re.compile(r"(?!)")
    heads = "|".join(sorted({re.escape(noun.split(" ")[0]) for noun in nouns}, key=len, reverse=True))
    adjectives = "|".join(sorted(map(re.escape, citizens), key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{heads}) (?P<city>{adjectives})s?(?![^\W_])")


@lru_cache(maxsize=8)
def load_cues(language: str) -> Cues:
    """The cues of a language."""
    table = yaml.safe_load(_CUES.read_text("utf-8"))[language]
    citizens = {fold_key(adjective): city for adjective, city in table.pop("citizens").items()}
    words = {name: [fold_key(str(word)) for word in entries] for name, entries in table.items()}
    clitic = "[وفبلك]{0,2}(?:ال)?" if language == "ar" else ""
    return Cues(
        loose=_ending(words["loose"], "[وف]?"),
        before=_ending(words["locative"], "[وف]?" if language == "ar" else ""),
        kind=_ending(words["kind"], clitic),
        unit=_ending(words["unit"], clitic),
        seat=_ending(words["seat"], clitic, "[بل]?"),
        named=_named(words["names"], clitic, language),
        named_before=_words(words["names_after"]),
        quarter=_ending(words["quarter"], clitic),
        capital=_capital(words["capital"], clitic),
        of_citizens=_of_citizens(words["quarter"], citizens),
        citizens=citizens,
        plain=frozenset(words["plain"]),
        unit_after=frozenset(words["unit_after"]),
        tail=frozenset(words["tail"]),
        body_after=frozenset(words.get("body_after", ())),
        inside=frozenset(words["inside"]),
    )
