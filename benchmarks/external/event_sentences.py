"""Is there such an event in this sentence? Arabic assaults (yes or no), Spanish events of the Colombian fight set.

    python -m benchmarks.external.event_sentences ar dev.detect.jsonl.gz [--errors FILE]
    python -m benchmarks.external.event_sentences es dev.jsonl.gz [--errors FILE]

The sentences are cut out of news texts and often name neither day nor place, without which Marsad gives no event of its
own. What is measured is therefore the step before, the event candidates of the sentence: triggers that the reader has
not set aside as negated, planned, exercise, figure of speech (``ignore``) or part of a total over several events.

Arabic (``event_type`` ASSAULT): "yes" is the event, "easy no" and "difficult no" are none, "ambiguous" is left out. The
negatives are full of words of violence (a court hears of an attack, a column recalls a murder): the annotators asked
whether the sentence *reports* an assault. So a sentence counts as one where an act of violence stands with its counted
victims and the sentence is not marked as hypothetical, plan, allegation, assessment, denial or background. A killing or
an assassination with no other act beside it does not count: in such sentences it is mostly recalled. The measure
against "easy no" alone is given beside: many a "difficult no" does report an assault.
Spanish (set ``fight``): the first two digits of the code of any event of the sentence: 18, 19 and 20 are violence, 17
(arrest, seizure of property) is arrest; any candidate of the family counts. Families that Marsad does not read (13
threaten, 11 accuse) count as absent.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from marsad.annotate import annotate
from marsad.extract.candidates import Candidate, find_candidates
from marsad.extract.context import Context
from marsad.extract.figures import find_figures
from marsad.extract.scene import build_scenes
from marsad.read import read_text
from marsad.records import Document
from marsad.resolve.places import resolve_places

# Words that take back or postpone what a sentence tells.
_NOT_TOLD = frozenset(
    {"hypothetical", "planned", "allegation", "assessment", "denial", "speaker_defence", "background"}
)
_ACTS = frozenset({"attack", "bombing", "shooting", "airstrike", "clash", "kidnap", "injure"})
FAMILIES = {"18": "violence", "19": "violence", "20": "violence", "17": "arrest"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the families of events that it tells of."""

    text: str
    label: str
    families: frozenset[str]


@dataclass(slots=True)
class Tally:
    """Sentences found, missed and falsely given."""

    right: int = 0
    missed: list[Sentence] = field(default_factory=list)
    false: list[Sentence] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of those given that are right."""
        return self.right / max(1, self.right + len(self.false))

    @property
    def recall(self) -> float:
        """Share of the gold that is found."""
        return self.right / max(1, self.right + len(self.missed))

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.right / max(1, 2 * self.right + len(self.missed) + len(self.false))


def candidates_in(text: str, language: str) -> list[Candidate]:
    """The event candidates that the reader keeps in a text."""
    document = read_text(text, language=language)
    if not isinstance(document, Document):
        return []
    annotations = annotate(document.text, language)
    places = resolve_places(annotations.places, annotations.folded, language, annotations)
    scenes = build_scenes(annotations, places)
    figures = find_figures(Context(document, annotations, scenes, places, lambda mention, anchor: None))
    counted = frozenset(figure.count for figure in figures)
    told = frozenset(figure.trigger.start for figure in figures if figure.trigger is not None)
    return [candidate for scene in scenes for candidate in find_candidates(scene, counted, told)]


def families_in(text: str, language: str) -> frozenset[str]:
    """Families of the candidates of a text."""
    return frozenset(candidate.family for candidate in candidates_in(text, language))


def families_told(text: str, language: str) -> frozenset[str]:
    """Families of the candidates that a text reports: an act with its victims, and nothing that takes it back."""
    return frozenset(
        candidate.family
        for candidate in candidates_in(text, language)
        if candidate.counts
        and any(trigger.sense.name in _ACTS for trigger in candidate.triggers)
        and not candidate.has(*_NOT_TOLD)
    )


def arabic(path: Path, labels: tuple[str, ...] = ("yes", "easy no", "difficult no")) -> Iterator[Sentence]:
    """The assault sentences with these labels."""
    for row in _rows(path):
        if row["event_type"] == "ASSAULT" and row["label"] in labels:
            families = frozenset(["violence"] if row["label"] == "yes" else [])
            yield Sentence(row["text"], row["label"], families)


def spanish(path: Path) -> Iterator[Sentence]:
    """The notes of the fight set, without the date and number before the bar."""
    for row in _rows(path):
        if row["set"] == "fight":
            codes = [event["code"] for event in row["events"]]
            families = frozenset(FAMILIES[code[:2]] for code in codes if code[:2] in FAMILIES)
            yield Sentence(row["text"].split(" | ", 1)[-1], ", ".join(codes), families)


def _rows(path: Path) -> Iterator[dict]:  # type: ignore[type-arg]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def measure(sentences: Iterable[Sentence], language: str, *families: str) -> dict[str, Tally]:
    """A tally a family."""
    read = families_told if language == "ar" else families_in
    tallies = {family: Tally() for family in families}
    for sentence in sentences:
        found = read(sentence.text, language)
        for family, tally in tallies.items():
            if family in sentence.families and family in found:
                tally.right += 1
            elif family in sentence.families:
                tally.missed.append(sentence)
            elif family in found:
                tally.false.append(sentence)
    return tallies


def main() -> None:
    """Print precision, recall and F1."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=("ar", "es"))
    parser.add_argument("path", type=Path)
    parser.add_argument("--errors", type=Path)
    options = parser.parse_args()
    if options.language == "ar":
        tallies = measure(arabic(options.path), "ar", "violence")
    else:
        tallies = measure(spanish(options.path), "es", "violence", "arrest")
    lines = []
    for family, tally in tallies.items():
        rates = f"P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}"
        print(f"{family:9} {rates}  ({tally.right + len(tally.missed)} sentences)")
        lines += [f"{family} missed | {s.label} | {s.text}" for s in tally.missed]
        lines += [f"{family} false | {s.label} | {s.text}" for s in tally.false]
    if options.errors:
        options.errors.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
