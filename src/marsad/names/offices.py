"""Office holders: a public office directly before or behind a name lets the name stay (docs/privacy.md).

Strict on purpose. Between office and name only words that belong to a title may stand; any verb, any "and", any word
for a suspect, a cell or a gang in between, and the name is private.
"""

from __future__ import annotations

import re

from marsad.names.page import Page
from marsad.names.vocabulary import load_cues, word_set

__all__ = ["holds_office"]

_WORD = re.compile(r"[^\W\d_]+")
_STOP = re.compile(r"[.;:!?()\[\]\"]|\n\s*\n")
# A title never ends in one of these before the name it belongs to.
_HANGING = word_set("of the for in at a an and de du des la le les l d au aux en et del los las al para y e من في")
# Heads of anything: an office only with a public body behind them ("chef de la police", not "le chef").
_BARE = word_set(
    "head chief chef jefe jefa responsable patron chair secretary secretaire secretario director directeur directora "
    "directrice prince princess princesse principe princesa"
)
_WINDOW = 110
_LONGEST = 9


def holds_office(page: Page, start: int, end: int) -> bool:
    """Whether a public office stands directly before or behind the name."""
    return _before(page, start) or _behind(page, end)


def _is_title_word(page: Page, start: int, end: int) -> bool:
    word = page.text[start:end]
    cues = page.cues
    if word in cues.not_office:
        return False
    if word in cues.office_tail:
        return True
    if not page.cased[start].isupper():
        return False
    return (
        page.is_known(start, end) or word in cues.known or word in page.words or page.gazetteer.key_id(word) is not None
    )


def _before(page: Page, start: int) -> bool:
    low = max(0, start - _WINDOW)
    stops = [match.end() for match in _STOP.finditer(page.text, low, start)]
    words = list(_WORD.finditer(page.text, stops[-1] if stops else low, start))
    if not words or words[-1].group() in _HANGING:
        return False
    for count in range(1, min(_LONGEST, len(words)) + 1):
        before = [match.group() for match in words[: len(words) - count + 1]]
        size = page.has_cue(page.cues.office, before)
        if size and not (size == 1 and count == 1 and before[-1] in _BARE):
            return True
        if not _is_title_word(page, *words[-count].span()):
            return False
    return False


_APPOSITION = re.compile(r"\s?[,(\u2013-]\s?(?:(?:the|le|la|el|l|un|una|a|an)[' ])?")
_CLOSE = re.compile(r"[,.;)\n]|$")


def _behind(page: Page, end: int) -> bool:
    match = _APPOSITION.match(page.text, end)
    if match is None:
        return False
    close = _CLOSE.search(page.text, match.end(), min(len(page.text), match.end() + _WINDOW))
    if close is None:
        return False
    words = list(_WORD.finditer(page.text, match.end(), close.start()))
    if not 0 < len(words) <= _LONGEST:
        return False
    offices = 0
    skip = 0
    for index, word in enumerate(words):
        if skip:
            skip -= 1
            continue
        size = _office_at(page, [later.group() for later in words[index : index + 4]])
        if size and not (size == 1 and len(words) == 1 and word.group() in _BARE):
            offices += 1
            skip = size - 1
        elif not _is_title_word(page, *word.span()) and word.group() not in _HANGING:
            return False
    return offices > 0


def _office_at(page: Page, words: list[str]) -> int:
    for phrase in page.cues.office_first.get(words[0], ()):
        if tuple(words[: len(phrase)]) == phrase:
            return len(phrase)
    return 0


def holds_arabic_office(page: Page, start: int, end: int) -> bool:
    """The same for Arabic: "وزير الداخلية عبد الوافي لفتيت", "كريم العلوي، الناطق باسم الحكومة،"."""
    return _arabic_before(page, start) or _arabic_behind(page, end)


_CLITIC = re.compile("^[وفبلك](?=ال|[ء-ي]{3})")


def _forms(word: str) -> tuple[str, ...]:
    return (word, word[1:]) if _CLITIC.match(word) else (word,)


def _is_arabic_title_word(page: Page, word: str) -> bool:
    cues = load_cues("ar")
    if any(form in cues.not_office for form in _forms(word)):
        return False
    if any(form in cues.office_tail for form in _forms(word)):
        return True
    return word.startswith(("ال", "لل", "بال", "وال")) or page.gazetteer.key_id(word) is not None


def _arabic_before(page: Page, start: int) -> bool:
    cues = load_cues("ar")
    low = max(0, start - _WINDOW)
    stops = [match.end() for match in _STOP.finditer(page.text, low, start)]
    words = [match.group() for match in _WORD.finditer(page.text, stops[-1] if stops else low, start)]
    for count in range(1, min(_LONGEST, len(words)) + 1):
        before = words[: len(words) - count + 1]
        for form in _forms(before[-1]):
            if page.has_cue(cues.office, [*before[:-1], form]):
                return not (count == 1 and not form.startswith("ال") and form in ("قائد", "نائب", "عامل"))
        if (count == 1 and before[-1] in _HANGING) or not _is_arabic_title_word(page, before[-1]):
            return False
    return False


def _arabic_behind(page: Page, end: int) -> bool:
    match = re.compile(r"\s?[,(-]\s?").match(page.text, end)
    if match is None:
        return False
    close = re.compile(r"[,.;)\n]|$").search(page.text, match.end(), min(len(page.text), match.end() + _WINDOW))
    words = _WORD.findall(page.text, match.end(), close.start() if close else match.end())
    if not 0 < len(words) <= _LONGEST:
        return False
    phrases = load_cues("ar").office_first.get(words[0], ())
    size = max((len(phrase) for phrase in phrases if tuple(words[: len(phrase)]) == phrase), default=0)
    return size > 0 and all(_is_arabic_title_word(page, word) for word in words[size:])
