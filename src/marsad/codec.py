"""Records from their public JSON, strictly: an unknown code or a missing field is a BadRecord."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from marsad.errors import BadRecord

__all__ = ["decode", "from_dict"]

Record = TypeVar("Record")


def decode(kind: type[Record], raw: bytes | str) -> Record:
    """One record of ``kind`` from its JSON; BadRecord if it does not fit."""
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadRecord(raw[:200], f"no {kind.__name__}: {error}") from error


def from_dict(kind: type[Record], plain: dict[str, Any]) -> Record:
    """One record of ``kind`` from plain dicts and lists."""
    try:
        return msgspec.convert(plain, type=kind)
    except msgspec.ValidationError as error:
        raise BadRecord(plain, f"no {kind.__name__}: {error}") from error
