"""Copies of one text in an archive: new documents are compared with all, and each group gets one origin."""

from __future__ import annotations

from collections.abc import Container

from marsad.read.duplicates import Account, group_copies
from marsad.store import Archive

__all__ = ["group_all_copies"]


def group_all_copies(archive: Archive, new: Container[str] = ()) -> int:
    """Bring the origins up to date; returns how many documents of ``new`` are copies of others.

    Documents that came in a run that was killed are grouped by the next one.
    """
    rows = archive.sketches()
    before = {id: origin for id, _, _, origin, _ in rows}
    if all(grouped for _, _, grouped, _, _ in rows):
        return 0
    accounts = {id: Account(keys, published) for id, keys, _, _, published in rows}
    compared = {id: origin for id, _, grouped, origin, _ in rows if grouped}

    def text_of(id: str) -> str:
        document = archive.document(id)
        return document.text if document is not None else ""

    origins = group_copies(accounts, text_of, compared)
    with archive.transaction():
        archive.set_origins({id: origin for id, origin in origins.items() if origin != before[id]})
        archive.set_grouped()
    told = {origin for id, origin in origins.items() if id not in new}
    fresh = [origin for id, origin in origins.items() if id in new]
    return len(fresh) - len(set(fresh) - told)
