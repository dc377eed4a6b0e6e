from dataclasses import replace

import pytest

from marsad.check import check_archive, ledger
from tests.check.archive_cases import archive_of

YEARS = {
    "text": "Au Maroc, 275 personnes soupçonnées de terrorisme ont été interpellées en 2015, 276 en 2016, 186 en 2017.",
    "published": "2018-01-10",
}
TOTAL = {
    "text": "Entre 2015 et 2017, 739 personnes ont été arrêtées au Maroc dans des affaires de terrorisme.",
    "published": "2018-01-20",
}


def the(held, kind):
    found = [finding for finding in held.across if finding.kind == kind]
    assert len(found) == 1, [finding.sentences["en"] for finding in held.across]
    return found[0]


def test_yearly_values_are_added_up_across_documents():
    finding = the(archive_of(YEARS, TOTAL), "sum")
    assert (finding.verdict, finding.difference, finding.severity) == ("conflicts", 2, "high")
    assert finding.document_id == ""
    assert "737" in finding.sentences["ar"] and "739" in finding.sentences["ar"]


def test_a_total_that_fits_its_years_is_confirmed():
    held = archive_of(YEARS, TOTAL | {"text": TOTAL["text"].replace("739", "737")})
    assert the(held, "sum").verdict == "agrees"


def test_evidence_stands_in_the_order_of_what_is_compared():
    held = archive_of(YEARS, TOTAL)
    finding = the(held, "sum")
    by_id = {figure.id: figure for figure in held.figures}
    assert [by_id[record].evidence[0] for record in finding.compared] == list(finding.evidence)
    told = finding.details["statements"]
    assert [item["document"] for item in told] == [by_id[record].document_id for record in finding.compared]


def test_one_finding_for_a_question_however_many_texts_answer_it():
    texts = [
        {"text": f"Entre 2015 et 2017, {n} personnes ont été arrêtées au Maroc pour terrorisme.", "published": day}
        for n, day in ((739, "2018-01-20"), (772, "2018-02-01"), (745, "2018-03-01"), (739, "2018-04-01"))
    ]
    finding = the(archive_of(*texts), "rival")
    assert (finding.verdict, finding.difference, len(finding.compared)) == ("conflicts", 33, 4)


def test_what_one_document_says_of_itself_is_left_to_its_own_checks():
    assert archive_of({"text": YEARS["text"] + " " + TOTAL["text"], "published": "2018-01-20"}).across == []


@pytest.mark.parametrize(
    ("value", "verdict"),
    [("plus de 85", None), ("plus de 100", "conflicts"), ("environ 90", None), ("88", "conflicts")],
)
def test_only_values_that_exclude_each_other_are_rivals(value, verdict):
    told = "De 2015 à fin 2023, {} cellules terroristes ont été démantelées au Maroc."
    held = archive_of(
        {"text": told.format(value), "published": "2024-01"}, {"text": told.format(91), "published": "2024-05"}
    )
    assert [f.verdict for f in held.across] == ([verdict] if verdict else [])


def test_the_order_of_documents_changes_nothing():
    held = archive_of(YEARS, TOTAL)
    again = list(check_archive(reversed(held.figures), (), held.documents, known=held.inside))
    assert again == held.across


def test_copies_of_one_text_count_once_in_the_series():
    held = archive_of(
        {"text": "In 2015, 21 terrorist cells were dismantled in Morocco.", "published": "2016-01-05"},
        {"text": "Morocco dismantled 21 terrorist cells in 2015.", "published": "2016-01-06"},
        {"text": "Morocco broke up 23 terrorist cells in 2015.", "published": "2016-01-04"},
        {"text": "In Morocco, 23 terrorist cells were broken up in 2015.", "published": "2016-01-04"},
    )
    ids = list(held.documents)
    book = ledger(held.figures, held.documents, "cell", "MA", origins={ids[1]: ids[0]}, findings=held.across)
    (year,) = book.series
    assert (year.value, year.origins, year.rivals, year.chosen_by) == (23, 2, (21,), "most_origins")
    assert all(entry.conflicts for entry in book.entries)


def test_a_ledger_derives_a_year_from_two_totals():
    held = archive_of(
        {"text": "De 2015 à fin 2022, 88 cellules terroristes ont été démantelées au Maroc.", "published": "2023-02"},
        {"text": "De 2015 à fin 2023, 91 cellules terroristes ont été démantelées au Maroc.", "published": "2024-02"},
    )
    book = ledger(held.figures, held.documents, "cell", "MA")
    assert [(y.year, y.value, y.basis) for y in book.series] == [(2023, 3, "derived")]


def test_another_country_is_another_quantity():
    held = archive_of(YEARS, TOTAL)
    moved = [replace(f, country="DZ") if f.value == 739 else f for f in held.figures]
    assert list(check_archive(moved, (), held.documents)) == []
