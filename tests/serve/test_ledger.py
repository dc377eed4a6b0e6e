"""The ledger of a quantity puts figures of many documents side by side."""

from __future__ import annotations

from pathlib import Path

from marsad.pipeline import read
from marsad.serve import create_app
from marsad.serve.labels import armed_groups
from marsad.store import Archive, Entry
from tests.serve.conftest import client_of

NAME = "Karim Benjelloun"


def test_each_entry_is_masked_by_the_names_of_its_own_document(tmp_path: Path) -> None:
    first = f"Moroccan police dismantled 3 terrorist cells in 2018, said the suspect's lawyer {NAME}."
    # The figure of the second text stands where the first has the name.
    lead = "The BCIJ was founded in 2015 to fight terrorism. ".ljust(first.index(NAME) - 12)
    second = f"{lead}It dismantled 21 cells in Morocco in 2016."
    with Archive.open(tmp_path / "b.db") as archive:
        for text in (first, second):
            reading = read(text, published="2019-01-01")
            at = text.find(NAME)
            masks = ((at, at + len(NAME)),) if at >= 0 else ()
            archive.add_readings([Entry(reading, masks)], engine="test", seen_at="2026-01-01T00:00:00Z")
        told = client_of(create_app(archive)).get("/api/figures/ledger?unit=cell&country=MA").json()
    assert {entry["evidence"]["quote"] for entry in told["ledger"]["entries"]} == {"3 terrorist cells", "21 cells"}


def test_the_network_of_agencies_leaves_out_who_fights() -> None:
    assert {"islamic-state", "boko-haram"} <= armed_groups()
    assert not {"bcij", "europol"} & armed_groups()
