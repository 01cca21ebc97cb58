"""Everything inside one follow-up: the outline at the left and its pages."""

from ui.screens.follow_up.screen import FollowUpScreen

__all__ = ["FollowUpScreen"]
