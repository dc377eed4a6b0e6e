"""Places at the very end of a text."""

from __future__ import annotations

import pytest

from marsad.annotate import annotate


@pytest.mark.parametrize("text", ["Gunmen attacked Paris ", "Gunmen attacked Paris", "Gunmen attacked Paris \n"])
def test_a_place_may_end_a_text(text: str) -> None:
    assert [place.name for place in annotate(text, "en").places] == ["Paris"]
