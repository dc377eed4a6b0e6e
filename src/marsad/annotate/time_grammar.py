"""The grammar of times: regular expressions over classes of words (see `marsad.annotate.time_words`).

A pattern is written with the names of the classes, `name:slot` where its builder needs the word, and upper-case
macros. Patterns of the first level find points ("6 June 2024", "last week", "three days later"), in order of
precedence; patterns of the second level join points to ranges and open periods. There a point is one capital letter: D
a day with its month, M a month, Y a year, W a weekday, R a point that hangs on another date, H a stretch of a year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from marsad.annotate.time_words import CODES

__all__ = ["JOINS", "LOOSE_POINTS", "POINTS", "Grammar", "Pattern"]

_MACROS = {
    "REL": "[last this next]",
    "NAR": "[same following previous]",
    "NARPOST": "[samepost following previous]",
    "OF": "[of from]",
    "UNIT": "[dunit wunit munit yunit yunits qunit decade century]",
    "MONTH": "[month amonth]",
    "ORD": "[dd od ow]",
    # A distance of several units or with a half: "two years and three months", "un an et demi", "سنة وشهرين".
    "AMOUNT": "(?:(?:(?:nw dash?)? [dd num nw a])? UNIT|dual)",
    "SUM": "(?:AMOUNT (?:comma? and? AMOUNT)* comma? and (?:a? [half demi]|AMOUNT)|[dd nw] and a? [half demi] UNIT)",
    "NUM": "(?:nw:n0 dash?)? [dd num nw a]:n",
    "AGOPRE": "[agopre sinceago beforeago]",
    # "6 حزيران/يونيو", "آذار (مارس)": the month named twice.
    "MON": "MONTH:m adot? (?:[slash lpar] MONTH adot? rpar?)?",
    # What fixes the year of a day or month: 2024, of last year, of the same year, or just "last".
    "YEAR": "(?:(?:comma|OF? the? [yunit yunits]?) yy:y ad?"
    "|OF? the? (?:REL:ra yunit|yunit REL:rb)"
    "|OF? the? (?:NAR:na NAR? yunit|yunit NARPOST:nb|naryear:nc)"
    "|[last next]:rm)?",
    # The year that a half, a quarter or a season belongs to.
    "OWNER": "(?:(?:comma|[OF the in]*) (?:yunit? yy:y|REL:ra yunit|yunit REL:rb|NAR:na yunit|yunit NAR:nb)"
    "|OF the yunit:yt)",
    "HOUR": "(?:the? tod:t (?:the|OF|on|in|slash)*)?",
    "TODAY": "(?:dayrel:dr tod? comma? (?=the? dunit? [weekday aweekday dd od ow nd month amonth]))?",
    "WEEKDAY": "(?:[weekday aweekday]:w REL? tod:t2? adot? comma? lpar? (?:the|on|dash|corr)*)?",
    "PART": "(?:[part earlier later]:p (?:OF|the|dash|in)*)?",
}  # fmt: skip

_POINTS: tuple[tuple[str, str], ...] = (
    ("skip", "every ow? [weekday dunit wunit munit yunit yunits]"),
    ("skip", "namebefore OF? the? (?:ORD OF? MONTH|MONTH ORD) (?:OF? yy)?"),
    ("skip", "[on the]* (?:ORD OF? MONTH|MONTH ORD) nameafter"),
    ("dashed_day", "(?:the|on)* dd:d dash MON dash yy:y|yy:y dash MON dash dd:d"),
    ("day",
     "HOUR TODAY the? dunit? WEEKDAY (?:the|on|[last next]:rp|same)* dunit? corr? ORD:d dash? OF? the? munit? "
     "OF? slash? MON YEAR"),
    ("worded_day", "(?:the nw:d OF?|nw:d2 OF) MON YEAR"),
    ("month_day", "HOUR TODAY the? WEEKDAY the? [last next]:rp? MON slash? the? ORD:d YEAR"),
    ("numeric_month", "ym:n|dd:d slash yy:y"),
    ("year_month", "yy:y comma? MON (?! ORD|yy|comma? ORD)"),
    ("numeric", "HOUR TODAY the? dunit? WEEKDAY the? nd:n"),
    ("stamp", "dtg:g MON yy:y"),
    ("nth_weekday",
     "the? [ow od last]:o dunit? weekday:w (?:OF the? munit? MON YEAR|OF? the? (?:REL:r munit|munit REL:rb))"),
    ("nth_week",
     "the? [ow od last]:o wunit (?:OF? the? (?:REL:ra yunit|yunit REL:rb)|OF the? yunit? yy:y)"
     "|wunit [ow dd]:o OF the? yunit? yy:y"),
    ("hijri", "(?:WEEKDAY ORD:d OF? munit?)? hmonth:m comma? OF? yunit? hy:y hs?"),
    ("hijri_year", "yunit:u? hy:y hs"),
    ("day_of_month",
     "(?:[weekday aweekday]:w comma?)? the? ORD:d OF? the? (?:REL:r munit|munit REL:rb|NAR:na munit|munit "
     "NARPOST:nb)"),
    ("week_of", "the? [ow last]:o [wunit dunit munit] OF the? munit? (?:MON YEAR|yunit? yy:y2)"),
    ("stretch",
     "PART the? (?:[ow od last]:o half|half [ow last]:o|halforder:o) OWNER"
     "|yy:y comma? the? (?:ow:o2 half|halforder:o2)"),
    ("quarter",
     "PART the? (?:[ow od last]:o qunit|qunit [ow dd last]:o|quarterorder:o) OWNER"
     "|yy:y comma? the? (?:[ow od]:o2 qunit|quarterorder:o2)"),
    ("first_months", "the? (?:[ow last lastpl]:o NUM munit|nw:n2 [ow lastpl]:o2 munit|dd:n3 [ow lastpl]:o3 munit"
     "|munit nw:n4 ow:o4) OWNER"),
    ("season", "PART (?:the|REL:r)* season:s REL:r2? (?:OWNER)?"),
    ("month", "PART (?:OF|the|dash|REL:rp|same:rn)* munit? OF? MON YEAR"),
    ("year", "PART the? [yunit yunits]:u? yy:y ad? REL?"),
    ("decade",
     "PART the? (?:decadenum:y|decade OF? the? yunits? [yy num dd nw decadenum]:y|yunits [num nw decadenum]:y)"),
    ("ahead", "(?:the? [next nextpl]|within) (?:NUM UNIT:u|dual:n5)|the? [nw dd]:n [next nextpl] UNIT:u"
     "|UNIT:u [nw dd]:n [next nextpl]|dual:n5 next"),
    ("century", "the? (?:[ow od]:o century|century ow:o)"),
    ("last_n",
     "(?:the|this)? (?:[last lastpl previous] NUM UNIT:u|nw:n2 [last lastpl previous] UNIT:u2"
     "|dd:n3 [last lastpl previous] UNIT:u3|UNIT:u4 nw:n4 "
     "[last lastpl previous]|dual:n5 last)"),
    ("vague",
     "(?:the|this)? (?:lastpl|[last next] few|few|lastpl few) UNIT (?:ago|later|earlier|lastpl|last)?|UNIT "
     "lastpl"),
    ("weekday", "the? (?:REL:ru wunit|wunit REL:rv) comma? dunit? weekday:w"),
    ("relative_unit",
     "PART the? (?:REL:r [wunit weekend munit qunit yunit decade century]:u|[wunit weekend munit qunit yunit "
     "decade century]:u2 REL:r2)"),
    ("ago_sum", "SUM ago|AGOPRE the? SUM"),
    ("later_sum", "SUM [later afterlater earlier beforelater]:q|afterlater:q SUM"),
    ("ago", "NUM UNIT:u ago"),
    ("ago",
     "AGOPRE the? NUM UNIT:u|AGOPRE dual:n3|AGOPRE [dunit wunit munit yunit decade]:u4 (?! NARPOST|yy|hy"
     "|MONTH)"),
    ("later", "NUM UNIT:u [later afterlater earlier beforelater]:q|few? UNIT:u2 [later earlier]:q2"
     "|[later earlier afterlater]:q3 in? (?:dual:n3|nw:n4 UNIT:u4|dd:n5 UNIT:u5)"
     "|afterlater:q3 [dunit wunit munit yunit]:u6 (?! NUM|hunit|yy|hy)"
     "|dual:n6 [later earlier afterlater beforelater]:q6"),
    ("narrative", "the? (?:NAR:r NAR? [dunit dayrel wunit weekend munit yunit decade tod hunit]:u"
     "|[dunit dayrel wunit weekend munit yunit tod]:u2 NARPOST:r2"
     "|[dunit wunit munit yunit]:u3 [afterlater beforelater]:r3|next:r4 [dunit tod]:u4)"),
    ("narrative_word", "the? [narday narweek narmonth naryear]:u"),
    ("weekday_number",
     "weekday:w dunit? comma? the? [dd od]:d (?! word|counted|MONTH|colon|hunit|slash|UNIT|num|hmonth)"),
    ("weekday",
     "HOUR dunit? (?:the|REL:r|NAR:rn)* dunit? weekday:w (?:REL:r2 (?! wunit)|NARPOST:rn2)? tod:t2? (?:comma? "
     "OF? the? (?:REL:ru wunit|wunit REL:rv))?"),
    ("today", "HOUR this? dayrel:dr tod:t2? comma? (?:dunit? weekday:w)?"),
    ("this_hour", "the? (?:[this last]:r tod:t|tod:t2 [this last]:r2)"),
    ("part_of_unit", "part:p (?:OF|the|this)* [wunit munit qunit yunit decade century]:u"),
    ("tomorrow", "tod:t"),
    ("so_far", "sofar:s"),
    ("weekend", "the? weekend"),
)  # fmt: skip

# Read only where the words are known to be a time: too weak a sign in running text.
_LOOSE: tuple[tuple[str, str], ...] = (
    ("nth_weekday", "the? [ow od]:o dunit? weekday:w"),
    ("nth_week", "the? wunit [dd num]:o|the? [ow od]:o wunit"),
    ("week_of_number", "the? wunit [of from on] (?:OF|on|the)* [dd od]:d"),
    ("ahead",
     "in NUM UNIT:u|(?:NUM UNIT:u|dual:n5) [from since of] (?:the|this)? [now dayrel]"
     "|NUM UNIT:u [nextpl next following]"),
    ("numeric_month", "yy:y [slash dash] dd:d|dd:d [dash dot] yy:y"),
    ("last_n", "part:x NUM [dunit wunit munit yunit yunits decade]:u"),
    ("numeric_day", "HOUR (?:the|on)? md:n (?:comma yy:y)?|dd:d [dash dot] dd:e|num:f"),
    ("day_alone",
     "[weekday aweekday]:w comma? the? [dd od ow]:d|[dd od]:d comma? weekday:w|(?:on|to|the|in)* [dd od]:d"
     "|dunit [dd od ow]:d"),
    ("month_day_words", "MON [dash dot]? the? [dd nw ow]:d"),
    ("weekday", "aweekday:w"),
    ("part_of_unit", "(?:the|this)? [dunit wunit munit yunit]:u"),
    ("relative_unit", "the? [last part]:r dunit:u|dunit:u last:r"),
)

_P = "[DMYWRH]"
_JOINS: tuple[tuple[str, str], ...] = (
    ("week_days",
     "R:r comma? (?:the|on|in|OF)* [between from since] (?:the|on)* W:a [and to until dash] (?:the|on)* W:b"
     "|[between from since]? (?:the|on)* W:a [and to until dash] (?:the|on)* W:b (?:the|in|OF)* R:r"),
    ("between", f"between the? (?:{_P}:a|[dd od]:n) (?:and|dash) (?:the|tod|OF|between|in)* {_P}:b"),
    ("to_date", f"[since sinceago from] the? {_P}:a (?:[to until dash] (?:the|this|OF)* now)"
     f"|between the? {_P}:a and now"),
    ("days",
     "[since sinceago from between on]? the? (?:[dd od ow]:n (?:comma [dd od]:n2)?) (?:and|to|until|dash"
     "|slash) the? D:b"),
    ("month_days", "D:a (?:dash|to|and) the? [dd od]:n (?! counted|word|colon|MONTH|slash) (?:comma? Y:y)?"),
    ("night", "from? W:a [to dash slash and until]:c? (?:the|tod|OF)* [WD]:b"),
    ("year_to", "(?:the|in)* (?:yunit|[num nw dd od]:n munit) [yearto to until] the? [DM]:a"),
    ("range", f"[since sinceago from]:s? the? {_P}:a [to until dash slash]:c (?:the|tod|OF|in)* {_P}:b"),
    ("pair", "[DM]:a and (?:the|tod|OF)* [DM]:b"),
    ("week_of_day", "the? wunit (?:OF|from|on)* the? D:a"),
    ("since", f"[since sinceago] (?:the|in|since|of)* {_P}:a"),
    ("until", f"until (?:the|in|of)* {_P}:a"),
    ("to_end", f"to the? {_P}:a"),
    ("before", f"[before beforelater beforeago] (?:the|in|of)* {_P}:a"),
    ("after", f"[after afterlater] (?:the|in|of)* {_P}:a"),
    ("alone", f"{_P}:a"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """A pattern with its slots, and the name of the builder that reads them."""

    builder: str
    regex: re.Pattern[str]
    slots: dict[str, tuple[str, ...]]

    def find(self, match: re.Match[str], slot: str) -> int:
        """Index of what stands in a slot; -1 when it is empty or none of this pattern."""
        return next((match.start(name) for name in self.slots.get(slot, ()) if match.start(name) >= 0), -1)


def _expand(dsl: str) -> str:
    """Replace macros until none is left."""
    while True:
        expanded = re.sub(r"\b[A-Z]{2,}\b", lambda match: _MACROS.get(match.group(), match.group()), dsl)
        if expanded == dsl:
            return dsl
        dsl = expanded


def _flatten(match: re.Match[str]) -> str:
    """A set of classes, in which sets may stand, as one set of codes."""
    names = re.findall(r"[a-z]+|[A-Z]", match.group(1))
    codes = "".join(CODES.get(name, name) for name in names)
    slot = match.group(2)
    return f"(?P<{slot}>[{codes}])" if slot else f"[{codes}]"


def _encode_name(match: re.Match[str]) -> str:
    """One class, or one kind of point, which stands for itself."""
    code = CODES.get(match.group(1), match.group(1))
    return f"(?P<{match.group(2)}>{code})" if match.group(2) else code


def _encode(dsl: str) -> str:
    text = _expand(dsl)
    text = re.sub(r"\[([^\[\]]*)\[([^\[\]]*)\]", r"[\1 \2 ", text)  # a macro inside a set
    text = re.sub(r"\[([^\]]*)\](?::(\w+))?", _flatten, text)
    text = re.sub(
        r"(?<![<\w])([a-z]+|[DMYWRH])(?::(\w+))?(?![\w>])",
        _encode_name,
        text,
    )
    return _number_slots(text.replace(" ", ""))


def _number_slots(text: str) -> str:
    """Names of groups must differ: a slot that is written again gets a number, o and o_2."""
    seen: dict[str, int] = {}

    def rename(match: re.Match[str]) -> str:
        slot = match.group(1)
        seen[slot] = seen.get(slot, 0) + 1
        return f"(?P<{slot}>" if seen[slot] == 1 else f"(?P<{slot}_{seen[slot]}>"

    return re.sub(r"\(\?P<(\w+)>", rename, text)


def _compile(patterns: tuple[tuple[str, str], ...]) -> tuple[Pattern, ...]:
    return tuple(_pattern(builder, _encode(dsl)) for builder, dsl in patterns)


def _pattern(builder: str, expression: str) -> Pattern:
    regex = re.compile(expression)
    slots: dict[str, tuple[str, ...]] = {}
    for name in regex.groupindex:
        slot = name.partition("_")[0]
        slots[slot] = (*slots.get(slot, ()), name)
    return Pattern(builder, regex, slots)


class _Starts:
    """The codes a pattern can begin with, read off its expression; so most patterns need no try at most places."""

    def __init__(self, expression: str) -> None:
        self._text = expression
        self._at = 0

    def codes(self) -> frozenset[str]:
        """All codes that can come first."""
        return frozenset(self._choice()[0])

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _choice(self) -> tuple[set[str], bool]:
        """Alternatives up to the closing bracket: what they begin with, and whether one may be empty."""
        codes, empty = self._sequence()
        while self._peek() == "|":
            self._at += 1
            more, may = self._sequence()
            codes, empty = codes | more, empty or may
        return codes, empty

    def _sequence(self) -> tuple[set[str], bool]:
        codes: set[str] = set()
        empty = True
        while self._peek() not in ("", "|", ")"):
            found, may = self._item()
            if empty:
                codes |= found
            empty = empty and may
        return codes, empty

    def _item(self) -> tuple[set[str], bool]:
        """One code, set or group with the sign behind it."""
        codes, empty = self._atom()
        if self._peek() in ("?", "*"):
            self._at += 1
            empty = True
        return codes, empty

    def _atom(self) -> tuple[set[str], bool]:
        character = self._peek()
        self._at += 1
        if character == "[":
            end = self._text.index("]", self._at)
            codes = set(self._text[self._at : end])
            self._at = end + 1
            return codes, False
        if character != "(":
            return {character}, False
        opening = _OPENING.match(self._text, self._at)
        assert opening is not None
        self._at = opening.end()
        codes, empty = self._choice()
        self._at += 1
        return (set(), True) if opening.group() in ("?=", "?!") else (codes, empty)


_OPENING = re.compile(r"\?(?:P<\w+>|[:=!])")


@dataclass(frozen=True, slots=True)
class Grammar:
    """Patterns in order of precedence, by the code they can begin with."""

    patterns: tuple[Pattern, ...]
    by_code: dict[str, tuple[Pattern, ...]]


def _grammar(patterns: tuple[tuple[str, str], ...]) -> Grammar:
    compiled = _compile(patterns)
    starts = [_Starts(pattern.regex.pattern).codes() for pattern in compiled]
    codes = sorted(frozenset().union(*starts))
    return Grammar(
        compiled,
        {
            code: tuple(pattern for pattern, first in zip(compiled, starts, strict=True) if code in first)
            for code in codes
        },
    )


POINTS = _grammar(_POINTS)
LOOSE_POINTS = _grammar((*_LOOSE[2:6], *_LOOSE[8:9], *_POINTS, *_LOOSE))
JOINS = _grammar(_JOINS)
