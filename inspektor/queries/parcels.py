"""What can be sent to another group, and what has been taken in from others."""

import json
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import func, select

from inspektor.formats import as_date, sort_key_sv
from inspektor.i18n import tr
from inspektor.model.document import Document
from inspektor.model.follow_up import FollowUp
from inspektor.model.parcel import ParcelDocumentRow, ParcelRow
from inspektor.model.register import Provider, Unit
from inspektor.queries.duplicates import same_name, same_provider
from inspektor.queries.follow_ups import documents_in
from inspektor.queries.register import UNITS, people
from inspektor.queries.rows import one_of, shaped
from inspektor.shapes.enums import DocumentStatus
from inspektor.shapes.parcels import Figure, Offered, ParcelDocument, Received, ReceivedDocument, sender_words
from inspektor.shapes.views import DocumentRow, UnitRow
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace


def offered(workspace: Workspace) -> tuple[Offered, ...]:
    """The documents that everybody has signed and that no newer version replaces, by unit, the newest first."""
    document, follow_up = live(Document).c, live(FollowUp).c
    signed = (
        select(document.follow_up_id, follow_up.unit_id, follow_up.registry_number)
        .join_from(live(Document), live(FollowUp), follow_up.id == document.follow_up_id)
        .where(document.status == DocumentStatus.SIGNED)
        .distinct()
    )
    found = []
    with workspace.read() as connection:
        for row in connection.execute(signed).all():
            about = connection.execute(UNITS.where(live(Unit).c.id == row.unit_id)).mappings().one_or_none()
            if about is not None:
                unit = shaped(UnitRow, about)
                for each in documents_in(connection, row.follow_up_id):
                    if each.status is DocumentStatus.SIGNED:
                        found.append(_offered(workspace, each, unit, row.registry_number))
    found.sort(key=lambda each: each.document.day, reverse=True)
    return tuple(sorted(found, key=lambda each: sort_key_sv(each.document.unit)))


def _offered(workspace: Workspace, each: DocumentRow, unit: UnitRow, registry_number: str) -> Offered:
    return Offered(
        each.id,
        ParcelDocument(
            kind=each.kind.value,
            title=tr(each.kind.label),
            unit=unit.name,
            provider=unit.provider,
            organisation_number=unit.organisation_number,
            day=as_date(max((sign.signed_at for sign in each.signatures), default=each.sealed_at)),
            registry_number=registry_number,
            version=each.version,
            signed_by=", ".join(sign.name for sign in each.signatures),
            sha256=each.media,
            size=workspace.media.size(each.media),
        ),
        here=workspace.media.has(each.media),
        protected=unit.address_protected,
    )


def known_since(workspace: Workspace, signing_key: str) -> datetime | None:
    """When something from that computer was first taken in; None if nothing was."""
    parcel = live(ParcelRow).c
    query = select(func.min(parcel.taken_in_at)).where(parcel.signing_key == signing_key)
    with workspace.read() as connection:
        since: datetime | None = connection.execute(query).scalar()
    return since


def received(workspace: Workspace) -> tuple[Received, ...]:
    """What was taken in, the latest first."""
    parcel, document = live(ParcelRow), live(ParcelDocumentRow)
    names = people(workspace)
    with workspace.read() as connection:
        parcels = (
            connection.execute(select(parcel).order_by(parcel.c.taken_in_at.desc(), parcel.c.id))
            .mappings()
            .all()
        )
        rows = connection.execute(select(document).order_by(document.c.unit, document.c.id)).mappings().all()
    return tuple(
        shaped(
            Received,
            each,
            group=_group(each),
            words=sender_words(each["signing_key"]),
            taken_in_by=names.get(each["taken_in_by"], ""),
            documents=tuple(_document(row, each) for row in rows if row["parcel_id"] == each["id"]),
            figures=_figures(each["figures"]),
        )
        for each in parcels
    )


def about(workspace: Workspace, provider_id: str, unit_id: str = "") -> tuple[ReceivedDocument, ...]:
    """What other groups sent about a provider, or about this unit of it, the newest first; nothing about one that is not here."""
    with workspace.read() as connection:
        provider = one_of(connection, Provider, provider_id)
        unit = one_of(connection, Unit, unit_id) if unit_id else None
    if provider is None or (unit_id and unit is None):
        return ()
    ours = _Named(provider["name"], provider["organisation_number"])
    found = [
        each
        for each in received_documents(workspace)
        if same_provider(ours, _Named(each.document.provider, each.document.organisation_number))
        and (unit is None or same_name(unit["name"], each.document.unit))
    ]
    return tuple(sorted(found, key=lambda each: each.document.day, reverse=True))


def received_documents(workspace: Workspace) -> tuple[ReceivedDocument, ...]:
    """What came, each once, as it came last, also where several sent it."""
    newest: dict[str, ReceivedDocument] = {}
    for parcel in received(workspace):
        for each in parcel.documents:
            newest.setdefault(each.media, each)
    return tuple(newest.values())


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    organisation_number: str


def _group(row: sa.RowMapping) -> str:
    return ", ".join(part for part in (row["municipality"], row["board"]) if part)


def _document(row: sa.RowMapping, parcel: sa.RowMapping) -> ReceivedDocument:
    document = shaped(ParcelDocument, row, day=row["signed_on"], sha256=row["media"])
    return shaped(
        ReceivedDocument,
        row,
        document=document,
        sender=parcel["sender"],
        group=_group(parcel),
        taken_in_at=parcel["taken_in_at"],
    )


def _figures(kept: str) -> tuple[Figure, ...]:
    """As they are kept; none where a colleague's row does not hold any."""
    try:
        return tuple(Figure(*each) for each in json.loads(kept))
    except (ValueError, TypeError, RecursionError):
        return ()
