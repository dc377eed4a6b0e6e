"""Number words of the four languages and the sum that they make.

The words are data (`marsad/data/numbers/*.yaml`, format in docs/numbers.md): each has a role (unit, teen, tens,
hundred, scale, ...) and a value. `Sum` adds and multiplies them as long as the grammar of the language lets one follow
the other, so "two hundred" + "and" + "five" is one number and "two" + "and" + "five" are two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple
from unicodedata import numeric

import yaml

from marsad.annotate.number_digits import split_words
from marsad.errors import UnknownLanguage
from marsad.spans import fold_key

__all__ = ["VULGAR", "Cues", "Grammar", "Sum", "Word", "load_grammar"]

Number = int | float
_LANGUAGES = ("ar", "en", "es", "fr")
_HUNDRED = 100
_THOUSAND = 1000
_TRILLION = 10**18
VULGAR = frozenset("½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞")


class Word(NamedTuple):
    """What a form contributes to a number.

    ``skip`` letters at its start belong to the text and not to the number (an Arabic conjunction or preposition),
    ``joined`` tells that they hold a conjunction, ``opens`` that the word can only begin a number. ``alone``: the word
    makes a number without others. ``hamza``: only with its hamza is it a number.
    """

    role: str
    value: Number
    alone: bool = True
    skip: int = 0
    joined: bool = False
    opens: bool = False
    hamza: bool = False


class Cues:
    """Phrases around numbers, keyed by the word next to the number."""

    def __init__(self, phrases: Iterable[tuple[str, str]], *, backward: bool) -> None:
        self.table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.firsts: set[str] = set()
        for phrase, meaning in phrases:
            words = tuple(split_words(fold_key(phrase)))
            words = words[::-1] if backward else words
            self.table.setdefault(words[0], []).append((words[1:], meaning))
            self.firsts.add(words[-1] if backward else words[0])
        for entries in self.table.values():
            entries.sort(key=lambda entry: -len(entry[0]))


@dataclass(frozen=True, slots=True)
class Grammar:
    """The number vocabulary of one language, folded."""

    language: str
    words: Mapping[str, Word]
    ordinals: Mapping[str, Word]
    known: frozenset[str]  # words with which a number may begin
    continuing: frozenset[str]  # words with which a number may go on, without a plural s
    units: frozenset[str]  # first words of units
    follow: Mapping[tuple[str, str], str]
    join: frozenset[str]
    join_values: frozenset[int]
    sets: Mapping[str, frozenset[str]]
    cues: Mapping[str, Cues]
    separators: Mapping[str, Any]
    glued_scales: Mapping[str, int]
    clitics: frozenset[str]
    plural_parts: bool
    apposition: bool


@cache
def load_grammar(language: str) -> Grammar:
    """The number grammar of a language."""
    if language not in _LANGUAGES:
        raise UnknownLanguage(language)
    source = files("marsad") / "data" / "numbers" / f"{language}.yaml"
    data: dict[str, Any] = yaml.load(source.read_text(encoding="utf-8"), Loader=_loader())
    clitics = frozenset(fold_key(clitic) for clitic in data["clitics"])
    never = _folded(data.get("never", ()))
    words = {form: word for form, word in _with_clitics(_words(data), clitics) if form not in never}
    ordinals = {form: word for form, word in _with_clitics(_ordinals(data), clitics) if form not in never}
    known, cues, sets = frozenset(words) | frozenset(ordinals), _cues(data), _sets(data)
    inside = known.union(*(sets[name] for name in ("join", "point", "out_of", "out_of_whole", "swelling")))
    return Grammar(
        language,
        words=words,
        ordinals=ordinals,
        known=known,
        continuing=inside | {word.removesuffix("s") for word in inside},
        units=frozenset(cues["unit"].table),
        follow={(last, role): how for last, roles in data["follow"].items() for role, how in roles.items()},
        join=_folded(data["join"]),
        join_values=frozenset(data.get("join_values", ())),
        sets=sets,
        cues=cues,
        separators=data["separators"],
        glued_scales=data["glued_scales"],
        clitics=clitics,
        plural_parts=data["plural_parts"],
        apposition=data["age"]["apposition"],
    )


def _loader() -> Any:
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _folded(forms: Iterable[str]) -> frozenset[str]:
    return frozenset(fold_key(form) for form in forms)


def _words(data: Mapping[str, Any]) -> Iterator[tuple[str, Word]]:
    """Folded forms of all number words; a later role does not replace an earlier one."""
    yield from ((sign, Word("part", numeric(sign))) for sign in VULGAR)
    not_alone, hamza = _folded(data["not_alone"]), frozenset(data.get("hamza", ()))
    for role, values in data["words"].items():
        for value, forms in values.items():
            for form in forms:
                folded = fold_key(form)
                alone = folded not in not_alone and role not in ("article", "bound")
                yield folded, Word(role, value, alone=alone, hamza=form in hamza)
                if role in ("unit", "teen", "tens") and value > 2:
                    for suffix in data.get("part_suffixes", ()):  # cincoavos, treintavos
                        yield folded + suffix, Word("part", 1 / value, alone=False)
                        yield folded[:-1] + suffix, Word("part", 1 / value, alone=False)


def _ordinals(data: Mapping[str, Any]) -> Iterator[tuple[str, Word]]:
    for value, forms in data["ordinals"].items():
        for form in forms:
            yield fold_key(form), Word("ordinal", value)


def _with_clitics(words: Iterable[tuple[str, Word]], clitics: frozenset[str]) -> Iterator[tuple[str, Word]]:
    """Each word alone and behind each clitic; a form that is a word of its own wins."""
    plain = dict(reversed(list(words)))
    for clitic in sorted(clitics, key=len, reverse=True):
        article = clitic.endswith("ال") or clitic.endswith("لل")
        # The article stays in the span of the number: it tells a counted whole ("the five suspects").
        skip = len(clitic) - (0 if not article else 1 if clitic.endswith("لل") else 2)
        for form, word in plain.items():
            yield clitic + form, word._replace(skip=skip, joined=clitic in _JOINING, opens=clitic not in _JOINING)
    yield from plain.items()


# Conjunctions with which an Arabic number goes on ("and twenty"); a preposition or an article begins a new one.
_JOINING = ("و", "وال")

_SETS = {
    "join": ("join",),
    "swelling": ("swelling",),
    "determiners": ("determiners",),
    "of": ("of",),
    "point": ("point",),
    "negative": ("negative",),
    "out_of": ("out_of",),
    "out_of_whole": ("out_of_whole",),
    "fillers": ("qualifiers", "fillers"),
    "between": ("range", "between"),
    "middle": ("range", "middle"),
    "bare": ("range", "bare"),
    "either": ("range", "either"),
    "growth": ("range", "growth"),
    "list": ("list",),
    "duration": ("duration",),
    "clock_before": ("clock", "before"),
    "clock_unit": ("clock", "unit"),
    "age_near": ("age", "near"),
    "age_units": ("age", "units"),
    "age_fill": ("age", "fill"),
    "age_of": ("age", "of"),
    "age_of_not": ("age", "of_not"),
    "numero": ("article", "numero"),
    "year_before": ("year", "before"),
    "months": ("months",),
    "month_before": ("month_before",),
    "age_be": ("age", "be"),
    "age_person": ("age", "person"),
    "ordinal_suffixes": ("ordinal_suffixes",),
}


def _at(data: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    for key in path:
        data = data.get(key, {})
    return data


def _sets(data: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    return {name: _folded(_at(data, path)) for name, path in _SETS.items()}


def _cues(data: Mapping[str, Any]) -> dict[str, Cues]:
    qualifiers = data["qualifiers"]
    after = [(phrase, meaning) for meaning, phrases in qualifiers["after"].items() for phrase in phrases]
    before = [(phrase, meaning) for meaning, phrases in qualifiers["before"].items() for phrase in phrases]
    units = [
        (phrase, kind)
        for kind, phrases in (
            ("percent", data["percent"]["after"]),
            ("clock", data["clock"]["after"]),
            ("age", data["age"]["after"]),
            ("duration", data["duration"]),
            ("other", data["other"]["after"]),
        )
        for phrase in phrases
    ]
    labels = [
        (phrase, kind)
        for kind, phrases in (
            ("percent", data["percent"]["before"]),
            ("article", data["article"]["before"]),
            ("other", data["other"]["before"]),
            ("clock", data["clock"]["before"]),
        )
        for phrase in phrases
    ]
    return {
        "qualifier_before": Cues(before, backward=True),
        "qualifier_after": Cues(after, backward=False),
        "unit": Cues(units, backward=False),
        "label": Cues(labels, backward=True),
        "not_age": Cues(((phrase, "duration") for phrase in data["age"]["not_after"]), backward=False),
    }


@dataclass(slots=True)
class Sum:
    """A number in the making: what has been read so far and what may still follow."""

    grammar: Grammar
    total: Number = 0
    group: Number = 0
    room: Number = _THOUSAND  # what is added to the group must be smaller
    scale: Number = _TRILLION * 10  # the last scale word; a smaller one may follow
    last: str = ""
    about: bool = False
    complete: bool = False  # some word read makes a number by itself
    size: int = field(default=0)
    tens: Number = 0  # a tens word at the end
    joint: Number = 0  # what stands before an "and" behind a hundred or a scale

    @property
    def value(self) -> Number:
        """The number read so far."""
        value = self.total + self.group
        return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < _TRILLION else value

    def accept(self, word: Word, joined: bool) -> bool:
        """Take one more word, or leave it for the next number."""
        before, last = self.value, self.last
        if (word.opens and self.size) or not self._step(word, joined):
            return False
        self.tens = word.value if word.role == "tens" and self.last == "tens" else 0
        if joined and last in ("hundred", "hundreds", "scale"):
            self.joint = before
        elif word.role in ("scale", "hundred"):
            self.joint = 0
        self.complete = self.complete or word.alone or self.size > 0
        self.size += 1
        return True

    def open(self, value: Number) -> None:
        """Begin with a numeral in digits ("45" of "45 thousand")."""
        self.group, self.room, self.last, self.complete, self.size = value, 0, "numeral", True, 1

    def _step(self, word: Word, joined: bool) -> bool:
        role = word.role
        if role in ("scale", "scale_dual", "scales"):
            return self._scale(word, joined)
        if role == "hundred":
            return self._hundred(word, joined)
        if role in ("dozen", "collective", "couple"):
            return self._collect(word, joined)
        if role == "part":
            return self._part(word, joined)
        if role == "article":
            return self._article()
        return self._add(word, joined)

    def _may_follow(self, role: str, joined: bool) -> bool:
        if not self.last:
            return True
        how = self.grammar.follow.get((self.last, role))
        return how is not None and (how == "either" or joined == (how == "joined"))

    def _add(self, word: Word, joined: bool) -> bool:
        """Units, teens, tens and whole hundreds add up while each is smaller than the room that the last one left."""
        role, value = word.role, word.value
        if self.last == "unit" and role == "tens" and not joined and self.grammar.language == "fr":
            return self._four_twenties(value)
        if not self._may_follow(role, joined) or (value == 0 and self.size > 0):
            return False
        if joined and self.grammar.join_values and value not in self.grammar.join_values:
            return False
        if self.last in ("unit", "bound") and role in ("tens", "ten"):  # Arabic says the unit first
            self.group, self.room, self.last = self.group + value, 0, "teen"
            return True
        if self.last and value >= self.room:
            return False
        self.group += value
        self.last = role
        self.room = {"tens": self._tens_room(value), "hundreds": _HUNDRED}.get(role, 0)
        if self.last == "teen" and value == 10 and self.grammar.language == "fr":  # dix-sept, dix-huit, dix-neuf
            self.room = 10
        return True

    def _tens_room(self, value: Number) -> int:
        return 20 if self.grammar.language == "fr" and value in (60, 80) else 10

    def _four_twenties(self, value: Number) -> bool:
        """Quatre-vingt(s)."""
        if value != 20 or self.group % _HUNDRED != 4:
            return False
        self.group, self.room, self.last = self.group + 76, 20, "tens"
        return True

    def _hundred(self, word: Word, joined: bool) -> bool:
        multiplies = self.last in ("unit", "teen", "tens", "numeral", "ten", "article", "part")
        if multiplies and not joined and (self.last == "numeral" or 0 < self.group < _HUNDRED):
            self.group *= word.value
        elif (not self.last or self.last == "scale") and self._may_follow("hundred", joined):
            if self.last and not word.alone:
                return False
            self.group = word.value
        else:
            return False
        self.room, self.last = _HUNDRED, "hundred"
        return True

    def _scale(self, word: Word, joined: bool) -> bool:
        whole = word.role == "scales"
        factor = word.value if not whole else word.value // 2
        if joined and self.last and (self.last != "scale" or not self._may_follow("scale", joined)):
            return False
        if self.last in ("collective", "couple", "bound"):
            return False
        if self.group == 0:
            return self._bare_scale(word, factor)
        if whole or factor == self.scale:
            return False
        if factor < self.scale:
            self.total += self.group * factor
        else:  # three thousand five hundred million
            smaller = self.total % factor
            self.total += (smaller + self.group) * factor - smaller
        self._after_scale(factor)
        return True

    def _bare_scale(self, word: Word, factor: Number) -> bool:
        if self.size > 0 and not (self.last == "scale" and (word.alone or factor > self.scale)):
            return False
        if self.total and factor > self.scale:
            smaller = self.total % factor
            self.total += smaller * (factor - 1)  # mil millones
        elif factor >= self.scale:
            return False
        else:
            self.total += 2 * factor if word.role != "scale" else factor
        self._after_scale(factor)
        return True

    def _after_scale(self, factor: Number) -> None:
        self.group, self.room, self.scale, self.last = 0, _THOUSAND, factor, "scale"

    def _collect(self, word: Word, joined: bool) -> bool:
        """Dozens and collectives ("une vingtaine"): about, unless a number counts them ("two dozen")."""
        if joined or self.last in ("scale", "collective", "couple"):
            return False
        counted = self.group > 1
        self.about = not counted or word.role != "dozen"
        self.group = (self.group or 1) * word.value
        self.room, self.last = 0, "collective"
        return True

    def _part(self, word: Word, joined: bool) -> bool:
        """Half and the like at the head of a number: half a million, un demi-million, media docena."""
        if joined or self.last not in ("", "article", "unit") or (self.last == "unit" and self.group != 1):
            return False
        self.group, self.room, self.last = word.value, 0, "part"
        return True

    def _article(self) -> bool:
        if self.last not in ("", "part"):
            return False
        if not self.last:
            self.group, self.room, self.last = 1, 0, "article"
        return True
