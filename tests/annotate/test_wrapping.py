"""Lines that are broken because they are full are joined; all others stay, and no position moves."""

import textwrap

import pytest

from marsad.annotate import annotate
from marsad.annotate.sentences import find_sentences
from marsad.annotate.wrapping import join_wrapped
from marsad.pipeline import read
from marsad.spans import fold

NEWS = (
    "Police said on Monday that six men were arrested in the northern town of Tetouan after a raid on two houses near "
    "the harbour. The men had planned to attack a barracks, according to a statement of the ministry of the interior. "
    "They will be brought before a judge in Rabat on Friday, and their lawyers deny all that they are accused of."
)


@pytest.mark.parametrize("width", [50, 65, 72, 78, 100])
def test_wrapped_text_reads_like_the_same_text_on_one_line(width: int) -> None:
    wrapped = textwrap.fill(NEWS, width)
    folded = join_wrapped(fold(wrapped))
    assert folded.text == fold(NEWS).text
    assert len(folded.text) == len(fold(wrapped).text)
    assert folded.original == wrapped


def test_paragraphs_of_wrapped_text_stay_apart() -> None:
    wrapped = textwrap.fill(NEWS, 70) + "\n\n   " + textwrap.fill(NEWS, 78)
    assert join_wrapped(fold(wrapped)).text.count("\n") == 2
    assert len(find_sentences(join_wrapped(fold(wrapped)), None)) == 6


@pytest.mark.parametrize(
    "text",
    [
        "Six arrested in Tetouan\nTwo killed in Bamako attack\nMinister visits Rabat\nFootball: Raja wins\nSport",
        "A title\n" + NEWS,
        "\n".join([NEWS, NEWS, NEWS, NEWS, NEWS, NEWS]),
        "one\ntwo\nthree\nfour\nfive\nsix",
        "",
        "\n\n",
    ],
)
def test_other_lines_stay(text: str) -> None:
    assert join_wrapped(fold(text)).text == fold(text).text


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "Quatre soldats ont péri lundi près de Tillabéri, selon le ministère,\nqui dit avoir riposté.",
            1,
        ),
        ("Four men were held in Oran on Monday, police\nsaid. They deny it.\nSport\nweather", 3),
        (
            "تمكن الجهاز\nالأمني من تفكيك\nخلية من أربعة يوم\nالأحد. كانت الخلية تنشط في وجدة\nوفاس. عثر على\nأسلحة.",
            1,
        ),
        ("عنوان أول عن اللقاء\nعنوان ثان عن الزيارة\nعنوان ثالث عن المباراة\nعنوان رابع عن الطقس", 4),
    ],
)
def test_sentences_cut_by_markup_are_joined(text: str, lines: int) -> None:
    assert len(join_wrapped(fold(text)).text.split("\n")) == lines


def test_evidence_quotes_the_line_end_as_it_stands() -> None:
    wrapped = textwrap.fill(NEWS, 56)
    for item in (item for event in read(wrapped, published="2024-06-07").events for item in event.evidence):
        assert wrapped[item.start : item.end] == item.quote
    assert len(annotate(wrapped, "en").sentences) == 3
