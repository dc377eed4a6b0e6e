"""Errors of Marsad.

    MarsadError
    ├── UnreadableDocument    a source that gives no text (carries the source)
    ├── UnknownLanguage       a language that no lexicon covers (carries the code)
    ├── BadRecord             a record that breaks its own rules (carries the record)
    ├── BadData               a packaged or given data file that is wrong (carries the path)
    ├── ArchiveError          an archive that cannot be opened, read or written (carries its address)
    └── ExportError           an export or snapshot that cannot be made or is not whole (carries its path)

Each says what to do next and carries the object that it speaks of.
"""

from __future__ import annotations

__all__ = [
    "ArchiveError",
    "BadData",
    "BadRecord",
    "ExportError",
    "MarsadError",
    "UnknownLanguage",
    "UnreadableDocument",
]


class MarsadError(Exception):
    """Base of all errors that Marsad raises on purpose."""


class UnreadableDocument(MarsadError):
    """A source gives no text that can be read."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class UnknownLanguage(MarsadError):
    """A language outside ar, fr, es and en."""

    def __init__(self, language: str) -> None:
        super().__init__(f"language {language!r} is not supported; use one of ar, fr, es, en")
        self.language = language


class BadRecord(MarsadError):
    """A record breaks a promise, for example a quote that is not in the text."""

    def __init__(self, record: object, reason: str) -> None:
        super().__init__(f"{reason}: {record!r}")
        self.record = record
        self.reason = reason


class BadData(MarsadError):
    """A data file is missing, damaged or not in its format."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class ArchiveError(MarsadError):
    """An archive cannot be opened, read or written."""

    def __init__(self, target: str, reason: str) -> None:
        super().__init__(f"{target}: {reason}")
        self.target = target
        self.reason = reason


class ExportError(MarsadError):
    """An export or a snapshot cannot be made, or is not what it says."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason
