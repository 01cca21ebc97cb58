"""The settings of this computer."""

from ui.screens.settings.screen import SettingsScreen

__all__ = ["SettingsScreen"]
