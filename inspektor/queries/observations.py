"""Observations with their photos."""

from typing import TYPE_CHECKING

import sqlalchemy as sa

from inspektor.errors import NotFound
from inspektor.i18n import tr_mark
from inspektor.model.evidence import Observation, Photo
from inspektor.queries.rows import of_follow_up, one_of, shaped
from inspektor.shapes.photos import LeftBehind
from inspektor.shapes.views import ObservationRow, PhotoRow
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace

if TYPE_CHECKING:
    from inspektor.exchange.photo_small import SmallPicture


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


def small_photo(workspace: Workspace, media: str, turn: int, side: int) -> "SmallPicture | None":
    """The photo the right way up, `side` pixels along its longer side; None if it cannot be shown. MediaMissing."""
    from inspektor.exchange.photo_small import small

    return small(workspace.media.get(media), side, turn)


def follow_up_of(workspace: Workspace, observation_id: str) -> str:
    """The follow-up of a live observation, or NotFound."""
    with workspace.read() as connection:
        row = one_of(connection, Observation, observation_id)
    if row is None:
        raise NotFound(tr_mark("The observation"), observation_id)
    return str(row["follow_up_id"])


def photo_hashes(workspace: Workspace, follow_up_id: str) -> tuple[str, ...]:
    """What each photo's file had as SHA-256 when it was received."""
    with workspace.read() as connection:
        rows = connection.execute(of_follow_up(Photo, follow_up_id)).mappings()
        return tuple(row["original_hash"] for row in rows if row["original_hash"])


def photos_of(workspace: Workspace, observation_id: str) -> tuple[str, ...]:
    """The ids of an observation's photos."""
    photo = live(Photo)
    query = sa.select(photo.c.id).where(photo.c.observation_id == observation_id).order_by(photo.c.id)
    with workspace.read() as connection:
        return tuple(connection.execute(query).scalars())


def _left(follow_up_id: str) -> sa.Select[tuple[str, str]]:
    photo = live(Photo)
    query = sa.select(photo.c.id, photo.c.left_on).where(photo.c.follow_up_id == follow_up_id)
    return query.where(photo.c.left_on != "", photo.c.left_removed == sa.false()).order_by(photo.c.id)


def left_photos(workspace: Workspace, follow_up_id: str, left_on: str) -> tuple[str, ...]:
    """The ids of the photos of which a copy still lies there."""
    with workspace.read() as connection:
        return tuple(row.id for row in connection.execute(_left(follow_up_id)) if row.left_on == left_on)


def left_behind(workspace: Workspace, follow_up_id: str) -> tuple[LeftBehind, ...]:
    """The phones and folders where copies of photos still lie, and how many."""
    counted: dict[str, int] = {}
    with workspace.read() as connection:
        for row in connection.execute(_left(follow_up_id)):
            counted[row.left_on] = counted.get(row.left_on, 0) + 1
    return tuple(LeftBehind(place, photos) for place, photos in counted.items())
