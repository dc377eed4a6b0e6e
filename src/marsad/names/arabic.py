"""Names of persons in Arabic script, which has no capitals: lists of names, particles, and the words around.

A name begins behind a cue ("المدعو", "شقيقه"), with a listed given name, with a particle ("أبو", "بن", "عبد") or before
an age, and goes on while words follow that are names or that no vocabulary knows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from marsad.gazetteer.store import REVIEWED, STRONG, USUAL
from marsad.names.arabic_words import (
    KNOWN,
    KUNYA,
    NAME,
    PARTICLE,
    PLACE,
    SERVANT,
    STRONG_NAME,
    UNKNOWN,
    Kind,
    is_nisba,
    word_kind,
)
from marsad.names.offices import holds_arabic_office
from marsad.names.page import Draft, Page
from marsad.names.vocabulary import bare_forms, load_cues, name_flags

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
_SECOND = frozenset({"الدين", "الله", "الاسلام", "الحق", "الزهراء", "الرحمن"})
# What comes behind a name and tells that it is one.
_NAMED_BEHIND = frozenset(
    {"الملقب", "الملقبه", "المكنى", "المكناه", "الملقبين", "المكني", "الشهير", "البالغ", "البالغه"}
)
_PULLS = _NAMED_BEHIND | _SECOND | {"بن", "ابن", "بنت", "ولد"}
_SHORTENED = re.compile(r"([ء-ي]{3,}(?: [ء-ي]{3,})?) [ء-ي]\.(?![ء-ي])")
_AGE_UNIT = re.compile(r"عاما|سنه|سنوات|ربيعا|\(\s?[1-9]\d\s?\)")
_LONGEST = 6


def find_arabic(page: Page) -> Iterator[Draft]:
    """Names in Arabic script, in order of their starts where they do not overlap."""
    if not _TOKEN.search(page.text):
        return
    yield from _Search(page).drafts()
    for match in _INITIALS.finditer(page.text):
        letters = "".join(_TOKEN.findall(match.group(1)))
        if 2 <= len(letters) <= 4 and letters not in _ABBREVIATIONS and not page.is_known(*match.span(1)):
            yield Draft(match.start(1), match.end(1), "initials")
    for match in _SHORTENED.finditer(page.text):
        start = match.start(1) + match.group(1).rfind(" ") + 1
        kind = word_kind(page.text[start : match.end(1)])
        if (kind.kind != KNOWN or kind.given) and not kind.starter:
            yield Draft(start + kind.lead, match.end(), "initials")


class _Search:
    """The words of one text with their kinds."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.spans: list[tuple[int, int]] = [match.span() for match in _TOKEN.finditer(page.text)]
        self.words = [page.text[start:end] for start, end in self.spans]
        self.kinds = [word_kind(word) for word in self.words]
        for index, (_, end) in enumerate(self.spans):
            # Folding makes the name علي and the preposition على equal; the letters tell them apart.
            if self.words[index] == "علي" and page.cased[end - 1] == "ي":
                self.kinds[index] = Kind(NAME, 0, "علي", given=True)

    def drafts(self) -> Iterator[Draft]:
        """The names."""
        reached = self.reached = -1
        for index in sorted(self._worth()):
            found = self._from(index) if index > reached else None
            if found is None:
                continue
            first, reached, lead, reason = found
            self.reached = reached
            start, end = self.spans[first][0] + lead, self.spans[reached][1]
            end = len(self.page.text[: self.page.first_known(start, end)].rstrip(" \"'("))
            if end <= start:
                continue
            if self.page.is_public(start, end):
                yield Draft(start, end, "public", stays=True)
                continue
            stays = reason not in ("named", "role") and holds_arabic_office(self.page, start, end)
            yield Draft(start, end, reason, stays)

    def _worth(self) -> set[int]:
        """Words at which a name may begin: names, what follows a cue, what stands before "بن", "الملقب" or an age."""
        found = set()
        for index, kind in enumerate(self.kinds):
            if kind.starter:
                continue
            if kind.given or kind.kind in (STRONG_NAME, NAME, PARTICLE, KUNYA, SERVANT):
                found.add(index)
            if kind.cue:
                found.update((index + 1, index + 2))
            if kind.core in _PULLS:
                found.update(range(index - 3, index))
        starts = [start for start, _ in self.spans]
        for match in _AGE_UNIT.finditer(self.page.text):
            index = bisect_left(starts, match.start())
            found.update(range(index - 7, index))
        return {index for index in found if 0 <= index < len(self.words)}

    def _joined(self, index: int) -> bool:
        """Whether the word follows the one before it without a mark between."""
        if not 0 < index < len(self.words):
            return False
        start, end = self.spans[index - 1][1], self.spans[index][0]
        return self.page.text[start:end] == " " or _GAP.fullmatch(self.page.text, start, end) is not None

    def _cue(self, index: int) -> str | None:  # noqa: PLR0911 - one rule a return
        """The cue that the words before the index make; adjectives may stand between ("المتهم الرئيسي")."""
        page, cues = self.page, self.page.cues if self.page.language == "ar" else load_cues("ar")
        if self._goes_on_list(index):
            return "role"
        if index == 0 or not (self.kinds[index - 1].cue or (index > 1 and self.kinds[index - 2].cue)):
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
            if not gap and page.has_cue(cues.say, tail):
                return "speaker"
        if gap or len(before) < 2 or not before[-1].startswith("ال") or not self._joined(index - 1):
            return None
        for form in {before[-2], *(core for _, core in bare_forms(before[-2]))}:
            if page.has_cue(cues.role, [*before[:-2], form]) and self.kinds[index - 1].kind in (KNOWN, PLACE):
                return "role"
        return None

    def _goes_on_list(self, index: int) -> bool:
        """Whether the word is a name that a list of names goes on with: "كريم العلوي ورشيد أفاطي"."""
        if index == 0 or index - 1 != self.reached or not (self._listed(index) or self.kinds[index].given):
            return False
        gap = self.page.text[self.spans[index - 1][1] : self.spans[index][0]]
        return gap.strip() == "," or (self.words[index][0] == "و" and self._joined(index))

    def _from(self, index: int) -> tuple[int, int, int, str] | None:  # noqa: PLR0911 - one rule a return
        """The name that begins at the word: first and last word, letters before it, reason."""
        kind = self.kinds[index]
        if kind.starter:
            return None
        cue = self._cue(index)
        lead = kind.lead
        adjective = kind.kind == KNOWN and self.words[index].startswith("ال") and self._listed_at(index + 1)
        if cue == "named" and not adjective:
            if len(self.words[index]) > 3 and self.words[index][0] == "ب" and kind.kind == UNKNOWN:
                lead = 0
            return index, self._extend(index, cued=True), lead, "named"
        if kind.kind == KUNYA:
            return self._kunya(index, cue)
        if kind.kind == SERVANT and self._joined(index + 1) and self.words[index + 1].startswith("ال"):
            return index, self._extend(index + 1, cued=True), lead, cue or "listed"
        if kind.kind == PARTICLE:
            if self._is_place(index):
                return None
            named = self._joined(index + 1) and self.kinds[index + 1].kind in (STRONG_NAME, NAME, UNKNOWN, SERVANT)
            if named and kind.core != "ال" and (kind.core not in ("ولد", "بنت") or cue or self._listed(index + 1)):
                return index, self._extend(index, cued=True), lead, cue or "particle"
            return None
        return self._plain(index, cue)

    def _listed_at(self, index: int) -> bool:
        """Whether the next word without a mark between is a listed name."""
        return self._joined(index) and (self._listed(index) or self.kinds[index].given)

    def _listed(self, index: int) -> bool:
        return self.kinds[index].kind in (STRONG_NAME, NAME, SERVANT)

    def _plain(self, index: int, cue: str | None) -> tuple[int, int, int, str] | None:  # noqa: PLR0911 - one rule a return
        kind = self.kinds[index]
        last = self._extend(index, cued=cue is not None or kind.kind == STRONG_NAME)
        lead = kind.lead
        if self._follows_body(index) and cue is None:
            return None
        if kind.kind == STRONG_NAME and (cue or last > index or not kind.core.startswith("ال")):
            return index, last, lead, cue or "listed"
        if kind.kind in (KNOWN, PLACE):
            return self._compound(index, last, cue)
        if cue and (kind.kind == NAME or self._may_be_name(index, last)):
            return index, last, lead, cue
        if kind.kind == NAME and last > index and any(self._listed(other) for other in range(index + 1, last + 1)):
            return index, last, lead, "listed"
        if kind.kind == UNKNOWN and self._particle_at(index + 1) and not self._is_place(index + 1):
            return index, self._extend(index, cued=True), lead, "particle"
        if kind.kind in (NAME, UNKNOWN):
            return self._before_age(index)
        return None

    def _before_age(self, index: int) -> tuple[int, int, int, str] | None:
        """Names and unknown words that lead up to an age or to "الملقب"."""
        last = self._extend(index, cued=True)
        while last >= index:
            end = self.spans[last][1]
            aged = _AGE.match(self.page.text, end)
            named = self._joined(last + 1) and self.words[last + 1] in _NAMED_BEHIND
            if not aged and not named:
                last -= 1
                continue
            words = range(index, last + 1)
            certain = named or (aged and _TOKEN.search(aged.group())) or any(map(self._listed, words))
            if certain and len(self.words[index]) > 2:
                return index, last, self.kinds[index].lead, "age" if aged else "named"
            last -= 1
        return None

    def _compound(self, index: int, last: int, cue: str | None) -> tuple[int, int, int, str] | None:  # noqa: PLR0911 - one rule a return
        """A name whose first word is a word or a town too: "سيف الدين", "نور بن صالح"."""
        kind = self.kinds[index]
        flags = name_flags(kind.core, "ar")
        if self._joined(index + 1) and self.words[index + 1] in _SECOND and (flags or self.words[index + 1] == "الدين"):
            return index, self._extend(index + 1, cued=True), kind.lead, cue or "listed"
        if cue == "role" and not self.words[index].startswith("ال") and self._family_at(index + 1):
            return index, self._extend(index + 1, cued=True), kind.lead, "role"
        if not kind.given:
            return None
        if cue == "role" and self._joined(index + 1) and self.kinds[index + 1].kind == UNKNOWN:
            return index, self._extend(index + 1, cued=True), kind.lead, "role"
        if self._particle_at(index + 1):
            return index, self._extend(index + 1, cued=True), kind.lead, "particle"
        if self._joined(index + 1) and self.kinds[index + 1].kind == STRONG_NAME and self.kinds[index + 1].lead == 0:
            return index, self._extend(index + 1, cued=True), kind.lead, "listed"
        return None

    def _family_at(self, index: int) -> bool:
        """Whether a family name stands there: behind a cue it makes a name even of an ordinary word."""
        word = self.words[index] if self._joined(index) else ""
        return (
            bool(word) and self.kinds[index].lead == 0 and name_flags(word, "ar") > 0 and not self.kinds[index].starter
        )

    def _particle_at(self, index: int) -> bool:
        return self._joined(index) and self.words[index] in ("بن", "ابن", "بنت", "ولد") and self._joined(index + 1)

    def _follows_body(self, index: int) -> bool:
        """Whether a mosque, street or battalion that bears the name stands before it."""
        return self._joined(index) and self.kinds[index - 1].body

    def _may_be_name(self, index: int, last: int) -> bool:
        """Whether an unknown word behind a cue for a person may be a name; behind a plural, one alone is a verb."""
        plural = index > 0 and self.words[index - 1].endswith(("ين", "ون", "ان", "يا", "ات"))
        word = self.words[index]
        verb = word[0] == "و" and len(word) > 3  # "and it did"; names that begin so are listed
        return self.kinds[index].kind == UNKNOWN and len(word) > 2 and not verb and (last > index or not plural)

    def _is_place(self, index: int) -> bool:
        """Whether the word and the next one are the name of a place: "بن قردان", "سيدي بنور", "أم درمان"."""
        start = self.spans[index][0] + self.kinds[index].lead
        return index + 1 < len(self.spans) and any(
            end >= self.spans[index + 1][1] and self.page.gazetteer.flags(key) & (STRONG | USUAL | REVIEWED)
            for end, key in self.page.gazetteer.matches(self.page.keys, start)
        )

    def _kunya(self, index: int, cue: str | None) -> tuple[int, int, int, str] | None:
        kind = self.kinds[index]
        if not self._joined(index + 1):
            return None
        if self._is_place(index):
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

    def _step(self, index: int, kind: Kind, *, cued: bool) -> int:  # noqa: PLR0911 - one rule a return
        """How many words the name grows by at the word."""
        word = self.words[index]
        if kind.lead and word[0] in "وف" and not (kind.lead == 1 and name_flags(word, "ar")):
            return 0
        if kind.kind in (PARTICLE, KUNYA, SERVANT) and kind.lead == 0:
            return 2 if self._joined(index + 1) else 0
        if word in _SECOND:
            return 1
        if kind.kind in (STRONG_NAME, NAME):
            attached = cued and word[0] in "بلك" and not kind.core.startswith("ال") and not kind.given
            return 1 if kind.lead == 0 or attached else 0
        before = (STRONG_NAME, NAME, SERVANT, UNKNOWN) if cued else (STRONG_NAME, NAME, SERVANT)
        if kind.kind == KNOWN and kind.core == word and self.kinds[index - 1].kind in before:
            wrapped = "\n" in self.page.text[self.spans[index - 1][1] : self.spans[index][0]]
            family = word.startswith("ال") and name_flags(word, "ar") and not kind.starter
            return 1 if family and not wrapped else 0  # "محمد السيد", "كريم الحداد"
        if kind.kind == PLACE:
            alone = kind.lead == 0 or (cued and word[0] == "ف")
            return 1 if alone and (self._surname_place(index, cued=cued) or (cued and is_nisba(word))) else 0
        if kind.kind == UNKNOWN and cued:
            return 1 if self._looks_family(index) else 0
        return 0

    def _surname_place(self, index: int, *, cued: bool) -> bool:
        """Whether a town stands directly behind a given name and so is a surname: "كريم التطواني", "علي طنجة"."""
        return self.kinds[index - 1].kind in (STRONG_NAME, NAME) or (cued and self.kinds[index - 1].kind == UNKNOWN)

    def _looks_family(self, index: int) -> bool:
        """Whether an unknown word goes on with a name: not a verb that agrees with it ("محمد يعترف")."""
        word = self.words[index]
        if word.startswith(("بال", "لل", "كال", "وال", "فال")):
            return False
        return not (
            word[0] in "يتس" and len(word) > 3 and self.kinds[index - 1].kind != UNKNOWN and not word.endswith("ي")
        )
