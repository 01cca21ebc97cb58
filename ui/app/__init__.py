"""The program with windows: puts the parts together, and takes them apart in the right order."""

from ui.app.program import Program, run

__all__ = ["Program", "run"]
