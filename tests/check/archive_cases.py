"""Short texts read into an archive of statements, for the tests of the checks across documents."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad import read
from marsad.check import check_archive
from marsad.merged import DocumentInfo
from marsad.records import Figure, Finding


@dataclass
class Texts:
    """Texts as an archive: their figures, documents and findings inside and across documents."""

    figures: list[Figure] = field(default_factory=list)
    documents: dict[str, DocumentInfo] = field(default_factory=dict)
    inside: list[Finding] = field(default_factory=list)
    across: list[Finding] = field(default_factory=list)

    @property
    def conflicts(self) -> list[Finding]:
        return [finding for finding in (*self.inside, *self.across) if finding.verdict == "conflicts"]


def archive_of(*texts: dict[str, str]) -> Texts:
    """Read texts (text, published, and at will title, lang, source) and check them together."""
    held = Texts()
    for index, text in enumerate(texts):
        reading = read(
            text["text"], published=text.get("published"), title=text.get("title"), language=text.get("lang")
        )
        assert reading.document is not None, text
        document = reading.document
        source = text.get("source", f"outlet {index}")
        held.documents[document.id] = DocumentInfo(
            document.id, document.language, source, document.published.value, document.title
        )
        held.figures += reading.figures
        held.inside += reading.findings
    held.across = list(check_archive(held.figures, (), held.documents, known=held.inside))
    return held
