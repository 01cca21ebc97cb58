"""What is seen on the spot, with photos."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from inspektor import clock
from inspektor.actions.doors import edit, found, made, open_follow_up, remove
from inspektor.changes import ChangeSet
from inspektor.exchange.photo import read_photo
from inspektor.i18n import tr_mark
from inspektor.model.evidence import Observation, ObservationIn, Photo, PhotoIn
from inspektor.store.workspace import Workspace


def add(
    workspace: Workspace,
    follow_up_id: str,
    text: str,
    *,
    observed_at: datetime | None = None,
    observation_id: str | None = None,
    **values: Any,
) -> ChangeSet:
    """Note something seen: text, and place, kind, requirement as known."""
    whole = {
        "follow_up_id": follow_up_id,
        "text": text,
        "observed_at": observed_at or clock.now(),
        "author_id": workspace.profile.person_id,
    } | values

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        session.add(made(Observation, ObservationIn, whole, row_id=observation_id))

    return workspace.write(tr_mark("Add observation"), apply)


def set_fields(workspace: Workspace, observation_id: str, *, amend: bool = False, **values: Any) -> ChangeSet:
    """Change fields of an observation."""
    label = tr_mark("Edit observation")
    return edit(workspace, label, Observation, ObservationIn, observation_id, values, amend=amend)


def remove_observation(workspace: Workspace, observation_id: str) -> ChangeSet:
    """Delete an observation; undo brings it back."""
    return remove(workspace, tr_mark("Delete observation"), Observation, observation_id)


def add_photo(
    workspace: Workspace, observation_id: str, data: bytes, *, caption: str = "", alternative_text: str = ""
) -> ChangeSet:
    """Add a photo to an observation.

    Position, serial numbers, thumbnail and maker notes are taken out without touching the picture (see `exchange.photo`,
    which also raises PhotoRefused for what is not a readable picture). The file is stored before the record that names it.
    """
    photo = read_photo(data)
    media = workspace.media.put(photo.data)

    def apply(session: Session) -> None:
        observation = found(session, Observation, observation_id)
        open_follow_up(session, observation.follow_up_id)
        values = {
            "follow_up_id": observation.follow_up_id,
            "observation_id": observation_id,
            "media": media,
            "media_type": photo.media_type,
            "width": photo.width,
            "height": photo.height,
            "turn": photo.turn,
            "caption": caption,
            "alternative_text": alternative_text,
            "taken_at": photo.taken_at,
        }
        session.add(made(Photo, PhotoIn, values))

    return workspace.write(tr_mark("Add photo"), apply)


def set_photo(workspace: Workspace, photo_id: str, *, amend: bool = False, **values: Any) -> ChangeSet:
    """Change a photo's caption or alternative_text."""
    return edit(workspace, tr_mark("Edit photo"), Photo, PhotoIn, photo_id, values, amend=amend)


def remove_photo(workspace: Workspace, photo_id: str) -> ChangeSet:
    """Delete a photo; undo brings it back."""
    return remove(workspace, tr_mark("Delete photo"), Photo, photo_id)
