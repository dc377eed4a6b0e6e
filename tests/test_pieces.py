import pytest

from marsad.pieces import site_name, without_folder


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.news.example/a?b", "news.example"),
        ("http://news.example:8080/", "news.example"),
        ("file:///home/u/a.html", None),
        ("http://[", None),
        ("a.txt", None),
        (None, None),
    ],
)
def test_the_site_of_a_url(url, site):
    assert site_name(url) == site


@pytest.mark.parametrize(
    ("place", "left"),
    [
        ("/home/u/news/a.jsonl:17", "a.jsonl:17"),
        ("/home/u/a.jsonl:3: published is no date", "a.jsonl:3: published is no date"),
        (r"C:\news\a.txt", "a.txt"),
        ("news/a.txt", "news/a.txt"),
        ("https://news.example/a", "https://news.example/a"),
        ("two words", "two words"),
    ],
)
def test_a_place_without_the_folders_of_this_machine(place, left):
    assert without_folder(place) == left
