"""Invented private persons planted into texts: names of several cultures in many written forms, by seed.

Names come from three pools: words of our own lists (`known`), names of a list that the product does not ship and that
served no rule (`held_out`, data/held_out.yaml), and words made of syllables that no list can hold (`made_up`).
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

DATA = Path(__file__).parent / "data"
SHIPPED = Path(__file__).parents[2] / "src" / "marsad" / "data" / "persons"
POOLS = ("known", "held_out", "made_up")
# Particles and single letters tell nobody; everything else of a planted name must be hidden.
IDLE = set("de del la ben bin el al ould ag van abu abou ou بن ابن أبو أبي بأبي الملقب ولد آيت ال عبد".split())  # noqa: SIM905

_LATIN_FIRST = (
    "Karim Yassine Fatima Mohamed Abdelhak Jean Pierre Camille Julien Nathalie Javier Lucía Pablo Carmen Kevin "
)
_LATIN_FIRST += "Emily Connor Oumar Aminata Ibrahima Mamadou Moussa Hicham Zineb Rachid Samira Diego Rosa Mark Grace"
_LATIN_LAST = "Benali Ouazzani Traoré Diallo Coulibaly Ouedraogo Lefebvre Moreau Garnier Fernández Ortega Ruiz Walker "
_LATIN_LAST += (
    "Hughes Bouzid Chraibi Khelifi Belhaj Mansouri Haddad Dubois Iglesias Cooper Bennett Keita Sissoko Amrani"
)
_ARABIC_FIRST = (
    "كريم ياسين فاطمة محمد زكرياء يوسف خديجة مصطفى عمر سفيان حمزة إلياس مريم هشام نبيل سمير عثمان أيوب بلال أنس"
)
_ARABIC_LAST = (
    "الدكالي العلوي بنعلي الورياغلي التازي بوعزة المرابط الحداد القاسمي بلحاج الفاسي زروال أمزيان الطاهري مزوار"
)
_TOWNS = "Tanger Valencia Casablanca Paris Córdoba Tripoli Jordan Florence Salamanca Lyon Oran León Bamako Chester"
_WORDS = "Petit Blanco Baker Rose Moreno Young Leblanc Rojo King Noël Bravo Hunter Cruz Marchand Leclerc Prince"
_ARABIC_TOWNS = "طنجة التطواني المكناسي الوهراني البغدادي الحلبي السوري المصري الجزائري"
_ARABIC_WORDS = "سعيد جمال صالح ناصر الكبير النجار الحداد الصغير شريف"


@dataclass(frozen=True)
class Person:
    """A name as first written, and a later mention of it."""

    first: str
    later: str
    pool: str
    form: str


@lru_cache(maxsize=1)
def _held_out() -> dict[str, list[str]]:
    found: dict[str, list[str]] = yaml.safe_load((DATA / "held_out.yaml").read_text("utf-8"))
    return found


def _syllables(chance: random.Random, script: str) -> str:
    if script == "arabic":
        word = "".join(chance.choice("بتثجحخدذرزسشصضطعغفقكلمنه") + chance.choice(["", "ا", "و", "ي"]) for _ in range(3))
        return chance.choice(["", "ال", "بو", "بن"]) + word + chance.choice(["", "ي", "ان"])
    parts = [chance.choice("bcdfghjklmnprstvz") + chance.choice("aeiou") for _ in range(chance.choice([2, 3]))]
    return ("".join(parts) + chance.choice(["", "n", "r", "ll", "sch", "dt"])).capitalize()


def _draw(chance: random.Random, pool: str, script: str, part: str) -> str:
    if pool == "made_up":
        return _syllables(chance, script)
    if pool == "held_out":
        return chance.choice(_held_out()[f"{script}_{part}"])
    lists = {
        "latin_first": _LATIN_FIRST, "latin_last": _LATIN_LAST,
        "arabic_first": _ARABIC_FIRST, "arabic_last": _ARABIC_LAST,
    }  # fmt: skip
    return chance.choice(lists[f"{script}_{part}"].split())


def _latin(chance: random.Random, pool: str) -> Person:
    first, last = (_draw(chance, pool, "latin", part) for part in ("first", "last"))
    other = _draw(chance, pool, "latin", "last")
    forms = {
        "plain": (f"{first} {last}", last),
        "capitals": (f"{first} {last.upper()}", last.upper()),
        "turned": (f"{last.upper()} {first}", last),
        "initial": (f"{first} {last[0]}.", f"{first} {last[0]}."),
        "first initial": (f"{first[0]}. {last}", last),
        "particle": (f"{first} {chance.choice(['ben', 'El', 'al', 'Ould', 'Ag', 'de la', 'van'])} {last}", last),
        "hyphen": (f"{first} El-{last}", f"El-{last}"),
        "double": (f"{first} {last} {other}", last),
        "split": (f"{first}\n{last}", last),
        "town": (f"{first} {chance.choice(_TOWNS.split())}", ""),
        "word": (f"{first} {chance.choice(_WORDS.split())}", ""),
        "first name": (f"{first} {last}", first),
        "long": (f"{first} ben {other} {last}", f"{first} {last}"),
    }
    form = chance.choice(list(forms))
    written, later = forms[form]
    return Person(written, later or written.split()[-1], pool, form)


def _arabic(chance: random.Random, pool: str) -> Person:
    first, last = (_draw(chance, pool, "arabic", part) for part in ("first", "last"))
    other = _draw(chance, pool, "arabic", "first")
    full = f"{first} {last}"
    forms = {
        "plain": (full, last),
        "son": (f"{first} بن {other}", f"{first} بن {other}"),
        "servant": (f"عبد الرحيم {last}", last),
        "kunya": (f"{full} الملقب بأبي {other}", last),
        "long": (f"{first} {other} {last}", f"{first} {last}"),
        "split": (f"{first}\n{last}", last),
        "town": (f"{first} {chance.choice(_ARABIC_TOWNS.split())}", first),
        "word": (f"{first} {chance.choice(_ARABIC_WORDS.split())}", first),
        "initial": (f"{first} {last.removeprefix('ال')[0]}.", first),
        "first name": (full, first),
        "vowels": (f"{first[:2]}\u064e{first[2:]} {last}", last),
        "stretched": (f"{first} {last[:-1]}ـــ{last[-1]}", last),
    }
    form = chance.choice(list(forms))
    return Person(*forms[form], pool, form)


def invent(chance: random.Random, language: str, pool: str) -> Person:
    """A person of the pool, written as the press of the language would."""
    return _arabic(chance, pool) if language == "ar" else _latin(chance, pool)


def plant(chance: random.Random, text: str, language: str, pool: str) -> tuple[str, list[tuple[int, int]], Person]:
    """The text with a sentence on an invented person at a sentence end, and where the name stands in it."""
    person = invent(chance, language, pool)
    sentences = yaml_sentences()[language]
    pieces = re.split(r"(\{[nl]\})", chance.choice(sentences))
    ends = [match.end() for match in re.finditer(r"[.!?؟»”]\s|\n", text)] or [len(text)]
    position = chance.choice(ends)
    written, ranges = "", []
    for piece in pieces:
        name = {"{n}": person.first, "{l}": _later(chance, person, language)}.get(piece)
        if name is None:
            written += piece
            continue
        if language == "ar" and piece == "{l}" and written.endswith(" ") and chance.random() < 0.3:
            written += chance.choice("ولب")
        ranges.append((position + len(written), position + len(written) + len(name)))
        written += name
    return text[:position] + written + " " + text[position:], ranges, person


def _later(chance: random.Random, person: Person, language: str) -> str:
    return person.later.upper() if language != "ar" and chance.random() < 0.1 else person.later


@lru_cache(maxsize=1)
def yaml_sentences() -> dict[str, list[str]]:
    """The sentences by language."""
    found: dict[str, list[str]] = yaml.safe_load((DATA / "sentences.yaml").read_text("utf-8"))
    return found


def open_words(text: str, ranges: list[tuple[int, int]], hidden: list[tuple[int, int]]) -> list[str]:
    """Words of planted names of which a letter is left to be read."""
    left = []
    for start, end in ranges:
        for match in re.finditer(r"[^\W\d_][\w\u064b-\u0652ـ]*", text[start:end]):
            word = match.group()
            if word.lower() in IDLE or len(word) == 1:
                continue
            at, to = start + match.start(), start + match.end()
            if not any(a <= at and to <= b for a, b in hidden):
                left.append(word)
    return left
