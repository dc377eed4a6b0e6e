"""A tiny archive of our own wording: one arrest told in three languages, an attack, a clash, figures that clash."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

import marsad
from marsad.export import Records
from marsad.merge import DocumentInfo, merge
from marsad.merged import Judgement
from marsad.names import private_names
from marsad.read import read_text
from marsad.records import Document, Reading

TEXTS = (
    (
        "https://news.example/arrests/karim-zouhair-held",
        "The North Post",
        "Four held in Tangier over Islamic State plot",
        "2024-06-07",
        "Police arrested four men in Tangier on 6 June 2024, suspected of ties to Islamic State. "
        "The BCIJ said it had dismantled 91 cells between 2015 and the end of 2023, 85 of them linked to ISIS. "
        "One suspect, Karim Zouhair, 34, kept a notebook with addresses of police stations, the agency said.",
    ),
    (
        "https://journal.example/tanger",
        "Le Journal du Détroit",
        "Tanger : cinq personnes arrêtées",
        "2024-06-08",
        "Le BCIJ a arrêté cinq personnes à Tanger le 6 juin 2024, soupçonnées de liens avec l'État islamique. "
        "Le parquet antiterroriste a ouvert une enquête.",
    ),
    (
        None,
        "جريدة المضيق",
        "توقيف أربعة أشخاص بطنجة",
        "2024-06-07",
        "أوقف المكتب المركزي للأبحاث القضائية أربعة أشخاص بمدينة طنجة يوم 6 يونيو 2024 "
        "للاشتباه في صلتهم بتنظيم داعش الإرهابي.",
    ),
    (
        "https://news.example/gao",
        "The North Post",
        "Bomb in Gao",
        "2023-05-04",
        "A car bomb killed 12 soldiers and wounded 20 near Gao in Mali on 3 May 2023. "
        "JNIM claimed responsibility. Two attackers were killed.",
    ),
    (
        "https://news.example/menaka",
        "The North Post",
        "Fighting in Mopti",
        "2023-05",
        "The Malian army clashed with JNIM fighters in the Mopti region in March 2023, killing 14 terrorists. "
        "Six soldiers died in the fighting. An opposition leader alleged that the army had executed civilians.",
    ),
    (
        "https://news.example/totals",
        "Rabat Weekly",
        "Cells in numbers",
        "2024-01-15",
        "The BCIJ has dismantled 91 terrorist cells since 2015: 21 in 2015, 19 in 2016 and 9 in 2017. "
        "Between 2018 and 2023 it dismantled 40 cells, the agency's director said.",
    ),
)


@lru_cache(maxsize=1)
def readings() -> tuple[Reading, ...]:
    found = []
    for url, source, title, published, text in TEXTS:
        document = read_text(text, published=published, title=title, url=url)
        assert isinstance(document, Document)
        found.append(marsad.read_document(replace(document, source=source)))
    return tuple(found)


def infos_of(found: Iterable[Reading]) -> dict[str, DocumentInfo]:
    documents = [one.document for one in found if one.document is not None]
    return {one.id: DocumentInfo(one.id, one.language, one.published.value, one.source) for one in documents}


@lru_cache(maxsize=64)
def names_of(text: str, language: str) -> tuple[tuple[int, int], ...]:
    return tuple((span.start, span.end) for span in private_names(text, language))


def records_of(found: tuple[Reading, ...], judgements: Iterable[Judgement] = ()) -> Records:
    documents = [one.document for one in found if one.document is not None]
    masks = {one.id: names_of(one.text, one.language) for one in documents}
    reports = [report for one in found for report in one.events]
    merged = merge(reports, infos_of(found), judgements)
    return Records.of(found, merged.events, masks=masks)


@lru_cache(maxsize=1)
def records() -> Records:
    return records_of(readings())
