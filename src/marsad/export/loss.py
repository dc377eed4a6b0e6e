"""Loss report: what a format that holds less than an event cannot take, event by event."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from marsad.export.files import write_bytes, write_json
from marsad.merged import Event

__all__ = ["Loss", "write_loss"]


@dataclass(slots=True)
class Loss:
    """Collected while rows are made; ``empty`` maps a column that stays empty to the reason."""

    form: str
    rows: int = 0
    out_of_scope: list[dict[str, Any]] = field(default_factory=list)
    collapsed: list[dict[str, Any]] = field(default_factory=list)
    coarsened: list[dict[str, Any]] = field(default_factory=list)
    to_judge: list[dict[str, Any]] = field(default_factory=list)
    no_home: Counter[str] = field(default_factory=Counter)
    empty: dict[str, str] = field(default_factory=dict)

    def out(self, id: str, reason: str) -> None:
        """An event or figure that the format has no row for."""
        self.out_of_scope.append({"id": id, "reason": reason})

    def collapse(self, event: Event, field: str, kept: Any, dropped: Any) -> None:
        """Several values of which the format takes one."""
        self.collapsed.append({"id": event.id, "field": field, "kept": kept, "dropped": dropped})

    def coarsen(self, event: Event, field: str, why: str) -> None:
        """A precision that the format cannot say."""
        self.coarsened.append({"id": event.id, "field": field, "why": why})

    def judge(self, event: Event, why: str) -> None:
        """A row whose place in the format a person has to judge."""
        self.to_judge.append({"id": event.id, "why": why})

    def homeless(self, event: Event, taken: frozenset[str]) -> None:
        """Count the fields of an event that the format has no column for."""
        fields = {f"counts.{key}": count for key, count in event.counts.items()}
        fields |= {name: getattr(event, name) for name in _FIELDS}
        self.no_home.update(name for name, value in fields.items() if value and name not in taken)

    def to_dict(self) -> dict[str, Any]:
        """The report as plain JSON."""
        return {
            "form": self.form,
            "rows": self.rows,
            "out_of_scope": self.out_of_scope,
            "values_collapsed": self.collapsed,
            "precision_coarsened": self.coarsened,
            "to_judge": self.to_judge,
            "fields_without_home": dict(sorted(self.no_home.items())),
            "columns_left_empty": self.empty,
        }

    def to_text(self) -> str:
        """The report in plain words."""
        lines = [f"Loss report of the {self.form} export: {self.rows} rows", ""]
        reasons = Counter(one["reason"] for one in self.out_of_scope)
        lines += _section("Out of scope, no row", [f"{count} x {reason}" for reason, count in reasons.most_common()])
        lines += _section(
            "Several values, one kept",
            [f"{one['id']} {one['field']}: kept {one['kept']}, dropped {one['dropped']}" for one in self.collapsed],
        )
        lines += _section(
            "Less exact than the event", [f"{one['id']} {one['field']}: {one['why']}" for one in self.coarsened]
        )
        lines += _section("To be judged by you", [f"{one['id']}: {one['why']}" for one in self.to_judge])
        lines += _section(
            "Fields without a column (events that have them)",
            [f"{name}: {count}" for name, count in sorted(self.no_home.items())],
        )
        lines += _section("Columns left empty", [f"{name}: {why}" for name, why in self.empty.items()])
        return "\n".join(lines)


_FIELDS = (
    "legal_stage", "foiled_plot", "announced_on", "partners", "targets", "weapons", "seized", "languages", "links",
    "disagreements", "confidence",
)  # fmt: skip


def _section(title: str, items: list[str]) -> list[str]:
    return [f"{title}: {len(items) or 'none'}", *(f"  {item}" for item in items), ""]


def write_loss(path: Path, loss: Loss) -> None:
    """Write ``NAME.loss.json`` and ``NAME.loss.txt`` beside an export."""
    write_json(path.with_name(f"{path.name}.loss.json"), loss.to_dict())
    write_bytes(path.with_name(f"{path.name}.loss.txt"), loss.to_text().encode())
