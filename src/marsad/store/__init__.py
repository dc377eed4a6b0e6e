"""The archive of everything that was read (docs/archive.md)."""

from marsad.store.archive import Archive
from marsad.store.queries import EventQuery
from marsad.store.search import Hit
from marsad.store.words import indexed_text
from marsad.store.writing import Entry

__all__ = ["Archive", "Entry", "EventQuery", "Hit", "indexed_text"]
