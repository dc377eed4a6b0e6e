"""Languages: the four, their neighbours, and other writings of the Arabic script."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.evaluate import load
from marsad.read import language
from marsad.read.language import identify, normal_code

OTHERS = {
    "ru": "Сегодня в Москве задержали шесть человек, сообщила полиция",
    "fa": "پلیس روز پنجشنبه شش نفر را در تهران دستگیر کرد",
    "ur": "پولیس نے جمعرات کو لاہور میں چھ افراد کو گرفتار کر لیا",
    "ckb": "پۆلیسی سلێمانی رۆژی پێنجشەممە شەش کەسی دەستگیر کرد",
    "ps": "پوليسو د پنجشنبې په ورځ په کابل کې شپږ کسان ونيول",
    "de": "Die Polizei hat in Berlin sechs Männer festgenommen, wie die Staatsanwaltschaft am Donnerstag mitteilte.",
    "nl": "De politie heeft donderdag in Brussel zes mannen aangehouden, meldt het parket.",
    "pt": "A polícia prendeu na quinta-feira seis homens em Lisboa, suspeitos de ligações ao Daesh, segundo a "
    "procuradoria. Os detidos foram levados para a sede da polícia e o juiz ouviu-os no sábado.",
    "it": "I carabinieri hanno arrestato giovedì sei uomini a Milano, sospettati di legami con l'Isis.",
    "ca": "Els Mossos van detenir dijous sis homes a Barcelona amb vincles amb l'Estat Islàmic, segons els Mossos.",
    "tr": "Polis perşembe günü İstanbul'da altı kişiyi gözaltına aldı",
    "zh": "六名嫌疑人星期四在北京被捕",
}


def test_every_gold_text_is_recognised():
    golds = load([Path(__file__).parent.parent / "gold"])
    wrong = [gold["id"] for gold in golds if identify(gold["text"]) != gold["lang"]]
    assert wrong == []


def test_the_vote_settles_nearly_all_news(monkeypatch):
    golds = load([Path(__file__).parent.parent / "gold"])
    asked = []
    monkeypatch.setattr(language, "_by_model", lambda sample, likely: asked.append(sample) or "und")
    for gold in golds:
        identify(gold["text"])
    assert len(asked) < 0.1 * len(golds)


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages_are_not_taken_for_one_of_the_four(code):
    assert identify(OTHERS[code]) == code


def test_arabic_with_latin_names_and_borrowed_letters():
    assert identify("أعلن «BCIJ» توقيف شخصين في أڭادير وپاريس خلال عملية أمنية مشتركة") == "ar"


def test_nothing_to_tell():
    assert identify("12345 67 !!!") == "und"
    assert identify("") == "und"


def test_a_foreign_header_does_not_decide():
    text = "SHARE FACEBOOK TWITTER\n" + "La police a arrêté six hommes à Lyon, selon le parquet de la ville. " * 60
    assert identify(text) == "fr"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("fr-MA", "fr"),
        ("FRA", "fr"),
        ("ar_EG", "ar"),
        ("Spanish", "es"),
        ("العربية", "ar"),
        ("de", "de"),
        (" ", None),
        (None, None),
    ],
)
def test_codes_as_people_write_them(written, code):
    assert normal_code(written) == code
