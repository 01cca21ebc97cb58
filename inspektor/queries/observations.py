"""Observations with their photos."""

import sqlalchemy as sa

from inspektor.model.evidence import Observation, Photo
from inspektor.queries.rows import of_follow_up, shaped
from inspektor.shapes.views import ObservationRow, PhotoRow
from inspektor.store.workspace import Workspace


def observations(workspace: Workspace, follow_up_id: str) -> tuple[ObservationRow, ...]:
    """The observations of a follow-up, in the order they were made, each with its photos."""
    with workspace.read() as connection:
        return observations_in(connection, follow_up_id)


def observations_in(connection: sa.Connection, follow_up_id: str) -> tuple[ObservationRow, ...]:
    """The same, within a snapshot that is already open."""
    photos: dict[str, list[PhotoRow]] = {}
    for row in connection.execute(of_follow_up(Photo, follow_up_id).order_by("id")).mappings():
        photos.setdefault(row["observation_id"], []).append(shaped(PhotoRow, row))
    query = of_follow_up(Observation, follow_up_id).order_by("observed_at", "id")
    return tuple(
        shaped(ObservationRow, row, photos=tuple(photos.get(row["id"], ())))
        for row in connection.execute(query).mappings()
    )


def photo_data(workspace: Workspace, media: str) -> bytes:
    """The picture itself, as stored. MediaMissing if it has not arrived."""
    return workspace.media.get(media)
