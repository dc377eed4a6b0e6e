"""Countries that a text speaks of: by name, by people or by adjective ("Moroccan", "marroquí", "المغربية")."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

import ahocorasick_rs
import yaml

from marsad.spans import fold_key

__all__ = ["countries_named", "country_called"]

_STEMS = Path(__file__).resolve().parent.parent / "data" / "gazetteer" / "peoples.yaml"
# What may be written on to an Arabic adjective from the front.
_CLITICS = re.compile(r"(?<![ء-ي])[وفبلك]{0,2}(?:ال|ل)?$")


@lru_cache(maxsize=1)
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, list[str]]:
    """All stems in one automaton, and the country of each."""
    stems: dict[str, str] = {}
    for country, forms in yaml.safe_load(_STEMS.read_text("utf-8")).items():
        for form in forms.split():
            stems[fold_key(form.replace("_", " "))] = country
    matcher = ahocorasick_rs.AhoCorasick(list(stems), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return matcher, list(stems.values())


def countries_named(folded_text: str) -> Counter[str]:
    """How often each country is named in a folded text; stems count where a word begins."""
    matcher, countries = _automaton()
    found: Counter[str] = Counter()
    for index, start, _end in matcher.find_matches_as_indexes(folded_text):
        before = folded_text[start - 1] if start else " "
        if not before.isalnum() or _CLITICS.search(folded_text, max(0, start - 5), start):
            found[countries[index]] += 1
    return found


def country_called(word: str) -> str | None:
    """The country that a folded word means, by name, people or adjective; None where it means none."""
    matcher, countries = _automaton()
    for index, start, _end in matcher.find_matches_as_indexes(f"{word} "):
        if start == 0 or _CLITICS.fullmatch(word, 0, start):
            return countries[index]
    return None
