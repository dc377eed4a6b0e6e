"""One merged event for people to read: what its reports say, who gives which number, its case, and why it is one event.

Names of private persons are masked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import orjson
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.text import Text

from marsad.archive.figures import document_info
from marsad.archive.merging import why_merged
from marsad.merged import Event, EventCount, OwnedCount
from marsad.names import NameSpan, mask_quote, mask_record, mask_words
from marsad.records import Document, EventReport
from marsad.report import direction_safe
from marsad.store import Archive

__all__ = ["rival_values", "shown", "to_json"]

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
        labels = {key: document_info(document).label for key, document in documents.items()}
        parts.append(Group(_line("Numbers, and who gives which", "bold"), rival_values(event, labels, spans)))
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


def _reports(
    archive: Archive, event: Event, documents: dict[str, Document], spans: dict[str, list[NameSpan]]
) -> RenderableType:
    """Each report on two lines: who tells it and when, and its words."""
    lines = Text("Its reports", style="bold")
    for report in sorted(archive.reports(event.reports), key=lambda one: one.id):
        info = document_info(documents[report.document_id])
        told = " · ".join(part for part in (direction_safe(info.label), info.language, info.published) if part)
        words = direction_safe(_words(report, documents[info.id], spans[info.id]))
        lines.append(f"\n{told}  ", style="not bold").append(report.id, style="not bold dim")
        lines.append(f"\n  {words}", style="not bold dim")
    return lines


_AROUND = 45


def _words(report: EventReport, document: Document, spans: list[NameSpan]) -> str:
    """The trigger with some words on either side."""
    trigger = next((item for item in report.evidence if item.field == "trigger"), None)
    if trigger is None:
        return ""
    start, end = max(trigger.start - _AROUND, 0), min(trigger.end + _AROUND, len(document.text))
    return "… " + " ".join(mask_quote(document.text[start:end], start, spans).split()) + " …"


def rival_values(event: Event, labels: Mapping[str, str], spans: Mapping[str, list[NameSpan]]) -> Text:
    """Each count with its best value, and who gives which; ``labels`` and ``spans`` of names by document."""
    lines = Text()
    for name, count in event.counts.items():
        lines.append(f"{_COUNTS.get(name, name.replace('_', ' '))}: ").append(f"{_best(count)}\n", style="bold")
        for owners in _owners(count, labels, spans):
            lines.append(f"  {owners}\n")
    lines.rstrip()
    return lines


def _best(count: EventCount) -> str:
    span = "" if count.low == count.high else f" ({count.low:g} to {count.high:g})"
    return f"{_QUALIFIER[count.qualifier]}{count.best:g}{span}"


def _owners(count: EventCount, labels: Mapping[str, str], spans: Mapping[str, list[NameSpan]]) -> Iterator[str]:
    """Each value with those who give it; copies of one origin stand together."""
    values = sorted({value.best for value in count.values})
    for number in values:
        owners = [value for value in count.values if value.best == number]
        origins = {value.origin for value in owners}
        told = "; ".join(dict.fromkeys(_owner(value, labels, spans) for value in owners))
        yield f"{number:g}: {told}" + (f" ({len(origins)} origins)" if len(owners) > len(origins) else "")


def _owner(value: OwnedCount, labels: Mapping[str, str], spans: Mapping[str, list[NameSpan]]) -> str:
    speaker = mask_words(value.speaker, spans[value.document_id]) if value.speaker else None
    parts = (value.source or labels.get(value.document_id, value.document_id), speaker, value.published)
    return ", ".join(direction_safe(part) for part in parts if part)


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
    """For each report the one that fits it best, and the waterfall of match weights, field by field."""
    if len(event.reports) < 2:
        return []
    lines = Text("Why one event (bits of evidence, field by field)", style="bold")
    for report, other, bars in why_merged(archive, event):
        steps = "  ".join(f"{bar.bits:+.1f} {bar.field} {bar.level.replace('_', ' ')}" for bar in bars if bar.bits)
        lines.append(f"\n{report} fits {other}: {sum(bar.bits for bar in bars):.1f}", style="not bold")
        lines.append(f"\n  {steps}", style="not bold dim")
    return [lines]
