"""Reading the numbers of a text one by one, in digits, in words and mixed ("45 thousand", "vingt et unième")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from marsad.annotate.number_digits import Numeral, leading_decimal, read_numeral, split_tokens
from marsad.annotate.number_words import VULGAR, Grammar, Sum
from marsad.mentions import NumberKind, Qualifier
from marsad.spans import Folded

__all__ = ["LINKS", "YEARS", "Reader", "Reading", "Tokens", "tokenize"]

Number = int | float

LINKS = frozenset((" ", "-", "", "  ", "   "))  # between the words of one number
YEARS = range(1900, 2100)
_SCALES = (100, 1000, 10**6, 10**9, 10**12)
_MOST_DIGITS = 18
_MOST_SHARES = 100
_COMMON_PARTS = frozenset(part / whole for whole in range(2, 11) for part in range(1, whole))
_HARD_SPACES = "\u00a0\u202f\u2009"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a folded text with the gaps before them (one gap more for the end) and their offsets."""

    folded: Folded
    words: list[str]
    gaps: list[str]
    starts: list[int]
    ends: list[int]

    def linked(self, index: int, links: frozenset[str] = LINKS) -> bool:
        """Whether a word stands at an index and only a link parts it from the word before."""
        return 0 < index < len(self.words) and self.gaps[index] in links

    def word(self, index: int) -> str:
        """The word at an index, empty outside the text."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def capital(self, index: int) -> bool:
        """Whether a word stands at an index and begins with a capital letter."""
        return 0 <= index < len(self.words) and self.folded.is_capital(self.starts[index])


def tokenize(folded: Folded) -> Tokens:
    """The letter and digit runs of a text."""
    parts = split_tokens(folded.text)
    offsets = list(accumulate(map(len, parts)))
    return Tokens(folded, parts[1::2], parts[::2], offsets[:-1:2], offsets[1::2])


@dataclass(slots=True)
class Reading:
    """A number on its way to a mention: tokens ``[first, last)``, offsets, value, and what has been found out."""

    first: int
    last: int
    start: int
    end: int
    value: Number
    high: Number
    kind: NumberKind = "cardinal"
    digits: bool = False
    scaled: bool = False  # ends in a collective or a large scale: "une vingtaine de", "2 millions de"
    joined: bool = False  # Arabic: the word begins with "and"
    qualifier: Qualifier = "exact"
    span_start: int = -1
    span_end: int = -1
    opened: int = -1  # index of the "between" before a range
    day: bool = False


class Reader:
    """Reads the numbers of one text, word by word from the left."""

    def __init__(self, tokens: Tokens, grammar: Grammar) -> None:
        self.tokens = tokens
        self.grammar = grammar

    def read_all(self) -> Iterator[Reading]:
        """Every number of the text, in order."""
        known, done = self.grammar.known, 0
        hits = [index for index, word in enumerate(self.tokens.words) if word[0] <= "9" or word in known]
        addresses = _address_spans(self.tokens.folded.text)
        for index in hits:
            if index < done or self._is_article(index):
                continue
            if addresses and any(start <= self.tokens.starts[index] < end for start, end in addresses):
                continue
            for reading in self._read(index):
                done = reading.last
                yield reading

    def _is_article(self, index: int) -> bool:
        """Whether a word is "a" before anything but a number word; asked first because it is so frequent."""
        word = self.grammar.words.get(self.tokens.words[index])
        return word is not None and word.role == "article" and self.tokens.word(index + 1) not in self.grammar.known

    def _read(self, index: int) -> Iterator[Reading]:
        if self.tokens.words[index][0] > "9":
            reading = self._in_words(index)
            if reading is not None:
                yield reading
            return
        numeral = self._digits(index)
        if numeral.form == "chain":
            yield from self._links(index, numeral)
        else:
            yield self._numeral(index, numeral)

    def _digits(self, index: int) -> Numeral:
        tokens, text = self.tokens, self.tokens.folded.text
        end = tokens.ends[index]
        hard = text[end : end + 1] == " " and tokens.folded.source(end, end + 1) in _HARD_SPACES
        return read_numeral(text, tokens.starts[index], self.grammar.separators, hard)

    def _links(self, index: int, numeral: Numeral) -> Iterator[Reading]:
        """The parts of a date, a clock time, a phone number."""
        tokens = self.tokens
        while index < len(tokens.words) and tokens.starts[index] < numeral.end:
            value = int(tokens.words[index][:_MOST_DIGITS])
            yield Reading(index, index + 1, tokens.starts[index], tokens.ends[index], value, value, kind="other")
            index += 1

    def _numeral(self, index: int, numeral: Numeral) -> Reading:
        tokens, start = self.tokens, self.tokens.starts[index]
        last = index
        while last < len(tokens.words) and tokens.starts[last] < numeral.end:
            last += 1
        reading = Reading(index, last, start, numeral.end, numeral.value, numeral.value, digits=True)
        if numeral.form == "fraction":  # 9/11 is a date
            reading.kind = "fraction" if numeral.value > 1 or numeral.value in _COMMON_PARTS else "other"
        elif numeral.form != "plain" or self._is_code(index):
            reading.kind = "other"
        else:
            self._suffix(reading, numeral)
        self._sign(reading)
        if reading.kind == "cardinal" and reading.value > 0:
            self._negate(reading)
        return self._parts_of(reading)

    def _sign(self, reading: Reading) -> None:
        """A minus, for decimals only ("-0,4 %"): before a whole number it is more often a dash or a bullet."""
        text, start = self.tokens.folded.text, reading.start
        mark = self.grammar.separators["decimal"]
        digits = text[start : reading.end]
        if reading.kind in ("cardinal", "other") and digits.isdecimal() and leading_decimal(text, start, mark):
            reading.value = reading.high = float(f"0.{digits}")
            reading.start = start = start - 1
        if isinstance(reading.value, int):
            return
        dash = start - 2 if text[max(0, start - 2) : start] == "- " else start - 1
        if dash >= 0 and text[dash] == "-" and (dash == 0 or text[dash - 1] in " (\n"):
            reading.value, reading.high, reading.start = -reading.value, -reading.high, dash

    def _is_code(self, index: int) -> bool:
        """Digits that a hyphen, a slash or nothing ties to a word before them: AK-47, G5, S/2019."""
        tokens, gap = self.tokens, self.tokens.gaps[index]
        if index == 0 or gap not in ("", "-", "/", "_", "+") or tokens.words[index - 1][0] <= "9":
            return False
        if gap == "":
            return tokens.words[index - 1] not in self.grammar.clitics
        dash = tokens.ends[index - 1]
        return tokens.folded.source(dash, dash + 1) in "-/_+"

    def _suffix(self, reading: Reading, numeral: Numeral) -> None:
        """What is written together with the digits, and number words behind them ("45 thousand")."""
        tokens, grammar, last = self.tokens, self.grammar, reading.last
        glued = tokens.word(last) if tokens.linked(last) and tokens.gaps[last] == "" else ""
        if glued in grammar.sets["ordinal_suffixes"]:
            reading.kind, reading.last, reading.end = "ordinal", last + 1, tokens.ends[last]
        elif glued in grammar.glued_scales:
            reading.value = reading.high = _whole(numeral.value * grammar.glued_scales[glued])
            reading.last, reading.end = last + 1, tokens.ends[last]
        elif glued and glued[0] < "\u0600" and glued not in grammar.words and glued not in grammar.units:
            reading.kind = "other"
        else:
            total = Sum(grammar)
            total.open(numeral.value)
            self._extend(reading, total)

    def _in_words(self, index: int) -> Reading | None:
        tokens = self.tokens
        start = tokens.starts[index]
        reading = Reading(index, index, start, start, 0, 0)
        word = self.grammar.words.get(tokens.words[index]) or self.grammar.ordinals[tokens.words[index]]
        reading.start += word.skip
        reading.joined = word.joined
        if word.hamza and "ئ" not in tokens.folded.source(start, tokens.ends[index]):
            return None
        if (
            tokens.words[index] in self.grammar.sets["months"]
            and tokens.linked(index)
            and tokens.word(index - 1).isdecimal()
        ):
            return None  # French "12 sept. 2024"
        if word.role == "dual_duration":
            reading.value = reading.high = word.value
            reading.last, reading.end, reading.kind = index + 1, tokens.ends[index], "duration"
            return reading
        if word.role == "unit" and self.tokens.word(index + 1).removesuffix("s") not in self.grammar.continuing:
            self._take(reading, index + 1, word.value)  # the usual case, "five soldiers", without a sum
            reading.kind = "one" if word.value == 1 else "cardinal"
        else:
            self._extend(reading, Sum(self.grammar))
        if reading.last == index:
            return None
        self._negate(reading)
        return self._parts_of(reading)

    def _negate(self, reading: Reading) -> None:
        before = reading.first - 1
        if self.tokens.linked(reading.first) and self.tokens.words[before] in self.grammar.sets["negative"]:
            reading.value, reading.high = -reading.value, -reading.value
            reading.first, reading.start = before, self.tokens.starts[before]

    def _extend(self, reading: Reading, total: Sum) -> None:
        """Add number words to a reading as long as they make one number with it."""
        index = self._sum(reading.last, total, reading.digits)
        if index == reading.last and total.size == 0:
            self._ordinal(reading, index, total)
            return
        if not (total.complete or self._collects(reading.first, total) or self._half_follows(index, total)):
            self._behind_article(reading, index, total)
            return
        self._take(reading, index, total.value)
        reading.scaled = total.last in ("collective", "scale")
        reading.qualifier = "about" if total.about else "exact"
        if total.last == "part":
            reading.kind = "fraction"
        elif total.size == 1 and total.value == 1 and not reading.digits:
            reading.kind = "one"
        if (
            self._ordinal(reading, index, total)
            or self._denominator(reading, index, total)
            or reading.kind == "fraction"
        ):
            return
        self._and_part(reading, index, total)
        self._and_digits(reading, total)
        self._decimals(reading)

    def _half_follows(self, index: int, total: Sum) -> bool:
        """Spanish "millón y medio": a bare scale is one of it when a half is added."""
        tokens = self.tokens
        joined = total.last == "scale" and total.size == 1 and tokens.linked(index) and tokens.linked(index + 1)
        return joined and tokens.words[index] in self.grammar.join and self._role(index + 1) == "part"

    def _and_digits(self, reading: Reading, total: Sum) -> None:
        """Digits behind a scale or a hundred: "3 آلاف و200", "2 millions 500 000", "3 hundred and 21"."""
        tokens, index = self.tokens, reading.last
        if total.last not in ("scale", "hundred", "hundreds") or not tokens.linked(index):
            return
        joined = tokens.words[index] in self.grammar.join
        index += joined
        if not tokens.linked(index) or tokens.words[index][0] > "9" or not self._may_add(total, joined):
            return
        numeral = self._digits(index)
        begun = reading.digits or self.grammar.language == "ar" or total.value >= _SCALES[2]
        if numeral.form != "plain" or not begun:
            return
        rest = self._numeral(index, numeral)
        scale = total.scale if total.last == "scale" else _SCALES[0]
        least = 1 if joined else scale // 100
        if rest.kind == "cardinal" and isinstance(rest.value, int) and least <= rest.value < scale:
            self._take(reading, rest.last, reading.value + rest.value)
            reading.end, reading.scaled = rest.end, False

    def _may_add(self, total: Sum, joined: bool) -> bool:
        how = self.grammar.follow.get((total.last, "unit"))
        return how == "either" or joined == (how == "joined")

    def _behind_article(self, reading: Reading, index: int, total: Sum) -> None:
        """Read "a third suspect" and "a fifth of the men"; an article before anything else is no number."""
        if total.last == "article" and total.size == 1 and not self._ordinal(reading, index, total):
            reading.value = 1
            self._denominator(reading, index, total)

    def _collects(self, first: int, total: Sum) -> bool:
        """Whether an article and no number stands before a collective ("la trentaine")."""
        return (
            total.last == "collective"
            and self.tokens.linked(first)
            and self.tokens.words[first - 1] in self.grammar.sets["determiners"]
        )

    def _take(self, reading: Reading, last: int, value: Number) -> None:
        reading.last, reading.value, reading.high = last, value, value
        reading.end = self.tokens.ends[last - 1]

    def _sum(self, index: int, total: Sum, begun: bool) -> int:
        """Feed words to a sum; the index behind the last one taken."""
        tokens, grammar, taken = self.tokens, self.grammar, index
        joined = False
        while index < len(tokens.words) and (tokens.linked(index) or (index == taken and not begun and not joined)):
            begun = True
            name = tokens.words[index]
            word = grammar.words.get(name)
            if word is None:
                if self._links_collective(index, total):
                    index += 1
                    continue
                if name not in grammar.join or joined or not total.size:
                    break
                joined = True
            elif total.accept(word, joined or (word.joined and total.size > 0)):
                joined, taken = False, index + 1
            else:
                break
            index += 1
        return taken

    def _links_collective(self, index: int, total: Sum) -> bool:
        """Whether a word only ties "a" to a collective ("une bonne trentaine") or "a couple" to what it multiplies."""
        if total.value > 2 or total.size > 2 or not self.tokens.linked(index + 1):
            return False
        name, role = self.tokens.words[index], self._role(index + 1)
        if (
            total.last == "collective"
            and total.value == 2
            and name in self.grammar.sets["of"]
            and role in ("hundred", "scale")
        ):
            total.last = "unit"
            return True
        return (
            total.size == 1
            and total.value == 1
            and name in self.grammar.sets["swelling"]
            and (role in ("collective", "dozen"))
        )

    def _ordinal(self, reading: Reading, index: int, total: Sum) -> bool:
        """An ordinal at the end of a number ("twenty-first") or alone, and what Arabic and Spanish put behind it."""
        tokens, ordinals = self.tokens, self.grammar.ordinals
        if total.size and not tokens.linked(index):
            return False
        if tokens.words[index] in self.grammar.join and tokens.linked(index + 1):
            index += self.grammar.follow.get((total.last, "unit")) == "either"  # vingt et unième
        word = ordinals.get(tokens.word(index))
        if word is None:
            return False
        value: Number = word.value
        if total.size:
            added = _with_ordinal(total, value, self._counts_thing(index))
            if added is None:
                return False
            value = added
        index += 1
        while tokens.linked(index):
            more = self._ordinal_tail(index, value)
            if not more:
                break
            value, index = value + more, index + 1
        self._take(reading, index, value)
        reading.kind, reading.qualifier = "ordinal", "exact"
        return True

    def _counts_thing(self, index: int) -> bool:
        return self.tokens.linked(index + 1) and self.tokens.words[index + 1] in self.grammar.sets["of"]

    def _ordinal_tail(self, index: int, value: Number) -> Number:
        """Arabic الحادية عشرة and الخامس والعشرون, Spanish vigésimo quinto."""
        name = self.tokens.words[index]
        word = self.grammar.words.get(name)
        if word is not None and value < 10 and (word.role, word.joined) in (("ten", False), ("tens", True)):
            return word.value
        follower = self.grammar.ordinals.get(name)
        if follower is not None and self.grammar.language == "es":
            size = 10 ** (len(str(int(follower.value))))
            return follower.value if value % size == 0 else 0
        return 0

    def _denominator(self, reading: Reading, index: int, total: Sum) -> bool:
        """Two thirds, trois quarts, ثلاثة أرباع, three twenty-firsts; "one hundred thirty fifths" are 100/35."""
        if not self.tokens.linked(index) or reading.value <= 0 or reading.qualifier == "about":
            return False
        name = self.tokens.words[index]
        word = self.grammar.words.get(name)
        if word is not None and word.role == "part" and not word.joined and name not in VULGAR:
            self._divide(reading, index + 1, total, 1 / word.value)
            return True
        stem, last = name.removesuffix("s") if self.grammar.plural_parts else name, index + 1
        ordinal = self.grammar.ordinals.get(stem)
        plural = ordinal is not None and stem != name
        denominator = ordinal.value if ordinal is not None else 0
        if ordinal is None and word is not None and (compound := self._compound_ordinal(index)) is not None:
            denominator, last, plural = compound
        if denominator and (plural or self._is_part(reading, last)):
            self._divide(reading, last, total, denominator)
            return True
        return False

    def _compound_ordinal(self, index: int) -> tuple[Number, int, bool] | None:
        """The value of "twenty-first" or "twenty-firsts" at a word, the index behind it, and whether it is plural."""
        total = Sum(self.grammar)
        last = self._sum(index, total, True)
        if total.last not in ("tens", "hundred") or not self.tokens.linked(last):
            return None
        name = self.tokens.words[last]
        joined = name in self.grammar.join and self.tokens.linked(last + 1)
        name = self.tokens.words[last + joined]
        stem = name.removesuffix("s")
        word = self.grammar.ordinals.get(stem)
        if word is None or not self.grammar.plural_parts or not word.value < total.room:
            return None
        return total.value + word.value, last + joined + 1, stem != name

    def _divide(self, reading: Reading, last: int, total: Sum, denominator: Number) -> None:
        """Make the number the numerator; an "and" inside it parts a whole from it ("a hundred and two thirds")."""
        value, whole = reading.value, 0 if self.grammar.language == "es" else total.joint
        if 1 < denominator < 10 and 0 < total.tens < value and not whole:
            value, denominator = value - total.tens, denominator + total.tens
        scale = total.scale if whole and total.scale <= whole else 1
        self._take(reading, last, whole + (value - whole) / denominator * scale)
        reading.kind = "fraction" if reading.value < 1 or scale == 1 else "cardinal"

    def _is_part(self, reading: Reading, index: int) -> bool:
        """Whether an ordinal behind one is a part: "one eighth", "un cinquième des", but "un cinquième homme".

        ``index`` is the one behind the ordinal.
        """
        if reading.value != 1:
            return False
        spelt = self.grammar.language == "en" and reading.kind == "one"
        return spelt or self._counts_thing(index - 1) or index == len(self.tokens.words)

    def _adds_part(self, sub: Reading) -> bool:
        """Whether what follows "and" is a part: "two thirds", or "a third" with nothing behind it."""
        if sub.kind == "ordinal":
            begins = self.grammar.words.get(self.tokens.words[sub.first])
            return begins is not None and begins.role == "article" and not self.tokens.linked(sub.last)
        return sub.kind == "fraction"

    def _and_part(self, reading: Reading, index: int, total: Sum) -> None:
        """Five and a half, deux millions et demi, cent et trois quarts, خمسة ونصف, 2½."""
        tokens, words = self.tokens, self.grammar.words
        joined = tokens.linked(index) and tokens.words[index] in self.grammar.join
        index += joined
        if not tokens.linked(index):
            return
        if joined and tokens.linked(index + 1) and self._role(index) == "article" and self._role(index + 1) == "part":
            index += 1
        name = tokens.words[index]
        part = words.get(name)
        if part is not None and part.role == "part" and (joined or part.joined or name in VULGAR):
            last, value = index + 1, part.value
        elif joined and part is not None and (sub := self._in_words(index)) and self._adds_part(sub):
            last, value = sub.last, sub.value if sub.kind == "fraction" else 1 / sub.value
        else:
            return
        scale = total.scale if total.last == "scale" else 1
        self._take(reading, last, _whole(reading.value + value * scale))
        if scale == 1:
            reading.kind = "other"
            self._multiply(reading)

    def _role(self, index: int) -> str:
        word = self.grammar.words.get(self.tokens.words[index])
        return word.role if word is not None else ""

    def _multiply(self, reading: Reading) -> None:
        """A scale behind a number with a part: "two and a half million", "two point five million"."""
        index = reading.last
        if self.tokens.linked(index) and self._role(index) == "scale":
            factor = self.grammar.words[self.tokens.words[index]].value
            self._take(reading, index + 1, _whole(reading.value * factor))
            reading.kind, reading.scaled = "cardinal", True

    def _decimals(self, reading: Reading) -> None:
        """Two hundred point zero three."""
        tokens, index = self.tokens, reading.last
        if reading.digits or not tokens.linked(index) or tokens.words[index] not in self.grammar.sets["point"]:
            return
        index += 1
        part = self._in_words(index) if tokens.linked(index) and tokens.words[index] in self.grammar.words else None
        if part is not None and part.kind == "fraction":
            self._take(reading, part.last, reading.value + part.value)
            reading.kind = "other"
            return
        zeros = 0
        while tokens.linked(index) and (word := self.grammar.words.get(tokens.words[index])) and word.value == 0:
            zeros, index = zeros + 1, index + 1
        total = Sum(self.grammar)
        last = self._sum(index, total, True)
        if not total.complete and not zeros:
            return
        scale = int(total.scale) if total.last == "scale" and total.value % total.scale == 0 else 1
        digits = "0" * zeros + (str(int(total.value) // scale) if total.complete else "")
        value = (reading.value + int(digits) / 10 ** len(digits)) * scale
        self._take(reading, last if total.complete else index, _whole(round(value, 6) if scale > 1 else value))
        reading.kind = "other"
        self._multiply(reading)

    def _parts_of(self, reading: Reading) -> Reading:
        """One in five, un sur trois, واحد على عشرين."""
        tokens, index = self.tokens, reading.last
        if not tokens.linked(index):
            return reading
        always = tokens.words[index] in self.grammar.sets["out_of"]
        if not always and tokens.words[index] not in self.grammar.sets["out_of_whole"]:
            return reading
        if reading.kind not in ("cardinal", "one") or reading.value < 1 or not tokens.linked(index + 1):
            return reading
        whole = self._whole_of(index + 1)
        if whole is not None and self._is_whole(reading, whole, always):
            self._take(reading, whole.last, reading.value / whole.value)
            reading.kind, reading.end = "fraction", whole.end
        return reading

    def _is_whole(self, reading: Reading, whole: Reading, always: bool) -> bool:
        """Whether "3 in 5" is a share: nothing that the second number counts follows, and it is no year."""
        if reading.value == 1 and always:
            return whole.value > 1 and whole.value not in YEARS
        if not reading.value < whole.value <= _MOST_SHARES:
            return False
        return not self.tokens.linked(whole.last) or self.tokens.words[whole.last] in self.grammar.sets["of"]

    def _whole_of(self, index: int) -> Reading | None:
        name = self.tokens.words[index]
        if name[0] <= "9":
            numeral = self._digits(index)
            return self._numeral(index, numeral) if numeral.form == "plain" else None
        return self._in_words(index) if name in self.grammar.known else None


def _with_ordinal(total: Sum, value: Number, part: bool) -> Number | None:
    """The sum with an ordinal at its end, or None where they are two numbers."""
    if total.last == "article":
        return None if part else value
    if total.size == 1 and total.value == 1:
        return None  # "one trillionth"
    if value < total.room and total.last not in ("numeral", "collective"):
        return total.value + value
    if value in _SCALES and total.last == "scale" and total.scale < value:
        return total.total * value
    if value in _SCALES and total.last in ("unit", "teen", "tens", "hundred", "hundreds"):
        return total.total + total.group * value
    return None


def _whole(value: Number) -> Number:
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 10**18 else value


def _address_spans(text: str) -> list[tuple[int, int]]:
    """Web addresses: their digits are no numbers."""
    spans = []
    for mark in ("://", "www."):
        position = text.find(mark)
        while position >= 0:
            end = position
            while end < len(text) and not text[end].isspace():
                end += 1
            spans.append((position, end))
            position = text.find(mark, end)
    return spans
