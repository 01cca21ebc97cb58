"""Photos on their way in, and where their copies still lie."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Incoming:
    """A photo to be taken in: a file, or bytes that were pasted. `name` is what it is called when something is said of it."""

    name: str
    path: Path | None = None
    data: bytes = b""
    left_on: str = ""
    """The phone or folder where a copy stays behind; empty if there is none."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken, and why, in words."""

    name: str
    text: str
    advice: str


@dataclass(frozen=True, slots=True)
class PhotosTaken:
    """What became of a number of photos."""

    observation_id: str
    """Where they are; empty if there was none to begin with and none was taken."""
    added: tuple[str, ...] = ()
    """The ids of the new photos."""
    known: tuple[str, ...] = ()
    """The names of those that the follow-up has already."""
    refused: tuple[Refused, ...] = ()
    only_jpeg: tuple[str, ...] = ()
    """The names of those kept as a JPEG alone, since the position could not be taken out of the received file safely."""


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A phone or folder where copies of photos still lie."""

    left_on: str
    photos: int
