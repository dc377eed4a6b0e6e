"""What the search for names of private persons gives back."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["NameSpan"]


@dataclass(frozen=True, slots=True, order=True)
class NameSpan:
    """A name of a private person: half-open range of code points of the text, its words, and the rule that found it.

    ``text[start:end] == quote``. Reasons are listed in docs/privacy.md.
    """

    start: int
    end: int
    quote: str
    reason: str
