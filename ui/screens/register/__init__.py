"""The register: providers and their units."""

from ui.screens.register.screen import RegisterScreen

__all__ = ["RegisterScreen"]
