"""A day that no calendar has keeps its month, and the reader is told."""

from __future__ import annotations

from marsad.pipeline import read


def test_impossible_day_is_an_omission() -> None:
    """Nothing is made of the day; the month is what the words give for certain."""
    reading = read("La Guardia Civil detuvo a un yihadista en Ceuta el 31 de junio de 2024.", language="es")
    assert [event.date.start for event in reading.events] == ["2024-06"]
    assert ["31 de junio de 2024" in omission.what for omission in reading.omissions] == [True]
