"""What was written in a form that had not been saved when the workspace was locked."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One field of one form."""

    form: str
    """The form's title."""
    field: str
    """The field's label; empty where it has none."""
    text: str
    at: datetime
