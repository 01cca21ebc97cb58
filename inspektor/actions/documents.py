"""The visit protocol and the follow-up report: previewed, sealed, signed, exported.

Signing seals a document, not the follow-up: the facts it states are frozen with it, and the follow-up goes on.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy.orm import Session

from inspektor import clock
from inspektor.actions import revisions, signing, stamping
from inspektor.actions.closing import finalise_if_signed
from inspektor.actions.doors import made, open_follow_up
from inspektor.actions.outside import put_outside
from inspektor.actions.revisions import NotYourSignature as NotYourSignature
from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError, RuleBroken
from inspektor.i18n import Texts, tr, tr_mark
from inspektor.model.document import Document, DocumentIn
from inspektor.queries import protocol
from inspektor.queries.follow_ups import document, sheet
from inspektor.queries.gaps import gaps
from inspektor.queries.late import known
from inspektor.queries.letterhead import attaches_data
from inspektor.queries.record_places import follow_up_of
from inspektor.queries.records import draft_state
from inspektor.queries.report import report_facts
from inspektor.shapes.enums import DocumentKind, DocumentStatus, SignatureMethod, TimestampState
from inspektor.shapes.judgement import Gap
from inspektor.shapes.keys import CardPin
from inspektor.shapes.outside import OutsideKind
from inspektor.shapes.protocol import ProtocolFacts
from inspektor.shapes.report import ReportFacts
from inspektor.shapes.representative import Representative
from inspektor.shapes.views import FollowUpSheet, SignerPlace
from inspektor.store.finished import refuse_finished
from inspektor.store.workspace import Workspace

if TYPE_CHECKING:
    from inspektor.report.appearance import Appearance
    from inspektor.report.build import BuiltPdf

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
Facts = TypeVar("Facts", ProtocolFacts, ReportFacts)
Strokes = Sequence[tuple[tuple[float, float], ...]]
"""Lines of (x, y) points; x to the right, y downwards, in any unit."""
LANGUAGE = "sv"
"""Documents are written in the language of the authority's own affairs (språklagen 2009:600, 10 §)."""


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


def preview(
    workspace: Workspace,
    follow_up_id: str,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    kind: DocumentKind = DocumentKind.VISIT_PROTOCOL,
    representative: Representative | None = None,
) -> "BuiltPdf":
    """The document as it would be now, marked as a draft on each page, and as which kind of draft in law."""
    version = _version(sheet(workspace, follow_up_id), kind)
    making = partial(_made, workspace, follow_up_id, kind, version, draft=True)
    return making(representative=representative, progress=progress, cancelled=cancelled)[0]


def _version(follow_up: FollowUpSheet, kind: DocumentKind) -> int:
    return len(follow_up.documents_of(kind)) + 1


def _made(
    workspace: Workspace,
    follow_up_id: str,
    kind: DocumentKind,
    version: int,
    *,
    draft: bool,
    representative: Representative | None = None,
    made: datetime | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple["BuiltPdf", str]:
    """The document with the facts it states, in their frozen spelling."""
    from inspektor.report.build import build_protocol, build_report

    texts, name = Texts(LANGUAGE), f"{version}.0"
    attach = not draft and attaches_data(workspace)
    if kind is DocumentKind.FOLLOW_UP_REPORT:
        report = report_facts(workspace, follow_up_id, texts, version=name, made=made)
        report = _with(representative, as_draft(workspace, follow_up_id, report) if draft else report, texts)
        built = build_report(
            report, texts, draft=draft, attach_data=attach, progress=progress, cancelled=cancelled
        )
        return built, protocol.frozen(report)
    facts = protocol.protocol_facts(workspace, follow_up_id, texts, version=name, made=made)
    facts = _with(representative, as_draft(workspace, follow_up_id, facts) if draft else facts, texts)
    built = build_protocol(
        facts, texts, draft=draft, attach_data=attach, progress=progress, cancelled=cancelled
    )
    return built, protocol.frozen(facts)


def as_draft(workspace: Workspace, follow_up_id: str, facts: Facts) -> Facts:
    """The facts with the word for what a draft of them is in law; it stands on each page."""
    kind = DocumentKind.FOLLOW_UP_REPORT if isinstance(facts, ReportFacts) else DocumentKind.VISIT_PROTOCOL
    state = Texts(LANGUAGE).tr(draft_state(workspace, follow_up_id, kind).label)
    return replace(facts, head=replace(facts.head, state=state))


def _with(representative: Representative | None, facts: Facts, texts: Texts) -> Facts:
    if representative is None:
        return facts
    if not representative.name:
        raise RuleBroken("representative", tr_mark("Write the representative's name."))
    return replace(facts, signers=(*facts.signers, representative.signer(facts.unit.provider, texts)))


def seal_and_sign(
    workspace: Workspace,
    follow_up_id: str,
    secret: str | CardPin,
    appearance: "Appearance",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    kind: DocumentKind = DocumentKind.VISIT_PROTOCOL,
    representative: Representative | None = None,
) -> ChangeSet:
    """Make the document, freeze its facts, and put the person's signature on it as the first one, which certifies it.

    A representative of the provider gets a place to sign after the inspectors, or is recorded as present and not signing.

    GapsRemain if something stops it, NotYourSignature if the person is not in the team, WrongPassphrase from the key. The file is
    kept before the record that names it.
    """
    _refuse(workspace, follow_up_id, kind)
    credential = signing.personal(workspace, secret)
    follow_up, now, knew = sheet(workspace, follow_up_id), clock.now(), known(workspace, follow_up_id)
    making = partial(_made, workspace, follow_up_id, kind, _version(follow_up, kind), draft=False, made=now)
    built, facts = making(representative=representative, progress=progress, cancelled=cancelled)
    signers = _places(built, follow_up, representative)
    mine = revisions.place_of(signers, workspace.profile.person_id)
    alone = len(signers) == 1
    signed, stamp = stamping.sign(
        workspace, built.data, mine.field, credential, appearance, certify=True, lock=alone, when=now
    )
    document = _sealed(workspace, follow_up, kind, (facts, knew), signers, workspace.media.put(signed), stamp)

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        revisions.replace(session, follow_up.documents_of(kind))
        method = _method(appearance)
        first = revisions.signature(workspace, document.id, mine, method, document.media, now)
        session.add_all((document, first))
        finalise_if_signed(session, workspace, document, {mine.field}, now)

    return workspace.write(revisions.SIGN[kind], apply, final=True)


def _places(
    built: "BuiltPdf", follow_up: FollowUpSheet, representative: Representative | None
) -> list[SignerPlace]:
    """Who signs in which field of the document."""
    people = [(member.person_id, member.name, member.title) for member in follow_up.team]
    if representative is not None and not representative.abstains:
        people.append(("", representative.name, representative.title))
    fields = [field.name for field in built.signature_fields]
    return [SignerPlace(field, *person) for field, person in zip(fields, people, strict=True)]


def _method(appearance: "Appearance") -> SignatureMethod:
    return SignatureMethod.DRAWN if appearance.strokes else SignatureMethod.TYPED


def seal_with(
    workspace: Workspace,
    follow_up_id: str,
    secret: str | CardPin,
    strokes: Strokes = (),
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    kind: DocumentKind = DocumentKind.VISIT_PROTOCOL,
    representative: Representative | None = None,
) -> ChangeSet:
    """The same for one who gives pen strokes, or with none signs by typed name: the profile's own.

    A wrong passphrase is RuleBroken of the field "passphrase".
    """
    appearance = _appearance(workspace, strokes)
    with _wrong_passphrase_by_its_field():
        return seal_and_sign(
            workspace,
            follow_up_id,
            secret,
            appearance,
            progress,
            cancelled,
            kind=kind,
            representative=representative,
        )


def sign_with(
    workspace: Workspace, document_id: str, secret: str | CardPin, strokes: Strokes = ()
) -> ChangeSet:
    """Sign a sealed document by pen strokes, or with none by typed name; a wrong passphrase is RuleBroken."""
    with _wrong_passphrase_by_its_field():
        return sign(workspace, document_id, secret, _appearance(workspace, strokes))


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


def _refuse(workspace: Workspace, follow_up_id: str, kind: DocumentKind) -> None:
    refuse_finished(sheet(workspace, follow_up_id).status)
    stopping = [gap for gap in gaps(workspace, follow_up_id, kind) if gap.stops]
    if stopping:
        raise GapsRemain(stopping)


def _sealed(
    workspace: Workspace,
    follow_up: FollowUpSheet,
    kind: DocumentKind,
    said: tuple[str, str],
    signers: list[SignerPlace],
    media: str,
    timestamp: TimestampState,
) -> Document:
    frozen, knew = said
    values = {
        "follow_up_id": follow_up.id,
        "kind": kind,
        "version": _version(follow_up, kind),
        "status": DocumentStatus.SIGNED if len(signers) == 1 else DocumentStatus.AWAITING_SIGNATURE,
        "title": Texts(LANGUAGE).tr(kind.label),
        "facts": frozen,
        "facts_hash": hashlib.sha256(frozen.encode()).hexdigest(),
        "signers": json.dumps([astuple(place) for place in signers], ensure_ascii=False),
        "media": media,
        "signature_count": 1,
        "sealed_at": clock.now(),
        "sealed_by": workspace.profile.person_id,
        "knew": knew,
        "timestamp": timestamp,
    }
    return made(Document, DocumentIn, values)


def sign(
    workspace: Workspace, document_id: str, secret: str | CardPin, appearance: "Appearance"
) -> ChangeSet:
    """Put the person's signature in their own field of a sealed document; the last signature locks it."""
    credential, now = signing.personal(workspace, secret), clock.now()
    sealed = document(workspace, document_id)
    revisions.refuse_replaced(sealed.status)
    mine = revisions.place_of(sealed.signers, workspace.profile.person_id)
    signed, stamp = stamping.sign(
        workspace,
        workspace.media.get(sealed.media),
        mine.field,
        credential,
        appearance,
        certify=False,
        lock=revisions.is_last(sealed),
        when=now,
        before=sealed.timestamp,
    )
    return revisions.add(workspace, sealed, mine, signed, _method(appearance), now, stamp)


def data(workspace: Workspace, document_id: str) -> bytes:
    """The newest revision of a sealed document. MediaMissing if it has not arrived."""
    return workspace.media.get(document(workspace, document_id).media)


def export(workspace: Workspace, document_id: str, path: Path) -> None:
    """Write a sealed document to a place the user chose; a half-written file never replaces a whole one."""
    of = follow_up_of(workspace, "document", document_id)
    put_outside(workspace, path, data(workspace, document_id), OutsideKind.DOCUMENT, of)


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
    put_outside(workspace, path, recovery_sheet(workspace, words), OutsideKind.RECOVERY_SHEET, private=True)
    return path


def save_root(workspace: Workspace, path: Path) -> Path:
    """Write the certificate that IT and the archive are to trust; NotExported, or NoSigningKey if there is none."""
    put_outside(workspace, path, signing.root(workspace), OutsideKind.CERTIFICATE)
    return path
