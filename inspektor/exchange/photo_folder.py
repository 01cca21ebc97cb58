"""The photos on a phone or in a folder, and when each was taken, without reading more of them than that takes."""

import mmap
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import Image

from inspektor.errors import InspektorError
from inspektor.exchange.photo import FORMATS, exif_from, taken_moment
from inspektor.exchange.photo_boxes import is_heif
from inspektor.exchange.photo_heif import exif_of
from inspektor.i18n import tr

KINDS = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif")
MOST_FILES = 5000
_SLACK = timedelta(
    days=2
)  # the clock of a phone or of its file system may be off; a file older than this was not taken since
_UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, LookupError, Image.DecompressionBombError)


class FolderUnreadable(InspektorError):
    """The folder is not there any more, or may not be read."""

    def text(self) -> str:
        """What did not work."""
        return tr("The folder cannot be read.")

    def advice(self) -> str:
        """What to do."""
        return tr("Unlock the phone, let it share its pictures, and plug it in again.")


@dataclass(frozen=True, slots=True)
class FoundPhoto:
    """A photo in a folder. `by_camera` is False where the time is the file's, for want of the camera's."""

    path: Path
    taken_at: datetime
    by_camera: bool


def photos_in(
    folder: Path,
    since: datetime | None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[FoundPhoto, ...]:
    """The newest photos of a folder and what lies in it, in the order they were taken, at most MOST_FILES.

    Files that were last changed well before `since` are taken by the file's time alone: they are not looked into.
    """
    try:
        os.scandir(folder).close()
    except OSError as error:
        raise FolderUnreadable from error
    files = sorted(_files(folder), reverse=True)[:MOST_FILES]
    found = []
    for number, (changed, path) in enumerate(files):
        if cancelled is not None and cancelled():
            break
        if progress is not None:
            progress(number, len(files))
        saved = datetime.fromtimestamp(changed, UTC)
        taken = None if since is not None and saved < since - _SLACK else _taken(path)
        found.append(FoundPhoto(path, taken or saved, taken is not None))
    return tuple(sorted(found, key=lambda photo: (photo.taken_at, photo.path.name)))


def _files(folder: Path) -> Iterator[tuple[float, Path]]:
    """Photos by their names, with when they were last changed; hidden folders hold thumbnails and waste."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.lower().endswith(KINDS) and not name.startswith("."):
                path = Path(place, name)
                try:
                    yield path.stat().st_mtime, path
                except OSError:
                    continue


def _taken(path: Path) -> datetime | None:
    try:
        with path.open("rb") as file:
            if is_heif(file.read(256)):
                return taken_moment(exif_from(_heif_exif(file.fileno(), path)))
        with Image.open(path, formats=FORMATS) as image:
            return taken_moment(image.getexif())
    except _UNREADABLE:
        return None


def _heif_exif(descriptor: int, path: Path) -> bytes:
    try:
        with mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ) as mapped:
            return exif_of(mapped)
    except OSError:  # the file systems of some phones cannot be mapped
        return exif_of(path.read_bytes())


def phones() -> tuple[Path, ...]:
    """The picture folders (DCIM) of the phones, cameras and cards that are plugged in, where the system shows them as files."""
    return tuple(dcim for root in _removable() for dcim in _picture_folders(root))


def _removable() -> Iterator[Path]:
    """Where drives and phones appear; each may fail to answer."""
    if os.name == "nt":
        yield from (Path(f"{letter}:\\") for letter in "DEFGHIJKLMNOPQRSTUVWXYZ")
        return
    user = os.environ.get("USER", "")
    roots = [Path("/media", user), Path("/run/media", user), Path("/Volumes")]
    if runtime := os.environ.get("XDG_RUNTIME_DIR"):
        roots.append(Path(runtime, "gvfs"))
    for root in roots:
        yield from _subfolders(root)


def _subfolders(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_dir())
    except OSError:
        return []


def _picture_folders(root: Path) -> list[Path]:
    """DCIM at the top of a drive, or one step down as phones have it ("Internal storage")."""
    found = []
    for place in (root, *_subfolders(root)[:20]):
        try:
            if (place / "DCIM").is_dir():
                found.append(place / "DCIM")
        except OSError:
            continue
    return found
