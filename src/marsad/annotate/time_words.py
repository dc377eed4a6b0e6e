"""Words of time: the vocabulary of a language, and a text as a string of word classes.

Each class of words ("month", "weekday", "since") has one character, its code. A text becomes a string of codes, one for
each word, number or mark that matters, so that the grammar of times is a set of short regular expressions over classes,
the same for all languages. Everything that is no time word is one dot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from marsad.errors import UnknownLanguage
from marsad.spans import fold_key

__all__ = ["CODES", "NAMES", "TimeWords", "Tokens", "load_time_words", "tokenize", "with_worded_years"]

# Words of the vocabulary files, then numbers, then marks.
_CLASSES = re.findall(
    r"\w+",
    """
    month amonth weekday aweekday hmonth hs ad season dayrel now tod dunit wunit weekend munit qunit yunit yunits
    decade century yearto hunit dual thousands last lastpl this next nextpl same samepost following previous
    narday narweek narmonth naryear part sofar half demi quarterorder halforder ow nw hundred thousand a few
    ago agopre later earlier afterlater beforelater sinceago beforeago after before since until from to between and
    of the in on within every namebefore nameafter counted corr dd od yy hy num nd ym md clock dtg decadenum comma
    dash slash dot adot colon lpar rpar nl mark word
    """,
)
# Codes start above ASCII so that none is an operator of a regular expression; "word" keeps the readable dot.
CODES: Mapping[str, str] = {name: chr(0xC0 + index) for index, name in enumerate(_CLASSES)}
NAMES: Mapping[str, str] = {code: name for name, code in CODES.items()}
# Sections of the vocabulary files that are no class of words.
_OPTIONS = {"language", "month_first", "clitics", "name_months", "byline", "ignore", "ago_words"}

_TOKEN = re.compile(
    r"[^\W\d_]+"
    r"|\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d{4}/\d{1,2}/\d{1,2}(?!\d)|\d{4}\.\d{1,2}\.\d{1,2}(?!\d)"
    r"|(?<![\d/.-])\d{1,2}(?P<sep>[-/.])\d{1,2}(?P=sep)(?:\d{4}|\d\d)(?![\d/-])"
    r"|(?<![\d/.-])(?:\d{1,2}[-/.]\d{4}|\d{4}[-/]\d{1,2}|\d{1,2}/\d{1,2})(?![\d/-]|[.]\d)"
    r"|\d{1,2}[:h]\d\d(?!\d)"
    r"|\d{1,3}(?:[.,]\d{3})+(?!\d)|\d+[.,]\d+"
    r"|\d{1,2}\.?[oa]\b|\d{1,2}(?:st|nd|rd|th|er|ere|eme|e|re|ro)\b|\d{3}0s\b|\d+"
    r"|\n+|[^\w\s']"
)
_MARKS = {",": "comma", "-": "dash", "/": "slash", ".": "dot", ":": "colon", "(": "lpar", ")": "rpar"}
_MARK_CODES = {mark: CODES[name] for mark, name in _MARKS.items()}
_WORD, _MARK, _BREAK = CODES["word"], CODES["mark"], CODES["nl"]
_ABBREVIATION_DOT = CODES["adot"]
_OTHER: tuple[str, Any] = (_WORD, None)
# A line shorter than this ends on purpose; longer ones may be hard-wrapped prose.
_WRAPPED = 50
_YEARS = range(1900, 2100)
_HIJRI_YEARS = range(1300, 1500)

_Value = Any
# The phrases that begin with a word by their second word: what follows, longest first, and the meaning.
_Phrases = Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, _Value]], ...]]
# What a word means by itself, and its phrases.
_Entry = tuple[tuple[str, _Value], _Phrases]
# Number of a token in the text, its characters, and where it starts.
_Span = tuple[int, str, int]


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Vocabulary of one language: single words, phrases by their first word, and what the grammar must know.

    A meaning is (code, value); the value is a number (month 6, weekday 0, shift -1) or a name (a unit, a part of day).
    ``cuts`` are words written together with particles, and how many letters these take; ``known`` are all words that
    matter in any way.
    """

    language: str
    table: Mapping[str, _Entry]
    cuts: Mapping[str, int]
    known: frozenset[str]
    month_first: bool
    name_months: frozenset[str]
    byline: frozenset[str]
    abbreviations: frozenset[str]


@dataclass(slots=True)
class Tokens:
    """The tokens of a text in parallel lists; ``kinds`` has one code for each."""

    kinds: str
    values: list[_Value]
    starts: list[int]
    ends: list[int]


def _forms(section: Mapping[Any, Iterable[Any]] | Iterable[Any]) -> Iterator[tuple[_Value, str]]:
    if isinstance(section, Mapping):
        for value, forms in section.items():
            yield from ((value, str(form)) for form in forms)
    else:
        yield from ((0, str(form)) for form in section)


def _split(form: str) -> tuple[str, ...]:
    return tuple(match.group() for match in _TOKEN.finditer(fold_key(form)))


@lru_cache(maxsize=8)
def load_time_words(language: str) -> TimeWords:
    """Vocabulary of a language; UnknownLanguage when there is none."""
    path = files("marsad") / "data" / "times" / f"{language}.yaml"
    if not path.is_file():
        raise UnknownLanguage(f"no time words for language {language!r}; use one of ar, fr, es, en")
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    words: dict[str, tuple[str, _Value]] = {}
    phrases: dict[str, dict[tuple[str, ...], tuple[str, _Value]]] = {}
    sections = {name: forms for name, forms in data.items() if name not in _OPTIONS}
    entries = [(CODES[name], value, form) for name, section in sections.items() for value, form in _forms(section)]
    entries += [(CODES["mark"], None, form) for form in data["ignore"]]
    clitics = data.get("clitics", "")
    known = {parts[0] for _, _, form in entries if (parts := _split(form))}
    cuts = _cuts(known, clitics)
    for code, value, form in entries:
        parts = _cut_tail(_split(form), cuts)
        if len(parts) == 1:
            # The first meaning written in the file wins: "to" as until, "may" as a month.
            words.setdefault(parts[0], (code, value))
        elif parts:
            phrases.setdefault(parts[0], {}).setdefault(parts[1:], (code, value))
    table = {form: (words.get(form, _OTHER), _by_second(phrases.get(form, {}))) for form in (*words, *phrases)}
    known = {part for rest in phrases.values() for tail in rest for part in tail}
    return TimeWords(
        language=language,
        table=table,
        cuts=cuts,
        known=frozenset({*table, *cuts, *known}),
        month_first=bool(data.get("month_first")),
        name_months=frozenset(fold_key(str(form)) for form in data["name_months"]),
        byline=frozenset(fold_key(str(form)) for form in data["byline"]),
        abbreviations=frozenset(_abbreviations(data)),
    )


def _by_second(rest: Mapping[tuple[str, ...], tuple[str, _Value]]) -> _Phrases:
    """Phrases that begin with one word, by their second word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, _Value]]]] = {}
    for tail, entry in sorted(rest.items(), key=lambda item: -len(item[0])):
        found.setdefault(tail[0], []).append((tail, entry))
    return {second: tuple(entries) for second, entries in found.items()}


def _abbreviations(data: Mapping[str, Any]) -> Iterator[str]:
    """Names of months and weekdays that a dot may follow: those that begin a longer name of the same."""
    for full, short in (("month", "month"), ("month", "amonth"), ("amonth", "amonth"), ("weekday", "aweekday")):
        for value, forms in data.get(short, {}).items():
            names = [fold_key(name) for name in data.get(full, {}).get(value, ())]
            for form in map(fold_key, forms):
                if any(name != form and name.startswith(form) for name in names):
                    yield form


def _number(token: str) -> tuple[str, _Value]:
    """Class and value of a token that begins with a digit."""
    if not token.isdecimal():
        return _mixed(token)
    value = int(token) if len(token) < 12 else -1
    if len(token) <= 2 and 1 <= value <= 31:
        return CODES["dd"], value
    if len(token) == 4 and value in _YEARS:
        return CODES["yy"], value
    if len(token) == 4 and value in _HIJRI_YEARS:
        return CODES["hy"], value
    if len(token) == 6:
        return CODES["dtg"], token
    return CODES["num"], value


def _mixed(token: str) -> tuple[str, _Value]:
    """Class and value of a token with digits and more: a numeric date, a clock time, an ordinal, a long number."""
    if token[-1].isalpha():
        digits = token.rstrip("abcdefghijklmnopqrstuvwxyz.")
        if len(digits) == 4:
            return CODES["decadenum"], int(digits)
        return (CODES["od"], int(digits)) if 1 <= int(digits) <= 31 else (CODES["num"], int(digits))
    return (CODES["clock"], token) if ":" in token or "h" in token else _parted(token)


def _parted(token: str) -> tuple[str, _Value]:
    """Class and value of numbers joined by marks: a date, a month of a year, a day of a month, or one long number."""
    parts = re.split(r"[-/.,]", token)
    if len(parts) == 3 and (len(parts[0]) == 4 or len(parts[1]) <= 2):
        return CODES["nd"], (*(int(part) for part in parts), (len(parts[0]), len(parts[2])))
    if len(parts) == 2 and "," not in token and max(map(len, parts)) == 4:
        return CODES["ym"], (int(parts[0]), int(parts[1]))
    if "/" in token:
        return CODES["md"], (int(parts[0]), int(parts[1]))
    return CODES["num"], -1


def tokenize(text: str, words: TimeWords) -> Tokens:
    """A folded text as classes of words; runs of other words are one dot."""
    spans = _known(text, words)
    table = words.table
    kinds: list[str] = []
    values: list[_Value] = []
    starts: list[int] = []
    ends: list[int] = []
    index, line, count = 0, 0, len(spans)
    before, end = -1, 0
    while index < count:
        number, token, start = spans[index]
        index += 1
        if number - before > 1:
            kinds.append(_WORD)
            values.append(None)
            starts.append(end)
            ends.append(start)
        before, end = number, start + len(token)
        found = table.get(token)
        if found is not None:
            entry, phrases = found
            taken, phrase = _phrase(spans, index, phrases) if phrases else (0, None)
            if phrase is not None:
                entry, index = phrase, index + taken
                before, last, start_of_last = spans[index - 1]
                end = start_of_last + len(last)
        elif token[0] == "\n":
            wrapped = len(token) == 1 and start - line >= _WRAPPED and text[start - 1] not in ".!?:;"
            line = end
            if wrapped:
                continue
            entry = (_BREAK, None)
        else:
            entry = _other(token, spans[index - 2][1] if index > 1 else "", words)
        kinds.append(entry[0])
        values.append(entry[1])
        starts.append(start)
        ends.append(end)
    return Tokens("".join(kinds), values, starts, ends)


def _known(text: str, words: TimeWords) -> list[_Span]:
    """Numbers, marks and the words of the vocabulary, each with its number in the text: a gap is another word."""
    known = words.known
    spans = [
        (number, token, match.start())
        for number, match in enumerate(_TOKEN.finditer(text))
        if (token := match.group()) in known or not token[0].isalpha()
    ]
    return _without_clitics(spans, words.cuts) if words.cuts else spans


def _phrase(spans: list[_Span], index: int, phrases: _Phrases) -> tuple[int, tuple[str, _Value] | None]:
    """The longest phrase that goes on at ``index``, and how many tokens it takes there."""
    if index >= len(spans):
        return 0, None
    for tail, entry in phrases.get(spans[index][1], ()):
        window = spans[index : index + len(tail)]
        if tuple(span[1] for span in window) == tail and window[-1][0] - spans[index - 1][0] <= len(tail):
            return len(tail), entry
    return 0, None


def _other(token: str, before: str, words: TimeWords) -> tuple[str, _Value]:
    """Class of a number or a mark; a dot after "Sept" is no end of a sentence."""
    if token[0].isdecimal():
        return _number(token)
    if token == "." and before in words.abbreviations:
        return _ABBREVIATION_DOT, None
    return _MARK_CODES.get(token, _MARK), None


def _without_clitics(spans: Iterable[_Span], cuts: Mapping[str, int]) -> list[_Span]:
    """Cut one or two particles from words that are time words without them ("والاربعاء", "وبيومين")."""
    cut: list[_Span] = []
    for span in spans:
        count = cuts.get(span[1])
        if count is None:
            cut.append(span)
            continue
        number, token, start = span
        cut.extend((number, token[offset], start + offset) for offset in range(count))
        cut.append((number, token[count:], start + count))
    return cut


def _cut_tail(parts: tuple[str, ...], cuts: Mapping[str, int]) -> tuple[str, ...]:
    """A phrase as the tokens of a text will be: later words lose their particles ("الحادي والعشرين")."""
    spans = _without_clitics([(0, part, 0) for part in parts[1:]], cuts)
    return (*parts[:1], *(part for _, part, _ in spans))


def _cuts(table: Iterable[str], clitics: str) -> dict[str, int]:
    """How many particles stand before a time word, for all forms they make with it."""
    forms = [form for form in table if len(form) > 1 and form[0].isalpha()]
    doubled = [first + second for first in clitics for second in clitics if first != second]
    cuts = {pair + form: 2 for pair in doubled for form in forms}
    cuts.update({clitic + form: 1 for clitic in clitics for form in forms})
    for form in table:
        cuts.pop(form, None)
    return cuts


# "two thousand and twenty four", "dos mil veinte", "nineteen twenty-eight", "الفين وعشرين"
_WORDED_YEAR = re.compile(
    "(?:{nw}{thousand}|{thousands}|{nw})(?:{and}?{nw}(?:[{dash}{and}]?{nw})?)?".format(
        **{name: CODES[name] for name in ("nw", "thousand", "thousands", "and", "dash")}
    )
)


def with_worded_years(tokens: Tokens) -> Tokens:
    """The tokens with years in words as years; in running text the same words mostly count something."""
    kinds, values, starts, ends = "", [], [], []
    position = 0
    for match in _WORDED_YEAR.finditer(tokens.kinds):
        year = _worded_year(tokens, match.start(), match.end())
        if year is None:
            continue
        kinds += tokens.kinds[position : match.start()] + CODES["yy"]
        values += [*tokens.values[position : match.start()], year]
        starts += tokens.starts[position : match.start() + 1]
        ends += [*tokens.ends[position : match.start()], tokens.ends[match.end() - 1]]
        position = match.end()
    return Tokens(
        kinds + tokens.kinds[position:],
        values + tokens.values[position:],
        starts + tokens.starts[position:],
        ends + tokens.ends[position:],
    )


def _worded_year(tokens: Tokens, start: int, end: int) -> int | None:
    """The year from 1900 to 2099 that the words make, or None."""
    parts = [(tokens.kinds[index], tokens.values[index]) for index in range(start, end)]
    numbers = [int(value) for code, value in parts if code == CODES["nw"]]
    if parts[0][0] == CODES["thousands"]:
        return int(parts[0][1]) + sum(numbers)
    if len(parts) > 1 and parts[1][0] == CODES["thousand"]:
        return 2000 + sum(numbers[1:]) if numbers[0] == 2 and sum(numbers[1:]) < 100 else None
    if len(numbers) > 1 and numbers[0] in (19, 20) and numbers[1] >= 10:
        return numbers[0] * 100 + sum(numbers[1:])
    return None
