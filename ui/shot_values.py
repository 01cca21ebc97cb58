"""Invented values for pictures of what the example data does not show."""

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.enums import ReplyVerdict
from inspektor.shapes.membership import Founding, Request, SyncState, SyncStatus

if TYPE_CHECKING:
    from ui.operations import Operations

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
VIEWS = (
    ("Vi undrar när slutrapporten kommer.", ""),
    ("Verksamheten drivs sedan mars av bolaget, inte av stiftelsen.", "Byt stiftelsen mot bolaget."),
    (
        "Vi delar inte bilden. Det har funnits vaken personal samtliga nätter under hela hösten, vilket framgår av de"
        " scheman som lämnades in efter besöket.",
        "Vaken personal har funnits alla nätter.",
    ),
    ("Rutinen för utdrag ur registret är ändrad.", ""),
)
"""What a provider might say of a draft: of no point in particular, then of the points in order."""
REFUSAL = "Schemat för vecka 44 visar två nätter utan vaken personal, och båda i personalen uppger detsamma."


def fact_check(operations: "Operations", owner: QObject, follow_up_id: str) -> None:
    """Send the draft of a follow-up for a fact check, long ago, with views to place and to answer; once."""
    answers: list[Any] = []

    def newest() -> Any:
        operations.ask("queries.fact_checks.newest", follow_up_id, owner=owner, done=answers.append)
        return answers.pop()

    if newest() is not None:
        return
    sent_on = date(2026, 11, 2)
    operations.change("actions.fact_checks.send", follow_up_id, owner=owner, sent_on=sent_on)
    sent = newest()
    points = ["", *(each.id for each in sent.points)]
    for point, (comment, proposal) in zip(points, VIEWS, strict=False):
        said = {"point": point, "proposal": proposal}
        operations.change("actions.fact_checks.add_reply", sent.id, comment, owner=owner, **said)
    replies = {each.point: each.id for each in newest().replies}
    for point, verdict in zip(points[1:], ReplyVerdict, strict=False):
        reason = REFUSAL if verdict is ReplyVerdict.REFUSED else ""
        operations.change("actions.fact_checks.answer", replies[point], verdict, reason, owner=owner)
