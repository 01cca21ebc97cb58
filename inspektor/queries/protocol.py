"""The facts a visit protocol states, gathered from the follow-up; and what stands in the way of signing it.

Sources are protected: interviews become role and number, notes are not printed at all, and nobody at the unit is named.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime
from itertools import count
from typing import Any

from inspektor import clock
from inspektor.formats import as_date
from inspektor.i18n import Texts, tr, tr_mark, tr_n
from inspektor.model.document import Document
from inspektor.queries.follow_ups import sheet
from inspektor.queries.interviews import interviews
from inspektor.queries.judgement import deficiencies
from inspektor.queries.observations import observations
from inspektor.queries.reviews import document_reviews
from inspektor.queries.rows import of_follow_up
from inspektor.queries.templates import asked
from inspektor.shapes.enums import Consent, Mode, Role
from inspektor.shapes.judgement import Gap
from inspektor.shapes.protocol import (
    AreaObservations,
    Contact,
    DayFact,
    DocumentDue,
    DocumentsReviewed,
    InspectorPresent,
    InterviewCount,
    MethodFacts,
    NotReviewed,
    ObservedFact,
    OralDeficiency,
    Photo,
    ProtocolFacts,
    ProtocolHead,
    Signer,
    UnitFacts,
    UnitPresent,
    VisitFacts,
)
from inspektor.shapes.rules import personal_numbers
from inspektor.shapes.template import Template
from inspektor.shapes.views import FollowUpSheet, ObservationRow
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace

_OTHER_AREA = tr_mark("Other observations")


def protocol_facts(
    workspace: Workspace,
    follow_up_id: str,
    texts: Texts,
    *,
    version: str = "1.0",
    made: datetime | None = None,
) -> ProtocolFacts:
    """Everything the visit protocol prints, in the words of the document's language."""
    follow_up = sheet(workspace, follow_up_id)
    whole = asked(workspace, follow_up_id, texts)
    seen = observations(workspace, follow_up_id)
    return ProtocolFacts(
        head=_head(follow_up, version),
        unit=_unit(follow_up, texts),
        made=made or clock.now(),
        visit=_visit(follow_up, texts),
        inspectors=tuple(InspectorPresent(member.name, member.title) for member in follow_up.team),
        unit_present=tuple(
            UnitPresent(function, number)
            for function, number in Counter(p.function for p in follow_up.participants).items()
        ),
        method=_method(workspace, follow_up_id, whole, texts),
        day_facts=tuple(DayFact("", line) for line in _lines(follow_up.facts_of_the_day)),
        observations=_areas(workspace, whole, seen, texts),
        deficiencies=_said_on_site(workspace, follow_up_id, whole),
        documents_due=tuple(DocumentDue(line, follow_up.send_in_by) for line in _lines(follow_up.to_send_in)),
        not_reviewed=tuple(NotReviewed(line) for line in _lines(follow_up.not_reviewed)),
        next_step=follow_up.next_step,
        contact=Contact(name=workspace.profile.name, title=workspace.profile.title),
        signers=tuple(
            Signer(member.name, member.title, role=texts.tr(tr_mark("Inspector")))
            for member in follow_up.team
        ),
        distribution=tuple(_lines(follow_up.distribution)),
    )


def _head(follow_up: FollowUpSheet, version: str) -> ProtocolHead:
    return ProtocolHead(
        municipality=follow_up.municipality,
        board=follow_up.board,
        registry_number=follow_up.registry_number or None,
        version=version,
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _unit(follow_up: FollowUpSheet, texts: Texts) -> UnitFacts:
    unit = follow_up.unit
    return UnitFacts(
        name=unit.name,
        provider=unit.provider,
        address=unit.address,
        address_protected=unit.address_protected,
        organisation_number=unit.organisation_number,
        agreement_number=unit.agreement_number,
        legal_basis=texts.tr(unit.legal_basis.label) if unit.legal_basis else "",
        service_type=unit.service_type,
        places=unit.places or None,
        manager=unit.manager,
    )


def _visit(follow_up: FollowUpSheet, texts: Texts) -> VisitFacts:
    visit = follow_up.visit
    arrived = visit.arrived_at if visit else None
    return VisitFacts(
        day=as_date(arrived) if arrived else follow_up.planned_on,
        arrived=arrived,
        left=visit.departed_at if visit else None,
        announcement=texts.tr((Mode.DIGITAL if follow_up.mode is Mode.DIGITAL else follow_up.notice).label),
        form=texts.tr(follow_up.form.label),
        purpose=follow_up.purpose,
        trigger=follow_up.trigger,
        circumstances=visit.circumstances if visit else "",
    )


def _method(workspace: Workspace, follow_up_id: str, whole: Template, texts: Texts) -> MethodFacts:
    talks = [talk for talk in interviews(workspace, follow_up_id) if talk.consent is not Consent.DECLINED]
    numbers = Counter(talk.role for talk in talks)
    interpreted = sum(talk.interpreter for talk in talks)
    return MethodFacts(
        template_title=whole.title,
        template_version=whole.version,
        requirement_count=len(whole.requirements),
        areas=tuple(area.name for area in whole.areas),
        interviews=tuple(
            InterviewCount(whole.respondent_label(role) or texts.tr(role.label), numbers[role])
            for role in Role
            if numbers[role]
        ),
        interpreter=texts.tr_n(
            "An interpreter took part in one talk.", "An interpreter took part in {n} talks.", interpreted
        ).format(n=interpreted)
        if interpreted
        else "",
        observation_count=len(observations(workspace, follow_up_id)),
        documents=tuple(
            DocumentsReviewed(read.kind, read.sample_size or None, selection=read.selection)
            for read in document_reviews(workspace, follow_up_id)
        ),
    )


def _areas(
    workspace: Workspace, whole: Template, seen: tuple[ObservationRow, ...], texts: Texts
) -> tuple[AreaObservations, ...]:
    names = [*(area.name for area in whole.areas), texts.tr(_OTHER_AREA)]
    grouped: dict[str, list[ObservationRow]] = {name: [] for name in names}
    for each in seen:
        known = each.requirement is not None and whole.has(each.requirement)
        grouped[whole.area_of(each.requirement or "").name if known else names[-1]].append(each)
    numbers = count(1)  # photos are numbered in the order they are printed
    return tuple(
        AreaObservations(name, tuple(_observed(workspace, each, numbers) for each in rows))
        for name, rows in grouped.items()
        if rows
    )


def _observed(workspace: Workspace, seen: ObservationRow, numbers: Iterator[int]) -> ObservedFact:
    photos = (
        Photo(
            next(numbers),
            workspace.media.get(photo.media) if workspace.media.has(photo.media) else b"",
            photo.caption,
            photo.alternative_text,
            photo.taken_at,
        )
        for photo in seen.photos
    )
    return ObservedFact(seen.text, seen.place, seen.observed_at, tuple(photos))


def _said_on_site(workspace: Workspace, follow_up_id: str, whole: Template) -> tuple[OralDeficiency, ...]:
    return tuple(
        OralDeficiency(
            code=each.requirement,
            requirement=whole.requirement(each.requirement).text if whole.has(each.requirement) else "",
            observed=each.description,
            expected=each.expected_result,
            deadline=each.deadline,
        )
        for each in deficiencies(workspace, follow_up_id)
        if each.said_on_site
    )


def frozen(facts: ProtocolFacts) -> str:
    """The facts as canonical JSON: what a sealed document is kept and compared by. Photos stand as their SHA-256."""
    return json.dumps(
        asdict(facts), default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def _plain(value: object) -> Any:
    if isinstance(value, bytes):
        import hashlib

        return hashlib.sha256(value).hexdigest()
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def changed_after(workspace: Workspace, follow_up_id: str) -> tuple[str, ...]:
    """Which parts of the newest sealed protocol are no longer what the follow-up says: names of `ProtocolFacts` fields.

    Empty while nothing is sealed.
    """
    query = of_follow_up(Document, follow_up_id).order_by(live(Document).c.version.desc()).limit(1)
    with workspace.read() as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        return ()
    sealed = json.loads(row.facts)
    present = json.loads(frozen(protocol_facts(workspace, follow_up_id, Texts("sv"))))
    for facts in (sealed, present):
        facts.pop("made", None)
        facts.pop("contact", None)  # whoever looks is the contact; not a fact of the visit
        facts["head"].pop("version", None)
    return tuple(name for name, value in sealed.items() if present.get(name) != value)


def gaps(workspace: Workspace, follow_up_id: str) -> tuple[Gap, ...]:
    """Everything to see to before the protocol is signed, what stops it first."""
    follow_up = sheet(workspace, follow_up_id)
    seen = observations(workspace, follow_up_id)
    found = [*_visit_gaps(follow_up), *_photo_gaps(workspace, seen), *_text_gaps(workspace, follow_up, seen)]
    if not seen and not interviews(workspace, follow_up_id):
        found.append(
            Gap("nothing_noted", tr("No interview and no observation has been noted."), False, "interviews")
        )
    return tuple(sorted(found, key=lambda gap: not gap.stops))


def _visit_gaps(follow_up: FollowUpSheet) -> list[Gap]:
    found = []
    if follow_up.visit is None or follow_up.visit.arrived_at is None:
        found.append(Gap("arrival", tr("The time of arrival is missing."), True, "overview"))
    elif follow_up.visit.departed_at is None:
        found.append(Gap("departure", tr("The time of departure is missing."), False, "overview"))
    unanswered = [member.name for member in follow_up.team if member.conflict_of_interest is None]
    if unanswered:
        words = tr("The question of conflict of interest is not answered by {names}.")
        found.append(Gap("conflict_of_interest", words.format(names=", ".join(unanswered)), True, "overview"))
    if not follow_up.registry_number:
        words = tr("The registry number is missing; the protocol says that it will be given.")
        found.append(Gap("registry_number", words, False, "overview"))
    if not follow_up.participants:
        found.append(
            Gap("participants", tr("Nobody from the unit is noted as taking part."), False, "overview")
        )
    return found


def _photo_gaps(workspace: Workspace, seen: tuple[ObservationRow, ...]) -> list[Gap]:
    photos = [photo for each in seen for photo in each.photos]
    bare = sum(not photo.alternative_text for photo in photos)
    missing = sum(not workspace.media.has(photo.media) for photo in photos)
    found = []
    if bare:
        words = tr_n(
            "{n} photo lacks a description for those who cannot see it.",
            "{n} photos lack a description for those who cannot see them.",
            bare,
        )
        found.append(Gap("alternative_text", words.format(n=bare), True, "observations"))
    if missing:
        words = tr_n("{n} photo has not arrived.", "{n} photos have not arrived.", missing)
        found.append(Gap("photo_missing", words.format(n=missing), True, "observations"))
    return found


def _text_gaps(workspace: Workspace, follow_up: FollowUpSheet, seen: tuple[ObservationRow, ...]) -> list[Gap]:
    said = [d for d in deficiencies(workspace, follow_up.id) if d.said_on_site]
    found = []
    empty = [d.requirement for d in said if not d.description.strip()]
    if empty:
        words = tr("The deficiency in {codes} says nothing of what was observed.")
        found.append(Gap("deficiency_text", words.format(codes=", ".join(empty)), True, "deficiencies"))
    texts = [each.text for each in seen] + [d.description for d in said] + [follow_up.facts_of_the_day]
    if any(personal_numbers(text) for text in texts):
        words = tr("A text that will be printed seems to hold a personal identity number.")
        found.append(Gap("personal_number", words, True, "observations"))
    return found
