"""Event reports from the drafts of a document: type, stages, counts, roles, each with its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from marsad.dates import first_day, last_day
from marsad.extract.actors import actor, find_roles, slug, specific
from marsad.extract.candidate import Candidate
from marsad.extract.context import Context
from marsad.extract.dating import forget_assumed
from marsad.extract.discourse import build_drafts
from marsad.extract.drafts import Draft
from marsad.extract.event_counts import event_counts, prison_unit
from marsad.extract.event_types import type_of
from marsad.extract.figure_bulletins import find_echoes
from marsad.extract.figures import FigureDraft
from marsad.extract.grounding import ground
from marsad.extract.locating import supply_places
from marsad.extract.plots import foiled_plan
from marsad.extract.roles import place_chains
from marsad.extract.scene import PlacedMention, Trigger
from marsad.extract.transfers import receiving_country, sending_country
from marsad.mentions import NameMention
from marsad.records import EventReport, Evidence, Group, Place, content_id

__all__ = ["extract_events"]

# An event dated at most this many days before publication is the news of the day.
_NEWS_DAYS = 10
_HARM = ("kill", "injure")
_AREAS = ("admin1", "admin2", "region")
_LEGAL_ORDER = ("arrest", "custody", "charge", "trial", "remand", "release", "acquittal", "conviction")


def extract_events(context: Context, figures: Sequence[FigureDraft]) -> list[EventReport]:
    """The events that a document reports, in its order; what its figures count is no event."""
    echoes = find_echoes(context, figures)
    counted = frozenset([*(figure.count for figure in figures), *(count for count, _ in echoes)])
    triggers = [*(figure.trigger for figure in figures), *(trigger for _, trigger in echoes)]
    told = frozenset([*(trigger.start for trigger in triggers if trigger is not None), *_attacks_counted(figures)])
    drafts = build_drafts(context.as_published(), counted, told)
    supply_places(drafts, context.scenes)
    if context.assumed is not None:
        forget_assumed(context, drafts)
    lead = min((draft.first for draft in drafts), default=0)
    armed = _of_violence(context)
    reports = []
    for draft in drafts:
        report = _report(context, draft, lead) if armed or draft.family != "violence" else None
        if report is not None:
            reports.append(report)
    return reports


def _attacks_counted(figures: Sequence[FigureDraft]) -> list[int]:
    """Starts of the words for attacks that a figure counts: "62 attacks in April" is no attack of April."""
    counts = [(figure.scene, figure.count) for figure in figures if figure.unit == "attack" and figure.count.value > 1]
    return [
        trigger.start
        for scene, count in counts
        for trigger in scene.triggers
        if count.start <= trigger.start < count.end
    ]


def _of_violence(context: Context) -> bool:
    """Whether the text speaks of violence by people: deaths alone are accidents, storms and epidemics."""
    for scene in context.scenes:
        if any(name.kind == "group" for name in scene.names):
            return True
        if any(trigger.sense.name not in _HARM and not trigger.planned for trigger in scene.triggers):
            return True
        told = {term.sense for term in scene.terms if term.category == "person"}
        killed = any(trigger.sense.name == "kill" and not trigger.planned for trigger in scene.triggers)
        if "attacker" in told or (killed and "suspect" in told):
            return True
        fallen = any(count.noun == "suspect" for count in scene.counts)
        if fallen and any(not trigger.planned for trigger in scene.triggers):
            return True
    return False


def _report(context: Context, draft: Draft, lead: int) -> EventReport | None:
    triggers = [trigger for candidate in draft.candidates for trigger in candidate.triggers]
    event_type, subtype = type_of(draft, triggers)
    if event_type is None:
        return None
    places = _places(draft)
    if draft.date.start is None and draft.announced is None and not places:
        return None
    legal_stage = _legal_stage(draft, event_type, triggers)
    evidence = [_trigger_evidence(context, draft)]
    counts, count_evidence = event_counts(context, draft, event_type)
    if legal_stage == "remand":
        counts.pop("convicted", None)
    evidence += [item for item in count_evidence if item.field.removeprefix("counts.") in counts]
    agencies, groups = find_roles(draft, event_type)
    country = receiving_country(draft) if event_type == "transfer" and not places else None
    country = country or _country(context, draft, [p.place for p in places], agencies)
    partners = _partners(draft, agencies, [p.place for p in places], country)
    if event_type == "transfer" and (sender := sending_country(draft)) not in (None, country, *partners):
        partners.append(str(sender))
    primary = _primary(context, draft, lead)
    plan = foiled_plan(draft) if event_type in ("arrest", "clash", "seizure") else None
    foiled = plan is not None
    if plan is not None:
        evidence.append(ground(context.annotations.folded, "foiled_plot", plan.start, plan.end))
    evidence += _evidence(context, draft, places, agencies + groups)
    document = context.document
    announced_on = draft.announced[0] if draft.announced and draft.date.start is None else None
    identity = (document.id, event_type, draft.date, [p.place.name for p in places], sorted(counts), evidence[0].start)
    return EventReport(
        id=content_id("e", *identity),
        document_id=document.id,
        type=event_type,  # type: ignore[arg-type]
        subtype=subtype,
        primary=primary,
        stage="carried_out",
        legal_stage=legal_stage,  # type: ignore[arg-type]
        foiled_plot=foiled,
        date=draft.date,
        announced_on=announced_on,
        country=country,
        places=tuple(p.place for p in places),
        actors=tuple(actor(name) for name in dict.fromkeys(mention.name for mention in agencies)),
        groups=tuple(Group(slug(name), name) for name in specific(mention.name for mention in groups)),
        partners=tuple(partners),
        counts=counts,
        targets=(),
        weapons=(),
        seized=(),
        speaker=None,
        speaker_kind=None,
        stance="reported",
        confidence=0.5,
        evidence=tuple(evidence),
        explain=tuple(f"{trigger.sense.name}.{trigger.voice}" for trigger in triggers),
    )


def _trigger_evidence(context: Context, draft: Draft) -> Evidence:
    main = draft.candidates[0].main
    return ground(context.annotations.folded, "trigger", main.start, main.end)


def _legal_stage(draft: Draft, event_type: str, triggers: Sequence[Trigger]) -> str | None:
    stages = [trigger.sense.legal_stage for trigger in triggers if trigger.sense.legal_stage is not None]
    if event_type == "arrest":
        return "custody" if "custody" in stages else "arrest"
    if event_type == "prosecution":
        stage = max(stages, key=_LEGAL_ORDER.index, default="trial")
        # An investigating court convicts nobody: what reads like a sentence is prison before the trial.
        investigating = any(scene.has("investigating_court") for scene in draft.scenes)
        ordered = stage == "conviction" and "remand" in stages and not _terms_told(draft)  # "le impuso ... prisión"
        held = stage == "conviction" and investigating
        return "remand" if (held or ordered) and "convict" not in _senses(triggers) else stage
    return None


def _terms_told(draft: Draft) -> bool:
    """Whether a term of years or months is told with a verdict."""
    return any(
        number.kind == "duration" and prison_unit(candidate.scene, number)
        for candidate in draft.candidates
        for number in candidate.scene.numbers
    )


def _senses(triggers: Sequence[Trigger]) -> set[str]:
    return {trigger.sense.name for trigger in triggers}


def _places(draft: Draft) -> list[PlacedMention]:
    """Places of the event: the finest that are named, none twice, no country, no container of another."""
    unique: dict[object, PlacedMention] = {}
    for mention in draft.places:
        place = mention.place
        over_states = place.precision == "region" and place.country is None  # the Sahel
        if place.role != "happened" or place.precision == "country" or over_states:
            continue
        unique.setdefault(place.geonames_id or place.name, mention)
    fine = [p for p in unique.values() if p.place.precision not in _AREAS]
    towns = {(p.place.country, p.place.admin1) for p in fine}
    own = [
        p
        for p in unique.values()
        if p.place.precision == "admin1" and (p.place.country, p.place.admin1) not in towns and _listed(draft, p, fine)
    ]
    return sorted([*fine, *own], key=lambda p: p.start) if fine else list(unique.values())


def _listed(draft: Draft, area: PlacedMention, towns: Sequence[PlacedMention]) -> bool:
    """Whether an area stands on one list with a town: "in the provinces of Boumerdès and Aïn Defla"."""
    return any(
        area in chain.places and any(town in chain.places and town.place.country for town in towns)
        for candidate in draft.candidates
        for chain in place_chains(candidate.scene)
    )


def _country(context: Context, draft: Draft, places: Sequence[Place], agencies: Sequence[NameMention]) -> str | None:
    """Where the places lie; else the country named in the sentences, of the agencies, of the document."""
    votes = Counter(place.country for place in places if place.country)
    if votes:
        return votes.most_common(1)[0][0]
    court = next((name.country for name in agencies if name.kind == "court" and name.country), None)
    if court is not None:
        return court
    named = [mention for mention in draft.places if mention.place.country]
    if named:
        first = draft.candidates[0]
        return min(named, key=lambda mention: _from_first(first, mention)).place.country
    by_agency = Counter(name.country for name in agencies if name.country and name.kind != "group")
    if by_agency:
        return by_agency.most_common(1)[0][0]
    return context.country


def _from_first(candidate: Candidate, mention: PlacedMention) -> tuple[bool, int]:
    """Whether a place stands outside the sentence that tells of an event first, and its words to the trigger there."""
    inside = candidate.scene.sentence.start <= mention.start < candidate.scene.sentence.end
    return not inside, candidate.distance(mention.start, mention.end)


def _partners(draft: Draft, agencies: Sequence[NameMention], places: Sequence[Place], country: str | None) -> list[str]:
    found = [name.country for name in agencies if name.country]
    if any(candidate.has("joint") for candidate in draft.candidates):
        found += [m.place.country for m in draft.places if m.place.country and m.place.precision == "country"]
    found += [place.country for place in places if place.country]
    return [code for code in dict.fromkeys(found) if code != country]


def _primary(context: Context, draft: Draft, lead: int) -> bool:
    """The news of the text: told at its head, or dated within days of its publication."""
    published = context.document.published.value
    if draft.date.start and draft.date.end and published and len(published) == 10:
        last = last_day(draft.date.end)
        return first_day(published) - timedelta(days=_NEWS_DAYS) <= last
    if draft.announced is not None and published and len(published) == 10:
        return first_day(published) - timedelta(days=_NEWS_DAYS) <= last_day(draft.announced[0])
    dated = draft.date.precision == "day" and draft.date.basis == "stated"
    if any(candidate.has("background") for candidate in draft.candidates[:1]) and not dated:
        return False
    return draft.first - lead <= 2


def _evidence(
    context: Context, draft: Draft, places: Sequence[PlacedMention], names: Sequence[NameMention]
) -> list[Evidence]:
    folded = context.annotations.folded
    found = []
    if draft.date_mention is not None:
        found.append(ground(folded, "date", draft.date_mention.start, draft.date_mention.end))
    if draft.announced is not None and draft.date.start is None:
        found.append(ground(folded, "announced_on", draft.announced[1].start, draft.announced[1].end))
    found += [ground(folded, "places", place.start, place.end) for place in places]
    seen: set[str] = set()
    for name in names:
        if name.name not in seen:
            seen.add(name.name)
            found.append(ground(folded, "groups" if name.kind == "group" else "actors", name.start, name.end))
    return found
