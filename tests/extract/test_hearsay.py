"""What is alleged or denied is a claim with its speaker, and never an event."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad import evaluate
from marsad.pipeline import read

GOLD = Path(__file__).parents[1] / "gold"

ALLEGED = [
    ("en", "The rebels' spokesman accused the army of killing five herders in Gao on 3 May 2024.", "allegation"),
    ("en", "Militants stormed Djibo and shot ten herders on 3 May 2024, Algiers alleges.", "allegation"),
    ("en", "He denied that the army had killed jihadist prisoners in Kidal on 3 May 2024.", "denial"),
    ("es", "El Gobierno acusó al ELN de matar a cinco policías en Cúcuta el 3 de mayo de 2024.", "allegation"),
    ("es", "Según fuentes anónimas, el ejército mató a 40 yihadistas en Djibo el 3 de mayo de 2024.", "allegation"),
    ("fr", "Le gouvernement accuse le JNIM d'avoir tué cinq soldats à Djibo le 3 mai 2024.", "allegation"),
    ("ar", "اتهمت الحكومة تنظيم داعش بقتل خمسة جنود في مقديشو يوم 3 ماي 2024.", "allegation"),
]


@pytest.mark.parametrize(("language", "text", "stance"), ALLEGED)
def test_allegation_is_no_event(language: str, text: str, stance: str) -> None:
    """The clause behind the verb gives a claim and nothing else."""
    reading = read(text, language=language)
    assert not reading.events
    assert [claim.stance for claim in reading.claims] == [stance]


def test_aside_covers_only_itself() -> None:
    """A denial between two commas leaves the rest of the sentence standing."""
    text = "The jihadist, who denied the charges throughout, was sentenced to 20 years in prison in London in 2024."
    assert [event.type for event in read(text, language="en").events] == ["prosecution"]


def test_attribution_leaves_the_event() -> None:
    """Who is blamed for an attack is a claim; the attack took place."""
    reading = read("The army blamed al-Shabaab for the attack that killed five in Baidoa on 3 May 2024.", language="en")
    assert [event.counts["killed"].best for event in reading.events] == [5]
    assert [claim.stance for claim in reading.claims] == ["allegation"]


def test_speaker_is_not_taken_from_what_is_denied() -> None:
    """The subject of "he denied that the army ..." is he."""
    reading = read("He denied that the army had killed jihadist prisoners in Kidal.", language="en")
    assert [claim.speaker for claim in reading.claims] == ["He"]


@pytest.mark.parametrize("gold", evaluate.load([GOLD]), ids=lambda gold: str(gold["id"]))
def test_no_trigger_in_hearsay(gold: evaluate.GoldDocument) -> None:
    """No event of any gold text rests on words inside an allegation or a denial."""
    reading = read(gold["text"], published=gold["published"], language=gold["lang"])
    ranges = [
        (piece.start, piece.end)
        for claim in reading.claims
        if claim.stance in ("allegation", "denial")
        for piece in claim.evidence
    ]
    triggers = [piece.start for event in reading.events for piece in event.evidence if piece.field == "trigger"]
    assert not [trigger for trigger in triggers for start, end in ranges if start <= trigger < end]
