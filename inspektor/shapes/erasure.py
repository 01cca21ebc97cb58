"""What is seen of erasures: that something was removed, on what ground, and where it may still be."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ErasureRow:
    """One erasure, as it was ordered: of one record or of all that a respondent said."""

    at: datetime
    person: str
    ground: str
    label: str
    """Its step's marked label."""
    records: tuple[tuple[str, str], ...]
    """Table and id of each record that lost something."""
    carried_out: bool
    """Whether this laptop has also cleared the bundles it keeps and the shared folder; the next sync does."""
    not_yet_at: tuple[str, ...]
    """Whose laptops have not said that they have carried it out, by name. Nothing can be said of backups made before."""
