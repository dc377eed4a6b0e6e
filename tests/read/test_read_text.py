"""One text to one document, or to the reason why not."""

from __future__ import annotations

import hashlib
import time

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.read import MAX_TEXT_BYTES, read_text
from marsad.read.documents import normal_date
from marsad.records import Document, Omission, Published

ENGLISH = "Police arrested four men in Tangier on Thursday, the interior ministry said in a statement."
ARABIC = "أوقف المكتب المركزي للأبحاث القضائية أربعة أشخاص بمدينة طنجة يوم الخميس."


def test_text_becomes_a_document_with_all_that_is_given():
    document = read_text(
        ENGLISH, title="Four held", published="2024-06-07", language="en", url="https://news.example/1", external_id="7"
    )
    assert isinstance(document, Document)
    assert (document.text, document.title, document.url, document.external_id) == (
        ENGLISH,
        "Four held",
        "https://news.example/1",
        "7",
    )
    assert document.published == Published("2024-06-07", "given")
    assert document.sha256 == hashlib.sha256(ENGLISH.encode()).hexdigest()


def test_text_is_never_altered():
    text = "\ufeff  " + ENGLISH.replace(" ", "\r\n") + "\x00\u200f\t🙂 "
    document = read_text(text)
    assert isinstance(document, Document)
    assert document.text == text


def test_id_is_a_hash_of_the_content():
    assert read_text(ENGLISH) == read_text(ENGLISH)
    ids = {
        read_text(ENGLISH).id,
        read_text(ENGLISH + " ").id,
        read_text(ENGLISH, published="2024").id,
        read_text(ENGLISH, external_id="1").id,
    }
    assert len(ids) == 4


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "the text is empty"),
        (" \r\n\t\u00a0", "the text is empty"),
        ("404", "the text is nearly empty"),
        ("12/03/2024 — 17.30 ***", "the text is nearly empty"),
        ("Foto: EFE", "the text is nearly empty"),
        (ENGLISH + "\ud800", "the text holds half characters (lone surrogates)"),
        ("Die Polizei hat am Donnerstag in Berlin sechs Männer festgenommen.", "language not supported (de)"),
    ],
)
def test_what_cannot_be_read_says_why(text, reason):
    omission = read_text(text)
    assert isinstance(omission, Omission)
    assert omission.reason == reason
    assert orjson.dumps(omission)


def test_too_large_is_refused_as_a_whole():
    omission = read_text(ENGLISH * (MAX_TEXT_BYTES // len(ENGLISH) + 1))
    assert isinstance(omission, Omission)
    assert "split it" in omission.reason


def test_given_language_is_taken_unless_the_script_rules_it_out():
    assert read_text("Attentat Paris terrorisme", language="fr-FR").language == "fr"
    assert read_text("Attentat Paris terrorisme", language="French").language == "fr"
    assert read_text(ARABIC, language="en").language == "ar"
    assert read_text(ENGLISH, language="ar").language == "en"
    assert read_text(ENGLISH, language="unknown").language == "en"
    assert read_text(ENGLISH, language=" ").language == "en"


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2024-06-07", "2024-06-07"),
        ("2024-06", "2024-06"),
        ("2024", "2024"),
        ("2024-06-07T23:30:00+01:00", "2024-06-07"),
        ("2024-06-07 23:30", "2024-06-07"),
        ("Fri, 07 Jun 2024 10:00:00 GMT", "2024-06-07"),
        ("2024-02-30", None),
        ("next week", None),
        ("07/06/2024", None),
        ("", None),
    ],
)
def test_dates(written, date):
    assert normal_date(written) == date


def test_wrong_date_says_what_is_wanted():
    with pytest.raises(ValueError, match="give YYYY-MM-DD, YYYY-MM or YYYY"):
        read_text(ENGLISH, published="yesterday")


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=400))
def test_no_text_raises(text):
    result = read_text(text)
    assert isinstance(result, Document | Omission)
    assert orjson.dumps(result)
    if isinstance(result, Document):
        assert result.text == text


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(codec=None, categories=["Cs", "Lu", "Lo", "Nd", "Mn", "Cf"]), max_size=60))
def test_no_odd_characters_raise(text):
    assert orjson.dumps(read_text(text))


def test_two_thousand_texts_a_second():
    texts = [f"{ENGLISH} {number} " * 20 for number in range(300)] + [
        f"{ARABIC} {number} " * 20 for number in range(300)
    ]
    read_text(texts[0])
    start = time.perf_counter()
    for text in texts:
        read_text(text)
    # Half the target, so that a busy machine does not fail the test.
    assert len(texts) / (time.perf_counter() - start) > 1000
