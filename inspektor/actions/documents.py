"""The visit protocol and the follow-up report: previewed, sealed, signed, exported.

Signing seals a document, not the follow-up: the facts it states are frozen with it, and the follow-up goes on.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from inspektor import clock
from inspektor.actions import signing
from inspektor.actions.doors import found, made, open_follow_up
from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError, RuleBroken
from inspektor.files import write_whole
from inspektor.i18n import Texts, tr, tr_mark
from inspektor.model.document import Document, DocumentIn, Signature, SignatureIn
from inspektor.queries import protocol
from inspektor.queries.follow_ups import sheet
from inspektor.queries.gaps import gaps
from inspektor.queries.report import report_facts
from inspektor.shapes.enums import DocumentKind, DocumentStatus, SignatureMethod
from inspektor.shapes.judgement import Gap
from inspektor.shapes.views import FollowUpSheet
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace

if TYPE_CHECKING:
    from inspektor.report.appearance import Appearance
    from inspektor.report.build import BuiltPdf

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
Strokes = Sequence[tuple[tuple[float, float], ...]]
"""Lines of (x, y) points; x to the right, y downwards, in any unit."""
LANGUAGE = "sv"
"""Documents are written in the language of the authority's own affairs (språklagen 2009:600, 10 §)."""
_SIGN = {
    DocumentKind.VISIT_PROTOCOL: tr_mark("Sign protocol"),
    DocumentKind.FOLLOW_UP_REPORT: tr_mark("Sign report"),
}


class GapsRemain(InspektorError):
    """Something stops the signature."""

    def __init__(self, gaps: Sequence[Gap]) -> None:
        """Give what stops."""
        super().__init__(*(gap.code for gap in gaps))
        self.gaps = tuple(gaps)

    def text(self) -> str:
        """What stops first."""
        return self.gaps[0].text

    def advice(self) -> str:
        """What to do."""
        return tr("See to what is marked as stopping, then sign.")


class NotYourSignature(InspektorError):
    """The document has no place for this person, or the person has signed."""

    def text(self) -> str:
        """What is wrong."""
        return tr("There is no signature of yours missing in this document.")

    def advice(self) -> str:
        """What to do."""
        return tr("Nobody signs as another: a colleague signs on their own computer.")


class NotExported(InspektorError):
    """The chosen place cannot be written to."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(path.name)
        self.path = path

    def text(self) -> str:
        """What did not work."""
        return tr("{name} could not be saved.").format(name=self.path.name)

    def advice(self) -> str:
        """What to do."""
        return tr("Choose another folder, or close the file if another program has it open.")


def preview(
    workspace: Workspace,
    follow_up_id: str,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    kind: DocumentKind = DocumentKind.VISIT_PROTOCOL,
) -> "BuiltPdf":
    """The document as it would be now, marked as a draft on each page."""
    version = _version(sheet(workspace, follow_up_id), kind)
    return _made(workspace, follow_up_id, kind, version, draft=True, progress=progress, cancelled=cancelled)[
        0
    ]


def _version(follow_up: FollowUpSheet, kind: DocumentKind) -> int:
    return len(follow_up.documents_of(kind)) + 1


def _made(
    workspace: Workspace,
    follow_up_id: str,
    kind: DocumentKind,
    version: int,
    *,
    draft: bool,
    made: datetime | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple["BuiltPdf", str]:
    """The document with the facts it states, in their frozen spelling."""
    from inspektor.report.build import build_protocol, build_report

    texts, name = Texts(LANGUAGE), f"{version}.0"
    if kind is DocumentKind.FOLLOW_UP_REPORT:
        report = report_facts(workspace, follow_up_id, texts, version=name, made=made)
        built = build_report(report, texts, draft=draft, progress=progress, cancelled=cancelled)
        return built, protocol.frozen(report)
    facts = protocol.protocol_facts(workspace, follow_up_id, texts, version=name, made=made)
    built = build_protocol(facts, texts, draft=draft, progress=progress, cancelled=cancelled)
    return built, protocol.frozen(facts)


def seal_and_sign(
    workspace: Workspace,
    follow_up_id: str,
    passphrase: str,
    appearance: "Appearance",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    kind: DocumentKind = DocumentKind.VISIT_PROTOCOL,
) -> ChangeSet:
    """Make the document, freeze its facts, and put the person's signature on it as the first one, which certifies it.

    GapsRemain if something stops it, NotYourSignature if the person is not in the team, WrongPassphrase from the key. The file is
    kept before the record that names it.
    """
    from inspektor.report.sign import sign as put_signature

    _refuse_gaps(workspace, follow_up_id, kind)
    credential = signing.personal(workspace, passphrase)
    follow_up, now = sheet(workspace, follow_up_id), clock.now()
    making = partial(_made, workspace, follow_up_id, kind, _version(follow_up, kind), draft=False, made=now)
    built, facts = making(progress=progress, cancelled=cancelled)
    signers = _places(built, follow_up)
    mine = _field_of(workspace, signers)
    alone = len(signers) == 1
    signed = put_signature(built.data, mine, credential, appearance, certify=True, lock=alone, when=now)
    document = _sealed(workspace, follow_up, kind, facts, signers, workspace.media.put(signed))

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        for earlier in follow_up.documents_of(kind):
            found(session, Document, earlier.id).status = DocumentStatus.SUPERSEDED
        session.add(document)
        session.add(_signature(workspace, document.id, mine, appearance, document.media))

    return workspace.write(_SIGN[kind], apply, final=True)


def _places(built: "BuiltPdf", follow_up: FollowUpSheet) -> list[list[str]]:
    """Who signs in which field of the document."""
    fields = [field.name for field in built.signature_fields]
    return [
        [name, member.person_id, member.name] for name, member in zip(fields, follow_up.team, strict=True)
    ]


def seal_with(
    workspace: Workspace,
    follow_up_id: str,
    passphrase: str,
    strokes: Strokes = (),
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    kind: DocumentKind = DocumentKind.VISIT_PROTOCOL,
) -> ChangeSet:
    """The same for one who gives pen strokes, or with none signs by typed name: the profile's own.

    A wrong passphrase is RuleBroken of the field "passphrase".
    """
    appearance = _appearance(workspace, strokes)
    with _wrong_passphrase_by_its_field():
        return seal_and_sign(workspace, follow_up_id, passphrase, appearance, progress, cancelled, kind=kind)


def sign_with(workspace: Workspace, document_id: str, passphrase: str, strokes: Strokes = ()) -> ChangeSet:
    """Sign a sealed document by pen strokes, or with none by typed name; a wrong passphrase is RuleBroken."""
    with _wrong_passphrase_by_its_field():
        return sign(workspace, document_id, passphrase, _appearance(workspace, strokes))


@contextmanager
def _wrong_passphrase_by_its_field() -> Iterator[None]:
    from inspektor.report.credentials import WrongPassphrase

    try:
        yield
    except WrongPassphrase as error:
        raise RuleBroken("passphrase", tr_mark("The passphrase does not open the signing key.")) from error


def _appearance(workspace: Workspace, strokes: Strokes) -> "Appearance":
    from inspektor.report.appearance import Appearance

    profile = workspace.profile
    return Appearance(profile.name, profile.title, strokes=tuple(strokes), language=LANGUAGE)


def _refuse_gaps(workspace: Workspace, follow_up_id: str, kind: DocumentKind) -> None:
    stopping = [gap for gap in gaps(workspace, follow_up_id, kind) if gap.stops]
    if stopping:
        raise GapsRemain(stopping)


def _sealed(
    workspace: Workspace,
    follow_up: FollowUpSheet,
    kind: DocumentKind,
    frozen: str,
    signers: list[list[str]],
    media: str,
) -> Document:
    values = {
        "follow_up_id": follow_up.id,
        "kind": kind,
        "version": _version(follow_up, kind),
        "status": DocumentStatus.SIGNED if len(signers) == 1 else DocumentStatus.AWAITING_SIGNATURE,
        "title": Texts(LANGUAGE).tr(kind.label),
        "facts": frozen,
        "facts_hash": hashlib.sha256(frozen.encode()).hexdigest(),
        "signers": json.dumps(signers, ensure_ascii=False),
        "media": media,
        "signature_count": 1,
        "sealed_at": clock.now(),
        "sealed_by": workspace.profile.person_id,
    }
    return made(Document, DocumentIn, values)


def sign(workspace: Workspace, document_id: str, passphrase: str, appearance: "Appearance") -> ChangeSet:
    """Put the person's signature in their own field of a sealed document; the last signature locks it."""
    from inspektor.report.sign import sign as put_signature

    credential = signing.personal(workspace, passphrase)
    with workspace.read() as connection:
        document = live(Document)
        row = connection.execute(select(document).where(document.c.id == document_id)).one_or_none()
    if row is None:
        raise NotYourSignature
    signers, kind = json.loads(row.signers), row.kind or DocumentKind.VISIT_PROTOCOL
    mine = _field_of(workspace, signers)
    last = row.signature_count + 1 == len(signers)
    now = clock.now()
    signed = put_signature(
        workspace.media.get(row.media), mine, credential, appearance, certify=False, lock=last, when=now
    )
    media = workspace.media.put(signed)

    def apply(session: Session) -> None:
        sealed = found(session, Document, document_id)
        if sealed.media != row.media:
            raise NotYourSignature  # a colleague's signature arrived meanwhile; the next try builds on it
        sealed.media = media
        sealed.signature_count = row.signature_count + 1
        if last:
            sealed.status = DocumentStatus.SIGNED
        session.add(_signature(workspace, document_id, mine, appearance, media))

    return workspace.write(_SIGN[kind], apply, final=True)


def _field_of(workspace: Workspace, signers: Sequence[Sequence[str]]) -> str:
    for field, person_id, _name in signers:
        if person_id == workspace.profile.person_id:
            return field
    raise NotYourSignature


def _signature(
    workspace: Workspace, document_id: str, field: str, appearance: "Appearance", media: str
) -> Signature:
    values = {
        "document_id": document_id,
        "field": field,
        "name": appearance.name,
        "title": appearance.title,
        "method": SignatureMethod.DRAWN if appearance.strokes else SignatureMethod.TYPED,
        "signed_at": clock.now(),
        "person_id": workspace.profile.person_id,
        "media": media,
    }
    return made(Signature, SignatureIn, values)


def data(workspace: Workspace, document_id: str) -> bytes:
    """The newest revision of a sealed document. MediaMissing if it has not arrived."""
    with workspace.read() as connection:
        document = live(Document).c
        media = connection.execute(select(document.media).where(document.id == document_id)).scalar_one()
    return workspace.media.get(media)


def export(workspace: Workspace, document_id: str, path: Path) -> None:
    """Write a sealed document to a place the user chose; a half-written file never replaces a whole one."""
    _write(path, data(workspace, document_id))


def _write(path: Path, content: bytes) -> None:
    try:
        write_whole(path, content)
    except OSError as error:
        raise NotExported(path) from error


def recovery_sheet(workspace: Workspace, words: Sequence[str]) -> bytes:
    """The recovery phrase as a PDF page to lock away. Holds the secret: keep no copy."""
    from inspektor.report.recovery import recovery_sheet as sheet_of

    profile = workspace.profile
    return sheet_of(
        name=profile.name,
        municipality=profile.municipality,
        board=profile.board,
        words=words,
        made=clock.now(),
        texts=Texts(LANGUAGE),
    )


def save_recovery_sheet(workspace: Workspace, words: Sequence[str], path: Path) -> Path:
    """Write the recovery sheet to a place the user chose; NotExported if it cannot be written."""
    _write(path, recovery_sheet(workspace, words))
    return path
