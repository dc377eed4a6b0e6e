"""Who is masked and who stays, in one sentence each."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from marsad import read
from marsad.cli import main
from marsad.names import BLOCK, mask, mask_reading, mask_title, private_names

HIDDEN = [
    ("fr", "Le suspect, Karim Benali, 27 ans, est en fuite.", "Karim Benali"),
    ("fr", "La police a interpellé à Tanger Karim Benali.", "Karim Benali"),
    ("fr", "Un homme alias Abou Zoubir est recherché.", "Abou Zoubir"),
    ("en", "Police arrested Ali B., 27, near the station.", "Ali B."),
    ("en", "The prosecutor charged John Garland on Monday.", "John Garland"),
    ("en", "The judge said Omar Traoré had fled.", "Omar Traoré"),
    ("en", "Karim Benali, the prosecutor of Madrid said, had fled.", "Karim Benali"),
    ("es", "El juez envió a prisión a Diego Marchena.", "Diego Marchena"),
    ("es", "El jefe de la célula, Yassine Amrani, huyó.", "Yassine Amrani"),
    ("ar", "وقال رئيس الخلية كريم بنعلي إنه بريء.", "كريم بنعلي"),
    ("ar", "أوقفت الشرطة المدعو زكرياء الدكالي.", "زكرياء الدكالي"),
    ("ar", "وأمر وكيل الملك بإيداع المتهم سفيان المرابط السجن.", "سفيان المرابط"),
    ("ar", "وفر شقيقه بوشعيب إلى ليبيا.", "بوشعيب"),
    ("ar", "وقتل أبو حمزة في الغارة.", "أبو حمزة"),
]
SHOWN = [
    ("fr", "Le procureur antiterroriste Bernard Jolivet a ouvert une enquête.", "Bernard Jolivet"),
    ("fr", "Hélène Marchal, ministre de l'Intérieur, s'est rendue sur place.", "Hélène Marchal"),
    ("en", "Interior Minister Peter Halloway spoke of two arrests.", "Peter Halloway"),
    ("en", "President Emmanuel Macron spoke; Macron left at noon.", "Macron"),
    ("es", "La ministra de Defensa, Clara Montoya, viajó a Malí.", "Clara Montoya"),
    ("ar", "وقال وزير الداخلية عبد الوافي لفتيت إن العملية انتهت.", "عبد الوافي لفتيت"),
    ("ar", "وأكد الناطق باسم الحكومة سليم العمراني ذلك.", "سليم العمراني"),
    ("en", "The Islamic State claimed the attack in Gao on Tuesday.", "Islamic State"),
    ("fr", "Europol et le BCIJ ont arrêté trois hommes à Casablanca.", "Casablanca"),
    ("ar", "فكك المكتب المركزي للأبحاث القضائية خلية بمدينة طنجة.", "طنجة"),
    ("ar", "وقع الهجوم قرب مسجد الحسن الثاني بالدار البيضاء.", "الحسن الثاني"),
]


@pytest.mark.parametrize(("language", "text", "name"), HIDDEN)
def test_private_persons_are_hidden(language: str, text: str, name: str) -> None:
    masked = mask(text, private_names(text, language))
    assert all(word not in masked for word in name.split())


@pytest.mark.parametrize(("language", "text", "name"), SHOWN)
def test_office_holders_places_and_bodies_stay(language: str, text: str, name: str) -> None:
    assert name in mask(text, private_names(text, language))


def test_a_surname_is_hidden_at_each_later_mention() -> None:
    text = "Karim Ouazzani a été arrêté. Le frère d'Ouazzani aussi. OUAZZANI nie."
    assert "uazzani" not in mask(text, private_names(text, "fr")).lower()


def test_a_town_stays_a_town() -> None:
    text = "Karim Tanger a été arrêté à Tanger. Les voisins de Tanger sont surpris."
    assert mask(text, private_names(text, "fr")).count("Tanger") == 1


def test_what_the_caller_keeps_stays() -> None:
    text = "The suspect, Karim Benali, fled."
    start = text.index("Karim")
    assert private_names(text, "en", keep=[(start, start + 12)]) == ()


def test_a_name_that_only_the_title_has_is_hidden() -> None:
    assert "Benali" not in mask_title("Karim Benali arrêté", "fr", ())


def test_a_masked_reading_keeps_its_offsets() -> None:
    text = (
        "Le 4 juin 2024, la police a arrêté Karim Benali, 27 ans, et deux complices à Tanger, selon l'avocat de Benali."
    )
    reading = read(text, language="fr")
    masked = mask_reading(reading)
    assert masked.document is not None and len(masked.document.text) == len(text)
    assert "enali" not in masked.to_json().decode()
    for event in masked.events:
        assert all(masked.document.text[item.start : item.end] == item.quote for item in event.evidence)


def test_the_terminal_view_hides_names_unless_told(tmp_path: Path) -> None:
    text = "Le 4 juin 2024, la police a arrêté un homme à Tanger, selon l'avocat de Karim Benali."
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps({"title": "Karim Benali arrêté", "text": text}), "utf-8")

    def shown(*options: str) -> str:
        return CliRunner().invoke(main, ["read", str(path), *options]).output

    assert "Benali" not in shown() and BLOCK in shown()
    assert "Benali" in shown("--no-mask")
    assert "Benali" in shown("--format", "jsonl")
    assert "Benali" not in shown("--format", "jsonl", "--mask")
