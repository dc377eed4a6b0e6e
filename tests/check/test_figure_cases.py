"""Facts of real pages told in other words: the checks must find what contradicts, and keep still where nothing does."""

import pytest

from tests.check.figure_scores import clean_alarms, outcomes

LEAST_FOUND = 0.9
MOST_ALARMS = 0.05  # false alarms for each clean text


@pytest.fixture(scope="module")
def found():
    return outcomes()


def test_nine_of_ten_cases_are_told_right(found):
    missed = [(one.case, one.text) for one in found if not one.right]
    assert len(missed) <= (1 - LEAST_FOUND) * len(found), missed


def test_every_case_is_told_right_in_most_wordings(found):
    for name in {one.case for one in found}:
        results = [one.right for one in found if one.case == name]
        assert len(results) >= 3
        assert sum(results) >= len(results) - 1, name


def test_clean_texts_give_no_alarm_even_when_set_against_each_other():
    alarms = clean_alarms()
    assert alarms.texts >= 20
    assert len(alarms.alone) <= MOST_ALARMS * alarms.texts, alarms.alone
    assert len(alarms.together) <= MOST_ALARMS * alarms.texts, alarms.together
    assert {"sum", "chain", "update"} <= alarms.agrees
