"""What a sealed document states, as it was frozen with it."""

import hashlib
import json

from inspektor.errors import NotFound
from inspektor.i18n import tr_mark
from inspektor.model.document import Document
from inspektor.queries.letterhead import letterhead
from inspektor.queries.rows import one_of
from inspektor.shapes.enums import DocumentKind
from inspektor.shapes.protocol import ProtocolFacts
from inspektor.shapes.report import ReportFacts
from inspektor.shapes.thawing import thawed
from inspektor.store.workspace import Workspace


def facts_of(workspace: Workspace, document_id: str) -> ProtocolFacts | ReportFacts:
    """The facts with their photos. NotFound if the document is not here, MediaMissing if a photo has not arrived.

    A logo that the municipality has replaced since is left out: it is kept in the signed file alone.
    """
    with workspace.read() as connection:
        row = one_of(connection, Document, document_id)
    if row is None:
        raise NotFound(tr_mark("The document"), document_id)
    values = json.loads(row["facts"])
    logo, paper = letterhead(workspace).logo, values["head"].get("letterhead", {})
    here = {_sha256(each): each for each in (b"", logo)}
    if paper.get("logo") not in here:
        paper.pop("logo", None)

    def picture(sha256: str) -> bytes:
        return here[sha256] if sha256 in here else workspace.media.get(sha256)

    if row["kind"] == DocumentKind.FOLLOW_UP_REPORT:
        return thawed(ReportFacts, values, picture)
    return thawed(ProtocolFacts, values, picture)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
