"""What agencies, courts and groups are called in the four languages, and what is known of documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from marsad.extract.actors import slug
from marsad.gazetteer.store import Gazetteer
from marsad.lexicon import LANGUAGES, load_names
from marsad.merged import DocumentInfo
from marsad.serve.state import ServerState
from marsad.store.columns import DocumentHead

__all__ = [
    "armed_groups", "document_infos", "heads", "labels_of", "origin_of", "origins_of", "place_labels", "report_labels",
]  # fmt: skip


@lru_cache(maxsize=1)
def _labels() -> dict[str, dict[str, str]]:
    """Id to names: the first alias of each language that has one, else the canonical name."""
    table = {}
    for canonical, (_, aliases) in load_names().items():
        told = {language: aliases[language][0] for language in LANGUAGES if aliases.get(language)}
        table[slug(canonical)] = {"name": canonical, **told}
    return table


@lru_cache(maxsize=1)
def armed_groups() -> frozenset[str]:
    """Ids of the armed groups that the lexicon knows."""
    return frozenset(slug(canonical) for canonical, (name, _) in load_names().items() if name.kind == "group")


def labels_of(ids: Iterable[str]) -> dict[str, dict[str, str]]:
    """Names of the bodies that the lexicon knows; the page spells out the ids of others."""
    table = _labels()
    return {id: table[id] for id in sorted(set(ids)) if id in table}


@lru_cache(maxsize=20_000)
def _place(country: str, name: str) -> dict[str, str]:
    """What a place is called in the four languages, where the gazetteer tells."""
    row = Gazetteer.load().main(name, country)
    if row is None or row.country != country or row.name != name:
        return {}
    return {language: row.names[language] for language in LANGUAGES if row.names.get(language)}


def place_labels(places: Iterable[tuple[str | None, str | None]]) -> dict[str, dict[str, str]]:
    """Names of places by ``place:COUNTRY:NAME``, for pairs of country and name."""
    pairs = sorted({(country, name) for country, name in places if country and name})
    return {f"place:{country}:{name}": told for country, name in pairs if (told := _place(country, name))}


def report_labels(reports: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """Names of the bodies, groups and places of reports in their JSON form."""
    held = list(reports)
    bodies = labels_of(one["id"] for report in held for one in (*report["actors"], *report["groups"]))
    return bodies | place_labels((one["country"], one["name"]) for report in held for one in report["places"])


def document_infos(state: ServerState, ids: Iterable[str]) -> dict[str, DocumentInfo]:
    """Publication date, language and source of documents."""
    return {
        document.id: DocumentInfo(
            id=document.id,
            language=document.language,
            published=document.published.value,
            source=document.source,
            url=document.url,
            external_id=document.external_id,
        )
        for document in state.archive.documents(ids)
    }


def heads(state: ServerState) -> list[DocumentHead]:
    """All documents without their texts, in order of id."""
    return state.once("heads", state.archive.document_heads)


def origins_of(state: ServerState) -> dict[str, str]:
    """Document id -> smallest id of its copies."""
    return state.once("origins", lambda: {head.id: head.origin for head in heads(state)})


def origin_of(state: ServerState, id: str) -> str:
    """The smallest id of the copies of a document."""
    return origins_of(state).get(id, id)
