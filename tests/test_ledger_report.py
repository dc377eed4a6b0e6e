from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from marsad.check import ledger
from marsad.ledger_report import print_ledger
from marsad.ledger_rows import ledger_rows
from tests.check.archive_cases import archive_of

TEXTS = (
    {"text": "De 2015 à fin 2023, le BCIJ a démantelé 91 cellules terroristes au Maroc, dont 85 liées à Daech.",
     "published": "2024-01-25", "source": "Un journal au nom si long qu'il ne tient pas sur une seule ligne"},
    {"text": "From 2015 to the end of 2023 the BCIJ dismantled 91 terrorist cells in Morocco.",
     "published": "2024-02-01"},
    {"text": "فكك المكتب المركزي للأبحاث القضائية بالمغرب 5 خلايا إرهابية سنة 2023.", "published": "2024-02-02",
     "source": "جسر الأخبار"},
    {"text": "In 2023 the BCIJ dismantled three terrorist cells in Morocco.", "published": "2024-02-03", "source": "A"},
    {"text": "Plus de 2.000 cellules terroristes ont été démantelées au Maroc depuis 2015.", "published": "2024-03-01"},
)  # fmt: skip


@pytest.fixture(scope="module")
def held():
    return archive_of(*TEXTS)


@pytest.fixture(scope="module")
def book(held):
    return ledger(held.figures, held.documents, "cell", "MA", findings=held.across)


def shown(book, held, width, **how):
    out = StringIO()
    print_ledger(Console(file=out, width=width, color_system=None), book, held.across, **how)
    return out.getvalue()


def test_what_two_texts_say_alike_is_one_row(book):
    (row,) = [row for row in ledger_rows(book) if row.value == "91"]
    assert (row.texts, row.owners, row.period, row.published) == (2, "BCIJ", "2015 to 2023", "2024-01-25")
    (part,) = [row for row in ledger_rows(book) if row.value == "85"]
    assert part.part and part.scope == "of 91, tied to Islamic State"


@pytest.mark.parametrize("width", [60, 80, 132])
@pytest.mark.parametrize("language", ["ar", "en", "es", "fr"])
def test_the_ledger_fits_its_terminal_and_cuts_no_value(book, held, width, language):
    text = shown(book, held, width, language=language)
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert all(value in text for value in ("91", "85", "≥ 2000", "جسر الأخبار", "5 خلايا"))


def test_arabic_begins_at_the_right(book, held):
    heads = [line for line in shown(book, held, 80, language="ar").splitlines() if "العدد" in line]
    assert all(line.index("العدد") > line.index(other) for line, other in zip(heads, ("الفترة", "نصوص"), strict=True))


def test_only_what_contradicts(book, held):
    text = shown(book, held, 80, conflicting=True)
    assert "5 خلايا" in text
    assert "contradict" in text.splitlines()[0]
    assert "85 liées" not in text
