from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from marsad.export import Options, Records, View
from marsad.export.view import ELLIPSIS, MAX_WORDS, shortened
from tests.export.samples import readings, records, records_of


def test_private_names_are_masked_by_default_and_offsets_stay() -> None:
    view = View(records())
    for document in map(view.document, records().origins()):
        assert document is not None
        assert "Zouhair" not in document.text
        plain = records().document(document.id)
        assert plain is not None and len(plain.text) == len(document.text)
    shown = "".join(f"{one.url}{one.title}{one.text}" for one in view.documents())
    assert "zouhair" not in shown.lower()


def test_an_address_that_spells_out_a_name_is_cut_to_its_site() -> None:
    addresses = {document.url for document in View(records()).documents()}
    assert "https://news.example/" in addresses
    unmasked = {document.url for document in View(records(), Options(mask=False)).documents()}
    assert "https://news.example/arrests/karim-zouhair-held" in unmasked


def test_texts_go_out_only_with_full_quotes() -> None:
    assert all(not document.text for document in View(records()).documents())
    assert all(document.text for document in View(records(), Options(full_quotes=True)).documents())


def test_quotes_have_at_most_twelve_words_and_keep_the_offsets_of_the_whole() -> None:
    whole = {(one.id, words.start, words.end) for one in records().claims() for words in one.evidence}
    for claim in View(records()).claims():
        for words in claim.evidence:
            assert len(words.quote.removesuffix(ELLIPSIS).split()) <= MAX_WORDS
            assert (claim.id, words.start, words.end) in whole
        assert len(claim.about.removesuffix(ELLIPSIS).split()) <= MAX_WORDS


@given(st.text())
def test_a_short_quote_is_the_beginning_of_the_whole(quote: str) -> None:
    short = shortened(quote)
    assert quote.startswith(short.removesuffix(ELLIPSIS)) or short == quote
    assert len(short) <= max(len(quote), 240 + len(ELLIPSIS))
    assert len(short.split()) <= MAX_WORDS + 1


def test_without_mask_and_with_full_quotes_the_records_are_as_they_were_read() -> None:
    view = View(records(), Options(full_quotes=True, mask=False))
    assert list(view.documents()) == list(records().documents())
    assert list(view.reports()) == list(records().reports())
    assert list(view.figures()) == list(records().figures())
    assert list(view.claims()) == list(records().claims())
    assert list(view.findings()) == list(records().findings())


def test_what_is_alleged_is_a_claim_and_never_an_event() -> None:
    alleged = [
        replace(one, events=tuple(replace(told, stance="allegation", speaker="a rival party") for told in one.events))
        for one in readings()
    ]
    view = View(Records.of(alleged, [replace(event, stage="alleged") for event in records().events()]))
    assert not list(view.reports())
    assert not list(view.events())
    assert len(list(view.hearsay())) == len(list(records().events()))
    told = [claim for claim in view.claims() if claim.speaker == "a rival party"]
    assert len(told) == len(list(records().reports()))


def test_names_are_masked_in_findings_across_documents_too() -> None:
    first = next(one for one in readings() if one.document and "Zouhair" in one.document.text)
    finding = first.findings[0]
    across = replace(finding, document_id="", sentences={"en": "Karim Zouhair is named in one of them."})
    source = records_of((replace(first, findings=(across,)),))
    sentences = [one.sentences["en"] for one in View(source).findings()]
    assert sentences == ["█████ ███████ is named in one of them."]
