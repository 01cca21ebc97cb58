"""Replacing a file so that a crash or a power cut leaves the old one or the new one, never half of one."""

import contextlib
import os
from pathlib import Path


def write_whole(path: Path, data: bytes, *, private: bool = False) -> None:
    """Replace the file's content, flushed to disk and read back first; OSError leaves the old file as it was.

    A private file can be read by its owner only (on Windows the folder's own rights decide).
    """
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    try:
        _write_synced(new, data, 0o600 if private else 0o666)
        new.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def flush(path: Path) -> None:
    """Make what was written to a closed file durable."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _write_synced(path: Path, data: bytes, mode: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, mode), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if path.read_bytes() != data:
        raise OSError(f"{path.name} was not read back as it was written")


def sync_folder(folder: Path) -> None:
    """Make the new name durable too; Windows cannot open a folder and does not need it."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
