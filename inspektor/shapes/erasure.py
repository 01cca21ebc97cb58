"""What is seen of erasures: that something was removed, on what ground, and where it may still be."""

from dataclasses import dataclass
from datetime import datetime

from inspektor.i18n import tr_mark
from inspektor.shapes.enums import Labelled

SEALED = frozenset(
    {"template_version", "signature", "follow_up_step", "document", "disposal", "opening", "log_review"}
)
"""Tables of what was signed, published or put on record: it stays byte for byte, until a disposal."""

PRINTED = frozenset(
    """assessment deficiency document_request document_review fact_reply follow_up observation own_requirement participant
    photo quote report_text sample team_member visit""".split()
)
"""Tables of which something stands in a protocol or a report."""


class ReachKind(Labelled):
    """A kind of place that may still hold what was erased."""

    LAPTOP = "laptop", tr_mark("Computer of the group")
    BACKUP = "backup", tr_mark("Backup")
    FILE = "file", tr_mark("File outside Inspektor")
    DOCUMENT = "document", tr_mark("Signed document")


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Somebody's word that a place is clear."""

    name: str
    at: datetime
    how: str


@dataclass(frozen=True, slots=True)
class Reach:
    """A place that may still hold what was erased, until it is cleared or somebody has confirmed it."""

    kind: ReachKind
    place: str
    """What tells it from others: the computer's number, the file's path."""
    words: str
    """Whose computer, or the file's name and when it was made."""
    confirmed: Confirmed | None = None


@dataclass(frozen=True, slots=True)
class ErasureRow:
    """One erasure, as it was ordered: of one record or of all that a respondent said."""

    id: str
    """Its name, the same on all laptops."""
    at: datetime
    person: str
    ground: str
    label: str
    """Its step's marked label."""
    records: tuple[tuple[str, str], ...]
    """Table and id of each record that lost something."""
    carried_out: bool
    """Whether this laptop has also cleared the bundles it keeps and the shared folder; the next sync does."""
    reaches: tuple[Reach, ...]
    """Where it may still lie: computers that have not said that they have carried it out, backups and files made before, and
    documents signed before, which stay as they are."""

    @property
    def not_yet_at(self) -> tuple[str, ...]:
        """Whose computers have not said that they have carried it out, by name."""
        return tuple(each.words for each in self.reaches if each.kind is ReachKind.LAPTOP)

    @property
    def waiting(self) -> tuple[Reach, ...]:
        """The places that nobody has confirmed."""
        return tuple(each for each in self.reaches if each.confirmed is None)
