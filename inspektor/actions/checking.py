"""Checking a PDF: its signatures, what came after them, and what is kept here of the same document."""

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from inspektor.actions import stamping
from inspektor.errors import InspektorError
from inspektor.formats import nfc
from inspektor.i18n import tr
from inspektor.model.document import Document
from inspektor.model.register import Person
from inspektor.queries.follow_ups import signer_places
from inspektor.report import pem
from inspektor.store.schema import live
from inspektor.store.vouched import vouched
from inspektor.store.workspace import Workspace

if TYPE_CHECKING:
    from inspektor.report.verify import Members, StrangerMaySign, Verdict


MOST_BYTES = 500_000_000
"""No document of ours comes near it."""


class NotRead(InspektorError):
    """The file that was to be checked cannot be read."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(path)
        self.path = path

    def text(self) -> str:
        """What failed."""
        return tr("{name} cannot be read.").format(name=self.path.name)

    def advice(self) -> str:
        """What to check."""
        return tr("Check that the file is there and that you may read it.")


class TooLarge(InspektorError):
    """The file is larger than any document the program would read into memory."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(path)
        self.path = path

    def text(self) -> str:
        """What is wrong."""
        return tr("{name} is larger than {most} MB and has not been checked.").format(
            name=self.path.name, most=MOST_BYTES // 1_000_000
        )

    def advice(self) -> str:
        """What to check."""
        return tr("Check that it is the right file.")


class NoRoot(InspektorError):
    """The file holds no certificate."""

    def text(self) -> str:
        """What is wrong."""
        return tr("The file holds no certificate.")

    def advice(self) -> str:
        """What to look for."""
        return tr("A root certificate is a file that ends in .cer, .crt or .pem.")


def read_root(path: Path) -> bytes:
    """A root certificate as DER, from a file that holds it so or in armour; NotRead or NoRoot."""
    from inspektor.report import authority

    content = read(path)
    armoured = pem.apart(content.decode("ascii", "replace"))
    try:
        authority.read([armoured[0] if armoured else content])
    except authority.NoCertificate as error:
        raise NoRoot from error
    return armoured[0] if armoured else content


def verify_data(workspace: Workspace | None, content: bytes, root: bytes = b"") -> "Verdict":
    """Check any PDF; with a workspace, also against what is kept here of documents, revisions and colleagues' roots.

    In a file of others a certificate unknown here is no fault, unless it bears a colleague's name. With a root, such as another
    municipality's, it vouches too.
    """
    from inspektor.report.verify import verify

    given = (root,) if root else ()
    if workspace is None:
        return verify(content, roots=given)
    kept = _kept(workspace, content)
    return verify(
        content,
        expected_sha256=kept.media if kept else None,
        expected_signatures=kept.signatures if kept else None,
        roots=(*roots(workspace), *given),
        stamp_roots=stamping.roots(workspace),
        stranger_may_sign=strangers(workspace, kept.representatives if kept else None),
        members=members(workspace),
    )


def members(workspace: Workspace) -> "Members":
    """What the group says of its members' certificates, and of those that somebody who has left brought along."""
    from inspektor.report.verify import Members

    said = vouched(workspace.local)
    left = {fingerprint: _moment(since) for fingerprint, since in said.left.items()}
    for person, certificate in _of_people(workspace):
        if person in said.gone:
            left[hashlib.sha256(certificate).digest()] = _moment(said.gone[person])
    return Members(hashlib.sha256(said.root).digest() if said.root else b"", said.issued, left)


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def strangers(workspace: Workspace, fields: Collection[str] | None) -> "StrangerMaySign":
    """Who unknown here may sign: in these fields, or with None in any, all but those who bear a colleague's name."""
    with workspace.read() as connection:
        people = connection.execute(select(live(Person).c.name)).scalars().all()
    names = {nfc(name).casefold() for name in people}
    return lambda field, name: (fields is None or field in fields) and nfc(name).casefold() not in names


def verify_file(workspace: Workspace | None, path: Path, root: bytes = b"") -> "Verdict":
    """Check a PDF that lies anywhere; NotRead or TooLarge."""
    return verify_data(workspace, read(path), root)


def read(path: Path) -> bytes:
    """What a file holds; NotRead if it cannot be read, TooLarge rather than filling the memory."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise TooLarge(path)
        return path.read_bytes()
    except OSError as error:
        raise NotRead(path) from error


_FILE_ID = re.compile(rb"/ID\s*\[\s*<([0-9A-Fa-f]+)>")


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept of the document that a file claims to be."""

    media: str
    signatures: int
    representatives: frozenset[str]
    """The fields that people unknown here may sign."""


def _kept(workspace: Workspace, content: bytes) -> _Kept | None:
    """What the file should be: the newest revision kept here of the same document.

    A PDF keeps its first file identifier through all revisions, so a copy that was cut back, painted over or changed is still
    known for what it claims to be.
    """
    claimed = _FILE_ID.search(content)
    sealed = live(Document).c
    columns = (sealed.media, sealed.signature_count, sealed.signers, sealed.unstamped)
    with workspace.read() as connection:
        rows = connection.execute(select(*columns).order_by(sealed.sealed_at.desc())).all()
    kept = [_Kept(media, count, _of_strangers(places)) for media, count, places, _ in rows]
    # A copy sent before the timestamp was added is as whole as the one that is kept.
    unstamped = [_Kept(before, count, _of_strangers(places)) for _, count, places, before in rows]
    exact = hashlib.sha256(content).hexdigest()
    for each in (*kept, *unstamped):
        if each.media == exact:
            return each
    for each in kept:
        if claimed and workspace.media.has(each.media):
            own = _FILE_ID.search(workspace.media.get(each.media))
            if own is not None and own[1].lower() == claimed[1].lower():
                return each
    return None


def _of_strangers(places: str) -> frozenset[str]:
    return frozenset(place.field for place in signer_places(places) if not place.person_id)


def roots(workspace: Workspace) -> tuple[bytes, ...]:
    """The roots that vouch for the people here: the municipality's, and those that each brought along."""
    root = vouched(workspace.local).root
    own = tuple(certificate for _, certificate in _of_people(workspace))
    return (root, *own) if root else own


def _of_people(workspace: Workspace) -> list[tuple[str, bytes]]:
    """The certificates that people brought along, each with whose it is."""
    person = live(Person).c
    with workspace.read() as connection:
        rows = connection.execute(select(person.id, person.root_certificate)).all()
    return [(owner, certificate) for owner, kept in rows for certificate in pem.apart(kept)]
