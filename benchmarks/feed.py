"""A made-up news feed of any length, the same for the same seed, as JSON lines.

    python -m benchmarks.feed 100000 > feed.jsonl

Documents have about 2 kB in four languages (Arabic 30 %, French, Spanish and English the rest). As in the feeds of
general news outlets most are off the topic: 70 % weather, sport, trade and town news, 12 % ordinary crime (whose
arrests and deaths must not be taken), 15 % on terrorism, of which each is one news item among paragraphs of other
news, and 3 % copies of an earlier item on terrorism with another opening line and source, as syndicated texts are.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import yaml

SIZE = 2048
TOPICS = ("weather", "football", "market", "council")
LANGUAGES = ("ar", "ar", "ar", "fr", "fr", "fr", "es", "es", "en", "en")
COPIES, ON_TOPIC, CRIME = 0.03, 0.15, 0.12

PLACES = {
    "en": "Tangier Fez Oran Tunis Gao Mopti Agadez Seville Lyon Marseille Leeds Cairo Mosul Nador Laayoune Djibo",
    "fr": "Tanger Fès Oran Tunis Gao Mopti Agadez Séville Lyon Marseille Leeds Rabat Mossoul Nador Laâyoune Djibo",
    "es": "Tánger Fez Orán Túnez Gao Mopti Agadez Sevilla Lyon Marsella Leeds Rabat Mosul Nador Melilla Ceuta",
    "ar": "طنجة فاس وهران تونس غاو موبتي أغاديز إشبيلية ليون مرسيليا القاهرة الرباط الموصل الناظور العيون سبتة",
}
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ar": "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
}
DAY = {"en": "{month} {day}, {year}", "fr": "le {day} {month} {year}", "es": "el {day} de {month} de {year}",
       "ar": "يوم {day} {month} {year}"}  # fmt: skip
OPENING = {"en": "Our correspondent in {p} reports.", "fr": "De notre correspondant à {p}.",
           "es": "De nuestro corresponsal en {p}.", "ar": "من مراسلنا في {p}."}  # fmt: skip


@cache
def phrases() -> dict[str, Any]:
    """The phrases of the feed by language and topic."""
    loaded: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "data" / "feed.yaml").read_text("utf-8"))
    return loaded


def documents(count: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """So many documents."""
    chance = random.Random(seed)
    told: list[dict[str, str]] = []
    for number in range(count):
        roll = chance.random()
        if roll < COPIES and told:
            yield _copy(chance, number, chance.choice(told[-200:]))
            continue
        language = chance.choice(LANGUAGES)
        published = date(2024, 1, 1) + timedelta(days=number * 366 // max(count, 1))
        on_topic = roll < COPIES + ON_TOPIC
        topic = "crime" if COPIES + ON_TOPIC <= roll < COPIES + ON_TOPIC + CRIME else chance.choice(TOPICS)
        document = _document(chance, language, topic, published, on_topic=on_topic)
        document["id"] = f"feed-{number:07}"
        if on_topic:
            told.append(document)
        yield document


def _document(chance: random.Random, language: str, topic: str, published: date, *, on_topic: bool) -> dict[str, str]:
    words = phrases()[language]
    when = published - timedelta(days=1)
    sentences = []
    title = _sentence(chance, language, words[topic], when, short=True)
    if on_topic:
        title = _fill(chance, language, chance.choice(words["topic"]["title"]), when)
        told = [chance.choice(words["topic"]["lead"]), *chance.sample(words["topic"]["more"], chance.randrange(3))]
        sentences = [_fill(chance, language, one, when) for one in told]
    size = sum(len(one.encode()) for one in sentences)
    while size < SIZE:
        sentences.append(_sentence(chance, language, words[topic], when))
        size += len(sentences[-1].encode()) + 1
    paragraphs = [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]
    return {
        "id": "",
        "lang": language,
        "title": title,
        "published": published.isoformat(),
        "source": f"outlet-{chance.randrange(40):02}.example",
        "text": "\n\n".join(paragraphs),
    }


def _sentence(
    chance: random.Random, language: str, topic: dict[str, list[str]], when: date, *, short: bool = False
) -> str:
    comma = "،" if language == "ar" else ","
    draft = f"{chance.choice(topic['who'])} {chance.choice(topic['does'])}"
    if not short:
        draft += f"{comma} {chance.choice(topic['and'])}."
    return _fill(chance, language, draft, when)


def _fill(chance: random.Random, language: str, draft: str, when: date) -> str:
    """A draft with numbers, places, the day and a year; each slot is drawn anew."""
    pieces = draft.split("{")
    out = [pieces[0]]
    for piece in pieces[1:]:
        slot, _, rest = piece.partition("}")
        out += [_value(chance, language, slot, when), rest]
    return "".join(out)


def _value(chance: random.Random, language: str, slot: str, when: date) -> str:
    if slot == "n":
        return str(chance.randrange(3, 60))
    if slot == "m":
        return str(chance.randrange(60, 250))
    if slot == "y":
        return str(chance.randrange(1990, 2024))
    if slot == "d":
        month = MONTHS[language].split()[when.month - 1]
        return DAY[language].format(day=when.day, month=month, year=when.year)
    return chance.choice(PLACES[language].split())


def _copy(chance: random.Random, number: int, original: dict[str, str]) -> dict[str, str]:
    """The text as another outlet prints it: its own opening line, sometimes without the last paragraph."""
    opening = _fill(chance, original["lang"], OPENING[original["lang"]], date.fromisoformat(original["published"]))
    paragraphs = original["text"].split("\n\n")
    if chance.random() < 0.5 and len(paragraphs) > 4:
        paragraphs = paragraphs[:-1]
    return {
        **original,
        "id": f"feed-{number:07}",
        "source": f"outlet-{chance.randrange(40):02}.example",
        "text": f"{opening} " + "\n\n".join(paragraphs),
    }


def write(path: Path, count: int, seed: int = 1) -> Path:
    """A feed as a file of JSON lines."""
    with path.open("wb") as stream:
        for document in documents(count, seed):
            stream.write(orjson.dumps(document) + b"\n")
    return path


if __name__ == "__main__":
    for one in documents(int(sys.argv[1])):
        sys.stdout.buffer.write(orjson.dumps(one) + b"\n")
