"""What belongs to this computer: one small file in the user's config folder. Nothing here is secret or synced."""

import contextlib
import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from inspektor import paths
from inspektor.errors import InspektorError
from inspektor.i18n import DEFAULT_LANGUAGE, LANGUAGES, tr

FILE = "settings.json"
DAMAGED_FILE = "settings.damaged.json"
SCHEMES = ("system", "light", "dark", "contrast")
TEXT_SIZES = (90, 100, 115, 130, 150)
COVER_MINUTES = (2, 5, 10, 15, 30)
INTERVIEW_MINUTES = (15, 30, 45, 60, 90)
LOCK_MINUTES = (5, 15, 30, 60)
_ALLOWED: dict[str, tuple[Any, ...]] = {
    "language": LANGUAGES,
    "scheme": SCHEMES,
    "text_size": TEXT_SIZES,
    "cover_minutes": COVER_MINUTES,
    "interview_minutes": INTERVIEW_MINUTES,
    "lock_minutes": LOCK_MINUTES,
}


class SettingsNotSaved(InspektorError):
    """The config folder cannot be written to."""

    def text(self) -> str:
        """What did not work."""
        return tr("The settings could not be saved.")

    def advice(self) -> str:
        """What it means."""
        return tr("They hold until the program is closed. Nothing that you have written is affected.")


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of this computer."""

    language: str = DEFAULT_LANGUAGE
    scheme: str = "system"
    text_size: int = 100
    """Per cent."""
    workspace: str = ""
    """The folder opened last; empty is the default one."""
    known: bool = False
    """Whether a workspace has been opened there: if there is none, it has gone."""
    timestamp_server: str = ""
    """The address of a timestamp server; empty: nothing is ever asked of any."""
    card_module: str = ""
    """The file of the smart card's PKCS#11 module; empty: no card is looked for."""
    cover_minutes: int = 10
    """So long nobody has touched the program when the window is covered."""
    interview_minutes: int = 45
    """The same while an interview runs, where one listens more than one writes."""
    lock_minutes: int = 30
    """So long it stays covered before it is locked."""

    @property
    def workspace_folder(self) -> Path:
        """Where the workspace lies."""
        return Path(self.workspace) if self.workspace else paths.default_workspace()


def load(folder: Path | None = None) -> Settings:
    """The settings as kept; a value that is missing or makes no sense is the default."""
    kept = _read(folder)
    values: dict[str, Any] = {}
    for each in fields(Settings):
        value = kept.get(each.name, each.default)
        allowed = _ALLOWED.get(each.name)
        sensible = type(value) is type(each.default) and (allowed is None or value in allowed)
        values[each.name] = value if sensible else each.default
    return Settings(**values)


def save(settings: Settings, folder: Path | None = None) -> None:
    """Keep the settings; keys of a newer version stay. SettingsNotSaved if the folder cannot be written to."""
    from inspektor.files import write_whole

    place = folder or paths.user_config()
    content = _read(folder) | asdict(settings)
    try:
        place.mkdir(parents=True, exist_ok=True)
        write_whole(place / FILE, json.dumps(content, ensure_ascii=False, indent=2).encode())
    except OSError as error:
        raise SettingsNotSaved from error


def _read(folder: Path | None) -> dict[str, Any]:
    path = (folder or paths.user_config()) / FILE
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        return {}
    except (ValueError, RecursionError):
        content = None
    if isinstance(content, dict):
        return content
    with contextlib.suppress(OSError):  # for whoever wants to know what happened; the defaults hold
        path.replace(path.with_name(DAMAGED_FILE))
    return {}
