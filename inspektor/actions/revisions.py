"""The next revision of a sealed document: the same file with one more signature at its end."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from inspektor.actions.closing import finalise_if_signed
from inspektor.actions.doors import found, made
from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError
from inspektor.i18n import tr, tr_mark
from inspektor.model.document import Document, Signature, SignatureIn
from inspektor.shapes.enums import DocumentKind, DocumentStatus, SignatureMethod, TimestampState
from inspektor.shapes.views import DocumentRow, SignerPlace
from inspektor.store.workspace import Workspace

SIGN = {
    DocumentKind.VISIT_PROTOCOL: tr_mark("Sign protocol"),
    DocumentKind.FOLLOW_UP_REPORT: tr_mark("Sign report"),
}


class NotYourSignature(InspektorError):
    """The document has no place for this person, or the person has signed."""

    def text(self) -> str:
        """What is wrong."""
        return tr("There is no signature of yours missing in this document.")

    def advice(self) -> str:
        """What to do."""
        return tr("Nobody signs as another: a colleague signs on their own computer.")


class Replaced(InspektorError):
    """The document has been replaced by a newer version."""

    def text(self) -> str:
        """What is wrong."""
        return tr("This version has been replaced by a newer one.")

    def advice(self) -> str:
        """What to do."""
        return tr("Sign the newest version.")


class Overtaken(InspektorError):
    """Another signature arrived while this one was being made."""

    def text(self) -> str:
        """What happened."""
        return tr("Another signature arrived meanwhile.")

    def advice(self) -> str:
        """What to do."""
        return tr("Nothing has been changed. Sign again; it then comes after the other.")


def place_of(places: Sequence[SignerPlace], person_id: str) -> SignerPlace:
    """Where a person signs; NotYourSignature if nowhere."""
    for place in places:
        if place.person_id == person_id:
            return place
    raise NotYourSignature


def refuse_replaced(status: DocumentStatus) -> None:
    """Replaced if nobody is to sign the document any more."""
    if status is DocumentStatus.SUPERSEDED:
        raise Replaced


def replace(session: Session, documents: Sequence[DocumentRow]) -> None:
    """A newer version takes their place."""
    for each in documents:
        found(session, Document, each.id).status = DocumentStatus.SUPERSEDED


def is_last(document: DocumentRow) -> bool:
    """Whether one signature is missing; that one locks the document."""
    return document.signature_count + 1 == len(document.signers)


def signature(
    workspace: Workspace,
    document_id: str,
    place: SignerPlace,
    method: SignatureMethod,
    media: str,
    when: datetime,
    follows: str = "",
) -> Signature:
    """The record of a signature; of a representative's it says who here received it."""
    values = {
        "document_id": document_id,
        "field": place.field,
        "name": place.name,
        "title": place.title,
        "method": method,
        "signed_at": when,
        "person_id": place.person_id or workspace.profile.person_id,
        "media": media,
        "follows": follows,
    }
    return made(Signature, SignatureIn, values)


def add(
    workspace: Workspace,
    document: DocumentRow,
    place: SignerPlace,
    pdf: bytes,
    method: SignatureMethod,
    when: datetime,
    timestamp: TimestampState,
) -> ChangeSet:
    """Keep the file as the document's newest revision, with a record of who signed; Overtaken if it is no longer the next."""
    media = workspace.media.put(pdf)

    def apply(session: Session) -> None:
        sealed = found(session, Document, document.id)
        refuse_replaced(sealed.status)
        if sealed.media != document.media:
            raise Overtaken
        sealed.media = media
        sealed.timestamp = timestamp
        sealed.signature_count = document.signature_count + 1
        if is_last(document):
            sealed.status = DocumentStatus.SIGNED
        session.add(signature(workspace, document.id, place, method, media, when, document.media))
        signed = {place.field, *(each.field for each in document.signatures)}
        finalise_if_signed(session, workspace, sealed, signed, when)

    return workspace.write(SIGN[document.kind], apply, final=True)
