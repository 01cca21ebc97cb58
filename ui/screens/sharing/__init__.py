"""The shared folder: beginning or joining a group, letting colleagues in, and how the exchange stands."""

from ui.screens.sharing.screen import SharingScreen

__all__ = ["SharingScreen"]
