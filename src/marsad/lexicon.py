"""The lexicon of a language and the matcher that finds its terms and names in a folded text.

The words are data (`marsad/data/lexicon/*.yaml` and `names/*.yaml`; format in docs/lexicon.md). Matching is one
pass of an Aho-Corasick automaton (Aho & Corasick 1975) for each of three vocabularies: content words, cues and names;
they are kept apart so that a cue never hides a trigger. Inside one vocabulary the leftmost longest form wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any, Generic, TypeVar

import ahocorasick_rs

from marsad.errors import UnknownLanguage
from marsad.mentions import NameMention, TermMention
from marsad.resources import data_path, load_yaml
from marsad.spans import Folded, fold_key

__all__ = ["LANGUAGES", "Lexicon", "Name", "Term", "expand", "load_lexicon", "load_names", "match_text"]

LANGUAGES = ("ar", "en", "es", "fr")

# What may stand before an Arabic word and be written together with it.
PROCLITICS = frozenset(
    re.findall(r"\w+", "و ف ب ك ل ال وال بال فال كال لل ولل وبال وكال وب ول وك وف فب فل فلل فبال س وس فس ا ولا")
)
_BRACES = re.compile(r"\{([^{}]*)\}")
_Payload = TypeVar("_Payload")


@dataclass(frozen=True, slots=True)
class Term:
    """A meaning of a form: section of the lexicon, key in it, and voice (triggers) or number (nouns)."""

    category: str
    sense: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A known agency, court, group or state body; the name of a ``local`` one tells where it works."""

    name: str
    kind: str
    country: str | None
    parent: str | None
    wikidata: str | None = None
    local: bool = False


class _Spacer(dict[int, int]):
    """Translation table: everything that is no letter or digit becomes a blank, one for one."""

    def __missing__(self, code: int) -> int:
        blank = code if chr(code).isalnum() else 32
        self[code] = blank
        return blank


_SPACER = _Spacer()


def match_text(folded_text: str) -> str:
    """The folded text with every mark of punctuation as a blank: the form that patterns are matched against."""
    return folded_text.translate(_SPACER)


def expand(form: str) -> Iterator[str]:
    """All forms that a brace pattern stands for: ``arret{e,es}`` gives two."""
    pieces = _BRACES.split(form)
    options = [piece.split(",") if index % 2 else [piece] for index, piece in enumerate(pieces)]
    for choice in product(*options):
        yield "".join(choice)


class Vocabulary(Generic[_Payload]):
    """Forms with their payloads, compiled to an automaton."""

    def __init__(self, entries: Mapping[str, Sequence[_Payload]], *, proclitics: bool) -> None:
        # A leading blank makes the left word boundary part of the pattern; Arabic has clitics there and checks after.
        self._lead = "" if proclitics else " "
        forms = dict(entries)
        if proclitics:
            # ل + ال is written لل: "للمحكمة الوطنية" is the name "المحكمة الوطنية" after the preposition.
            forms |= {"لل" + form[2:]: terms for form, terms in entries.items() if form.startswith("ال")}
        self._forms = list(forms)
        self._by_form = {form: tuple(terms) for form, terms in forms.items()}
        self._payloads = [tuple(terms) for terms in forms.values()]
        self._automaton = ahocorasick_rs.AhoCorasick(
            [self._lead + form for form in self._forms] or ["\0"], matchkind=ahocorasick_rs.MatchKind.Standard
        )

    @property
    def forms(self) -> Sequence[str]:
        """All forms, folded."""
        return self._forms

    def payloads(self, form: str) -> tuple[_Payload, ...]:
        """What a folded form stands for; empty for an unknown one."""
        return self._by_form.get(form, ())

    def find(self, text: str) -> list[tuple[int, int, tuple[_Payload, ...]]]:
        """Whole-word hits in a match text, leftmost longest, in order: start, end, payloads."""
        shift = len(self._lead)
        haystack = self._lead + text
        size = len(text)
        hits = []
        for index, start, end in self._automaton.find_matches_as_indexes(haystack, overlapping=True):
            stop = end - shift
            if stop < size and text[stop] != " ":
                continue
            if not shift and start and text[start - 1] != " " and not _after_proclitic(text, start):
                continue
            hits.append((start, -stop, index))
        hits.sort()
        result = []
        reached = 0
        for start, minus_stop, index in hits:
            if start >= reached:
                reached = -minus_stop
                result.append((start, reached, self._payloads[index]))
        return result


def _after_proclitic(text: str, start: int) -> bool:
    word = start
    while word and text[word - 1] != " ":
        word -= 1
        if start - word > 4:
            return False
    return text[word:start] in PROCLITICS


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The compiled vocabulary of one language."""

    language: str
    content: Vocabulary[Term]
    cues: Vocabulary[Term]
    names: Vocabulary[tuple[Name, bool]]
    boilerplate: re.Pattern[str] | None
    headings: re.Pattern[str] | None
    topic: re.Pattern[str] | None

    def on_topic(self, text: str) -> bool:
        """Whether a folded text has a word of news on terrorism; always where the language names none."""
        return self.topic is None or self.topic.search(text) is not None

    def terms(self, text: str) -> tuple[TermMention, ...]:
        """Content words (triggers, nouns, units, nationalities) in a match text; what `ignore` covers is dropped."""
        hits = self.content.find(text)
        found = [*_mentions(hits), *self._persons_within(text, hits)]
        return tuple(sorted(found, key=lambda term: term.start))

    def _persons_within(self, text: str, hits: Iterable[tuple[int, int, tuple[Term, ...]]]) -> Iterator[TermMention]:
        """The person in the singular or dual that a trigger phrase ends in ("ضبط شخصين"): it is counted too."""
        for start, end, terms in hits:
            last = text.rfind(" ", start, end) + 1
            if last <= start or not any(term.category == "trigger" for term in terms):
                continue
            for begin in (last, last + 1):  # a proclitic may stand before the noun
                nouns = [
                    term
                    for term in self.content.payloads(text[begin:end])
                    if term.category == "person" and term.form in ("singular", "dual")
                ]
                if nouns:
                    yield from (TermMention(begin, end, noun.category, noun.sense, noun.form) for noun in nouns)
                    break

    def cue_terms(self, text: str) -> tuple[TermMention, ...]:
        """Cues in a match text."""
        return tuple(_mentions(self.cues.find(text)))

    def name_mentions(self, folded: Folded, text: str) -> tuple[NameMention, ...]:
        """Known names; an alias that is a common word too counts only where the original has its capitals."""
        found = []
        for start, end, payload in self.names.find(text):
            for name, capitals in payload:
                if not capitals or _capitalised(folded.source(start, end)):
                    found.append(NameMention(start, end, name.name, name.kind, name.country))
        return tuple(found)


def _capitalised(written: str) -> bool:
    """Whether a name stands in capitals, all ("IS", "M23") or several ("LeT", "The Base"): no word of a sentence."""
    return written.isupper() or sum(map(str.isupper, written)) > 1


def _mentions(hits: Iterable[tuple[int, int, tuple[Term, ...]]]) -> Iterator[TermMention]:
    for start, end, terms in hits:
        for term in terms:
            if term.sense != "ignore":
                yield TermMention(start, end, term.category, term.sense, term.form)


def _key(form: str) -> str:
    """A form as it looks in a match text: folded, punctuation as blanks, single blanks."""
    return " ".join(match_text(fold_key(form)).split())


def _collect(entries: dict[str, list[Any]], forms: Iterable[str], payload: object) -> None:
    for form in forms:
        for expanded in expand(str(form)):
            key = _key(expanded)
            if key and payload not in entries.setdefault(key, []):
                entries[key].append(payload)


def _content(data: Mapping[str, Any]) -> dict[str, list[Term]]:
    entries: dict[str, list[Term]] = {}
    for category, section in (("trigger", "triggers"), ("person", "persons"), ("unit", "units")):
        for sense, by_form in (data.get(section) or {}).items():
            for form, forms in by_form.items():
                _collect(entries, forms or (), Term(category, sense, form))
    for country, forms in (data.get("demonyms") or {}).items():
        _collect(entries, forms or (), Term("demonym", str(country)))
    _collect(entries, data.get("cues", {}).get("ignore") or (), Term("cue", "ignore"))
    return entries


def _cues(data: Mapping[str, Any]) -> dict[str, list[Term]]:
    entries: dict[str, list[Term]] = {}
    for cue, forms in (data.get("cues") or {}).items():
        if cue != "ignore":
            _collect(entries, forms or (), Term("cue", cue))
    return entries


@lru_cache(maxsize=1)
def load_names() -> dict[str, tuple[Name, dict[str, list[str]]]]:
    """Canonical name to its entry and its aliases by language, over all name files; base.yaml wins."""
    names: dict[str, tuple[Name, dict[str, list[str]]]] = {}
    files = (path.name for path in data_path("names").glob("*.yaml"))
    paths = sorted(files, key=lambda file: (file != "base.yaml", file))
    for path in paths:
        for canonical, entry in (load_yaml("names", path) or {}).items():
            if canonical in names:
                continue
            about = {key: entry.get(key) for key in ("country", "parent", "wikidata")}
            name = Name(canonical, entry["kind"], **about, local=bool(entry.get("local")))
            names[canonical] = (name, entry.get("aliases") or {})
    return names


def _name_entries() -> dict[str, list[tuple[Name, bool]]]:
    entries: dict[str, list[tuple[Name, bool]]] = {}
    for name, aliases in load_names().values():
        for alias in (name.name, *(alias for some in aliases.values() for alias in some)):
            _collect(entries, (alias,), (name, _needs_capitals(alias)))
    return entries


def _needs_capitals(alias: str) -> bool:
    """Whether an alias is a word in other places: acronyms and short names ("is", "ei", "let"), "the base"."""
    if not alias.isascii():
        return False
    short = len(alias) <= 5 and (alias.isupper() or sum(map(str.isupper, alias)) > 1)
    return short or (alias.startswith("The ") and alias.count(" ") == 1)


def _either(patterns: Sequence[str]) -> re.Pattern[str] | None:
    """One pattern for several; None for none."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns)) if patterns else None


@lru_cache(maxsize=len(LANGUAGES))
def load_lexicon(language: str) -> Lexicon:
    """The compiled lexicon of a language; raises UnknownLanguage outside the four."""
    if language not in LANGUAGES:
        raise UnknownLanguage(language)
    data = load_yaml("lexicon", f"{language}.yaml")
    arabic = language == "ar"
    stems = [fold_key(str(stem)) for stem in data.get("topic") or ()]
    return Lexicon(
        language,
        Vocabulary(_content(data), proclitics=arabic),
        Vocabulary(_cues(data), proclitics=arabic),
        Vocabulary(_name_entries(), proclitics=arabic),
        _either(data.get("boilerplate") or ()),
        _either(data.get("headings") or ()),
        re.compile("|".join(map(re.escape, stems))) if stems else None,
    )
