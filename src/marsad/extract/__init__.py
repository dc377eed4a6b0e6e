"""Extract: event reports, figures and claims from the mentions of one document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.extract.claims import extract_claims
from marsad.extract.context import Context, Resolver
from marsad.extract.events import extract_events
from marsad.extract.figure_periods import forget_assumed_period
from marsad.extract.figure_records import extract_figures
from marsad.extract.figures import find_figures
from marsad.extract.grounding import check_evidence
from marsad.extract.hearsay import mark_hearsay
from marsad.extract.scene import PlacedMention, build_scenes
from marsad.mentions import Annotations
from marsad.records import Claim, Document, EventReport, Figure

__all__ = ["Extraction", "Resolver", "extract"]


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document gives."""

    events: tuple[EventReport, ...] = ()
    figures: tuple[Figure, ...] = ()
    claims: tuple[Claim, ...] = ()


def extract(
    document: Document,
    annotations: Annotations,
    places: Sequence[PlacedMention],
    resolve: Resolver,
    assumed: tuple[str, Resolver] | None = None,
) -> Extraction:
    """Events, figures and claims of a document; raises BadRecord if a value were not grounded in its text.

    ``assumed`` is a publication date, and what times mean by it, with which a text without one is told apart into its
    events; dates that hang on it are not kept.
    """
    scenes = tuple(mark_hearsay(scene) for scene in build_scenes(annotations, places))
    context = Context.of(document, annotations, scenes, places, resolve, assumed)
    drafts = find_figures(context.as_published())
    if context.assumed is not None:
        drafts = [forget_assumed_period(context, draft) for draft in drafts]
    figures = extract_figures(context, drafts)
    events = extract_events(context, drafts)
    claims = extract_claims(context)
    evidence = [record.evidence for record in events]
    evidence += [record.evidence for record in figures]
    evidence += [record.evidence for record in claims]
    for items in evidence:
        check_evidence(document.text, items)
    return Extraction(tuple(events), tuple(figures), tuple(claims))
