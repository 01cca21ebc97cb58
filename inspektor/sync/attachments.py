"""Photos and sealed documents: one encrypted file each, written before any bundle speaks of it.

The bundle carries the pair (hash of the content, hash of the encrypted file). A picture that has not come
is waited for; the records that name it are shown without it.
"""

from inspektor.store.media import MediaDamaged, MediaMissing
from inspektor.store.workspace import Workspace
from inspektor.sync import layout, sealing
from inspektor.sync.bundle import MAX_FILE
from inspektor.sync.columns import Blob
from inspektor.sync.folder import Entry, Folder, NotReady
from inspektor.sync.group import put_back
from inspektor.sync.state import PassState


def note(last: PassState, blobs: tuple[Blob, ...]) -> None:
    """Remember which encrypted files hold which content."""
    for blob in blobs:
        known = last.blobs.setdefault(blob.plain.hex(), [])
        if blob.sealed not in {each.sealed for each in known}:
            known.append(blob)


def send(
    workspace: Workspace, folder: Folder, entries: dict[str, Entry], last: PassState, recipient: str
) -> None:
    """Write the attachments that records name and the folder does not hold; the next bundle announces them."""
    for name in workspace.media_named():
        known = last.blobs.get(name, [])
        if any(layout.attachment_name(each.sealed) in entries for each in known):
            continue
        try:
            content = workspace.media.get(name)
        except (MediaMissing, MediaDamaged):
            continue
        sealed = sealing.encrypt(content, [recipient])
        if len(sealed) > MAX_FILE:
            continue
        blob = Blob(bytes.fromhex(name), sealing.digest(sealed), len(content), "")
        put_back(folder, entries, layout.attachment_name(blob.sealed), sealed)
        note(last, (blob,))
        last.unannounced.append(blob)


def fetch(
    workspace: Workspace, folder: Folder, entries: dict[str, Entry], last: PassState, secrets: list[str]
) -> int:
    """Read the attachments that records name and this computer lacks; returns how many have not come."""
    missing = 0
    for name in workspace.media_wanted():
        content = _fetched(folder, entries, last.blobs.get(name, []), secrets)
        if content is None or sealing.digest(content).hex() != name:
            missing += 1
        else:
            workspace.media.put(content)
    return missing


def _fetched(
    folder: Folder, entries: dict[str, Entry], blobs: list[Blob], secrets: list[str]
) -> bytes | None:
    for blob in blobs:
        name = layout.attachment_name(blob.sealed)
        if name not in entries:
            continue
        try:
            data = folder.read(name, MAX_FILE)
            if sealing.digest(data) == blob.sealed:
                return sealing.decrypt(data, secrets)
        except (NotReady, sealing.Unreadable):
            continue
    return None
