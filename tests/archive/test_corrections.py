"""A correction is laid over the reading and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

import marsad
from marsad.archive.corrections import WITHDRAWN, correct, corrected_figures, corrected_reports, uncorrect
from marsad.errors import ArchiveError, BadRecord
from marsad.store import Archive, Entry

TEXT = "Police arrested four men in Tangier on 6 June 2024. Since 2015 Morocco has dismantled 91 terrorist cells."


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    opened = Archive.open(tmp_path / "a.db")
    opened.add_readings([Entry(marsad.read(TEXT))], engine="1", seen_at="2026-01-01")
    return opened


def _correct(archive: Archive, id: str, field: str, value: object, when: str = "2026-01-02") -> str:
    return correct(archive, id, field, value, who="me", when=when, why="as the text says").id


def test_a_count_is_corrected_and_comes_back(archive: Archive) -> None:
    (report,) = archive.reports()
    first = _correct(archive, report.id, "counts.arrested", 5)
    _correct(archive, report.id, "counts.arrested", 6, "2026-01-03")
    (after,) = corrected_reports(archive)
    assert after.counts["arrested"].best == 6
    assert after.evidence == report.evidence
    second = next(one.id for one in archive.corrections() if one.value == 6)
    uncorrect(archive, second, who="me", when="2026-01-04")
    (after,) = corrected_reports(archive)
    assert after.counts["arrested"].best == 5
    uncorrect(archive, first, who="me", when="2026-01-04")
    assert list(corrected_reports(archive)) == list(archive.reports()) == [report]
    with pytest.raises(ArchiveError):
        uncorrect(archive, first, who="me", when="2026-01-05")


def test_a_withdrawn_record_is_no_longer_seen(archive: Archive) -> None:
    (figure,) = archive.figures()
    _correct(archive, figure.id, WITHDRAWN, True)
    assert not list(corrected_figures(archive))
    assert list(archive.figures()) == [figure]


@pytest.mark.parametrize(
    ("field", "value"),
    [("type", "party"), ("nothing", 1), ("id", "x"), ("evidence", []), ("type.x", 1), ("counts.killed", "many")],
)
def test_what_does_not_fit_is_refused(archive: Archive, field: str, value: object) -> None:
    (report,) = archive.reports()
    with pytest.raises(BadRecord):
        _correct(archive, report.id, field, value)
    with pytest.raises(BadRecord):
        _correct(archive, "r-none", "type", "attack")
    with pytest.raises(BadRecord, match="reason"):
        correct(archive, report.id, "type", "attack", who="me", when="2026", why=" ")
    assert not list(archive.corrections())
