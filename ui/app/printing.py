"""Printing a PDF."""

from PySide6.QtWidgets import QWidget


def print_pdf(parent: QWidget, data: bytes) -> None:
    """Ask for a printer and print."""
