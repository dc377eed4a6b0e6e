"""Titles lose tags and scripts and nothing else."""

from __future__ import annotations

import pytest

from marsad.titles import plain_title


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("Two &amp;amp; three", "Two & three"),
        ("<script>alert('x')</script>Arrests in <i>Fez</i>", "Arrests in Fez"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", None),
        ("  five   men ", "five men"),
        ("3 < 4 and 5 > 2", "3 < 4 and 5 > 2"),
        ("", None),
        (None, None),
    ],
)
def test_titles_lose_tags_and_scripts(markup: str | None, plain: str | None) -> None:
    assert plain_title(markup) == plain
