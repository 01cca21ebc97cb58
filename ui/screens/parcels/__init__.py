"""Other groups: what they sent, and what is sent to them."""

from ui.screens.parcels.screen import ParcelsScreen

__all__ = ["ParcelsScreen"]
