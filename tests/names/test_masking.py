from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.names import BLOCK, NameSpan, mask, mask_quote, mask_record, mask_words, private_names

TEXT = "Le suspect, Karim Benali, 27 ans, alias « Abou Omar », a été arrêté mardi à Tanger."


def spans() -> tuple[NameSpan, ...]:
    return private_names(TEXT, "fr")


def test_masking_keeps_length_and_everything_else() -> None:
    masked = mask(TEXT, spans())
    assert len(masked) == len(TEXT)
    assert "Karim" not in masked and "Benali" not in masked and "Omar" not in masked
    assert masked.endswith("a été arrêté mardi à Tanger.")
    assert all(now in (was, BLOCK) for was, now in zip(TEXT, masked, strict=True))


def test_spans_say_their_words() -> None:
    assert all(TEXT[span.start : span.end] == span.quote and span.reason for span in spans())


def test_a_quote_is_masked_by_its_place() -> None:
    start = TEXT.index("suspect")
    quote = TEXT[start : TEXT.index(", alias")]
    assert mask_quote(quote, start, spans()) == f"suspect, {BLOCK * 12}, 27 ans"
    assert mask_quote("Benali, 27", TEXT.index("Benali"), spans()) == f"{BLOCK * 6}, 27"


def test_strings_without_a_place_are_masked_by_words() -> None:
    assert mask_words("https://example.org/arrestation-de-karim-benali-27", spans()).endswith("-de-█████-██████-27")
    assert mask_words("BENALI arrêté à Tanger", spans()) == "██████ arrêté à Tanger"
    arabic = private_names("قال المدعو كريم الدكالي إنه بريء", "ar")
    assert mask_words("والدكالي وكريم", arabic) == "و███████ و████"


def test_records_are_masked_all_through() -> None:
    start = TEXT.index("Karim")
    record = {
        "id": "e-1",
        "title": "Karim Benali arrêté",
        "speaker": "l'avocat de Benali",
        "evidence": [{"field": "arrested", "start": start, "end": start + 12, "quote": "Karim Benali"}],
        "counts": {"arrested": {"best": 1}},
    }
    masked = mask_record(record, spans())
    assert masked["id"] == "e-1" and masked["counts"] == record["counts"]
    assert "enali" not in str(masked) and masked["evidence"][0]["quote"] == BLOCK * 12
    assert masked["evidence"][0]["end"] == start + 12


@settings(deadline=None)  # the first text loads the lists
@given(st.text(max_size=200), st.sampled_from(["ar", "en", "es", "fr"]))
def test_any_text_can_be_masked(text: str, language: str) -> None:
    found = private_names(text, language)
    assert all(text[span.start : span.end] == span.quote for span in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert len(mask(text, found)) == len(text)
