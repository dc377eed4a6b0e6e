"""What the words around a number say of it: qualifier and kind."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from marsad.annotate.number_reader import LINKS, YEARS, Reading, Tokens
from marsad.annotate.number_words import Cues, Grammar, Word
from marsad.mentions import Qualifier

__all__ = ["Context"]

_CUE_LINKS = LINKS | {"'", "' ", " '", ' "'}
_LABEL_LINKS = _CUE_LINKS | {". ", "° ", "°", ".", ": ", " (", "("}
_LIST_LINKS = _CUE_LINKS | {", "}
_MONEY = frozenset("$€£¥₪")
_NO_WORD = Word("none", 0)
_AFTER_REACH = 3  # words between a number and a qualifier behind its noun ("14 people were killed at least")
_AGE_REACH = 14  # words of an enumeration of ages
_OF_REACH = 4  # words before "de 20 ans" that may show a prison term
_OLDEST = 130  # nobody is older
_ADULT = 12  # a bare "de 5 ans" is more often a term than an age
_HIJRI_YEARS = range(1300, 1500)


class Context:
    """The words around the numbers of one text."""

    def __init__(self, tokens: Tokens, grammar: Grammar, numbers: set[int]) -> None:
        self.tokens = tokens
        self.grammar = grammar
        self.numbers = numbers

    # Qualifiers

    def qualify(self, reading: Reading) -> None:
        """Set the qualifier and the start of the span from the words before, or the qualifier from those behind."""
        reading.span_start, reading.span_end = reading.start, reading.end
        inner = reading.qualifier
        found = self._qualifier_before(reading, reading.first)
        if not found and reading.kind != "one":
            self._qualifier_behind(reading)
        if reading.qualifier == "exact":
            reading.qualifier = inner

    def _qualifier_before(self, reading: Reading, first: int) -> bool:
        """Up to two qualifiers, the outer one stronger: "at least some 40" is at least 40."""
        found = False
        for _ in range(2):
            start = self._skip_fillers(first)
            hit = self._match_before("qualifier_before", start, _CUE_LINKS)
            if hit is None:
                break
            first, meaning = hit
            reading.qualifier = _qualifier(meaning)
            reading.span_start = self.tokens.starts[first] + self._clitic(first)
            found = True
        return found

    def _clitic(self, index: int) -> int:
        """Letters of an Arabic conjunction before a qualifier (وحوالي), which stay outside the span."""
        word, firsts = self.tokens.words[index], self.grammar.cues["qualifier_before"].firsts
        return next((len(word) - len(form) for form in self._forms(word) if form in firsts), 0)

    def _skip_fillers(self, first: int) -> int:
        """Index of the first word of a number with the articles and Arabic clitics before it."""
        tokens, fillers = self.tokens, self.grammar.sets["fillers"]
        while tokens.linked(first):
            word = tokens.words[first - 1]
            if word not in fillers and not (tokens.gaps[first] == "" and word in self.grammar.clitics):
                break
            first -= 1
        return first

    def _match_before(self, name: str, first: int, links: frozenset[str]) -> tuple[int, str] | None:
        """A cue that ends right before a word: index of its first word and its meaning."""
        tokens, cues = self.tokens, self.grammar.cues[name]
        if not tokens.linked(first, links):
            return None
        word = tokens.words[first - 1]
        for entry in self._forms(word):
            for rest, meaning in cues.table.get(entry, ()):
                start = self._rest_before(first - 1, rest)
                if start >= 0 and (entry == word or not rest):
                    return start, meaning
        return None

    def _forms(self, word: str) -> Iterator[str]:
        """A word as it stands and, in Arabic, without a conjunction or preposition of one or two letters."""
        yield word
        for size in (1, 2):
            if word[:size] in self.grammar.clitics and len(word) > size + 1:
                yield word[size:]

    def _rest_before(self, index: int, rest: tuple[str, ...]) -> int:
        for expected in rest:
            if not self.tokens.linked(index, _CUE_LINKS):
                return -1
            index -= 1
            word = self.tokens.words[index]
            if expected not in self._forms(word):
                return -1
        return index

    def _match_behind(self, cues: Cues, index: int) -> tuple[int, str] | None:
        """A cue that begins at a word: the index behind it and its meaning."""
        tokens = self.tokens
        if index >= len(tokens.words):
            return None
        for rest, meaning in cues.table.get(tokens.words[index], ()):
            end = index + 1
            for expected in rest:
                if not tokens.linked(end, _CUE_LINKS) or tokens.words[end] != expected:
                    break
                end += 1
            else:
                return end, meaning
        return None

    def _qualifier_behind(self, reading: Reading) -> None:
        tokens, cues = self.tokens, self.grammar.cues["qualifier_after"]
        for index in range(reading.last, reading.last + _AFTER_REACH + 1):
            if not tokens.linked(index) or index in self.numbers:
                return
            hit = self._match_behind(cues, index)
            if hit is None:
                continue
            if hit[0] not in self.numbers or not tokens.linked(hit[0], _CUE_LINKS):
                reading.qualifier = _qualifier(hit[1])
                if index == reading.last:
                    reading.span_end = tokens.ends[hit[0] - 1]
            return

    # Kinds

    def classify(self, reading: Reading) -> None:
        """Set the kind from the words around, and the end of the span where a unit belongs to it."""
        if self._by_sign(reading) or self._by_unit(reading):
            return
        if reading.kind not in ("cardinal", "one", "ordinal", "other"):
            return
        if self._is_day(reading):
            reading.kind, reading.day = "other", True
        elif reading.kind == "ordinal":
            return
        elif (label := self._label(reading)) is not None:
            reading.kind = label  # type: ignore[assignment]
        elif reading.kind == "cardinal":
            self._by_neighbours(reading)

    def _by_neighbours(self, reading: Reading) -> None:
        if self._is_year(reading):
            reading.kind = "year"
        elif self._near_age(reading) or self._apposed(reading) or self._are_aged(reading):
            reading.kind = "age"
        elif self._numbers_a_line(reading) or self._is_decade(reading) or isinstance(reading.value, float):
            reading.kind = "other"

    def _by_sign(self, reading: Reading) -> bool:
        text = self.tokens.folded.text
        behind = text[reading.end : reading.end + 2]
        if behind.strip()[:1] == "%":
            reading.kind, reading.span_end = "percent", reading.end + behind.index("%") + 1
        elif behind.strip()[:1] in _MONEY or text[max(0, reading.start - 2) : reading.start].strip()[-1:] in _MONEY:
            reading.kind = "other"
        else:
            return False
        return True

    def _by_unit(self, reading: Reading) -> bool:
        tokens, index = self.tokens, reading.last
        if reading.scaled and tokens.linked(index) and tokens.words[index] in self.grammar.sets["of"]:
            index += 1
        hit = self._match_behind(self.grammar.cues["unit"], index) if tokens.linked(index, _CUE_LINKS) else None
        if hit is None:
            return False
        end, kind = hit
        if reading.kind == "ordinal" and kind != "age":
            return False
        if kind == "duration":
            kind = self._age_or_duration(reading, index, end)
        reading.kind = "other" if kind == "clock" else kind  # type: ignore[assignment]
        if kind == "duration" and reading.kind == "duration":
            end = self._and_half(reading, end)
        reading.span_end = tokens.ends[end - 1]
        return True

    def _and_half(self, reading: Reading, end: int) -> int:
        """In "deux ans et demi" the part behind the unit belongs to the value; the index behind it."""
        tokens, words = self.tokens, self.grammar.words
        index = end
        if tokens.linked(index) and tokens.words[index] in self.grammar.join:
            index += 1
        while tokens.linked(index) and words.get(tokens.words[index], _NO_WORD).role in ("article", "unit"):
            index += 1
        part = words.get(tokens.words[index], _NO_WORD) if tokens.linked(index) else _NO_WORD
        if part.role != "part" or (index == end and not part.joined):
            return end
        reading.value, reading.high = reading.value + part.value, reading.high + part.value
        return index + 1

    def _age_or_duration(self, reading: Reading, index: int, end: int) -> str:
        tokens, unit = self.tokens, self.tokens.words[index]
        if unit in self.grammar.sets["clock_unit"]:
            return "clock" if self._clock_before(reading) or self._behind_is(end, "clock") else "duration"
        if unit not in self.grammar.sets["age_units"] or self._match_behind(self.grammar.cues["not_age"], end):
            return "duration"
        if self._behind_is(end, "age") or self._near_age(reading) or self._of_age(reading):
            return "age"
        opened = tokens.gaps[reading.first] in (", ", " (") and tokens.capital(reading.first - 1)
        return "age" if opened and 10 <= reading.value < 100 else "duration"

    def _behind_is(self, index: int, kind: str) -> bool:
        hit = self._match_behind(self.grammar.cues["unit"], index) if self.tokens.linked(index) else None
        return hit is not None and hit[1] == kind

    def _clock_before(self, reading: Reading) -> bool:
        hit = self._match_before("label", reading.first, _CUE_LINKS)
        return hit is not None and hit[1] == "clock" and reading.value <= 24

    def _near_age(self, reading: Reading) -> bool:
        """Whether a word for age opens the enumeration or range that the number stands in."""
        tokens, sets = self.tokens, self.grammar.sets
        index = reading.first
        for _ in range(_AGE_REACH):
            if not tokens.linked(index, _LIST_LINKS):
                return False
            index -= 1
            word = tokens.words[index]
            if any(form in sets["age_near"] for form in self._forms(word)):
                return tokens.words[index + 1] not in sets["list"] and reading.value < _OLDEST
            if word.isdecimal() and int(word) >= _OLDEST:
                return False  # a year: "سنة 2015، و19 خلية" counts cells
            if word not in sets["age_fill"] and word[0] > "9" and word not in self.grammar.words:
                return False
        return False

    def _of_age(self, reading: Reading) -> bool:
        """Whether "de 38 ans" is an age ("un homme de 38 ans") and no term ("une peine de 20 ans")."""
        tokens, sets = self.tokens, self.grammar.sets
        first = reading.opened if reading.opened >= 0 else reading.first
        if reading.span_start < reading.start or not tokens.linked(first, _CUE_LINKS):
            return False
        if tokens.words[first - 1] not in sets["age_of"] or not _ADULT <= reading.value < 100:
            return False
        return not any(word in sets["age_of_not"] for word in tokens.words[max(0, first - 1 - _OF_REACH) : first - 1])

    def _apposed(self, reading: Reading) -> bool:
        """Whether a number alone stands behind a name: "Major Moiz Abbas Shah, 37, led from the front"."""
        tokens, first, last = self.tokens, reading.first, reading.last
        if not self.grammar.apposition or not reading.digits or not 10 <= reading.value < 100:
            return False
        if tokens.gaps[first] != ", " or not tokens.gaps[last].lstrip().startswith((",", "(")):
            return False
        if tokens.words[first - 1] in self.grammar.sets["age_person"]:
            return True  # "a man, 31, extradited on Sunday"
        return tokens.capital(first - 1) and tokens.capital(first - 2) and tokens.gaps[first - 1] in (" ", "-")

    def _are_aged(self, reading: Reading) -> bool:
        """Whether a range or a limit alone is an age: "the women, who are between 23 and 40", "most are under 25"."""
        tokens, sets = self.tokens, self.grammar.sets
        first = reading.opened
        if first < 0 and reading.span_start < reading.start:
            first = bisect_left(tokens.starts, reading.span_start)
        if first < 1 or not tokens.linked(first) or not 10 <= reading.value < 100:
            return False
        alone = not tokens.linked(reading.last) or tokens.words[reading.last] in sets["list"]
        return alone and tokens.words[first - 1] in sets["age_be"]

    def _is_day(self, reading: Reading) -> bool:
        """A day of a month: "6 June", "June 6", "1er juin", "3 de mayo", "في الثاني من ماي"."""
        if not 1 <= reading.value <= 31 or not float(reading.value).is_integer() or reading.high > 31:
            return False
        tokens, index = self.tokens, reading.last
        while tokens.linked(index) and tokens.words[index] in self.grammar.sets["of"]:
            index += 1
        return (tokens.linked(index) and self._is_month(index)) or self._behind_month(reading)

    def _behind_month(self, reading: Reading) -> bool:
        """English puts the day behind the month; "in March 12 people" has none."""
        tokens, month = self.tokens, reading.first - 1
        if self.grammar.language != "en" or not (reading.digits or reading.kind == "ordinal"):
            return False
        if not tokens.linked(reading.first, _LABEL_LINKS) or not self._is_month(month):
            return False
        return tokens.word(month - 1) not in self.grammar.sets["month_before"] or not tokens.linked(reading.last)

    def _numbers_a_line(self, reading: Reading) -> bool:
        """The number of a list item ("1. Visas")."""
        tokens, first = self.tokens, reading.first
        if tokens.gaps[reading.last][:2] not in (". ", ") ") or not reading.digits or reading.value > 30:
            return False
        return (first == 0 or tokens.gaps[first][-1:] == "\n") and tokens.capital(reading.last)

    def _is_decade(self, reading: Reading) -> bool:
        """Whether a number names a decade: "les années 80", "los años noventa"."""
        if self.grammar.language not in ("fr", "es") or reading.value % 10 or not 10 <= reading.value < 100:
            return False
        before = self.tokens.words[reading.first - 1] if self.tokens.linked(reading.first) else ""
        return before in self.grammar.sets["age_units"]

    def _is_month(self, index: int) -> bool:
        if self.tokens.words[index] not in self.grammar.sets["months"]:
            return False
        return self.grammar.language != "en" or self.tokens.capital(index)  # may, march

    def _label(self, reading: Reading) -> str | None:
        """Article, law, page, clock: the word before says that the number names and does not count."""
        tokens = self.tokens
        if reading.kind == "one":
            return None
        first = self._skip_fillers(reading.first) if self.grammar.clitics else reading.first
        hit = self._match_before("label", first, _LABEL_LINKS)
        if hit is None:
            return None
        start, kind = hit
        if kind == "clock":
            return None if self.grammar.sets["clock_unit"] else "other"
        gap, word = tokens.gaps[first], tokens.words[start]
        if word in self.grammar.sets["numero"] and start == first - 1 and not self._is_numero(start, gap):
            return None
        if word not in self.grammar.sets["numero"] and gap.strip() and len(word) > 4:
            return None
        return kind

    def _is_numero(self, index: int, gap: str) -> bool:
        """Whether a word before a number is short for number: "no. 5", "n° 5", "nº 5" against "no 5 men"."""
        source = self.tokens.folded.source(self.tokens.starts[index], self.tokens.ends[index])
        return gap[:1] in (".", "°") or "º" in source or "№" in source

    def _is_year(self, reading: Reading) -> bool:
        tokens, first = self.tokens, reading.first
        if not reading.digits or reading.end - reading.start != 4 or reading.high != reading.value:
            return False
        counted = tokens.linked(reading.last) and tokens.gaps[reading.last] == " "
        if reading.value in _HIJRI_YEARS:
            return counted and tokens.words[reading.last] == "ه"
        if reading.value not in YEARS or reading.qualifier != "exact":
            return False
        before = tokens.words[self._skip_fillers(first) - 1] if first else ""
        if _names_year(before):  # "2002 و2015"
            return True
        if self.grammar.language == "en" or not counted:
            return bool(reading.value % 100) or not counted or before in self.grammar.sets["year_before"]
        strong = before in self.grammar.sets["age_units"] or before in self.grammar.sets["months"]
        return strong or (before in self.grammar.sets["year_before"] and reading.value % 100 != 0)


def _names_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and int(word) in YEARS


def _qualifier(meaning: str) -> Qualifier:
    assert meaning in ("exact", "at_least", "at_most", "about")
    return meaning  # type: ignore[return-value]
