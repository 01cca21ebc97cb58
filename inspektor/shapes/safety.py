"""What somebody should know before something is lost: backups that are old or failed, a clock that is wrong, a copied profile."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caution:
    """One of them, in words."""

    key: str
    """`backup`, `second`, `clock` or `computer`."""
    text: str
    advice: str
