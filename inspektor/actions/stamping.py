"""Timestamps of signatures and documents, by the server that this computer's settings name. Without one nothing is ever asked.

A signature is stamped while it is made. Where the server does not answer the document waits, and gets a document timestamp
once all have signed: at the next start, in the rounds of the open program, or when somebody asks for it.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from inspektor import settings
from inspektor.actions.doors import found
from inspektor.actions.revisions import Overtaken
from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError
from inspektor.i18n import tr, tr_mark
from inspektor.model.document import Document
from inspektor.queries.follow_ups import document
from inspektor.queries.timestamps import waiting
from inspektor.report import pem
from inspektor.shapes.enums import TimestampState
from inspektor.shapes.timestamps import StampResult
from inspektor.shapes.views import DocumentRow
from inspektor.store.media import MediaMissing
from inspektor.store.workspace import Workspace

if TYPE_CHECKING:
    from inspektor.report.appearance import Appearance
    from inspektor.report.credentials import Credential
    from inspektor.report.timestamps import Server

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
_CERTIFICATES = "timestamps/certificates"


class NoServer(InspektorError):
    """The settings name no timestamp server."""

    def text(self) -> str:
        """What is missing."""
        return tr("No timestamp server is set.")

    def advice(self) -> str:
        """Where to set it."""
        return tr("Write its address in the settings.")


class NotAnAddress(InspektorError):
    """What was given cannot be the address of a timestamp server."""

    def text(self) -> str:
        """What is wrong."""
        return tr("This is not the address of a timestamp server.")

    def advice(self) -> str:
        """What one looks like."""
        return tr("It begins with https:// or http://, and holds no user name or password.")


class NotWhole(InspektorError):
    """Somebody has not signed yet."""

    def text(self) -> str:
        """What is missing."""
        return tr("The document is not signed by all.")

    def advice(self) -> str:
        """When it can be."""
        return tr("It can be timestamped when all have signed.")


def configured(cancelled: Cancelled | None = None) -> "Server | None":
    """The server that the settings name; None without one. `cancelled` ends its waiting early."""
    address = settings.load().timestamp_server
    if not address:
        return None
    from inspektor.report.timestamps import Server, is_address

    return Server(address, cancelled=cancelled) if is_address(address) else None


def checked_address(address: str) -> str:
    """An address as it is kept; empty for none; NotAnAddress."""
    from inspektor.report.timestamps import is_address

    address = address.strip()
    if address and not is_address(address):
        raise NotAnAddress
    return address


def try_server(_: Workspace, address: str) -> str:
    """Ask a server for a timestamp of nothing; why it gives none, in words, or "" if it does. NotAnAddress."""
    import asyncio

    from inspektor.report.timestamps import NoTimestamp, Server

    if address := checked_address(address):
        try:
            asyncio.run(Server(address).async_dummy_response("sha256"))
        except NoTimestamp as error:
            return error.text()
    return ""


def sign(
    workspace: Workspace,
    pdf: bytes,
    field: str,
    credential: "Credential",
    appearance: "Appearance",
    *,
    certify: bool,
    lock: bool,
    when: datetime,
    before: TimestampState = TimestampState.NONE,
) -> tuple[bytes, TimestampState]:
    """Sign with the server's timestamp, or without where it cannot be had; the file, and how the document stands then."""
    from inspektor.report import sign as pen
    from inspektor.report.timestamps import NoTimestamp

    put = partial(pen.sign, pdf, field, credential, appearance, certify=certify, lock=lock, when=when)
    server = configured()
    if server is None:
        return put(), after_unstamped(before)
    try:
        signed = put(server=server)
    except NoTimestamp:
        return put(), TimestampState.WAITING
    _remember(workspace, server)
    return signed, TimestampState.STAMPED


def after_unstamped(before: TimestampState) -> TimestampState:
    """How a document stands after a signature without a timestamp: where stamps are used at all, it waits for one."""
    used = before is not TimestampState.NONE or configured() is not None
    return TimestampState.WAITING if used else TimestampState.NONE


def stamp(workspace: Workspace, document_id: str, cancelled: Cancelled | None = None) -> ChangeSet:
    """Give a document that all have signed a timestamp; NoServer, NotWhole, NoTimestamp, MediaMissing, Overtaken."""
    from inspektor.report.timestamps import stamp as put_stamp

    server = configured(cancelled)
    if server is None:
        raise NoServer
    sealed = document(workspace, document_id)
    if not sealed.is_whole():
        raise NotWhole
    pdf = put_stamp(workspace.media.get(sealed.media), server)
    _remember(workspace, server)
    return _keep(workspace, sealed, pdf)


def _keep(workspace: Workspace, sealed: DocumentRow, pdf: bytes) -> ChangeSet:
    media = workspace.media.put(pdf)

    def apply(session: Session) -> None:
        row = found(session, Document, sealed.id)
        if row.media != sealed.media:
            raise Overtaken
        row.unstamped = row.unstamped or row.media
        row.media = media
        row.timestamp = TimestampState.STAMPED

    return workspace.write(tr_mark("Timestamp document"), apply, final=True)


def stamp_waiting(
    workspace: Workspace,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    mine: bool = False,
) -> StampResult:
    """Stamp all that wait and all have signed; `mine`: only those this computer signed last, so that two never do the same.

    The first trouble with the server ends the round: the rest would meet it too.
    """
    if configured() is None:
        return StampResult((), "" if mine else NoServer().text())
    from inspektor.report.timestamps import CannotStamp, NoTimestamp

    done: list[str] = []
    trouble = ""
    ready = [each for each in waiting(workspace) if each.whole and (each.mine or not mine)]
    for number, each in enumerate(ready):
        if progress is not None:
            progress(number, len(ready))
        try:
            stamp(workspace, each.id, cancelled)
            done.append(each.id)
        except (MediaMissing, Overtaken, CannotStamp) as error:
            trouble = error.text()
        except NoTimestamp as error:
            return StampResult(tuple(done), error.text())
    return StampResult(tuple(done), trouble)


def roots(workspace: Workspace) -> tuple[bytes, ...]:
    """The certificates of servers that have stamped for this computer: it was told to believe them."""
    kept = workspace.local.get(_CERTIFICATES)
    return pem.apart(kept.decode("ascii")) if kept else ()


def _remember(workspace: Workspace, server: "Server") -> None:
    known = roots(workspace)
    new = [each for each in (certificate.dump() for certificate in server.certificates) if each not in known]
    if new:
        workspace.local.set(_CERTIFICATES, pem.together((*known, *new)).encode("ascii"))
