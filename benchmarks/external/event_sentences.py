"""Is there such an event in this sentence? Arabic assaults (yes or no), Spanish events of the Colombian fight set.

    python benchmarks/external/event_sentences.py ar dev.detect.jsonl.gz [--errors FILE]
    python benchmarks/external/event_sentences.py es dev.jsonl.gz [--errors FILE]

The sentences are cut out of news texts, so they often name neither day nor place, without which Marsad gives no event.
What is measured is therefore the step before: a sentence counts as an event of a family where the reader keeps a
trigger of that family, that is one that it has neither set aside as negated, planned, hypothetical, exercise, figure of
speech (``ignore``) nor as part of a total over several events.

Arabic (``event_type`` ASSAULT): violence (attack, killing, injury, kidnapping, clash, air strike) against the votes of
the annotators; "yes" is the event, "easy no" and "difficult no" are none, "ambiguous" is left out.
Spanish (set ``fight``): the first two digits of the code of any event of the sentence: 18, 19 and 20 are violence, 17
(arrest, seizure) is arrest. Families that Marsad does not read (13 threaten, 11 accuse, 14 protest) count as absent.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from marsad.annotate import annotate
from marsad.extract.context import Context
from marsad.extract.figures import find_figures
from marsad.extract.scene import build_scenes
from marsad.read import read_text
from marsad.records import Document
from marsad.resolve.places import resolve_places

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


def families_in(text: str, language: str) -> frozenset[str]:
    """Families of the triggers that the reader keeps in a text."""
    document = read_text(text, language=language)
    if not isinstance(document, Document):
        return frozenset()
    annotations = annotate(document.text, language)
    places = resolve_places(annotations.places, annotations.folded, language, annotations)
    scenes = build_scenes(annotations, places)
    context = Context(document, annotations, scenes, places, lambda mention, anchor: None)
    told = {figure.trigger.start for figure in find_figures(context) if figure.trigger is not None}
    triggers = (trigger for scene in scenes for trigger in scene.triggers)
    return frozenset(t.sense.family for t in triggers if not (t.planned or t.negated or t.start in told))


def arabic(path: Path) -> Iterator[Sentence]:
    """The assault sentences that the annotators were sure of."""
    for row in _rows(path):
        if row["event_type"] == "ASSAULT" and row["label"] != "ambiguous":
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


def measure(sentences: Iterator[Sentence], language: str, *families: str) -> dict[str, Tally]:
    """A tally a family."""
    tallies = {family: Tally() for family in families}
    for sentence in sentences:
        found = families_in(sentence.text, language)
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
