"""Names of persons in Arabic script, which has no capitals: lists of names, particles, and the words around.

A name begins behind a cue ("المدعو", "شقيقه"), with a listed given name, with a particle ("أبو", "بن", "عبد") or before
an age, and goes on while words follow that are names or that no vocabulary knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from marsad.gazetteer import Gazetteer
from marsad.gazetteer.store import REVIEWED, STRONG, USUAL
from marsad.names.offices import holds_arabic_office
from marsad.names.page import Draft, Page
from marsad.names.vocabulary import GIVEN, WORD, bare_forms, lexicon_words, load_cues, name_flags

__all__ = ["find_arabic"]

_TOKEN = re.compile(r"[ء-ي]+")
_GAP = re.compile(r"[ \t\u00a0]{1,3}|[ \t]*\r?\n[ \t]*|[ ]?[\"'(\[]?[ ]?[\"'(\[]?")
_AGE = re.compile(
    r"\s?[,(]?\s?(?:البالغ\w* (?:من العمر )?|وعمره |وعمرها |عمره |عمرها |وهو في |ذو ال?|ذات ال?)?"
    r"(?:\d{1,2}|[ء-ي]{3,8}(?: و[ء-ي]{3,8})?) ?(?:عاما|سنه|سنوات|ربيعا)|\s?\(\s?[1-9]\d\s?\)"
)
_INITIALS = re.compile(r"(?<![ء-ي.])(?:[وبلف]?\"?)((?:[ء-ي]\s?\.\s?){1,3}[ء-ي]?\.?|[ء-ي]\.?[ -][ء-ي]\.?)(?![ء-ي])")
# Agencies and abbreviations that look like initials.
_ABBREVIATIONS = frozenset(
    {"وم", "ومع", "اف", "افب", "دب", "دبا", "اش", "اشا", "رويترز", "صب", "قم", "بم", "صم", "شم", "تم"}
)
_BEFORE_NAME = frozenset({"بن", "ابن", "بنت", "ولد", "ال", "ايت", "مولاي", "سيدي", "لالا", "للا", "اغ"})
_KUNYA = frozenset({"ابو", "ابي", "ابا", "ام", "بو"})
_SECOND = frozenset({"الدين", "الله", "الاسلام", "الحق", "الزهراء", "الرحمن"})
_LONGEST = 6

STRONG_NAME, NAME, UNKNOWN, KNOWN, PLACE, PARTICLE, KUNYA, SERVANT = range(8)


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a word is by itself, and where its name begins behind proclitics."""

    kind: int
    lead: int
    core: str


@lru_cache(maxsize=65536)
def _kind(word: str) -> _Kind:  # noqa: PLR0911 - one rule a return
    if any(core in load_cues("ar").starters for _, core in bare_forms(word)):
        return _Kind(KNOWN, 0, word)
    known = _is_word(word)
    weak: _Kind | None = None
    for lead, core in bare_forms(word):
        if core in _BEFORE_NAME and (lead == 0 or len(core) > 2):
            return _Kind(PARTICLE, lead, core)
        if core in _KUNYA and core != "ال":
            return _Kind(KUNYA, lead, core)
        if core == "عبد":
            return _Kind(SERVANT, lead, core)
        if core.startswith("عبدال") and len(core) > 6:
            return _Kind(STRONG_NAME, lead, core)
        flags = name_flags(core, "ar")
        if flags and _is_place(core) and not flags & GIVEN:
            return _Kind(PLACE, lead, core)
        if flags & GIVEN and not flags & WORD and not known and not _is_word(core) and not _is_place(core):
            return _Kind(STRONG_NAME, lead, core)
        if flags and weak is None and (lead == 0 or not known):
            weak = _Kind(NAME, lead, core)
        if _is_place(core):
            return weak or _Kind(PLACE, lead, core)
    if weak is not None and not (known and weak.lead == 0 and not name_flags(weak.core, "ar") & GIVEN):
        return weak
    return _Kind(KNOWN if known or any(_is_word(core) for _, core in bare_forms(word)) else UNKNOWN, 0, word)


def _is_word(word: str) -> bool:
    cues = load_cues("ar")
    return (
        word in cues.starters or word in cues.known or word in cues.heads or word in lexicon_words("ar")
        or word in cues.office_tail or word in cues.not_office
    )  # fmt: skip


@lru_cache(maxsize=65536)
def _is_place(word: str) -> bool:
    gazetteer = Gazetteer.load()
    number = gazetteer.key_id(word)
    return number is not None and bool(gazetteer.flags(number) & (STRONG | USUAL | REVIEWED))


def find_arabic(page: Page) -> Iterator[Draft]:
    """Names in Arabic script, in order of their starts where they do not overlap."""
    if not _TOKEN.search(page.text):
        return
    yield from _Search(page).drafts()
    for match in _INITIALS.finditer(page.text):
        letters = "".join(_TOKEN.findall(match.group(1)))
        if 2 <= len(letters) <= 4 and letters not in _ABBREVIATIONS and not page.is_known(*match.span(1)):
            yield Draft(match.start(1), match.end(1), "initials")


class _Search:
    """The words of one text with their kinds."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.spans: list[tuple[int, int]] = [match.span() for match in _TOKEN.finditer(page.text)]
        self.words = [page.text[start:end] for start, end in self.spans]
        self.kinds = [_kind(word) for word in self.words]

    def drafts(self) -> Iterator[Draft]:
        """The names."""
        index = 0
        while index < len(self.words):
            found = self._from(index)
            if found is None:
                index += 1
                continue
            first, last, lead, reason = found
            start, end = self.spans[first][0] + lead, self.spans[last][1]
            index = last + 1
            if self.page.is_public(start, end) or self.page.is_known(start, end):
                continue
            stays = reason not in ("named", "role") and holds_arabic_office(self.page, start, end)
            yield Draft(start, end, reason, stays)

    def _joined(self, index: int) -> bool:
        """Whether the word follows the one before it without a mark between."""
        if not 0 < index < len(self.words):
            return False
        return _GAP.fullmatch(self.page.text, self.spans[index - 1][1], self.spans[index][0]) is not None

    def _cue(self, index: int) -> str | None:  # noqa: PLR0911 - one rule a return
        """The cue that the words before the index make; adjectives may stand between ("المتهم الرئيسي")."""
        page, cues = self.page, self.page.cues if self.page.language == "ar" else load_cues("ar")
        if index == 0:
            return None
        before = self.words[max(0, index - 4) : index]
        gap = page.text[self.spans[index - 1][1] : self.spans[index][0]].strip()
        if gap not in ("", '"', "'", "(", ":", ",", ',"', ':"', '("', "-"):
            return None
        for form in {before[-1], *(core for _, core in bare_forms(before[-1]))}:
            tail = [*before[:-1], form]
            if page.has_cue(cues.naming, tail) and gap != ",":
                return "named"
            if page.has_cue(cues.role, tail):
                return "role"
        if gap or len(before) < 2 or not before[-1].startswith("ال") or not self._joined(index - 1):
            return None
        for form in {before[-2], *(core for _, core in bare_forms(before[-2]))}:
            if page.has_cue(cues.role, [*before[:-2], form]) and self.kinds[index - 1].kind in (KNOWN, PLACE):
                return "role"
        return None

    def _from(self, index: int) -> tuple[int, int, int, str] | None:  # noqa: PLR0911 - one rule a return
        """The name that begins at the word: first and last word, letters before it, reason."""
        kind = self.kinds[index]
        if kind.kind == KNOWN and self.words[index] in load_cues("ar").starters:
            return None
        cue = self._cue(index)
        lead = kind.lead
        if cue == "named":
            if len(self.words[index]) > 3 and self.words[index][0] == "ب" and kind.kind == UNKNOWN:
                lead = 0
            return index, self._extend(index, cued=True), lead, "named"
        if kind.kind == KUNYA:
            return self._kunya(index, cue)
        if kind.kind == SERVANT and self._joined(index + 1) and self.words[index + 1].startswith("ال"):
            return index, self._extend(index + 1, cued=cue is not None), lead, cue or "listed"
        if kind.kind == PARTICLE:
            named = self._joined(index + 1) and self.kinds[index + 1].kind in (STRONG_NAME, NAME, UNKNOWN, SERVANT)
            if named and kind.core != "ال" and (kind.core not in ("ولد", "بنت") or cue or self._listed(index + 1)):
                return index, self._extend(index, cued=True), lead, cue or "particle"
            return None
        return self._plain(index, cue)

    def _listed(self, index: int) -> bool:
        return self.kinds[index].kind in (STRONG_NAME, NAME, SERVANT)

    def _plain(self, index: int, cue: str | None) -> tuple[int, int, int, str] | None:  # noqa: PLR0911 - one rule a return
        kind = self.kinds[index]
        last = self._extend(index, cued=cue is not None or kind.kind == STRONG_NAME)
        lead = kind.lead
        if self._follows_body(index) and cue is None:
            return None
        if kind.kind == STRONG_NAME:
            return index, last, lead, cue or "listed"
        if kind.kind in (KNOWN, PLACE):
            return self._compound(index, last, cue)
        if cue == "role" and (kind.kind == NAME or self._may_be_name(index)):
            return index, last, lead, "role"
        if kind.kind == NAME and last > index and any(self._listed(other) for other in range(index + 1, last + 1)):
            return index, last, lead, "listed"
        if kind.kind == UNKNOWN and self._particle_at(index + 1):
            return index, self._extend(index, cued=True), lead, "particle"
        if _AGE.match(self.page.text, self.spans[last][1]) and (last > index or kind.kind == NAME):
            return index, last, lead, "age"
        return None

    def _compound(self, index: int, last: int, cue: str | None) -> tuple[int, int, int, str] | None:
        """A name whose first word is a word or a town too: "سيف الدين", "نور بن صالح"."""
        kind = self.kinds[index]
        flags = name_flags(kind.core, "ar")
        if self._joined(index + 1) and self.words[index + 1] in _SECOND and (flags or self.words[index + 1] == "الدين"):
            return index, self._extend(index + 1, cued=True), kind.lead, cue or "listed"
        if not flags & GIVEN:
            return None
        if self._particle_at(index + 1):
            return index, self._extend(index + 1, cued=True), kind.lead, "particle"
        if self._joined(index + 1) and self.kinds[index + 1].kind == STRONG_NAME and self.kinds[index + 1].lead == 0:
            return index, self._extend(index + 1, cued=True), kind.lead, "listed"
        return None

    def _particle_at(self, index: int) -> bool:
        return self._joined(index) and self.words[index] in ("بن", "ابن", "بنت", "ولد") and self._joined(index + 1)

    def _follows_body(self, index: int) -> bool:
        """Whether a mosque, street or battalion that bears the name stands before it."""
        return self._joined(index) and any(
            core in load_cues("ar").named_after for _, core in bare_forms(self.words[index - 1])
        )

    def _may_be_name(self, index: int) -> bool:
        """Whether an unknown word behind a cue for a person looks like a name rather than a verb or an adjective."""
        word = self.words[index]
        return self.kinds[index].kind == UNKNOWN and len(word) > 2

    def _kunya(self, index: int, cue: str | None) -> tuple[int, int, int, str] | None:
        kind = self.kinds[index]
        if not self._joined(index + 1):
            return None
        start = self.spans[index][0] + kind.lead
        if any(
            end >= self.spans[index + 1][1] and self.page.gazetteer.flags(key) & (STRONG | USUAL | REVIEWED)
            for end, key in self.page.gazetteer.matches(self.page.keys, start)
        ):
            return None
        following = self.kinds[index + 1].kind
        if kind.core in ("ام", "بو", "ابا", "ابي") and following not in (STRONG_NAME, NAME) and cue is None:
            return None
        return index, self._extend(index + 1, cued=True), kind.lead, cue or "kunya"

    def _extend(self, index: int, *, cued: bool) -> int:
        """The last word of the name that goes on from the word."""
        last = index
        while last + 1 < len(self.words) and last - index < _LONGEST and self._joined(last + 1):
            kind = self.kinds[last + 1]
            step = self._step(last + 1, kind, cued=cued)
            if not step:
                break
            last += step
        return last

    def _step(self, index: int, kind: _Kind, *, cued: bool) -> int:  # noqa: PLR0911 - one rule a return
        """How many words the name grows by at the word."""
        word = self.words[index]
        if kind.lead and word[0] in "وف" and not (kind.lead == 1 and name_flags(word, "ar")):
            return 0
        if kind.kind in (PARTICLE, KUNYA, SERVANT) and kind.lead == 0:
            return 2 if self._joined(index + 1) else 0
        if word in _SECOND:
            return 1
        if kind.kind in (STRONG_NAME, NAME):
            return 1 if kind.lead == 0 else 0
        if kind.kind == PLACE:
            return 1 if cued and index >= 1 and kind.lead == 0 and self._surname_place(index) else 0
        if kind.kind == UNKNOWN and cued:
            return 1 if self._looks_family(index) else 0
        return 0

    def _surname_place(self, index: int) -> bool:
        """A town directly behind a given name is a surname: "كريم التطواني", "علي طنجة"."""
        return self.kinds[index - 1].kind in (STRONG_NAME, NAME)

    def _looks_family(self, index: int) -> bool:
        """Whether an unknown word goes on with a name: not a verb that agrees with it ("محمد يعترف")."""
        word = self.words[index]
        return not (
            word[0] in "يتس" and len(word) > 3 and self.kinds[index - 1].kind != UNKNOWN and not word.endswith("ي")
        )
