"""Exports in the forms of the field, and frozen snapshots (docs/export.md, docs/snapshot.md)."""

from marsad.export.forms import FORMS, Form, Request, export
from marsad.export.manifest import verify
from marsad.export.snapshot import Release, Snapshot, decided, write_snapshot
from marsad.export.source import Records, Source
from marsad.export.view import Options, View

__all__ = [
    "FORMS",
    "Form",
    "Options",
    "Records",
    "Release",
    "Request",
    "Snapshot",
    "Source",
    "View",
    "decided",
    "export",
    "verify",
    "write_snapshot",
]
