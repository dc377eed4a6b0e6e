"""The changelog of a release, for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from marsad.export.cells import clean
from marsad.export.changes import Change
from marsad.export.edition import Provenance

__all__ = ["changelog"]

# Lines of one section; all changes are in changes.json.
_MOST = 300
_SECTIONS = (
    ("added", "Added"), ("changed", "Changed"), ("merged", "Merged into one"), ("split", "Split"),
    ("regrouped", "Grouped anew"), ("withdrawn", "Withdrawn"),
)  # fmt: skip


def changelog(old: Provenance | None, new: Provenance, changes: Sequence[Change]) -> str:
    """Markdown: a table of numbers, then each change with its reason, fields before and after."""
    if old is None:
        return f"# Changes\n\n{new.version} ({new.date}) is the first release: there is none to compare it with.\n"
    lines = [f"# Changes from {old.version} ({old.date}) to {new.version} ({new.date})", ""]
    if not changes:
        return "\n".join([*lines, "Nothing changed.", ""])
    counts = Counter((change.record, change.kind) for change in changes)
    lines += ["| record | change | number |", "|---|---|---|"]
    lines += [f"| {record} | {kind} | {count:,} |" for (record, kind), count in counts.items()]
    lines += ["", "## Why", ""]
    reasons = Counter(reason for change in changes for reason in change.why)
    lines += [f"- {count:,} x {reason}" for reason, count in sorted(reasons.items(), key=lambda one: (-one[1], one[0]))]
    for kind, title in _SECTIONS:
        found = [change for change in changes if change.kind == kind]
        if found:
            lines += ["", f"## {title}", "", *(_told(change) for change in found[:_MOST])]
            if len(found) > _MOST:
                lines.append(f"- and {len(found) - _MOST:,} more, see changes.json")
    return "\n".join([*lines, ""])


def _told(change: Change) -> str:
    ids = " -> ".join(", ".join(side) for side in (change.old, change.new) if side)
    if change.old == change.new:
        ids = ", ".join(change.new)
    head = f"- {change.record} {ids}: {'; '.join(change.why) or 'no reason on record'}"
    return "\n".join([head, *(f"  - {one.field}: {_value(one.old)} -> {_value(one.new)}" for one in change.fields)])


def _value(value: Any) -> str:
    if value is None or value == []:
        return "(none)"
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return clean(" ".join(text.split()))
