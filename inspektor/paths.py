"""Where the program's resources and the user's data lie, in a checkout and in a frozen build."""

import os
import sys
from pathlib import Path


def resources() -> Path:
    """The folder of translations, fonts, icons and templates that comes with the program."""
    return Path(__file__).resolve().parent.parent / "resources"


def _home(variable: str, *fallback: str) -> Path:
    value = os.environ.get(variable)
    return Path(value) if value else Path.home().joinpath(*fallback)


def user_data() -> Path:
    """The user's data folder on this computer: local, never roaming, never synced."""
    if sys.platform == "win32":
        return _home("LOCALAPPDATA", "AppData", "Local") / "Inspektor"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Inspektor"
    return _home("XDG_DATA_HOME", ".local", "share") / "inspektor"


def user_config() -> Path:
    """The folder of this device's settings."""
    if sys.platform == "win32":
        return user_data()
    if sys.platform == "darwin":
        return user_data()
    return _home("XDG_CONFIG_HOME", ".config") / "inspektor"


def default_workspace() -> Path:
    """Where the workspace lies unless the user or IT chose another folder."""
    return user_data() / "arbetsyta"
