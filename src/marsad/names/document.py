"""Names over a whole text: what is found once is masked at each mention; office holders stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from marsad.errors import UnknownLanguage
from marsad.lexicon import LANGUAGES
from marsad.names.arabic import find_arabic
from marsad.names.arabic_words import KNOWN, is_arabic_place, word_kind
from marsad.names.latin import find_latin
from marsad.names.model import NameSpan
from marsad.names.page import Draft, Page
from marsad.names.vocabulary import GIVEN, PARTICLES, WORD, bare_forms, name_flags
from marsad.spans import fold

__all__ = ["person_names", "private_names"]

_WORD = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile("[ء-ي]+")


def private_names(text: str, language: str, keep: Sequence[tuple[int, int]] = ()) -> tuple[NameSpan, ...]:
    """Names of private persons in a text, in order, without overlap.

    ``keep`` holds ranges of the text (code points) that are never masked, such as places and bodies that the caller
    has found. Both scripts are searched in any case; ``language`` (ar, en, es, fr) tells whose words are ordinary.
    Raises UnknownLanguage outside the four.
    """
    return person_names(text, language, keep)[0]


def person_names(
    text: str, language: str, keep: Sequence[tuple[int, int]] = ()
) -> tuple[tuple[NameSpan, ...], tuple[NameSpan, ...]]:
    """Names of private persons, and names of office holders and public figures that stay; see `private_names`."""
    if language not in LANGUAGES:
        raise UnknownLanguage(language)
    page = Page(fold(text), language, keep)
    drafts = [*find_arabic(page), *find_latin(page)]
    office = _telling(page, [draft for draft in drafts if draft.stays])
    private = [draft for draft in drafts if not draft.stays and not _is_officer(page, draft, office)]
    telling = _telling(page, private)
    # An office holder of whom nothing is left but words of private names is no one else than they.
    stays = [draft for draft in drafts if draft.stays and (not private or _telling(page, [draft]) - telling)]
    again = _mentions(page, private, stays) if private else []
    return tuple(_spans(page, [*private, *again])), tuple(_spans(page, stays))


def _is_officer(page: Page, draft: Draft, office: set[str]) -> bool:
    """Whether a name without a sign of a private person is the office holder's of whom the text speaks elsewhere."""
    words = _telling(page, [draft])
    return draft.reason in ("listed", "capitals", "speaker") and bool(words) and words <= office


def _telling(page: Page, drafts: Iterable[Draft]) -> set[str]:
    """The words of names that tell who it is."""
    return {
        word
        for draft in drafts
        for word in _WORD.findall(page.text, draft.start, draft.end)
        if len(word) > 2 and word not in PARTICLES
    }


def _mentions(page: Page, private: Sequence[Draft], stays: Sequence[Draft]) -> list[Draft]:
    """Every further mention of a word of a private name; a word of an office holder's name only inside that name."""
    telling = _telling(page, private)
    office = _telling(page, stays)
    covered = [(draft.start, draft.end) for draft in stays]
    found = []
    for start, end in _words_like(page.text, telling):
        if page.text[start:end] in office and any(first <= start and end <= last for first, last in covered):
            continue
        if _stands_as_name(page, start, end):
            found.append(Draft(start, end, "again"))
    return found


def _words_like(text: str, telling: set[str]) -> Iterable[tuple[int, int]]:
    """Where words of names stand; Arabic ones may carry proclitics."""
    latin = sorted(word for word in telling if word[0] < "ء")
    if latin:
        pattern = re.compile(r"(?<![^\W\d_])(?:" + "|".join(latin) + r")(?![^\W\d_])")
        yield from (match.span() for match in pattern.finditer(text))
    if len(latin) < len(telling):
        for match in _ARABIC.finditer(text):
            lead = _lead(match.group(), telling)
            if lead is not None:
                yield match.start() + lead, match.end()


def _lead(word: str, telling: set[str]) -> int | None:
    """Letters before a telling word in the word; None if there is none."""
    if word in telling:
        return 0
    return next((lead for lead, core in bare_forms(word) if core in telling), None)


def _stands_as_name(page: Page, start: int, end: int) -> bool:
    """Whether a word of a name is one here: with a capital, or no ordinary word; a place only where it is no name."""
    word = page.text[start:end]
    if page.is_known(start, end):
        return False
    if word[0] >= "ء" and is_arabic_place(word) and not name_flags(word, "ar") & GIVEN:
        # A town that is somebody's surname as well: without capitals mostly the town, but not behind "زوجة".
        before = page.before(start)
        return bool(before) and any(core in page.cues.role for _, core in bare_forms(before[-1]))
    if word[0] < "ء" and page.is_located_place(start, word):
        return False
    if word[0] < "ء":
        flags = name_flags(word, page.language)
        # In small letters only what is nothing but a name, or a part of an address.
        return (
            page.cased[start].isupper() or (flags > 0 and not flags & WORD) or page.text[start - 1 : start] in "-_/@#"
        )
    if (
        word == "علي"
    ):  # the preposition على folds alike; where a text writes that one with its own letter, this is a name
        return page.cased[end - 1] == "ي" and " على " in page.cased
    kind = word_kind(word)
    return not kind.starter and (kind.kind != KNOWN or kind.given)


def _spans(page: Page, drafts: Iterable[Draft]) -> Iterable[NameSpan]:
    """Drafts as spans of the original text; overlapping and touching ones become one."""
    merged: list[Draft] = []
    for draft in sorted(drafts, key=lambda draft: (draft.start, draft.reason == "again", -draft.end)):
        if merged and draft.start <= merged[-1].end:
            last = merged.pop()
            merged.append(Draft(last.start, max(last.end, draft.end), last.reason))
        else:
            merged.append(draft)
    for draft in merged:
        span = page.folded.span(draft.start, draft.end)
        yield NameSpan(span.start, span.end, span.of(page.folded.original), draft.reason)
