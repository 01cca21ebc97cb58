"""The provider's representative signs a sealed document: here by pen strokes, or elsewhere, and the file comes back.

Nobody signs as another: strokes are sealed by this computer, and the signature says whose they are and what they mean.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from inspektor import clock
from inspektor.actions import revisions, signing, stamping
from inspektor.actions.checking import read, roots, strangers
from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError, RuleBroken
from inspektor.i18n import Texts, tr, tr_mark
from inspektor.queries.follow_ups import awaiting, document
from inspektor.shapes.enums import SignatureMethod
from inspektor.shapes.views import DocumentRow, SignerPlace
from inspektor.store.workspace import Workspace

if TYPE_CHECKING:
    from inspektor.actions.documents import Strokes


class NoRepresentative(InspektorError):
    """No representative's signature is missing in the document."""

    def text(self) -> str:
        """What is wrong."""
        return tr("No representative's signature is missing in this document.")

    def advice(self) -> str:
        """What to do."""
        return tr("A representative is named before the document is signed. Make a new version to name one.")


class NotOurs(InspektorError):
    """The file continues none of the documents that wait for a representative."""

    def text(self) -> str:
        """What is wrong."""
        return tr("The file is not a continuation of a document that waits for a representative here.")

    def advice(self) -> str:
        """What to do."""
        return tr(
            "Ask for the file that was signed, not printed or saved anew: the signature is to be added to the"
            " file that you sent."
        )


def sign_here(workspace: Workspace, document_id: str, strokes: "Strokes") -> ChangeSet:
    """Put the representative's pen strokes in their own field, sealed by this computer."""
    from inspektor.actions.documents import LANGUAGE
    from inspektor.report.appearance import Appearance
    from inspektor.report.phrases import handwritten

    if not any(strokes):
        raise RuleBroken("strokes", tr_mark("The representative draws their signature."))
    sealed = document(workspace, document_id)
    revisions.refuse_replaced(sealed.status)
    place, now = _place(sealed), clock.now()
    seal = signing.seal(workspace)
    reason = handwritten(place.name, seal.name, Texts(LANGUAGE))
    shown = Appearance(place.name, place.title, reason, tuple(strokes), LANGUAGE)
    signed, stamp = stamping.sign(
        workspace,
        workspace.media.get(sealed.media),
        place.field,
        seal,
        shown,
        certify=False,
        lock=revisions.is_last(sealed),
        when=now,
        before=sealed.timestamp,
    )
    return revisions.add(workspace, sealed, place, signed, SignatureMethod.DRAWN, now, stamp)


def receive_file(workspace: Workspace, path: Path) -> ChangeSet:
    """Take in a file that the representative signed elsewhere; NotRead if it cannot be read."""
    return receive(workspace, read(path))


def receive(workspace: Workspace, content: bytes) -> ChangeSet:
    """Take in what a representative signed in another program, as the next revision of the document it continues.

    NotOurs unless it is ours with something added at the end; NotTaken with the reason if what was added is anything but the
    one signature that is waited for.
    """
    from inspektor.report.returned import signed_when

    for sealed in awaiting(workspace):
        if not workspace.media.has(sealed.media):
            continue
        ours = workspace.media.get(sealed.media)
        if content.startswith(ours):
            place = _place(sealed)
            may = strangers(workspace, (place.field,))
            when = signed_when(ours, content, place.field, roots(workspace), may) or clock.now()
            stamp = stamping.after_unstamped(sealed.timestamp)
            return revisions.add(workspace, sealed, place, content, SignatureMethod.RECEIVED, when, stamp)
    raise NotOurs


def _place(sealed: DocumentRow) -> SignerPlace:
    place = sealed.representative_place()
    if place is None:
        raise NoRepresentative
    return place
