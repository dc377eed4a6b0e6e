"""Whatever is handed in, `marsad read` says what it could not read, reads the rest, and exits 0 unless `--strict`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from marsad.cli import main

GOOD = "Police arrested four men in Tangier on 6 June 2024, suspected of ties to Islamic State."
ARREST_AR = "أوقفت الشرطة أربعة أشخاص في طنجة يوم 6 يونيو 2024 للاشتباه في صلتهم بتنظيم الدولة الإسلامية."


def run(*arguments: str | Path, **options: Any) -> Result:
    return CliRunner().invoke(main, ["read", *map(str, arguments)], **options)


def read_one(tmp_path: Path, data: bytes, name: str = "text.txt") -> dict[str, Any]:
    """The JSON of one file, which must be read or left out without an error."""
    path = tmp_path / name
    path.write_bytes(data)
    result = run(path, "--format", "json")
    assert result.exit_code == 0, result.output
    reading: dict[str, Any] = json.loads(result.stdout)
    assert reading["document"] is not None or reading["omissions"]
    return reading


def reason(reading: dict[str, Any]) -> str:
    (omission,) = reading["omissions"]
    assert reading["document"] is None
    return str(omission["reason"])


def test_an_empty_file_is_an_omission(tmp_path: Path) -> None:
    assert "empty" in reason(read_one(tmp_path, b""))


def test_a_file_of_blanks_is_an_omission(tmp_path: Path) -> None:
    assert "empty" in reason(read_one(tmp_path, b" \n\t\r\n\xc2\xa0"))


@pytest.mark.parametrize("name", ["picture.png", "picture.txt", "picture"])
def test_a_binary_file_is_an_omission(tmp_path: Path, name: str) -> None:
    assert reason(read_one(tmp_path, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, name))


def test_another_encoding_is_detected(tmp_path: Path) -> None:
    for text, encoding in ((ARREST_AR, "cp1256"), (ARREST_AR, "utf-16"), ("La policía detuvo a " + GOOD, "latin-1")):
        assert read_one(tmp_path, text.encode(encoding))["document"]["text"].strip() == text


def test_truncated_utf8_is_read_but_for_its_last_character(tmp_path: Path) -> None:
    cut = ARREST_AR.encode()[:-3]
    reading = read_one(tmp_path, cut)
    assert reading["document"]["language"] == "ar"
    assert reading["document"]["text"].startswith(ARREST_AR[:-4])
    assert reading["events"]


def test_fifty_megabytes_are_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    with path.open("wb") as file:
        for _ in range(50):
            file.write((GOOD + "\n").encode() * (1_000_000 // len(GOOD)))
    result = run(path, "--format", "json")
    assert result.exit_code == 0
    assert "split it" in reason(json.loads(result.stdout))


def test_a_page_of_boilerplate_is_an_omission(tmp_path: Path) -> None:
    links = "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(50))
    page = f"<!doctype html><html><body><nav><ul>{links}</ul></nav><footer>All rights reserved</footer></body></html>"
    assert "no article" in reason(read_one(tmp_path, page.encode(), "page.html"))


def test_ten_thousand_numbers_are_read(tmp_path: Path) -> None:
    text = GOOD + "\n" + " ".join(str(number) for number in range(10_000))
    assert len(read_one(tmp_path, text.encode())["events"]) == 1


def test_ten_thousand_number_words_are_read(tmp_path: Path) -> None:
    text = GOOD + "\n" + "two hundred and thirty thousand and five million " * 2_000
    assert read_one(tmp_path, text.encode())["events"]


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li"])
def test_deeply_nested_html_is_read(tmp_path: Path, tag: str) -> None:
    page = f"<!doctype html><html><body>{f'<{tag}>' * 30_000}<p>{GOOD}</p></body></html>"
    assert len(read_one(tmp_path, page.encode(), "page.html")["events"]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Die Polizei hat am Donnerstag in Berlin vier Männer festgenommen, die dem IS nahestehen sollen.",
        "Полиция задержала в четверг четырёх человек по подозрению в связях с террористами.",
        "پلیس روز پنجشنبه چهار نفر را به اتهام ارتباط با گروه داعش در تهران دستگیر کرد و آنها را به زندان برد.",
    ],
)
def test_another_language_is_an_omission(tmp_path: Path, text: str) -> None:
    assert "language not supported" in reason(read_one(tmp_path, text.encode()))


def test_a_missing_file_is_named() -> None:
    result = run("nowhere.txt", "--format", "json")
    assert result.exit_code == 0
    assert "no such file" in reason(json.loads(result.stdout))
    assert "no such file" in result.stderr


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, "utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7 broken")
    (tmp_path / "d.jsonl").write_text('{"text": "' + GOOD + '", "id": "d1"}\n{broken\n', "utf-8")
    (tmp_path / "e.txt").write_text(ARREST_AR, "utf-8")
    result = run(tmp_path, "--format", "jsonl")
    readings = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [len(reading["events"]) for reading in readings] == [1, 0, 0, 1, 0, 1]
    assert [reading["document"] is None for reading in readings] == [False, True, True, False, True, False]
    assert "3 documents read, 3 omissions" in result.stderr


@pytest.mark.parametrize(("data", "code"), [(GOOD.encode(), 0), (b"", 1)])
@pytest.mark.parametrize("form", ["pretty", "json", "jsonl"])
def test_strict_exits_with_1_after_a_loss_alone(tmp_path: Path, data: bytes, code: int, form: str) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(data)
    assert run(path, "--strict", "--format", form).exit_code == code


def test_json_is_an_object_for_one_document_and_a_list_for_several(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(GOOD, "utf-8")
    one = json.loads(run(tmp_path / "a.txt", "--format", "json").stdout)
    assert list(one) == ["document", "events", "figures", "claims", "findings", "omissions"]
    several = json.loads(run(tmp_path, "--format", "json").stdout)
    assert [list(reading) for reading in several] == [list(one)] * 2


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    result = run(tmp_path, "--format", "json")
    assert result.exit_code == 0
    assert "no file there" in reason(json.loads(result.stdout))


@pytest.mark.parametrize("value", ["yesterday", "2024-13", "2024-02-30", "07/06/2024", ""])
def test_a_wrong_publication_date_is_refused_with_the_form_wanted(tmp_path: Path, value: str) -> None:
    result = run(tmp_path, "--published", value)
    assert result.exit_code == 2
    assert "YYYY-MM-DD" in result.stderr


def test_lone_surrogates_are_an_omission(tmp_path: Path) -> None:
    path = tmp_path / "half.json"
    path.write_text('{"text": "Police arrested four men \\ud83d in Tangier on Thursday"}', "utf-8")
    assert run(path, "--format", "json").exit_code == 0


def test_standard_input_and_a_closed_pipe() -> None:
    """The program itself, as a shell runs it: text in, JSON out, nothing on standard error."""
    command = [sys.executable, "-m", "marsad.cli", "read", "-", "--format", "json"]
    done = subprocess.run(command, input=GOOD.encode(), capture_output=True, check=True)
    assert len(json.loads(done.stdout)["events"]) == 1
    assert done.stderr == b""
