"""The notebook view of a reading: its text with the evidence highlighted, and the records beside it."""

from __future__ import annotations

from html import escape

from marsad.records import Evidence, Reading

__all__ = ["to_html"]

_STYLE = (
    "<style>.marsad{font:15px/1.7 system-ui,'Noto Naskh Arabic',sans-serif;max-width:60em}"
    ".marsad mark{border-radius:3px;padding:0 2px}.marsad .e{background:#ffe29a}.marsad .f{background:#b9e3ff}"
    ".marsad .c{background:#f3c6ef}.marsad pre{white-space:pre-wrap;font:inherit;unicode-bidi:plaintext}"
    ".marsad li{unicode-bidi:plaintext}.marsad .conflicts{color:#a40000}.marsad .agrees{color:#116611}</style>"
)


def to_html(reading: Reading) -> str:
    """HTML of a reading. Nothing of the document is taken as markup."""
    document = reading.document
    if document is None:
        return "<p>" + escape("; ".join(omission.reason for omission in reading.omissions)) + "</p>"
    direction = "rtl" if document.language == "ar" else "ltr"
    body = _highlight(document.text, _marks(reading))
    findings = "".join(
        f'<li class="{finding.verdict}">{escape(finding.sentences[document.language])}</li>'
        for finding in reading.findings
    )
    return (
        f'{_STYLE}<div class="marsad"><ul dir="{direction}">{findings}</ul><pre dir="{direction}">{body}</pre>'
        f"<p>{len(reading.events)} events · {len(reading.figures)} figures · {len(reading.claims)} claims</p></div>"
    )


def _marks(reading: Reading) -> list[tuple[Evidence, str, str]]:
    """Evidence with its class and tooltip, in order, overlaps dropped."""
    marks = [(item, "e", f"{event.type}: {item.field}") for event in reading.events for item in event.evidence]
    marks += [(item, "f", f"figure: {item.field}") for figure in reading.figures for item in figure.evidence]
    marks += [(item, "c", claim.stance) for claim in reading.claims for item in claim.evidence]
    kept: list[tuple[Evidence, str, str]] = []
    for mark in sorted(marks, key=lambda mark: (mark[0].start, -mark[0].end)):
        if not kept or mark[0].start >= kept[-1][0].end:
            kept.append(mark)
    return kept


def _highlight(text: str, marks: list[tuple[Evidence, str, str]]) -> str:
    parts = []
    position = 0
    for item, kind, label in marks:
        parts.append(escape(text[position : item.start]))
        parts.append(f'<mark class="{kind}" title="{escape(label)}">{escape(item.quote)}</mark>')
        position = item.end
    parts.append(escape(text[position:]))
    return "".join(parts)
