"""Titles as plain text: what pages and feeds print as title may carry tags and scripts."""

from __future__ import annotations

import html
import re

__all__ = ["plain_title"]

_TAG = re.compile(r"<[/!?A-Za-z][^>]*>")
_SCRIPT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.I | re.S)


def plain_title(markup: str | None) -> str | None:
    """A title without its tags and scripts, entities read; None if nothing is left."""
    if not markup:
        return None
    text = markup
    # Twice: feeds escape titles once for XML and once more for HTML.
    for _ in range(2):
        text = html.unescape(_without_tags(text))
    return " ".join(_without_tags(text).split()) or None


def _without_tags(text: str) -> str:
    return _TAG.sub(" ", _SCRIPT.sub(" ", text)) if "<" in text else text
