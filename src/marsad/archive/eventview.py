"""One merged event for people to read: what its reports say, who gives which number, its case, and why it is one event.

Names of private persons are masked.
"""

from __future__ import annotations

from collections.abc import Iterator

import orjson
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from marsad.archive.merging import why_merged
from marsad.merged import Event, EventCount, OwnedCount
from marsad.names import NameSpan, mask_quote, mask_record, mask_words
from marsad.records import Document, EventReport
from marsad.report import direction_safe
from marsad.store import Archive

__all__ = ["shown", "to_json"]

_QUALIFIER = {"exact": "", "at_least": "≥ ", "at_most": "≤ ", "about": "≈ "}
_COUNTS = {
    "arrested": "arrested on suspicion",
    "killed_perpetrators": "attackers killed",
    "killed_forces": "of the forces killed",
}


def to_json(archive: Archive, event: Event) -> str:
    """The event in its public form, private names masked."""
    spans = [span for document in archive.documents(event.documents) for span in _spans(archive, document)]
    return orjson.dumps(mask_record(orjson.loads(orjson.dumps(event)), spans), option=orjson.OPT_INDENT_2).decode()


def shown(archive: Archive, event: Event) -> RenderableType:
    """The event as a panel with tables."""
    documents = {document.id: document for document in archive.documents(event.documents)}
    spans = {key: _spans(archive, document) for key, document in documents.items()}
    parts: list[RenderableType] = [_head(event), _reports(archive, event, documents, spans)]
    if event.counts:
        parts.append(_counts(event, spans))
    parts += [_line(f"differ in {item.field}: " + " / ".join(value for value, _ in item.values), "yellow")
              for item in event.disagreements if not item.field.startswith("counts.")]  # fmt: skip
    parts += _case(archive, event)
    parts += _why(archive, event)
    return Panel(Group(*parts), title=f"event {event.id}", title_align="left")


def _spans(archive: Archive, document: Document) -> list[NameSpan]:
    return [NameSpan(start, end, document.text[start:end], "") for start, end in archive.masks(document.id)]


def _line(words: str, style: str = "") -> Text:
    return Text(words, style=style)


def _when(event: Event) -> str:
    date = event.date
    if date.start is None:
        return f"announced {event.announced_on}" if event.announced_on else "date not known"
    return date.start if date.end in (None, date.start) else f"{date.start} to {date.end}"


def _head(event: Event) -> Text:
    places = ", ".join(place.name for place in event.places if place.role == "happened") or "place not known"
    what = " · ".join(part for part in (event.type, event.subtype, event.legal_stage) if part)
    told = f"{len(event.reports)} reports of {event.n_origins} origins in {', '.join(event.languages)}"
    groups = ", ".join(group.name for group in event.groups)
    actors = ", ".join(actor.name for actor in event.actors)
    lines = [f"{places} ({event.country or '?'}) · {_when(event)} · {event.stage.replace('_', ' ')}", told]
    lines += [f"by {actors}"] if actors else []
    lines += [f"tied by the texts to {groups}"] if groups else []
    return Text.assemble((what, "bold"), "\n" + "\n".join(lines) + "\n")


def _reports(archive: Archive, event: Event, documents: dict[str, Document], spans: dict[str, list[NameSpan]]) -> Table:
    table = Table("report", "source", "language", "published", "words", title="Its reports", title_justify="left")
    for report in sorted(archive.reports(event.reports), key=lambda one: one.id):
        document = documents[report.document_id]
        table.add_row(
            report.id, document.source or document.external_id or "·", document.language,
            document.published.value or "·", direction_safe(_words(report, document, spans[document.id])),
        )  # fmt: skip
    return table


_AROUND = 45


def _words(report: EventReport, document: Document, spans: list[NameSpan]) -> str:
    """The trigger with some words on either side."""
    trigger = next((item for item in report.evidence if item.field == "trigger"), None)
    if trigger is None:
        return ""
    start, end = max(trigger.start - _AROUND, 0), min(trigger.end + _AROUND, len(document.text))
    return "… " + " ".join(mask_quote(document.text[start:end], start, spans).split()) + " …"


def _counts(event: Event, spans: dict[str, list[NameSpan]]) -> Table:
    table = Table("count", "best", "who gives which value", title="Numbers", title_justify="left")
    for name, count in event.counts.items():
        table.add_row(_COUNTS.get(name, name), _best(count), "\n".join(_owners(count, spans)))
    return table


def _best(count: EventCount) -> str:
    span = "" if count.low == count.high else f" ({count.low:g} to {count.high:g})"
    return f"{_QUALIFIER[count.qualifier]}{count.best:g}{span}"


def _owners(count: EventCount, spans: dict[str, list[NameSpan]]) -> Iterator[str]:
    """Each value with the sources that give it; copies of one origin stand together."""
    values = sorted({value.best for value in count.values})
    for number in values:
        owners = [value for value in count.values if value.best == number]
        origins = {value.origin for value in owners}
        told = "; ".join(dict.fromkeys(_owner(value, spans) for value in owners))
        yield f"{number:g}: {told}" + (f" ({len(origins)} origins)" if len(owners) > len(origins) else "")


def _owner(value: OwnedCount, spans: dict[str, list[NameSpan]]) -> str:
    speaker = mask_words(value.speaker, spans[value.document_id]) if value.speaker else None
    known = [part for part in (value.source, speaker, value.published) if part]
    return direction_safe(", ".join(known)) if known else value.document_id


def _case(archive: Archive, event: Event) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for link in event.links:
        other = archive.event(link.event_id)
        if other is not None:
            what = f"{link.kind.replace('_', ' ')}: {other.legal_stage or other.type}"
            lines.append(_line(f"{what} {_when(other)} ({link.why})  {other.id}", "cyan"))
    if event.outcome_known is False:
        lines.append(_line("no outcome of this arrest is known to the archive", "yellow"))
    return lines


def _why(archive: Archive, event: Event) -> list[RenderableType]:
    if len(event.reports) < 2:
        return []
    table = Table("report", "fits", "bits", "field by field", title="Why one event", title_justify="left")
    for report, other, bars in why_merged(archive, event):
        steps = "  ".join(f"{bar.bits:+.1f} {bar.field} {bar.level.replace('_', ' ')}" for bar in bars if bar.bits)
        table.add_row(report, other, f"{sum(bar.bits for bar in bars):.1f}", steps)
    return [table]
