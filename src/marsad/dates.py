"""Dates with reduced precision: an ISO 8601 prefix (2024, 2024-06, 2024-06-06) is the value and its precision."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

__all__ = ["DateValue", "Precision", "first_day", "is_partial_date", "last_day", "overlap", "precision_of"]

Precision = Literal["day", "month", "year", "unknown"]


@dataclass(frozen=True, slots=True)
class DateValue:
    """When something happened: start and end as ISO prefixes (both None if unknown), and how we know.

    ``basis`` is "stated" for a date written out, "relative" for one worked out from the publication date or from
    another date of the text, None when unknown.
    """

    start: str | None = None
    end: str | None = None
    precision: Precision = "unknown"
    basis: Literal["stated", "relative"] | None = None


def is_partial_date(text: str) -> bool:
    """Whether the text is an ISO date, month or year that exists in the calendar."""
    try:
        first_day(text)
    except ValueError:
        return False
    return len(text) in (4, 7, 10)


def precision_of(iso: str) -> Precision:
    """The precision of an ISO prefix, by its length."""
    return "day" if len(iso) == 10 else "month" if len(iso) == 7 else "year"


def first_day(iso: str) -> date:
    """First day of the day, month or year; ValueError when there is none such."""
    parts = [int(part) for part in iso.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def last_day(iso: str) -> date:
    """Last day of the day, month or year."""
    parts = [int(part) for part in iso.split("-")]
    month = parts[1] if len(parts) > 1 else 12
    return date(parts[0], month, parts[2] if len(parts) > 2 else monthrange(parts[0], month)[1])


def overlap(a_start: str, a_end: str, b_start: str, b_end: str) -> bool:
    """Whether two periods of ISO prefixes share a day."""
    return first_day(a_start) <= last_day(b_end) and first_day(b_start) <= last_day(a_end)
