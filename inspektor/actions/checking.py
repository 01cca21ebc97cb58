"""Checking a PDF: its signatures, what came after them, and what is kept here of the same document."""

import hashlib
import re
import ssl
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.model.document import Document
from inspektor.model.register import Person
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace

if TYPE_CHECKING:
    from inspektor.report.verify import Verdict


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


def verify_data(workspace: Workspace | None, content: bytes) -> "Verdict":
    """Check any PDF; with a workspace, also against what is kept here of documents, revisions and colleagues' roots."""
    from inspektor.report.verify import verify

    if workspace is None:
        return verify(content)
    expected_sha256, expected_signatures = _kept(workspace, content)
    return verify(
        content,
        expected_sha256=expected_sha256,
        expected_signatures=expected_signatures,
        roots=_roots(workspace),
    )


def verify_file(workspace: Workspace | None, path: Path) -> "Verdict":
    """Check a PDF that lies anywhere; NotRead if it cannot be read."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise NotRead(path) from error
    return verify_data(workspace, content)


_FILE_ID = re.compile(rb"/ID\s*\[\s*<([0-9A-Fa-f]+)>")


def _kept(workspace: Workspace, content: bytes) -> tuple[str | None, int | None]:
    """What the file should be: SHA-256 and number of signatures of the newest revision kept here of the same document.

    A PDF keeps its first file identifier through all revisions, so a copy that was cut back, painted over or changed is still
    known for what it claims to be.
    """
    claimed = _FILE_ID.search(content)
    document = live(Document).c
    query = select(document.media, document.signature_count).order_by(document.sealed_at.desc())
    with workspace.read() as connection:
        rows = [(row.media, row.signature_count) for row in connection.execute(query)]
    exact = hashlib.sha256(content).hexdigest()
    for media, signatures in rows:
        if media == exact:
            return media, signatures
    for media, signatures in rows:
        if claimed and workspace.media.has(media):
            own = _FILE_ID.search(workspace.media.get(media))
            if own is not None and own[1].lower() == claimed[1].lower():
                return media, signatures
    return None, None


def _roots(workspace: Workspace) -> tuple[bytes, ...]:
    person = live(Person).c
    with workspace.read() as connection:
        stored = connection.execute(select(person.root_certificate)).scalars().all()
    return tuple(ssl.PEM_cert_to_DER_cert(pem) for pem in stored if pem)
