"""The templates that are published."""

from ui.screens.templates.screen import TemplatesScreen

__all__ = ["TemplatesScreen"]
