"""What somebody should know before something is lost or late: backups, the clock, a copied profile, what waits to be decided."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caution:
    """One of them, in words."""

    key: str
    """`backup`, `second`, `clock`, `computer`, `log` or `disposal`."""
    text: str
    advice: str
