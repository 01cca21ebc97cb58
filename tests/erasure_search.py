"""Looks for a word in everything that a workspace and a shared folder hold on the disk, behind every encryption."""

import zlib
from collections.abc import Iterator
from pathlib import Path

import pyrage
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from inspektor.store.workspace import Workspace
from inspektor.sync.state import Memory

_PAGE, _RESERVED, _SALT = 4096, 80, 16
_WAL_HEAD, _FRAME_HEAD = 32, 24


def _page(key: bytes, page: bytes, *, first: bool) -> bytes:
    """One page of SQLCipher 4 as SQLite sees it, whatever it holds between and behind its rows."""
    nonce = page[-_RESERVED : -_RESERVED + 16]
    body = page[_SALT if first else 0 : -_RESERVED]
    reader = Cipher(algorithms.AES(key), modes.CBC(nonce)).decryptor()
    return reader.update(body) + reader.finalize()


def _pages_of(key: bytes, database: Path) -> Iterator[bytes]:
    content = database.read_bytes()
    for start in range(0, len(content), _PAGE):
        yield _page(key, content[start : start + _PAGE], first=start == 0)


def in_backups(word: str, workspace: Workspace) -> list[str]:
    """The backups in reach that hold the word, in pages or in the files beside them."""
    needle, key = word.encode().lower(), workspace._keys.data_key
    found = []
    for each in workspace.backups.listed():
        pages = (page for file in each.folder.glob("*.db") for page in _pages_of(key, file))
        if any(needle in page.lower() for page in pages):
            found.append(each.name)
    return found


def decrypted_pages(workspace: Workspace) -> Iterator[bytes]:
    """Every page of the database and of its write-ahead log, used or free."""
    key = workspace._keys.data_key
    yield from _pages_of(key, workspace.folder / "inspektor.db")
    log = workspace.folder / "inspektor.db-wal"
    frames = log.read_bytes()[_WAL_HEAD:] if log.exists() else b""
    size = _FRAME_HEAD + _PAGE
    for start in range(0, len(frames) - size + 1, size):
        frame = frames[start : start + size]
        yield _page(key, frame[_FRAME_HEAD:], first=frame[:4] == (1).to_bytes(4))


def plain(data: bytes, secrets: list[str]) -> bytes:
    """What an age file holds, with everything in it that is compressed written out beside it."""
    content: bytes = pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(each) for each in secrets])
    out = [content]
    for start in range(len(content) - 1):
        if content[start] == 0x78:
            try:
                out.append(zlib.decompressobj().decompress(content[start:]))
            except zlib.error:
                continue
    return b"\0".join(out)


def secrets(workspace: Workspace) -> list[str]:
    """Every key of the group."""
    group = Memory.load(workspace.local).group
    return [each.secret for each in group.keys] if group else []


def found(word: str, workspace: Workspace, place: Path | None = None) -> list[str]:
    """Where the word stands: in pages, in kept bundles, in media, in files of the folder. Letters count in any case."""
    needle, places = word.encode().lower(), []
    if any(needle in page.lower() for page in decrypted_pages(workspace)):
        places.append("database")
    with workspace.read() as connection:
        kept = connection.exec_driver_sql("SELECT stream, number, data FROM bundle").all()
    places += [
        f"bundle {each.stream[:4]} {each.number}"
        for each in kept
        if needle in plain(each.data, secrets(workspace)).lower()
    ]
    for path in sorted(place.rglob("*")) if place else ():
        if path.is_file():
            data = path.read_bytes()
            try:
                content = plain(data, [*secrets(workspace), workspace.identity.age_secret])
            except pyrage.DecryptError:
                content = data
            if needle in content.lower():
                places.append(path.name)
    return places
