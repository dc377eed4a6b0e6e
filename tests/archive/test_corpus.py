"""The sample corpus: what its texts tell in several languages becomes one event."""

from __future__ import annotations

from pathlib import Path

from marsad.merge import DocumentInfo, merge
from marsad.pipeline import read_document
from marsad.read import read_path
from marsad.records import Document

CORPUS = Path(__file__).parents[2] / "samples" / "corpus" / "events.jsonl"


def test_twelve_events_in_several_languages() -> None:
    documents = [document for document in read_path(str(CORPUS)) if isinstance(document, Document)]
    assert len(documents) >= 30
    infos = {one.id: DocumentInfo(one.id, one.language, one.published.value, one.source) for one in documents}
    copies = {one.id: min(two.id for two in documents if two.text == one.text) for one in documents}
    reports = [report for document in documents for report in read_document(document).events]
    events = merge(reports, infos, origins=copies).events
    assert sum(len(event.languages) > 1 for event in events) >= 12
    agadir = next(event for event in events if any(place.name == "Agadir" for place in event.places))
    assert (len(agadir.reports), agadir.n_origins) == (5, 2)  # four copies of one communiqué are one origin
    menaka = next(event for event in events if event.country == "ML")
    assert {value.best for value in menaka.counts["killed"].values} == {12, 15}
    melilla = next(event for event in events if event.type == "arrest" and event.partners)
    assert melilla.outcome_known
