"""What was erased, what is to go, who has read what, and what was changed."""

from ui.screens.keeping.screen import KeepingScreen

__all__ = ["KeepingScreen"]
