"""Keys: the one spelling under which all variants of a name are filed and looked up.

A key is the folded name with hyphens and line breaks as spaces. Text is brought into the same form character by
character, so offsets into a folded text stay valid.
"""

from __future__ import annotations

from marsad.spans import fold_key

__all__ = ["MAX_KEY", "name_key", "searchable"]

# The longest key that is looked up: longer official names are not what a report writes.
MAX_KEY = 48

_AS_SPACE = {ord(character): " " for character in "-\n\t\r/"}


def searchable(folded_text: str) -> str:
    """Folded text in the spelling of keys; every character keeps its position."""
    return folded_text.translate(_AS_SPACE)


def name_key(name: str) -> str:
    """The key of a name."""
    return " ".join(fold_key(name).translate(_AS_SPACE).split())
