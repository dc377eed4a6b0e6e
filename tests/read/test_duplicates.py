"""Copies of one account are grouped; other accounts of the same event are not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.read.duplicates import SKETCH_BYTES, Account, group_copies, shingles, similarity, sketch

COMMUNIQUE = {
    "ar": "أعلن المكتب المركزي للأبحاث القضائية، اليوم الخميس، عن توقيف أربعة أشخاص موالين لتنظيم داعش في عمليات "
    "متزامنة بمدن طنجة والعرائش ووزان. وذكر بلاغ للمكتب أن عمليات التفتيش أسفرت عن حجز معدات إلكترونية وأسلحة "
    "بيضاء ومبالغ مالية، وأن المشتبه فيهم وُضعوا تحت تدبير الحراسة النظرية رهن إشارة البحث الذي تشرف عليه "
    "النيابة العامة المختصة.",
    "fr": "Le Bureau central d'investigations judiciaires a annoncé jeudi l'interpellation de quatre partisans de "
    "l'Etat islamique lors d'opérations simultanées menées à Tanger, Larache et Ouezzane. Les perquisitions "
    "ont permis de saisir du matériel électronique, des armes blanches et des sommes d'argent, précise un "
    "communiqué, et les mis en cause ont été placés en garde à vue à la disposition de l'enquête conduite "
    "sous la supervision du parquet compétent.",
    "es": "La Policía Nacional detuvo el jueves en Melilla a cuatro presuntos seguidores del Estado Islámico en una "
    "operación conjunta con los servicios de información de Marruecos. Los agentes registraron tres viviendas "
    "y hallaron material informático, dos armas blancas y dinero en efectivo, según informó el Ministerio del "
    "Interior en una nota, y los detenidos pasarán en las próximas horas a disposición de la Audiencia "
    "Nacional.",
    "en": "Counter-terrorism police on Thursday arrested four suspected supporters of Islamic State in simultaneous "
    "raids in Tangier, Larache and Ouezzane. Officers searched three houses and seized electronic devices, "
    "knives and cash, the bureau said in a statement, and the suspects were placed in custody while the "
    "public prosecutor's office oversees the investigation into their alleged plans.",
}  # fmt: skip
OWN_ACCOUNT = (
    "Four men thought to back Islamic State were held in the north of Morocco on Thursday, officials in Rabat said. "
    "Neighbours in Tangier told of masked officers who came before dawn. Knives and cash were among what the raids in "
    "three towns brought to light, according to the bureau, which gave no names."
)


def accounts(texts: dict[str, str], days: dict[str, str] | None = None) -> dict[str, Account]:
    return {key: Account(sketch(text), (days or {}).get(key)) for key, text in texts.items()}


def group(texts: dict[str, str], days: dict[str, str] | None = None) -> dict[str, str]:
    return group_copies(accounts(texts, days), texts.__getitem__)


@pytest.mark.parametrize("language", COMMUNIQUE)
def test_a_communique_in_other_outlets_is_one_account(language: str) -> None:
    text = COMMUNIQUE[language]
    sentence = text[: text.index(".") + 1]
    copies = {
        "d-1": text,
        "d-2": "AGENCY / RABAT - " + text,
        "d-3": text.upper() if language != "ar" else text.replace("أ", "ا").replace("ة", "ه"),
        "d-4": text + " (Agency)",
        "d-5": text.replace(sentence, sentence + " "),
    }
    assert set(group(copies).values()) == {"d-1"}


def test_two_accounts_of_one_event_are_two() -> None:
    texts = {"d-1": COMMUNIQUE["en"], "d-2": OWN_ACCOUNT, "d-3": COMMUNIQUE["fr"]}
    assert group(texts) == {key: key for key in texts}
    assert similarity(shingles(COMMUNIQUE["en"]), shingles(OWN_ACCOUNT)) < 0.1


def test_the_form_filled_in_again_is_another_account_unless_it_is_word_for_word() -> None:
    first = COMMUNIQUE["en"]
    again = first.replace("four", "seven")
    texts = {"d-1": first, "d-2": again, "d-3": first}
    days = {"d-1": "2024-06-06", "d-2": "2024-09-19", "d-3": "2024-09-20"}
    assert group(texts, {**days, "d-2": "2024-06-08"})["d-2"] == "d-1"
    assert group({"d-1": first, "d-2": again}, days) == {"d-1": "d-1", "d-2": "d-2"}
    assert group({"d-1": first, "d-3": first}, days) == {"d-1": "d-1", "d-3": "d-1"}


def test_copies_of_copies_are_copies() -> None:
    words = COMMUNIQUE["en"].split()
    chain = {f"d-{n}": " ".join(words[3 * n : 40 + 3 * n]) for n in range(5)}
    assert similarity(shingles(chain["d-0"]), shingles(chain["d-4"])) < 0.7
    assert set(group(chain).values()) == {"d-0"}


def test_texts_without_words_are_alone() -> None:
    assert group({"d-1": "", "d-2": "...", "d-3": "word"}) == {"d-1": "d-1", "d-2": "d-2", "d-3": "d-3"}
    assert len(sketch("")) == SKETCH_BYTES


def corpus(seed: int) -> dict[str, str]:
    """Some texts with copies of them, ids in no order."""
    chance = random.Random(seed)
    words = " ".join(COMMUNIQUE.values()).split()
    texts = []
    for _ in range(6):
        text = chance.sample(words, 60)
        texts.append(" ".join(text))
        for _ in range(chance.randrange(4)):
            changed = list(text)
            changed[chance.randrange(60)] = "changed"
            texts.append(" ".join(changed))
    chance.shuffle(texts)
    return {f"d-{chance.getrandbits(48):012x}": text for text in texts}


@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_the_order_in_which_documents_come(seed: int, chance: random.Random) -> None:
    texts = corpus(seed)
    whole = group(texts)
    assert len(set(whole.values())) == 6
    ids = list(texts)
    chance.shuffle(ids)
    origins: dict[str, str] = {}
    at = 0
    while at < len(ids):
        at += chance.randrange(1, 6)
        origins = group_copies(accounts({key: texts[key] for key in ids[:at]}), texts.__getitem__, origins)
    assert origins == whole


def test_a_thousand_copies_are_grouped_without_comparing_all_pairs() -> None:
    texts = {f"d-{n:04}": COMMUNIQUE["fr"] + f" {n}" for n in range(1000)}
    asked: list[str] = []

    def text_of(document: str) -> str:
        asked.append(document)
        return texts[document]

    assert set(group_copies(accounts(texts), text_of).values()) == {"d-0000"}
    assert len(asked) == 1000
