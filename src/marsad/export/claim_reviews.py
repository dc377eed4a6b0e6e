"""schema.org ClaimReview drafts: one for each finding in which figures agree or conflict.

They are drafts. A rating is a person's verdict, so there is none; author, address and date of the review stand in
square brackets for the user to fill. A finding compares statements; it does not say that anybody lied.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from marsad.export.files import write_json
from marsad.export.view import View
from marsad.records import Claim, Document, EventReport, Figure, Finding

__all__ = ["claim_reviews", "write_claim_reviews"]

Statement = EventReport | Figure | Claim
_NOTE = (
    "Draft made by a program from stated figures. Fill author, url and datePublished, add your own reviewRating after "
    "checking, and change creativeWorkStatus before you publish."
)


def write_claim_reviews(path: Path, view: View, *, language: str = "en") -> int:
    """Write all drafts as one JSON-LD graph; returns how many."""
    graph = list(claim_reviews(view, language=language))
    write_json(path, {"@context": "https://schema.org", "@graph": graph})
    return len(graph)


def claim_reviews(view: View, *, language: str = "en") -> Iterator[dict[str, Any]]:
    """Drafts in the order of the findings; findings that cannot tell, or compare nothing stated, give none."""
    statements: dict[str, Statement] = {}
    for records in (view.figures(), view.reports(), view.claims()):
        statements |= {one.id: one for one in records}
    documents = {document.id: document for document in view.documents()}
    for finding in view.findings():
        compared = [statements[id] for id in finding.compared if id in statements]
        if finding.verdict != "cannot_tell" and compared:
            yield _review(finding, compared, documents, language)


def _review(
    finding: Finding, compared: list[Statement], documents: dict[str, Document], language: str
) -> dict[str, Any]:
    sentence = finding.sentences.get(language) or next(iter(finding.sentences.values()), finding.kind)
    homes = sorted({one.document_id for one in compared})
    sources = [documents[id].url or f"urn:marsad:{id}" for id in homes if id in documents]
    return {
        "@type": "ClaimReview",
        "@id": f"urn:marsad:{finding.id}",
        "name": f"{finding.kind}: {finding.verdict}",
        "description": _NOTE,
        "creativeWorkStatus": "Draft",
        "author": {"@type": "Organization", "name": "[your organisation]", "url": "[https://your.site]"},
        "url": "[address of your published review]",
        "datePublished": "[YYYY-MM-DD]",
        "inLanguage": language,
        "claimReviewed": " / ".join(_stated(one) for one in compared),
        "reviewBody": sentence,
        **({"reviewAspect": list(finding.explanations)} if finding.explanations else {}),
        "isBasedOn": sources,
        "itemReviewed": _item([_claim(one, documents.get(one.document_id)) for one in compared]),
    }


def _item(claims: list[dict[str, Any]]) -> Any:
    return claims[0] if len(claims) == 1 else claims


def _claim(statement: Statement, document: Document | None) -> dict[str, Any]:
    """One statement as schema.org Claim: its words, who is credited with them, and where they stand."""
    claim: dict[str, Any] = {
        "@type": "Claim",
        "@id": f"urn:marsad:{statement.id}",
        "text": _stated(statement),
        "creditText": statement.speaker or "(not named in the text)",
    }
    if document is not None:
        work: dict[str, Any] = {"@type": "CreativeWork", "inLanguage": document.language}
        work |= {"url": document.url} if document.url else {"identifier": document.id}
        if document.title:
            work["headline"] = document.title
        if document.published.value:
            work["datePublished"] = document.published.value
        if document.source:
            work["publisher"] = {"@type": "Organization", "name": document.source}
        claim["appearance"] = work
    return claim


def _stated(statement: Statement) -> str:
    """The words of a statement that carry its value."""
    wanted = ("value", "claim", "trigger")
    words = sorted(statement.evidence, key=lambda one: wanted.index(one.field) if one.field in wanted else len(wanted))
    return words[0].quote if words else statement.id
