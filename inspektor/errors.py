"""The errors a user can meet. Each says what happened and what to do, translated when shown."""

from inspektor.i18n import tr


class InspektorError(Exception):
    """Something went wrong that a user can understand and act upon."""

    def text(self) -> str:
        """One sentence that says what happened."""
        return tr("Something went wrong.")

    def advice(self) -> str:
        """One sentence that says what to do about it; empty if there is nothing to do."""
        return ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.text(), self.advice()) if part)


class MayPass(InspektorError):
    """Trouble with the disk or with another program. What failed by it may succeed later as it is."""


class RuleBroken(InspektorError):
    """Wrong input; shown by the field it concerns."""

    def __init__(self, field: str, message: str) -> None:
        """Name the field and give the sentence, a marked source text without placeholders."""
        super().__init__(field, message)
        self.field = field
        self.message = message

    def text(self) -> str:
        """The rule in words."""
        return tr(self.message)


class NotFound(InspektorError):
    """A record that was asked for does not exist here."""

    def __init__(self, what: str, key: str) -> None:
        """Name the kind of record (a marked text) and the key asked for."""
        super().__init__(what, key)
        self.what = what
        self.key = key

    def text(self) -> str:
        """Which record is missing."""
        return tr("{what} was not found.").format(what=tr(self.what))

    def advice(self) -> str:
        """Where to look."""
        return tr("It may have been removed, or it has not arrived from a colleague yet.")
