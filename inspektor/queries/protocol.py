"""The facts a visit protocol states, gathered from the follow-up.

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
from inspektor.formats import as_date, date_prose
from inspektor.i18n import Texts, tr_mark
from inspektor.model.document import Document
from inspektor.queries.follow_ups import sheet
from inspektor.queries.interviews import interviews
from inspektor.queries.judgement import deficiencies
from inspektor.queries.letterhead import letterhead
from inspektor.queries.observations import observations
from inspektor.queries.reviews import document_reviews, requests
from inspektor.queries.rows import of_follow_up
from inspektor.queries.templates import asked
from inspektor.shapes.enums import DocumentKind, Mode, Role, Turn
from inspektor.shapes.protocol import (
    REPRESENTATIVE,
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
from inspektor.shapes.report import ReportFacts
from inspektor.shapes.template import Template, short_code
from inspektor.shapes.views import DocumentRow, FollowUpSheet, ObservationRow
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
        head=head_of(workspace, follow_up, DocumentKind.VISIT_PROTOCOL, texts, version),
        unit=unit_of(follow_up, texts),
        made=made or clock.now(),
        visit=visit_of(follow_up, texts),
        inspectors=tuple(InspectorPresent(member.name, member.title) for member in follow_up.team),
        unit_present=tuple(
            UnitPresent(function, number)
            for function, number in Counter(p.function for p in follow_up.participants).items()
        ),
        method=method_of(workspace, follow_up_id, whole, texts),
        day_facts=tuple(DayFact("", line) for line in lines(follow_up.facts_of_the_day)),
        observations=_areas(workspace, whole, seen, texts),
        deficiencies=_said_on_site(workspace, follow_up_id, whole),
        documents_due=documents_due(workspace, follow_up, made or clock.now()),
        not_reviewed=tuple(NotReviewed(line) for line in lines(follow_up.not_reviewed)),
        next_step=follow_up.next_step,
        contact=Contact(name=workspace.profile.name, title=workspace.profile.title),
        signers=tuple(
            Signer(member.name, member.title, role=texts.tr(tr_mark("Inspector")))
            for member in follow_up.team
        ),
        distribution=tuple(lines(follow_up.distribution)),
    )


def head_of(
    workspace: Workspace, follow_up: FollowUpSheet, kind: DocumentKind, texts: Texts, version: str
) -> ProtocolHead:
    """Whose document it is, and which it replaces: the newest of its kind, by the revision kept here."""
    replaced = next(iter(follow_up.documents_of(kind)), None)
    paper = letterhead(workspace)
    return ProtocolHead(
        municipality=paper.municipality or follow_up.municipality,
        board=paper.board or follow_up.board,
        letterhead=paper,
        registry_number=follow_up.registry_number or None,
        version=version,
        replaces=_named(replaced, texts) if replaced else "",
        replaces_sha256=replaced.media if replaced else "",
        replaces_why=_why(follow_up, replaced) if replaced else "",
    )


def _why(follow_up: FollowUpSheet, replaced: DocumentRow) -> str:
    """The reason for which the follow-up was opened again after what is replaced was sealed."""
    again = (each for each in follow_up.steps if each.turn is Turn.REOPENED)
    newest = next(again, None)
    return newest.reason if newest is not None and newest.at > replaced.sealed_at else ""


def _named(document: DocumentRow, texts: Texts) -> str:
    """A version in words, with the day it was signed by all, or drawn up if somebody never signed."""
    last = max((each.signed_at for each in document.signatures), default=document.sealed_at)
    if document.signature_count < len(document.signers):
        words, last = texts.tr("{version}, drawn up {day}"), document.sealed_at
    else:
        words = texts.tr("{version}, signed {day}")
    return words.format(version=f"{document.version}.0", day=date_prose(last, texts.language))


def lines(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def unit_of(follow_up: FollowUpSheet, texts: Texts) -> UnitFacts:
    """The unit in the words of the document."""
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


def visit_of(follow_up: FollowUpSheet, texts: Texts) -> VisitFacts:
    """When, how and why."""
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


def method_of(workspace: Workspace, follow_up_id: str, whole: Template, texts: Texts) -> MethodFacts:
    """What was covered and how; interviews by role and number only."""
    talks = [talk for talk in interviews(workspace, follow_up_id) if talk.held]
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
            DocumentsReviewed(
                read.kind, read.sample_size or None, selection=read.selection, outcome=read.sums(texts)
            )
            for read in document_reviews(workspace, follow_up_id)
        ),
    )


def documents_due(workspace: Workspace, follow_up: FollowUpSheet, made: datetime) -> tuple[DocumentDue, ...]:
    """What had been asked for and not come when the document was made, each with its own day, then what else was written.

    What comes or is asked for after that day changes nothing that the document stated.
    """
    waited_for = [row for row in requests(workspace, follow_up.id) if row.waited_for(made, as_date(made))]
    asked = (
        DocumentDue("\n".join([row.kind, *lines(row.text)]), row.due or follow_up.send_in_by)
        for row in waited_for
    )
    written = (DocumentDue(line, follow_up.send_in_by) for line in lines(follow_up.to_send_in))
    return (*asked, *written)


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
            workspace.media.get(photo.visible_media) if workspace.media.has(photo.visible_media) else b"",
            photo.caption,
            photo.alternative_text,
            photo.taken_at,
            photo.turn,
        )
        for photo in seen.photos
    )
    return ObservedFact(seen.text, seen.place, seen.observed_at, tuple(photos))


def _said_on_site(workspace: Workspace, follow_up_id: str, whole: Template) -> tuple[OralDeficiency, ...]:
    return tuple(
        OralDeficiency(
            code=short_code(each.requirement),
            requirement=whole.requirement(each.requirement).text if whole.has(each.requirement) else "",
            observed=each.description,
            observed_at=each.observed_at,
            place=each.place,
            expected=each.expected_result,
            deadline=each.deadline,
        )
        for each in deficiencies(workspace, follow_up_id)
        if each.said_on_site
    )


def frozen(facts: ProtocolFacts | ReportFacts) -> str:
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


_OF_THE_PAPER = ("municipality", "board", "letterhead")
"""How the municipality's papers look is no fact of a visit."""


def changed_after(workspace: Workspace, follow_up_id: str) -> tuple[str, ...]:
    """Which parts of the newest sealed protocol are no longer what the follow-up says: names of `ProtocolFacts` fields.

    Empty while nothing is sealed.
    """
    document = live(Document).c
    query = of_follow_up(Document, follow_up_id).where(document.kind == DocumentKind.VISIT_PROTOCOL)
    query = query.order_by(document.version.desc()).limit(1)
    with workspace.read() as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        return ()
    sealed = json.loads(row.facts)
    made = datetime.fromisoformat(sealed["made"])
    present = json.loads(frozen(protocol_facts(workspace, follow_up_id, Texts("sv"), made=made)))
    if sealed["head"]["registry_number"] is None:
        present["head"]["registry_number"] = None  # it said that one would be given
    for facts in (sealed, present):
        facts.pop("made", None)
        facts.pop("contact", None)  # whoever looks is the contact; not a fact of the visit
        for of_the_version in ("version", "replaces", "replaces_sha256", "replaces_why", *_OF_THE_PAPER):
            facts["head"].pop(of_the_version, None)
        facts["signers"] = [each for each in facts["signers"] if each["kind"] != REPRESENTATIVE]
    return tuple(name for name, value in sealed.items() if present.get(name) != value)
