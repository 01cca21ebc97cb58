"""What is seen on the spot, with photos."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from inspektor import clock
from inspektor.actions.doors import edit, found, made, open_follow_up, remove
from inspektor.actions.photos_in import PhotoKnown, file_values, kept, received
from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError, RuleBroken
from inspektor.i18n import tr_mark
from inspektor.model.evidence import Observation, ObservationIn, Photo, PhotoIn
from inspektor.model.follow_up import FollowUp
from inspektor.queries.observations import follow_up_of, left_photos, photo_hashes, photos_of
from inspektor.shapes.photos import Incoming, PhotosTaken, Refused
from inspektor.store.workspace import Workspace

if TYPE_CHECKING:
    from inspektor.exchange.photo import PhotoFile


def add(
    workspace: Workspace,
    follow_up_id: str,
    text: str,
    *,
    observed_at: datetime | None = None,
    observation_id: str | None = None,
    photo: bytes | None = None,
    photo_words: dict[str, Any] | None = None,
    **values: Any,
) -> ChangeSet:
    """Note something seen: text, and place, kind, requirement as known; with its photo in the same step, if there is one."""
    row_id = observation_id or clock.new_id()
    pictures = [_record(workspace, follow_up_id, row_id, received(photo), photo_words or {})] if photo else []
    whole = {
        "follow_up_id": follow_up_id,
        "text": text,
        "observed_at": observed_at or clock.now(),
        "author_id": workspace.profile.person_id,
    } | values

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        session.add(made(Observation, ObservationIn, whole, row_id=row_id))
        session.add_all(made(Photo, PhotoIn, each) for each in pictures)

    return workspace.write(tr_mark("Add observation"), apply)


def set_fields(workspace: Workspace, observation_id: str, *, amend: bool = False, **values: Any) -> ChangeSet:
    """Change fields of an observation."""
    label = tr_mark("Edit observation")
    return edit(workspace, label, Observation, ObservationIn, observation_id, values, amend=amend)


def remove_observation(workspace: Workspace, observation_id: str, *, with_photos: bool = False) -> ChangeSet:
    """Delete an observation; undo brings it back. One that has photos only if these may go with it."""
    label = tr_mark("Delete observation")
    photos = photos_of(workspace, observation_id)
    if not photos:
        return remove(workspace, label, Observation, observation_id)
    if not with_photos:
        raise RuleBroken(
            "photos", tr_mark("The observation has photos. Move them first, or delete them with it.")
        )

    def apply(session: Session) -> None:
        observation = found(session, Observation, observation_id)
        open_follow_up(session, observation.follow_up_id)
        observation.hidden = True
        for photo_id in photos:
            found(session, Photo, photo_id).hidden = True

    return workspace.write(label, apply)


def add_photo(
    workspace: Workspace, observation_id: str, data: bytes, *, caption: str = "", alternative_text: str = ""
) -> ChangeSet:
    """Add a photo to an observation.

    Position, serial numbers, thumbnail and maker notes are taken out without touching the picture (see `exchange.photo`,
    which also raises PhotoRefused for what is not a readable picture). The file is stored before the record that names it.
    """
    photo = received(data)
    words = {"caption": caption, "alternative_text": alternative_text}
    return _add(workspace, follow_up_of(workspace, observation_id), observation_id, photo, words)


def _add(
    workspace: Workspace, follow_up_id: str, observation_id: str, photo: "PhotoFile", words: dict[str, str]
) -> ChangeSet:
    """Store the files, then the record; an observation that is not there yet is made with it."""
    whole = _record(workspace, follow_up_id, observation_id, photo, words)

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        if session.get(Observation, observation_id) is None:
            seen = {
                "follow_up_id": follow_up_id,
                "text": "",
                "observed_at": photo.taken_at or clock.now(),
                "author_id": workspace.profile.person_id,
            }
            session.add(made(Observation, ObservationIn, seen, row_id=observation_id))
        found(session, Observation, observation_id)
        session.add(made(Photo, PhotoIn, whole))

    return workspace.write(tr_mark("Add photo"), apply)


def _record(
    workspace: Workspace, follow_up_id: str, observation_id: str, photo: "PhotoFile", words: dict[str, Any]
) -> dict[str, Any]:
    """What is written of a photo, once its files are stored."""
    of = {"follow_up_id": follow_up_id, "observation_id": observation_id}
    return of | file_values(photo, kept(workspace, photo)) | words


def add_photos(
    workspace: Workspace,
    observation_id: str | None,
    files: Sequence[Incoming],
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    follow_up_id: str = "",
) -> PhotosTaken:
    """Add many photos, each in a small write of its own, so that nobody who writes meanwhile waits for them.

    Without an observation one is made for the first photo that is taken, at the time it was taken, in `follow_up_id`. What the
    follow-up has already (by the SHA-256 of the received file) is passed over, what is no photo refused; both are told.
    """
    follow_up_id = follow_up_of(workspace, observation_id) if observation_id else follow_up_id
    target = observation_id or clock.new_id()
    have = set(photo_hashes(workspace, follow_up_id))
    added: list[str] = []
    known: list[str] = []
    refused: list[Refused] = []
    only_jpeg: list[str] = []
    for number, file in enumerate(files):
        if cancelled is not None and cancelled():
            break
        if progress is not None:
            progress(number, len(files))
        try:
            photo = received(file, have)
            changes = _add(workspace, follow_up_id, target, photo, {"left_on": file.left_on})
        except PhotoKnown:
            known.append(file.name)
            continue
        except InspektorError as error:
            refused.append(Refused(file.name, error.text(), error.advice()))
            continue
        have.add(photo.original_hash)
        added.append(changes.created("photo"))
        only_jpeg += [file.name] if photo.only_jpeg else []
    there = observation_id or (target if added else "")
    return PhotosTaken(there, tuple(added), tuple(known), tuple(refused), tuple(only_jpeg))


def set_photo(workspace: Workspace, photo_id: str, *, amend: bool = False, **values: Any) -> ChangeSet:
    """Change a photo's caption, alternative_text, no_persons or left_removed."""
    return edit(workspace, tr_mark("Edit photo"), Photo, PhotoIn, photo_id, values, amend=amend)


def move_photos(workspace: Workspace, photo_ids: Sequence[str], observation_id: str) -> ChangeSet:
    """Put photos under another observation of the same follow-up, in one step."""

    def apply(session: Session) -> None:
        target = found(session, Observation, observation_id)
        open_follow_up(session, target.follow_up_id)
        for photo_id in photo_ids:
            photo = found(session, Photo, photo_id)
            if photo.follow_up_id != target.follow_up_id:
                raise RuleBroken("observation_id", tr_mark("The observation belongs to another follow-up."))
            photo.observation_id = observation_id

    return workspace.write(tr_mark("Move photos"), apply)


def copies_removed(workspace: Workspace, follow_up_id: str, left_on: str) -> ChangeSet:
    """Note that the copies on a phone or in a folder have been deleted there."""
    photos = left_photos(workspace, follow_up_id, left_on)

    def apply(session: Session) -> None:
        found(session, FollowUp, follow_up_id)
        for photo_id in photos:
            found(session, Photo, photo_id).left_removed = True

    return workspace.write(tr_mark("Note that copies are deleted"), apply)


def remove_photo(workspace: Workspace, photo_id: str) -> ChangeSet:
    """Delete a photo; undo brings it back."""
    return remove(workspace, tr_mark("Delete photo"), Photo, photo_id)
