"""The texts that go with a release: what it is, how to cite it, what may be done with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from marsad.export.edition import Provenance

__all__ = ["citation", "licence_note", "readme"]

_README = """\
# {title}, {version}

Released on {date}, made with Marsad {marsad} from readings of {engines}.

| table | rows |
|---|---|
{counts}

| file | what it is |
|---|---|
| `records.jsonl` | all records in their public form, one a line |
| `data/` | the same as CSV tables: a Frictionless data package with its codebook (`data/codebook.md`) |
| `CHANGES.md`, `changes.json` | what was added, changed and withdrawn since the release before, and why |
| `provenance.json` | versions, and the judgements and corrections that are in force |
| `CITATION.cff` | how to cite it |
| `LICENCE.md` | what may be done with it |
| `MANIFEST.sha256`, `DIGEST` | SHA-256 of each file, and one digest over all |
{accuracy}
Check that nothing was changed: `marsad snapshot --verify DIR`, or `sha256sum --check MANIFEST.sha256`.

- Each value carries document, offsets and words. Offsets are of the whole quote; quotes show at most twelve words.
- Names of private persons are masked (█). There are no records of persons.
- What is only alleged or denied is among the claims with its speaker, never among the events.
- An arrest is an arrest on suspicion; an event without a later stage of its case says so (`outcome_known`).
- An empty cell means that the text does not say, never zero or no.
"""

_LICENCE = """\
# Licence

{licence}

- The texts belong to their outlets. This release holds no text, only references and quotes of at most twelve words.
- Places and their coordinates come from GeoNames (geonames.org), CC BY 4.0; name it when you use them.
- No rows of ACLED, GTD or UCDP are in this release.
- The records speak of events and totals. Do not use them to identify, score or follow persons.
"""


def readme(title: str, provenance: Provenance, counts: Mapping[str, int], *, accuracy: bool) -> str:
    """What the release holds, with its counts."""
    return _README.format(
        title=title,
        version=provenance.version,
        date=provenance.date,
        marsad=provenance.marsad,
        engines=", ".join(provenance.engines) or "one engine",
        counts="\n".join(f"| {name} | {count:,} |" for name, count in counts.items()),
        accuracy="| `ACCURACY.md` | how accurate the readings are |\n" if accuracy else "",
    )


def licence_note(licence: str | None) -> str:
    """The licence that the user names, or a line that asks for one, and what holds in any case."""
    return _LICENCE.format(licence=licence or "[Name the licence of your release here, for example CC BY 4.0.]")


def citation(records: Path, title: str, provenance: Provenance, author: str | None) -> str:
    """CITATION.cff (Citation File Format 1.2.0); the hash of the records identifies the release."""
    digest = hashlib.sha256(records.read_bytes()).hexdigest()
    name = author or "[your organisation]"
    lines = [
        "cff-version: 1.2.0",
        "message: If you use this release, please cite it as below.",
        "type: dataset",
        f"title: {_quoted(title)}",
        f"version: {_quoted(provenance.version)}",
        f"date-released: {_quoted(provenance.date)}",
        "authors:",
        f"  - name: {_quoted(name)}",
        "identifiers:",
        "  - type: other",
        f"    value: {_quoted(f'sha256:{digest}')}",
        "    description: SHA-256 of records.jsonl",
        "keywords: [terrorism, counter-terrorism, event data, official figures]",
    ]
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    """A YAML string: JSON's form is one."""
    return json.dumps(text, ensure_ascii=False)
