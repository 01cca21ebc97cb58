"""What people of a group have not agreed about, because they changed it without knowing of each other."""

from dataclasses import dataclass
from datetime import datetime

from inspektor.changes import Value
from inspektor.i18n import tr_mark
from inspektor.shapes.enums import Labelled


class ConflictKind(Labelled):
    """What there is to decide."""

    VALUES = "values", tr_mark("Two values")
    MERGED = "merged", tr_mark("Two wordings, shown together")
    PARAGRAPH = "paragraph", tr_mark("Two wordings of the same paragraph")
    DELETED = "deleted", tr_mark("Deleted by one, changed by another")


@dataclass(frozen=True, slots=True)
class Version:
    """What one person made of it."""

    operation: int
    value: Value
    """As it is stored; None for a deletion."""
    text: str
    """As it reads."""
    person: str
    device: str
    at: datetime
    shown: bool
    """Whether the record shows it now."""
    deletes: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field, or a whole record, that awaits a decision. Nothing of it is lost meanwhile."""

    id: str
    """Table, row and field with spaces between; the field of a whole record is "-"."""
    table: str
    row: str
    field: str
    kind: ConflictKind
    record: str
    """What kind of record it is."""
    name: str
    """What the field is called."""
    follow_up_id: str
    unit: str
    opens: str
    """What to open to see it, as of a place where words were found."""
    shown: str
    """What is shown now, as it reads: one of the versions, or both merged."""
    versions: tuple[Version, ...]
    """Newest first."""

    @property
    def at(self) -> datetime:
        """When the newest of them was written, by its author's clock."""
        return max(version.at for version in self.versions)
