"""Speed and memory of reading on one core, beside what a user would pick instead.

    python benchmarks/throughput.py [--peers]

Prints documents a second for relevant texts of about 2 kB (the gold corpus, cut or joined to that size), for texts
without a trigger, the process time and memory of `marsad read` on one short text, and, with --peers, the speed of
spaCy's small pipelines and dateparser.search on the same texts in the same run. Compare ratios, not seconds.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import marsad

GOLD = Path(__file__).parent.parent / "tests" / "gold"
SIZE = 2048
QUIET = {
    "en": "The town council met on Monday to talk about the new swimming pool and the price of bread in the market. ",
    "fr": "Le conseil municipal s'est réuni lundi pour parler de la nouvelle piscine et du prix du pain au marché. ",
    "es": "El ayuntamiento se reunió el lunes para hablar de la nueva piscina y del precio del pan en el mercado. ",
    "ar": "اجتمع المجلس البلدي يوم الاثنين لمناقشة المسبح الجديد وسعر الخبز في السوق وأحوال الطقس هذا الأسبوع. ",
}


def relevant_texts() -> list[tuple[str, str]]:
    """Gold texts brought to about 2 kB: (language, text)."""
    texts = []
    for path in sorted(GOLD.glob("dev-*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            gold = json.loads(line)
            text = gold["text"]
            while len(text.encode()) < SIZE:
                text += "\n\n" + gold["text"]
            texts.append((gold["lang"], text.encode()[:SIZE].decode(errors="ignore")))
    return texts


def quiet_texts(count: int) -> list[tuple[str, str]]:
    """Texts of 2 kB without any trigger."""
    languages = list(QUIET)
    return [
        (language, f"{index}. " + QUIET[language] * (SIZE // len(QUIET[language].encode())))
        for index in range(count)
        for language in [languages[index % 4]]
    ]


def rate(texts: Iterable[tuple[str, str]], work: Callable[[str, str], object], seconds: float = 10.0) -> float:
    """Texts a second of process time."""
    done = 0
    start = time.process_time()
    while True:
        for language, text in texts:
            work(language, text)
            done += 1
            if time.process_time() - start > seconds:
                return done / (time.process_time() - start)


def read_to_json(_language: str, text: str) -> bytes:
    """Raw text to JSON, language identified."""
    return marsad.read(text, published="2024-06-07").to_json()


def one_short_text() -> tuple[float, float]:
    """Process seconds and peak MB of `marsad read` on one short text."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("Police arrested four men in Tangier on Thursday, suspected of ties to Islamic State.")
        file.flush()
        command = [
            sys.executable,
            "-m",
            "marsad.cli",
            "read",
            file.name,
            "--published",
            "2024-06-07",
            "--format",
            "json",
        ]
        subprocess.run(command, capture_output=True, check=True)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime), after.ru_maxrss / 1024


def peers(texts: list[tuple[str, str]]) -> dict[str, float]:
    """Speed of libraries that a user might pick, where they are installed."""
    speeds: dict[str, float] = {}
    try:
        import spacy

        models = {"en": "en_core_web_sm", "fr": "fr_core_news_sm", "es": "es_core_news_sm"}
        pipelines = {lang: spacy.load(name) for lang, name in models.items() if spacy.util.is_package(name)}
        mine = [item for item in texts if item[0] in pipelines]
        if mine:
            speeds[f"spaCy small ({', '.join(pipelines)})"] = rate(mine, lambda lang, text: pipelines[lang](text))
    except ImportError:
        print("spaCy is not installed: pip install spacy and its small models to compare", file=sys.stderr)
    try:
        from dateparser.search import search_dates

        speeds["dateparser.search (dates alone)"] = rate(texts, lambda lang, text: search_dates(text, languages=[lang]))
    except ImportError:
        print("dateparser is not installed: pip install dateparser to compare", file=sys.stderr)
    return speeds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", action="store_true", help="measure spaCy and dateparser in the same run")
    options = parser.parse_args()
    relevant, quiet = relevant_texts(), quiet_texts(400)
    for _, text in relevant[:8]:
        read_to_json("", text)  # load the lexicons before the clock starts
    mine = rate(relevant, read_to_json)
    print(f"relevant texts of 2 kB to JSON   {mine:8.0f} documents/s")
    print(f"texts without a trigger          {rate(quiet, read_to_json):8.0f} documents/s")
    for language in ("ar", "en", "es", "fr"):
        own = [item for item in relevant if item[0] == language]
        print(f"  relevant, {language}                   {rate(own, read_to_json, 4):8.0f}")
    seconds, memory = one_short_text()
    print(f"marsad read, one short text      {seconds:8.2f} s process time, {memory:.0f} MB")
    print(f"memory of this process           {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")
    if options.peers:
        for name, speed in peers(relevant).items():
            print(f"{name:<32} {speed:8.1f} documents/s; Marsad is {mine / speed:.1f} times as fast")


if __name__ == "__main__":
    main()
