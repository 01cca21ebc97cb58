"""A follow-up as a file: a ZIP with `follow-up.json` and the pictures it names, or that JSON alone.

Everything is read with bounds: what comes from elsewhere may be anything.
"""

import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from inspektor.errors import InspektorError
from inspektor.i18n import tr, tr_mark

FORMAT: Final = "inspektor-follow-up"
VERSION: Final = 1
JSON: Final = "follow-up.json"
PICTURES: Final = "pictures/"
MOST_JSON, MOST_PICTURE = 100_000_000, 60_000_000
_UNREADABLE = tr_mark("It cannot be read.")
_BROKEN = tr_mark("It is neither a ZIP with a follow-up nor JSON, or it is damaged.")
_ANOTHER = tr_mark("It holds something else.")
_NEWER = tr_mark("It was made by a newer version of Inspektor.")
_LARGE = tr_mark("It is too large.")
_TROUBLES = (
    OSError,
    ValueError,
    RecursionError,
    EOFError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
)
_PACKED: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_KINDS: Final = {"unit": dict, "template": dict, "follow_up": dict, "further_units": list, "records": dict}

Values = dict[str, Any]


class FollowUpFileRefused(InspektorError):
    """A file that is no follow-up; nothing was imported."""

    def __init__(self, name: str, why: str) -> None:
        """Name the file and give the reason, a marked text."""
        super().__init__(name, why)
        self.name, self.why = name, why

    def text(self) -> str:
        """Which file, and why."""
        words = tr("{name} is not a follow-up that can be imported. {why}")
        return words.format(name=self.name, why=tr(self.why))

    def advice(self) -> str:
        """What became of it."""
        return tr("Nothing was imported.")


@dataclass(frozen=True)
class FollowUpFile:
    """What stands in the file: whom and by what, the follow-up's own fields, and the records that hang on it by table."""

    name: str
    unit: Values
    template: Values
    follow_up: Values
    further_units: list[Any]
    records: dict[str, list[Values]]
    archive: zipfile.ZipFile | None = None

    def picture(self, name: str) -> bytes | None:
        """A picture of the file; None if it is not in it."""
        if self.archive is None:
            return None
        try:
            return _member(self.archive, PICTURES + name, MOST_PICTURE, self.name)
        except KeyError:
            return None


def pack(content: Values, pictures: Iterable[tuple[str, bytes]]) -> bytes:
    """The file's bytes. Pictures are stored as they are: they are packed already."""
    head, whole = {"format": FORMAT, "version": VERSION}, io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(JSON, json.dumps(head | content, ensure_ascii=False, indent=1))
        for name, data in pictures:
            archive.writestr(PICTURES + name, data, zipfile.ZIP_STORED)
    return whole.getvalue()


@contextmanager
def opened(path: Path) -> Iterator[FollowUpFile]:
    """The file's content, with its pictures at hand for as long as the block lasts. FollowUpFileRefused says why not."""
    if not zipfile.is_zipfile(path):
        yield _understood(path.name, _loaded(path.name, _read(path)), None)
        return
    with unpacked(path.name, path) as file:
        yield file


@contextmanager
def unpacked(name: str, source: Path | io.BytesIO) -> Iterator[FollowUpFile]:
    """The same of a ZIP, which may also lie in memory."""
    try:
        archive = zipfile.ZipFile(source)
    except _TROUBLES as error:
        raise FollowUpFileRefused(name, _BROKEN) from error
    with archive:
        try:
            data = _member(archive, JSON, MOST_JSON, name)
        except KeyError as error:
            raise FollowUpFileRefused(name, _ANOTHER) from error
        yield _understood(name, _loaded(name, data), archive)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_JSON + 1)
    except OSError as error:
        raise FollowUpFileRefused(path.name, _UNREADABLE) from error
    if len(data) > MOST_JSON:
        raise FollowUpFileRefused(path.name, _LARGE)
    return data


def _member(archive: zipfile.ZipFile, name: str, most: int, file: str) -> bytes:
    """Never more than `most` bytes, whatever the archive says of itself; KeyError if there is no such member."""
    if archive.getinfo(name).compress_type not in _PACKED:
        raise FollowUpFileRefused(file, _BROKEN)
    try:
        with archive.open(name) as member:
            data = member.read(most + 1)
    except _TROUBLES as error:
        raise FollowUpFileRefused(file, _BROKEN) from error
    if len(data) > most:
        raise FollowUpFileRefused(file, _LARGE)
    return data


def _loaded(name: str, data: bytes) -> Values:
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except _TROUBLES as error:
        raise FollowUpFileRefused(name, _BROKEN) from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise FollowUpFileRefused(name, _ANOTHER)
    if content.get("version") != VERSION:
        raise FollowUpFileRefused(name, _NEWER)
    return content


def _understood(name: str, content: Values, archive: zipfile.ZipFile | None) -> FollowUpFile:
    parts = {key: content.get(key, kind()) for key, kind in _KINDS.items()}
    sound = all(isinstance(parts[key], kind) for key, kind in _KINDS.items())
    if not sound or content.keys() - {*_KINDS, "format", "version"}:
        raise FollowUpFileRefused(name, _ANOTHER)
    for rows in parts["records"].values():
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise FollowUpFileRefused(name, _ANOTHER)
    return FollowUpFile(name, **parts, archive=archive)
