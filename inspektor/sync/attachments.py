"""Photos and sealed documents: one encrypted file each, written before any bundle speaks of it.

The bundle carries the pair (hash of the content, hash of the encrypted file). A picture that has not come
is waited for; the records that name it are shown without it.
"""

from inspektor.store.media import MediaDamaged, MediaMissing
from inspektor.sync import layout, sealing
from inspektor.sync.bundle import MAX_FILE
from inspektor.sync.columns import Blob
from inspektor.sync.errand import Errand
from inspektor.sync.folder import HARMED, Entry, Folder, NotReady
from inspektor.sync.group import put_back
from inspektor.sync.state import PassState


def note(last: PassState, blobs: tuple[Blob, ...]) -> None:
    """Remember which encrypted files hold which content."""
    for blob in blobs:
        known = last.blobs.setdefault(blob.plain.hex(), [])
        if blob.sealed not in {each.sealed for each in known}:
            known.append(blob)


def send(errand: Errand) -> None:
    """Write the attachments that records name and the folder does not hold whole; the next bundle announces them."""
    workspace, last = errand.workspace, errand.last
    for name in workspace.media_named():
        known = last.blobs.get(name, [])
        if (known and errand.has_left) or any(_is_there(errand, each) for each in known):
            continue
        try:
            content = workspace.media.get(name)
        except (MediaMissing, MediaDamaged):
            continue
        sealed = sealing.encrypt(content, [errand.group.recipient()])
        if len(sealed) > MAX_FILE:
            continue
        blob = Blob(bytes.fromhex(name), sealing.digest(sealed), len(content), "")
        put_back(errand.folder, errand.entries, layout.attachment_name(blob.sealed), sealed)
        note(last, (blob,))
        last.unannounced.append(blob)


def _is_there(errand: Errand, blob: Blob) -> bool:
    name = layout.attachment_name(blob.sealed)
    if name not in errand.entries:
        return False
    errand.check(name, lambda data: sealing.digest(data) == blob.sealed, MAX_FILE)
    return errand.entries[name].size != HARMED


def fetch(errand: Errand) -> int:
    """Read the attachments that records name and this computer lacks; returns how many have not come."""
    workspace, missing = errand.workspace, 0
    for name in workspace.media_wanted():
        known = errand.last.blobs.get(name, [])
        content = _fetched(errand.folder, errand.entries, known, errand.group.secrets())
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
