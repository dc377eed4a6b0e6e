"""All outside yardsticks in one table: ``python -m benchmarks.external FOLDER [--markdown FILE] [--only NAME]``.

FOLDER holds one folder a data set, each with its SOURCE.md. What is absent is said and passed over. Nothing of the data
is kept. The figures of others are theirs as published (or, for dateparser, measured by ``dates.py --peer``).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.external import dates, event_sentences, muc4, numbers, toponyms
from marsad.spans import fold

PAGE = """# Outside yardsticks

Written by `python -m benchmarks.external FOLDER --markdown docs/yardsticks.md`; FOLDER holds the data sets, which
are not part of this repository. The adapters in `benchmarks/external/` say at their heads what is measured.

{table}

{notes}
"""
NOTES = """- Peers: dateparser 1.5 measured with the same adapter (`dates.py --peer`) on the same cases; it reads no
  periods and no durations, on single days it is right in 38 (ar), 51 (en), 48 (fr), 38 % (es), Marsad in 63,
  80, 79, 97 %; CamCoder, the Edinburgh Geoparser and GE's system of 1992 as reported for them;
  UniversalPetrarch codes no Arabic.
- Dates: the span is given, both the past and the future reading must be right. Where the cases count otherwise than
  news does ("this Friday" is of this week also when it is past, "the last two decades" are round ones), the adapter
  turns our answer into theirs; each such convention is named at its function in `dates.py`.
- French dates: most French cases are translations that lost the day on which they are said, and no program of their
  origin passes them. A case without a day takes it from the cases in the other languages that expect the same TIMEX
  and the same values, where all of these name one day; else it is read on 7 November 2016, the day of most. "As given"
  reads all of them on 7 November 2016. What each figure counts is all cases, also those that no reader can get right
  ("16 avril 2021" is expected to be 21 April 2016).
- Numbers: a result is right when a mention overlaps it with the same value. Rules were written with one half of the
  cases of dates and numbers in sight; docs/times.md and docs/numbers.md give both halves.
- Event sentences: what counts as an event is told at the head of `event_sentences.py`. Many a "difficult no" does
  report an assault, so the measure against "easy no" stands beside.
- MUC-4: 200 documents of TST1 and TST2, capitals and wrapped lines as they are. Alignment and scores after Chinchor
  (1992), simplified as told in `muc4.py`; P counts unmatched responses as spurious, "matched" leaves them out."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; ``short`` is whether a bar is missed."""

    yardstick: str
    measure: str
    ours: str
    bar: str = "-"
    peers: str = "-"
    short: bool = False


def dates_rows(folder: Path) -> Iterator[Row]:
    """Share of dates, periods and durations with the right value."""
    peers = {"ar": "dateparser 14", "en": "dateparser 16", "fr": "dateparser 16", "es": "dateparser 8"}
    right, total = dict.fromkeys(dates.BARS, 0), dict.fromkeys(dates.BARS, 0)
    path = str(folder / "recognizers-specs" / "dev.jsonl.gz")
    for case in dates._cases(path):
        total[case.language] += 1
        right[case.language] += dates.is_right(case)
    for language, bar in dates.BARS.items():
        share = 100 * right[language] / max(1, total[language])
        name = f"recognizers-specs dates, {language}"
        yield Row(name, f"% of {total[language]}", f"{share:.0f}", str(bar), peers[language], short=share < bar)
    given = [case for case in dates._cases(path, twin_days=False) if case.language == "fr"]
    share = 100 * sum(map(dates.is_right, given)) / max(1, len(given))
    yield Row("recognizers-specs dates, fr", f"% of {len(given)}, as given", f"{share:.0f}")


def numbers_rows(folder: Path) -> Iterator[Row]:
    """Share of numbers, ordinals and percentages with the right value."""
    right, total = dict.fromkeys(dates.BARS, 0), dict.fromkeys(dates.BARS, 0)
    for case in numbers.cases(folder / "recognizers-specs" / "dev.jsonl.gz"):
        folded = fold(case["input"])
        found = [(folded.span(m.start, m.end), float(m.value)) for m in numbers.find_numbers(folded, case["lang"])]
        for result in case["results"]:
            value = numbers.gold_value(result)
            if value is not None:
                total[case["lang"]] += 1
                right[case["lang"]] += numbers.is_right(found, numbers.gold_span(case, result), value)
    for language, count in total.items():
        share = 100 * right[language] / max(1, count)
        yield Row(f"recognizers-specs numbers, {language}", f"% of {count}", f"{share:.0f}", "90", short=share < 90)


def arabic_rows(folder: Path) -> Iterator[Row]:
    """Arabic assault sentences."""
    path = folder / "arabic-event-gsr" / "dev.detect.jsonl.gz"
    sentences = list(event_sentences.arabic(path))
    peer = "UniversalPetrarch: no Arabic"
    tally = event_sentences.measure(sentences, "ar", "violence")["violence"]
    yield _sentences("arabic-event-gsr, assault", "yes against no", tally, 0.70, peer)
    easy = [sentence for sentence in sentences if sentence.label != "difficult no"]
    tally = event_sentences.measure(easy, "ar", "violence")["violence"]
    yield _sentences("arabic-event-gsr, assault", "yes against easy no", tally, None, peer)


def spanish_rows(folder: Path) -> Iterator[Row]:
    """Spanish fight sentences by family."""
    sentences = list(event_sentences.spanish(folder / "spanish-event-gsr" / "dev.jsonl.gz"))
    for family, tally in event_sentences.measure(sentences, "es", "violence", "arrest").items():
        yield _sentences("spanish-event-gsr, fight", family, tally, None, "-")


def _sentences(name: str, what: str, tally: event_sentences.Tally, bar: float | None, peers: str) -> Row:
    ours = f"P {tally.precision:.2f} R {tally.recall:.2f} F1 {tally.f1:.2f}"
    short = bar is not None and tally.f1 < bar
    return Row(name, f"{what}, {tally.right + len(tally.missed)} events", ours, _bar(bar), peers, short)


def _bar(bar: float | None) -> str:
    return "-" if bar is None else f"F1 {bar:.2f}"


def toponym_rows(folder: Path) -> Iterator[Row]:
    """Toponyms end to end."""
    for name, bar, peers in [
        ("tr-news-en", 60, "CamCoder 51, Edinburgh 43"),
        ("geowebnews-en", None, "-"),
        ("geovirus-en", None, "-"),
    ]:
        path = folder / name / "dev.jsonl.gz"
        if not path.exists():
            print(f"absent, passed over: {path.name} of {name}", file=sys.stderr)
            continue
        tally = toponyms.Tally()
        for document in toponyms.documents(path):
            toponyms.score(document, tally)
        recall, found = 100 * tally.near / max(1, tally.gold), 200 * tally.exact / max(1, tally.found + tally.gold)
        short = bar is not None and recall < bar
        yield Row(name, f"recall@161 of {tally.gold}", f"{recall:.0f}", str(bar or "-"), peers, short=short)
        yield Row(name, "span F1", f"{found:.0f}")


def muc4_rows(folder: Path) -> Iterator[Row]:
    """MUC-4 incidents."""
    tally = muc4.measure(folder / "muc4-en" / "dev.full.jsonl.gz")
    recall, precision = tally.rates("date", "location")
    ours = _rates(tally, "date", "location")
    short = recall < 50 or precision < 55
    yield Row("muc4-en", "date and location", ours, "R 50 P 55", "GE 1992 about R 60 P 58", short=short)
    for slot in ("template", "type", "date", "location", "effect", "number"):
        yield Row("muc4-en", slot, _rates(tally, slot))


def _rates(tally: muc4.Tally, *slots: str) -> str:
    (recall, precision), (_, matched) = tally.rates(*slots), tally.rates(*slots, matched=True)
    return f"R {recall:.0f} P {precision:.0f} (matched {matched:.0f})"


YARDSTICKS: dict[str, tuple[str, Callable[[Path], Iterator[Row]]]] = {
    "dates": ("recognizers-specs/dev.jsonl.gz", dates_rows),
    "numbers": ("recognizers-specs/dev.jsonl.gz", numbers_rows),
    "arabic": ("arabic-event-gsr/dev.detect.jsonl.gz", arabic_rows),
    "spanish": ("spanish-event-gsr/dev.jsonl.gz", spanish_rows),
    "toponyms": ("tr-news-en/dev.jsonl.gz", toponym_rows),
    "muc4": ("muc4-en/dev.full.jsonl.gz", muc4_rows),
}


def rows(folder: Path, only: str | None) -> Iterator[Row]:
    """All lines of the table."""
    for name, (needed, measure) in YARDSTICKS.items():
        if only not in (None, name):
            continue
        if (folder / needed).exists():
            yield from measure(folder)
        else:
            print(f"absent, passed over: {needed}", file=sys.stderr)


def _verdict(row: Row) -> str:
    return "-" if row.bar == "-" else "short" if row.short else "reached"


def table(lines: list[Row]) -> str:
    """The lines as a Markdown table, padded so that it can be read as text too."""
    cells = [("yardstick", "measure", "Marsad", "bar", "", "peers")]
    cells += [(row.yardstick, row.measure, row.ours, row.bar, _verdict(row), row.peers) for row in lines]
    widths = [max(len(line[index]) for line in cells) for index in range(len(cells[0]))]
    padded = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in cells
    ]
    return "\n".join([padded[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *padded[1:]])


def main() -> None:
    """Print the table, or write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the page with notes as well")
    parser.add_argument("--only", choices=YARDSTICKS)
    options = parser.parse_args()
    text = table(list(rows(options.folder, options.only)))
    print(text)
    if options.markdown:
        options.markdown.write_text(PAGE.format(table=text, notes=NOTES), encoding="utf-8")


if __name__ == "__main__":
    main()
