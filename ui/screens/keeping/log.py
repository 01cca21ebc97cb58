"""Who has read what concerns clients, month by month, and the sign-off of a month."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor import clock, formats, i18n
from inspektor.errors import InspektorError
from inspektor.i18n import tr, tr_n
from inspektor.shapes.openings import MonthOfLog, OpeningRow, ReviewRow
from inspektor.shapes.views import PersonRow
from ui.dialogs.files import ask_where_to_save, safe_name, table_kinds
from ui.dialogs.log_review import LogReviewDialog
from ui.operations import Operations
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import primary, secondary
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.list_rows import ListRow, ListRows
from ui.widgets.refresh import Refresher
from ui.widgets.rights import reads
from ui.widgets.text import Label


class LogView(QWidget):
    """A month at a time."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._month = Choice(tr("Month"))
        self._month.chosen.connect(self._read_month)
        self._save = secondary(tr("Save as a file"), "download")
        self._save.clicked.connect(self._ask_place)
        reads(self._month, self._save)
        self._sign = primary(tr("Sign off the month"), "check")
        self._sign.clicked.connect(self._ask_remark)
        self._sign.hide()
        self._banners = BannerArea()
        self._signed = Label("", "secondary", "muted", wrap=True)
        self._card = Card(tr("Who has read what concerns clients"), spacing=4, padding=12)
        self._list = ListRows(tr("Who has read what concerns clients"), shows_choice=False)
        self._nothing = Label(tr("Nothing has been opened that month."), "secondary", "muted", wrap=True)
        self._lay_out()
        operations.role_changed.connect(self._read)
        self._refresher = Refresher(self, operations.changed, ("opening", "log_review"), self._read)

    def _lay_out(self) -> None:
        about = tr(
            "Written once a day for each person and record: interviews, sources, evidence lists, histories, searches"
            " and files. It is to be looked through every month (act 2001:454 s. 10)."
        )
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._month)
        head.addStretch(1)
        head.addWidget(self._save)
        head.addWidget(self._sign)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(Label(about, "secondary", "muted", wrap=True))
        whole.addLayout(head)
        whole.addWidget(self._banners)
        whole.addWidget(self._signed)
        self._card.add(self._nothing)
        self._card.add(self._list, 1)
        self._card.body.addStretch()  # without a row, what is said stays at the top
        whole.addWidget(self._card, 1)

    def _read(self) -> None:
        self._operations.ask("queries.register.me", owner=self, done=self._take_me)
        self._operations.ask("queries.openings.months", owner=self, done=self._show_months)

    def _take_me(self, me: PersonRow) -> None:
        self._sign.setVisible(me.decides)

    def _show_months(self, months: tuple[str, ...]) -> None:
        present = formats.date_iso(clock.now())[:7]
        known = list(dict.fromkeys((present, *months)))
        chosen = self._month.current() or present
        self._month.set_choices([(month, _month_words(month).capitalize()) for month in known])
        self._month.set_current(chosen)
        self._read_month(chosen)

    def _read_month(self, month: str) -> None:
        self._operations.ask("queries.openings.month_of", month, owner=self, done=self._show)

    def _show(self, found: MonthOfLog) -> None:
        if found.month != self._month.current():
            return
        self._list.set_rows([_row(number, each) for number, each in enumerate(found.openings)])
        self._list.setVisible(bool(found.openings))
        self._nothing.setVisible(not found.openings)
        self._card.set_count(str(len(found.openings) or ""))
        self._signed.setText(_signed(found))

    def _ask_remark(self) -> None:
        month = self._month.current()
        LogReviewDialog(self._operations, month, _month_words(month), self).unfold()

    def _ask_place(self) -> None:
        name = f"{safe_name(tr('Log of {month}').format(month=self._month.current()))}.xlsx"
        chooser = ask_where_to_save(self, tr("Save the log"), name, table_kinds())
        chooser.picked.connect(self._save_there)

    def _save_there(self, path: Path) -> None:
        month = self._month.current()
        self._operations.ask(
            "actions.audit.save_log", month, path, owner=self, done=self._saved, failed=self._tell
        )

    def _saved(self, _: object) -> None:
        self._banners.clear()
        self._banners.tell("ok", tr("The log is saved."))

    def _tell(self, error: InspektorError) -> None:
        self._banners.clear()
        self._banners.tell("bad", error.text(), error.advice())


def _month_words(month: str) -> str:
    return formats.month_prose(month, i18n.language())


def _row(number: int, each: OpeningRow) -> ListRow:
    second = " · ".join(part for part in (each.record, each.unit) if part)
    day = formats.date_short(each.day, i18n.language())
    end = (f"{day} {formats.clock_time(each.at)}", each.device)
    return ListRow(f"{number}", each.name, second, icon="eye", end=end)


def _signed(found: MonthOfLog) -> str:
    lines = [_review(each) for each in found.reviews] or [tr("Not signed off.")]
    if found.came_later:
        words = tr_n("{n} opening came in after that.", "{n} openings came in after that.", found.came_later)
        lines.append(words.format(n=found.came_later))
    return "\n".join(lines)


def _review(each: ReviewRow) -> str:
    day = formats.date_short(each.at, i18n.language())
    said = tr("Signed off by {name} {day}: {remark}").format(
        name=each.name, day=day, remark=each.remark or tr("no remark")
    )
    alone = tr("Nobody but who signed off is in the log: let a colleague look.")
    return f"{said} {alone}" if each.own else said
