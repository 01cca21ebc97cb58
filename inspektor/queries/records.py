"""The documents of a follow-up as records in law: what is a working note, what was sent for views, drawn up or received."""

from collections.abc import Iterator

from inspektor.formats import as_date
from inspektor.i18n import tr, tr_mark
from inspektor.queries.fact_checks import rounds
from inspektor.queries.follow_ups import sheet
from inspektor.queries.reviews import requests
from inspektor.shapes.enums import DocumentKind, RecordState, SignatureMethod
from inspektor.shapes.fact_check import Round
from inspektor.shapes.records import Record
from inspektor.shapes.views import DocumentRow, FollowUpSheet
from inspektor.store.workspace import Workspace

_VERSION = tr_mark("version {n}")


def draft_state(workspace: Workspace, follow_up_id: str, kind: DocumentKind) -> RecordState:
    """What a draft printed now is: one for views once its facts went to the provider and no report is signed since."""
    return _draft_state(sheet(workspace, follow_up_id), rounds(workspace, follow_up_id), kind)


def _draft_state(follow_up: FollowUpSheet, sent: tuple[Round, ...], kind: DocumentKind) -> RecordState:
    if kind is not DocumentKind.FOLLOW_UP_REPORT or not sent:
        return RecordState.WORKING
    sealed = follow_up.documents_of(kind)
    answered = bool(sealed) and sent[0].id < sealed[0].id  # ids follow time, also within a day
    return RecordState.WORKING if answered else RecordState.FOR_VIEWS


def records(workspace: Workspace, follow_up_id: str) -> tuple[Record, ...]:
    """Drafts and sealed documents by kind, then what went to the provider and what came from there."""
    follow_up, sent = sheet(workspace, follow_up_id), rounds(workspace, follow_up_id)
    found: list[Record] = []
    for kind in DocumentKind:
        if not follow_up.finished:
            note = tr(_VERSION).format(n=f"{len(follow_up.documents_of(kind)) + 1}.0")
            state = _draft_state(follow_up, sent, kind)
            found.append(Record(tr("{document}, draft").format(document=tr(kind.label)), state, note=note))
        for document in follow_up.documents_of(kind):
            found += _sealed(document)
    for each in sent:
        found += _round(each)
    for request in requests(workspace, follow_up_id):
        if request.received_on is not None:
            found.append(Record(request.kind, RecordState.RECEIVED, request.received_on))
    return tuple(found)


def _sealed(document: DocumentRow) -> Iterator[Record]:
    note = ", ".join((tr(_VERSION).format(n=f"{document.version}.0"), tr(document.status.label).lower()))
    for place in document.signers:
        if document.signed_apart(place):
            note += ", " + tr("{name} is to sign again").format(name=place.name)
    inspectors = [document.signature_at(place) for place in document.signers if place.person_id]
    signed = [each.signed_at for each in inspectors if each is not None]
    whole = len(signed) == len(inspectors)
    state = RecordState.DRAWN_UP if whole else RecordState.WORKING
    day = as_date(max(signed) if whole and signed else document.sealed_at)
    yield Record(tr(document.kind.label), state, day, note, document.id)
    for each in document.signatures:
        if each.method is SignatureMethod.RECEIVED:
            title = tr("{document}, signed by the provider").format(document=tr(document.kind.label))
            yield Record(title, RecordState.RECEIVED, as_date(each.signed_at), each.name)


def _round(sent: Round) -> Iterator[Record]:
    yield Record(tr("Draft for fact check"), RecordState.FOR_VIEWS, sent.sent_on)
    if sent.answered_on is not None:
        yield Record(tr("The provider's views"), RecordState.RECEIVED, sent.answered_on)
