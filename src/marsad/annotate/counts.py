"""Counted nouns: a number and the noun it counts, a singular with an article, an Arabic dual, a bare number."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from marsad.annotate.count_parts import mark_definite, mark_parts, partitives
from marsad.mentions import CountMention, NumberMention, TermMention
from marsad.ontology import load_senses

__all__ = ["find_counts"]

# Words between a number and its noun: "six suspected Moroccan members", "cinq jeunes ressortissants".
# "Two Jaish-e-Mohammad (JeM) militants"
_ABBREVIATION = re.compile(r" \(\w{2,8}\) ")
_REACH = 3
_ARMED = ("attacker", "suspect")
_RANK = {"unit": 0, "person": 1, "demonym": 2, "trigger": 3}


def find_counts(
    text: str, numbers: Sequence[NumberMention], terms: Sequence[TermMention], cues: Sequence[TermMention]
) -> tuple[CountMention, ...]:
    """All counted nouns of a match text, in order of their start.

    ``text`` is the folded text (its punctuation limits how far a number reaches); terms and cues are those of the
    whole text.
    """
    # A word that is a unit and a trigger ("444 attacks") counts as the unit.
    spoken = _outside_deeds(terms)
    nouns = sorted((term for term in spoken if _is_noun(term)), key=lambda term: (term.start, _RANK[term.category]))
    stops = _positions(cues, "function")
    starts = [noun.start for noun in nouns]
    measures = _positions(cues, "measure")
    stop_starts = sorted(stops)
    numbered = {cue.end for cue in cues if cue.sense == "numbered"}
    counts: list[CountMention] = []
    taken: set[int] = set()
    for index, number in enumerate(numbers):
        if number.kind not in ("cardinal", "one") or _of_a_law(text, number.start, numbered):
            continue
        limit = numbers[index + 1].start if index + 1 < len(numbers) else len(text)
        noun = _noun_after(text, _past_measure(text, number.end, measures), limit, nouns, starts, stop_starts)
        if noun is None and number.kind == "cardinal":
            noun = _noun_before(text, number, nouns, starts)
        if noun is not None:
            taken.update(starts[bisect_left(starts, number.start) : bisect_right(starts, noun.start)])
            counts.append(_counted(number, noun))
        elif number.kind == "cardinal":
            counts.append(_bare(number))
    counts = partitives(text, numbers, counts, stops)
    indefinite = _positions(cues, "indefinite")
    counts.extend(_unnumbered(text, nouns, taken, indefinite))
    if terms and _is_arabic(text[terms[0].start]):
        counts.extend(_bare_nationals(terms, taken))
    counts = _mark_subsets(text, sorted(counts, key=lambda count: (count.start, -count.end)), cues)
    counts = mark_parts(text, counts, [term.start for term in terms if term.category == "trigger"], numbers)
    return tuple(mark_definite(text, counts, cues))


def _outside_deeds(terms: Sequence[TermMention]) -> list[TermMention]:
    """The terms without the adjectives in the name of a deed: "une attaque jihadiste" counts no jihadist."""
    senses = load_senses()
    deeds = [term for term in terms if term.category == "trigger" and senses[term.sense].family == "violence"]
    inside = {position for deed in deeds for position in range(deed.start + 1, deed.end)}
    return [term for term in terms if term.category != "person" or term.start not in inside]


def _is_noun(term: TermMention) -> bool:
    if term.category == "unit" and term.sense in ("years", "months"):
        return False  # the length of a prison term, never what is counted
    return term.category in ("person", "unit", "demonym") or (term.category == "trigger" and term.form == "result")


def _positions(cues: Iterable[TermMention], sense: str) -> dict[int, int]:
    return {cue.start: cue.end for cue in cues if cue.sense == sense}


def _of_a_law(text: str, start: int, numbered: set[int]) -> bool:
    """Whether a number names an article or a law ("article 4", "المادة (4) إرهاب") and counts nothing."""
    position = start
    while position and text[position - 1] in " (/n°.":
        position -= 1
    return any(end in numbered for end in range(position, start + 1))


def _words(gap: str) -> list[str]:
    return gap.split()


def _noun_after(
    text: str,
    end: int,
    limit: int,
    nouns: Sequence[TermMention],
    starts: Sequence[int],
    stops: Sequence[int],
) -> TermMention | None:
    """The noun that a number counts: the first one in reach, or the head of a chain ("six cell members")."""
    best: TermMention | None = None
    position = end
    for noun in islice(nouns, bisect_left(starts, end), None):
        if noun.start >= limit or noun.start - end > 60:
            break
        gap = _ABBREVIATION.sub(" ", text[position : noun.start])
        if any(mark in gap for mark in '.,;:()\n!?"[]') or len(gap.split()) > (_REACH if best is None else 1):
            break
        if bisect_left(stops, position) < bisect_left(stops, noun.start):
            break
        if best is not None and (gap.startswith(" و") or not _chains(best, noun)):
            break  # "soldiers and civilians": the conjunction begins a count of its own
        if best is None or noun.start > best.start or best.category == "demonym":
            best = noun
            position = noun.end
    return best


def _past_measure(text: str, end: int, measures: dict[int, int]) -> int:
    """End of a number and the word that joins it to its noun: "a dozen *of*", "un centenar *de* detenidos"."""
    position = end
    while position < len(text) and text[position] in " '":
        position += 1
    return measures.get(position, end)


def _chains(first: TermMention, second: TermMention) -> bool:
    """Whether a second noun takes over: "two Moroccan men", "six cell members", "cinq Marocains membres"."""
    return second.category == "person" or first.category == "demonym"


def _noun_before(
    text: str, number: NumberMention, nouns: Sequence[TermMention], starts: Sequence[int]
) -> TermMention | None:
    """Definite noun before its numeral, the Arabic order: الموقوفون الخمسة, الأشقاء الثلاثة."""
    for index in range(bisect_left(starts, number.start) - 1, -1, -1):
        noun = nouns[index]
        if noun.end <= number.start:
            if text[noun.end : number.start] == " " and text[number.start : number.start + 2] == "ال":
                return noun
            break
    return None


def _unit(noun: TermMention) -> str:
    return noun.sense if noun.category == "unit" else "person"


def _noun_class(noun: TermMention) -> str:
    return {"unit": noun.sense, "demonym": "neutral", "trigger": f"result:{noun.sense}"}.get(noun.category, noun.sense)


def _counted(number: NumberMention, noun: TermMention) -> CountMention:
    start, end = min(number.start, noun.start), max(number.end, noun.end)
    source = "result" if noun.category == "trigger" else "number"
    return CountMention(
        start, end, number.value, number.low, number.high, number.qualifier, _noun_class(noun), _unit(noun),
        source,  # type: ignore[arg-type]
        definite=noun.start < number.start,
    )  # fmt: skip


def _bare(number: NumberMention) -> CountMention:
    return CountMention(
        number.start, number.end, number.value, number.low, number.high, number.qualifier, None, "bare", "number"
    )


def _unnumbered(
    text: str, nouns: Sequence[TermMention], taken: set[int], indefinite: dict[int, int]
) -> Iterator[CountMention]:
    """Singulars with an indefinite article ("a Moroccan man"), Arabic bare singulars, duals."""
    articles = sorted(indefinite)
    counted = {noun.end for noun in nouns if noun.start in taken}
    for noun in nouns:
        if noun.start in taken or _shares_number(text, noun, counted):
            continue
        if noun.form == "dual":
            definite = _arabic_definite(text, noun.start)
            yield CountMention(
                noun.start, noun.end, 2, 2, 2, "exact", _noun_class(noun), _unit(noun), "dual", definite=definite
            )
        elif noun.form == "singular" or noun.category == "demonym":
            start = _article_before(text, noun.start, indefinite, articles)
            if start is None and _is_arabic(text[noun.start]) and noun.form == "singular":
                start = noun.start
            if start is not None:
                definite = _is_arabic(text[noun.start]) and _arabic_definite(text, noun.start)
                yield CountMention(
                    start, noun.end, 1, 1, 1, "exact", _noun_class(noun), _unit(noun), "singular", definite=definite
                )


def _shares_number(text: str, noun: TermMention, counted: set[int]) -> bool:
    """Whether an Arabic accusative shares the number before it: "21 جنديا ومدنيا" are 21 in all."""
    joined = text[noun.start - 2 : noun.start] == " و" and text[noun.end - 1] == "ا"
    return joined and noun.start - 2 in counted


def _bare_nationals(terms: Sequence[TermMention], taken: set[int]) -> Iterator[CountMention]:
    """An Arabic nationality right behind its trigger is a person: بسجن مغربي, توقيف فرنسي."""
    for before, noun in pairwise(terms):
        adjacent = before.category == "trigger" and before.end + 1 == noun.start
        if adjacent and noun.category == "demonym" and noun.form == "" and noun.start not in taken:
            yield CountMention(noun.start, noun.end, 1, 1, 1, "exact", "neutral", "person", "singular")


def _article_before(text: str, start: int, indefinite: dict[int, int], articles: Sequence[int]) -> int | None:
    """Start of an indefinite article at most three words before a noun, with no punctuation between."""
    index = bisect_left(articles, start) - 1
    if index < 0 or articles[index] < start - 40:
        return None
    position = articles[index]
    gap = text[indefinite[position] : start]
    near = len(_words(gap)) <= _REACH and not any(mark in gap for mark in ".,;:()\n!?")
    return position if near else None


def _is_arabic(character: str) -> bool:
    return "\u0600" <= character <= "\u06ff"


def _arabic_definite(text: str, start: int) -> bool:
    word = start
    while word and _is_arabic(text[word - 1]):
        word -= 1
    return text[word:start].endswith("ال") or text[word:start].endswith("لل")


def _mark_subsets(text: str, counts: list[CountMention], cues: Sequence[TermMention]) -> list[CountMention]:
    """Mark counts that a subset cue introduces ("of whom three", "dont deux femmes", "منهم امرأتان")."""
    subset_ends = sorted(cue.end for cue in cues if cue.sense == "subset")
    behind = sorted(cue.start for cue in cues if cue.sense == "subset_after")
    if not subset_ends and not behind:
        return counts
    joints = [cue for cue in cues if cue.sense == "and"]
    marked: list[CountMention] = []
    for count in counts:
        index = bisect_left(subset_ends, count.start + 1) - 1
        gap = text[subset_ends[index] : count.start] if index >= 0 else "."
        after = bisect_left(behind, count.start)
        subset = index >= 0 and len(_words(gap)) <= 2 and not any(mark in gap for mark in ".;\n")
        of_them = after < len(behind) and bool(marked) and _told_of(text, marked[-1], count, behind[after])
        subset = subset or of_them
        subset = subset or bool(marked and marked[-1].subset and _goes_on(text, marked[-1], count, joints))
        marked.append(_as_subset(count) if subset else count)
    return marked


def _told_of(text: str, whole: CountMention, count: CountMention, cue: int) -> bool:
    """Whether "of them" stands right behind a number that follows its whole: "64 people, 49 of them civilians"."""
    if whole.value <= count.value or any(mark in text[whole.end : count.start] for mark in ".;:\n"):
        return False
    first = text.find(" ", count.start)
    return first >= 0 and (cue == first + 1 or cue == count.end + 1) and count.source != "singular"


def _goes_on(text: str, part: CountMention, count: CountMention, joints: Sequence[TermMention]) -> bool:
    """Whether a count of fighters or of the like goes on with the parts: "including 14 women and 34 minors"."""
    gap = text[part.end : count.start]
    alike = count.noun is not None and count.noun == part.noun and count.source == "number"
    if not (alike or count.noun in _ARMED) or len(_words(gap)) > 2 or any(mark in gap for mark in ",.;:()\n"):
        return False
    return any(part.end <= cue.start <= part.end + 1 and cue.end <= count.start for cue in joints)


def _as_subset(count: CountMention) -> CountMention:
    return CountMention(
        count.start, count.end, count.value, count.low, count.high, count.qualifier, count.noun, count.unit,
        count.source, definite=count.definite, subset=True,
    )  # fmt: skip
