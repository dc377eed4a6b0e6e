"""Builders of points that hang on another date: the day of writing, or a date told before."""

from __future__ import annotations

from marsad.annotate.time_drafts import SKIP, UNITS, Builder, Draft, Hit, small_number
from marsad.annotate.time_durations import sum_amounts
from marsad.annotate.time_words import CODES, NAMES
from marsad.mentions import TimeAnchor, TimeGrain, TimePoint

__all__ = ["RELATIVE"]

# Words that point forward from the other date.
_FORWARD = {"later", "afterlater", "after"}


def _ahead(hit: Hit) -> Draft | None:
    """In the next three months, dans trois jours."""
    dual = hit.name("n5")
    unit, count = _dual(dual) if dual else (hit.unit("u"), small_number(hit, "n"))
    if unit is None or not count or count > 999:
        return None
    part = "within" if NAMES[hit.match.group()[0]] == "within" else "ahead"
    return Draft("R", TimePoint(unit=unit, shift=count), grain=unit, anchor="document", part=part)


def _day_alone(hit: Hit) -> Draft | None:
    """Le 27: the nearest such day."""
    return Draft("W", TimePoint(day=hit.value("d"), weekday=hit.value("w")), anchor="document")


def _week_of_number(hit: Hit) -> Draft | None:
    """The week of the 18th."""
    return Draft("W", TimePoint(unit="week", day=hit.value("d")), grain="week", anchor="document")


def _last_n(hit: Hit) -> Draft | None:
    """Over the past five years: from then to now."""
    dual = hit.name("n5")
    unit, count = _dual(dual) if dual else (hit.unit("u", "u2", "u3", "u4"), small_number(hit, "n", "n2", "n3", "n4"))
    if unit is None or count is None:
        return None
    first, last = (TimePoint(unit=unit, shift=shift) for shift in (-count, 0))
    return Draft("R", first, last, "between", unit, "document", "last_n")


def _dual(name: str) -> tuple[TimeGrain | None, int]:
    """Unit and number of an Arabic dual ("يومين": two days)."""
    units: dict[str, TimeGrain] = {"day": "day", "week": "week", "month": "month", "year": "year", "decade": "decade"}
    return units.get(name), 2


def _skip(hit: Hit) -> Draft | None:
    """What must not be read as a time."""
    del hit
    return SKIP


def _vague(hit: Hit) -> Draft | None:
    """A few days ago, some days later: a distance that the text leaves open; recent weeks are no date."""
    following = hit.match.group()
    forward, back = CODES["later"] in following, CODES["ago"] in following
    if not (forward or back or CODES["earlier"] in following):
        return SKIP
    unit = next(UNITS[NAMES[code]] for code in following if NAMES[code] in UNITS)
    return Draft("R", TimePoint(unit=unit), grain=unit, anchor="document" if back else "narrative")


def _relative_unit(hit: Hit) -> Draft | None:
    """Last week, this year, late last month; a plural ("last weeks") says nothing."""
    unit = hit.unit("u", "u2")
    if unit is None or hit.value("u", "u2") == 2:
        return SKIP
    # "آخر يوم": the word for the end of a period is here the one for "last".
    shift = -1 if hit.kind("r", "r2") == "part" else hit.value("r", "r2")
    return Draft("R", TimePoint(unit=unit, shift=shift), grain=unit, anchor="document", part=hit.part)


def _ago(hit: Hit) -> Draft | None:
    """Two days ago, il y a un an, قبل يومين."""
    dual = hit.name("n3")
    if dual:
        unit, count = _dual(dual)
    elif hit.index("u4") >= 0:
        if hit.words.language != "ar" or hit.value("u4") == 2:
            return None  # "hace años": no number, no date
        unit, count = hit.unit("u4"), 1
    else:
        unit, count = hit.unit("u", "u2"), small_number(hit, "n") or 0
    if unit is None or not count or count > 999:
        return None
    return Draft("R", TimePoint(unit=unit, shift=-count), grain=unit, anchor="document", part="ago")


def _ago_sum(hit: Hit) -> Draft | None:
    """Two years and three months ago; with a half the distance stays open, for it is no more than about so long."""
    return _summed(hit, -1, "document", "ago")


def _later_sum(hit: Hit) -> Draft | None:
    """A month and ten days later, from another date of the text."""
    return _summed(hit, 1 if hit.kind("q") in _FORWARD else -1, "narrative", None)


def _summed(hit: Hit, sign: int, anchor: TimeAnchor, part: str | None) -> Draft | None:
    start, end = hit.match.span()
    tokens = hit.tokens
    written = [hit.folded.text[tokens.starts[index] : tokens.ends[index]] for index in range(start, end)]
    bare = hit.words.language == "ar"
    length = sum_amounts(tokens.kinds[start:end], tokens.values[start:end], written, bare=bare)
    if length is None or not length.parts:
        return None
    units = {unit for _, unit in length.parts}
    grain: TimeGrain = "day" if "day" in units else "month" if "month" in units else "year"
    if not units <= set(_MONTHS) | set(_DAYS) or any(amount % 1 for amount, _ in length.parts):
        return Draft("R", TimePoint(unit=grain), grain=grain, anchor=anchor, part=part)
    months = sum(int(amount) * _MONTHS.get(unit, 0) for amount, unit in length.parts)
    days = sum(int(amount) * _DAYS.get(unit, 0) for amount, unit in length.parts)
    if months > 12 * 999 or days > 9999 or ("week" in units and "day" not in units):
        return Draft("R", TimePoint(unit=grain), grain=grain, anchor=anchor, part=part)
    if not months:
        return Draft("R", TimePoint(unit="day", shift=sign * days), grain="day", anchor=anchor, part=part)
    point = TimePoint(unit="month", shift=sign * months, days=sign * days)
    return Draft("R", point, grain=grain, anchor=anchor, part=part)


_MONTHS = {"month": 1, "year": 12, "decade": 120}
_DAYS = {"day": 1, "week": 7}


def _later(hit: Hit) -> Draft | None:
    """Three days later, a year earlier, بعد ثلاثة أيام: from another date of the text."""
    if hit.index("u2") >= 0:
        unit = hit.unit("u2")
        return None if unit is None else Draft("R", TimePoint(unit=unit), grain=unit, anchor="narrative")
    before = hit.index("q3") >= 0 and hit.kind("q3") == "afterlater"
    if before and hit.words.language != "ar":
        return None  # "after three days of talks"
    dual = hit.name("n3", "n6")
    if hit.index("u6") >= 0:
        return _after_one(hit)
    unit, count = _dual(dual) if dual else (hit.unit("u", "u4", "u5"), small_number(hit, "n", "n4", "n5"))
    if unit is None or not count or count > 999:
        return None
    sign = 1 if hit.kind("q", "q3", "q6") in _FORWARD else -1
    return Draft("R", TimePoint(unit=unit, shift=sign * count), grain=unit, anchor="narrative")


def _after_one(hit: Hit) -> Draft | None:
    """بعد أسبوع: the unit alone is one of it."""
    unit = hit.unit("u6")
    if unit is None or hit.value("u6") == 2:
        return None
    return Draft("R", TimePoint(unit=unit, shift=1), grain=unit, anchor="narrative")


def _narrative(hit: Hit) -> Draft | None:
    """The same day, the following year, the day before."""
    kind = hit.kind("u", "u2", "u3", "u4")
    unit = hit.unit("u", "u2", "u3", "u4")
    order = hit.kind("r3")
    shift = hit.value("r", "r2", "r4") if order is None else 1 if order == "afterlater" else -1
    ahead = hit.kind("u") == "dayrel" and hit.kind("r") == "following"
    if unit is None or ahead or (kind == "hunit" and shift != 0):
        return None  # "following today's raid"
    part = hit.name("u", "u2", "u4") if kind == "tod" else None
    return Draft("R", TimePoint(unit=unit, shift=shift), grain=unit, anchor="narrative", part=part)


def _narrative_word(hit: Hit) -> Draft | None:
    """Le lendemain, la veille, cette année-là."""
    unit = hit.unit("u")
    if unit is None:
        return None
    return Draft("R", TimePoint(unit=unit, shift=hit.value("u")), grain=unit, anchor="narrative")


def _weekday_number(hit: Hit) -> Draft | None:
    """Mardi 6: the nearest such day before."""
    return Draft("W", TimePoint(weekday=hit.value("w"), day=hit.value("d")), anchor="document")


def _is_name(hit: Hit) -> bool:
    """Whether a weekday is the name of a person ("Carlos Domingo"): Spanish writes weekdays small."""
    alone = hit.around(-1) == "word" and hit.match.end() - hit.match.start() == 1
    return alone and hit.form("w") == "domingo" and hit.folded.is_capital(hit.tokens.starts[hit.index("w")])


def _weekday(hit: Hit) -> Draft | None:
    """On Tuesday, vendredi dernier, that same Thursday, jeudi de la semaine dernière."""
    weekday = hit.value("w")
    if _is_name(hit):
        return None
    week, told = hit.value("ru", "rv"), hit.value("rn", "rn2")
    if told is not None and hit.folded.text.startswith("'s", hit.tokens.ends[hit.match.end() - 1]):
        return None  # "following Tuesday's attack"
    if week is not None:
        return Draft("W", TimePoint(weekday=weekday, unit="week", shift=week), anchor="document", part=hit.part)
    if told is not None:
        return Draft("W", TimePoint(weekday=weekday, direction=told), anchor="narrative", part=hit.part)
    part = hit.part or ("this" if hit.kind("r", "r2") == "this" else None)
    return Draft("W", TimePoint(weekday=weekday, direction=hit.value("r", "r2") or 0), anchor="document", part=part)


_NAMED_DAYS = {"tonight": (0, "night"), "lastnight": (-1, "night"), "overnight": (0, "overnight")}


def _today(hit: Hit) -> Draft | None:
    """Hier soir, اليوم الجمعة; a named night is the day on which it began."""
    name = hit.name("dr") or "0"
    shift, part = _NAMED_DAYS[name] if name in _NAMED_DAYS else (int(name), hit.part)
    if part == "overnight":
        night = TimePoint(unit="day", shift=-1)
        return Draft("R", night, TimePoint(unit="day", shift=0), "between", "day", "document", "night")
    return Draft("R", TimePoint(unit="day", shift=shift, weekday=hit.value("w")), anchor="document", part=part)


def _tomorrow(hit: Hit) -> Draft | None:
    """Mañana, which with an article is the morning."""
    if hit.form("t") != "manana" or hit.around(-1) in ("the", "this", "from", "last", "same", "on", "beforelater"):
        return None
    return Draft("R", TimePoint(unit="day", shift=1), anchor="document")


def _this_hour(hit: Hit) -> Draft | None:
    """Ce matin, la pasada madrugada, la nuit dernière: only evenings and nights lie on the day before."""
    part, last = hit.name("t", "t2"), hit.kind("r", "r2") == "last"
    shift = -1 if last and part in ("evening", "night", "afternoon") else 0
    return Draft("R", TimePoint(unit="day", shift=shift), anchor="document", part=part)


def _part_of_unit(hit: Hit) -> Draft | None:
    """The start of the year: of the current one."""
    unit = hit.unit("u")
    if unit is None or hit.value("u") == 2:
        return None
    return Draft("R", TimePoint(unit=unit, shift=0), grain=unit, anchor="document", part=hit.part)


def _so_far(hit: Hit) -> Draft | None:
    """So far this year: since its start."""
    unit: TimeGrain = "month" if hit.name("s") == "month" else "year"
    return Draft("R", TimePoint(unit=unit, shift=0), relation="since", grain=unit, anchor="document", part="so_far")


def _weekend(hit: Hit) -> Draft | None:
    """Over the weekend: the nearest one before."""
    del hit
    return Draft("R", TimePoint(unit="weekend", shift=0), grain="weekend", anchor="document")


RELATIVE: dict[str, Builder] = {
    "skip": _skip, "last_n": _last_n, "vague": _vague, "relative_unit": _relative_unit, "ago": _ago,
    "ago_sum": _ago_sum, "later_sum": _later_sum, "later": _later, "narrative": _narrative,
    "narrative_word": _narrative_word, "weekday_number": _weekday_number, "weekday": _weekday, "today": _today,
    "this_hour": _this_hour, "part_of_unit": _part_of_unit, "so_far": _so_far, "weekend": _weekend,
    "week_of_number": _week_of_number, "ahead": _ahead, "day_alone": _day_alone, "tomorrow": _tomorrow,
}  # fmt: skip
