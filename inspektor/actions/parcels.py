"""Taking in what another group sent: it lies beside the own follow-ups, and can be taken away again."""

import json
from collections.abc import Sequence
from dataclasses import astuple
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from inspektor import clock
from inspektor.actions.doors import editable, made
from inspektor.actions.outside import put_outside
from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError, NotFound
from inspektor.formats import date_iso
from inspektor.i18n import tr, tr_mark
from inspektor.model.fields import Row
from inspektor.model.parcel import ParcelDocumentIn, ParcelDocumentRow, ParcelIn, ParcelRow
from inspektor.queries.rows import one_of
from inspektor.shapes.ids import derived_id
from inspektor.shapes.outside import OutsideKind
from inspektor.shapes.parcels import Parcel
from inspektor.store.workspace import Workspace


class TakenInAlready(InspektorError):
    """The same content has been taken in."""

    def __init__(self, at: datetime, sender: str) -> None:
        """Tell when, and whose it was."""
        super().__init__(at, sender)
        self.at, self.sender = at, sender

    def text(self) -> str:
        """What is so."""
        words = tr("What {sender} sent in this file was taken in on {day}.")
        return words.format(sender=self.sender, day=date_iso(self.at))

    def advice(self) -> str:
        """What became of it."""
        return tr("Nothing was changed.")


def refuse_known(workspace: Workspace, parcel_id: str) -> None:
    """TakenInAlready if a parcel of that content is here."""
    with workspace.read() as connection:
        row = one_of(connection, ParcelRow, _row_id(parcel_id))
    if row is not None:
        raise TakenInAlready(row["taken_in_at"], row["sender"])


def take_in(workspace: Workspace, parcel: Parcel, files: Sequence[bytes]) -> ChangeSet:
    """Keep a parcel and the files of its documents, in one step. Its ids are derived: two who take in the same file meet."""
    refuse_known(workspace, parcel.id)
    values = {
        "sender": parcel.sender,
        "title": parcel.title,
        "municipality": parcel.municipality,
        "board": parcel.board,
        "signing_key": parcel.signing_key,
        "made_at": parcel.made_at,
        "taken_in_at": clock.now(),
        "taken_in_by": workspace.profile.person_id,
        "figures": json.dumps([astuple(each) for each in parcel.figures], ensure_ascii=False),
    }
    rows: list[Row] = [made(ParcelRow, ParcelIn, values, row_id=_row_id(parcel.id))]
    for document, file in zip(parcel.documents, files, strict=True):
        values = {
            "parcel_id": rows[0].id,
            "kind": document.kind,
            "title": document.title,
            "unit": document.unit,
            "provider": document.provider,
            "organisation_number": document.organisation_number,
            "signed_on": document.day,
            "registry_number": document.registry_number,
            "version": document.version,
            "signed_by": document.signed_by,
            "media": workspace.media.put(file),
            "size": document.size,
        }
        row_id = derived_id("parcel_document", rows[0].id, document.sha256)
        rows.append(made(ParcelDocumentRow, ParcelDocumentIn, values, row_id=row_id))
    return workspace.write(tr_mark("Take in from another group"), lambda session: _put(session, rows))


def _put(session: Session, rows: Sequence[Row]) -> None:
    """Add the rows, or bring them back where somebody had taken them away."""
    for row in rows:
        there = session.get(type(row), row.id)
        if there is None:
            session.add(row)
            continue
        for name, value in row.model_dump(exclude={"id"}).items():
            setattr(there, name, value)


def remove(workspace: Workspace, parcel_id: str) -> ChangeSet:
    """Take away a parcel that was taken in, with its documents; undo brings it back."""

    def apply(session: Session) -> None:
        editable(session, ParcelRow, parcel_id).hidden = True
        for row in session.query(ParcelDocumentRow).filter_by(parcel_id=parcel_id):
            row.hidden = True

    return workspace.write(tr_mark("Take away what another group sent"), apply)


def data(workspace: Workspace, document_id: str, **_: object) -> bytes:
    """The file of a document that was taken in. NotFound, or MediaMissing while it has not come from the colleague."""
    with workspace.read() as connection:
        row = one_of(connection, ParcelDocumentRow, document_id)
    if row is None:
        raise NotFound(tr_mark("The document"), document_id)
    return workspace.media.get(row["media"])


def export(workspace: Workspace, document_id: str, path: Path) -> None:
    """Write it to a place the user chose; NotExported if that cannot be written to."""
    put_outside(workspace, path, data(workspace, document_id), OutsideKind.DOCUMENT, document_id)


def _row_id(parcel_id: str) -> str:
    return derived_id("parcel", parcel_id)
