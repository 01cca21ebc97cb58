"""Invented values for pictures of what the example data does not show."""

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.membership import Founding, Request, SyncState, SyncStatus

WORDS = (
    "ankare banan cykel dagbok element fabrik gardin hammare island jordgubbe kaffe lampa mandel nyckel"
    " orkan panna raket sadel"
).split()
NO_GROUP = SyncStatus(SyncState.NO_GROUP, None, 0, 0, 0, 0, "", "")
FOUNDING = Founding("3f9c", tuple(WORDS), "AGE-SECRET-KEY")
REQUESTS = (
    Request("1", tuple(WORDS[:8]), "Johan Lind", "Uppföljare", "KOMMUN-LT-20417", 1_795_400_000_000),
    Request(
        "2",
        tuple(WORDS[8:16]),
        "Marie-Louise Hammarskjöld-Öberg",
        "Sakkunnig inom funktionshinderområdet",
        "KOMMUN-LT-20418",
        1_795_400_900_000,
    ),
)


class Shown(InspektorError):
    """An error to show."""

    def __init__(self, text: str, advice: str, lines: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._text, self._advice = text, advice
        self.lines = lines

    def text(self) -> str:
        """As the core says it."""
        return tr(self._text)

    def advice(self) -> str:
        """As the core says it."""
        return tr(self._advice)


PROBLEMS = (
    Shown(
        "The passphrase is wrong.",
        "Check Caps Lock and the keyboard's language. If the passphrase is forgotten, use the words on "
        "the printed recovery sheet.",
    ),
    Shown(
        "The database in this workspace is damaged.",
        "Nothing has been changed. Restore the latest backup, or sync into a new workspace.",
    ),
    Shown(
        "",
        "Correct the file and import it again. Nothing was imported.",
        tuple(
            f"hvb-barn-unga-2027.yaml, rad {line}: source_status ska vara checked, partly_checked, to_verify eller contract."
            for line in (118, 126, 204, 391, 812)
        ),
    ),
)
