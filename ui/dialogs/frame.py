"""The frame of a dialog with a form: title, line, fields, and one thing to do."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from inspektor.errors import InspektorError, RuleBroken
from inspektor.i18n import tr
from ui import theme
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import primary, quiet
from ui.widgets.card import Rule
from ui.widgets.field import Field
from ui.widgets.page import ScrollColumn
from ui.widgets.rights import reads
from ui.widgets.text import Label


class FormDialog(QDialog):
    """Enter does `submit`, Esc leaves. Errors stand by their field, other trouble above the form."""

    def __init__(
        self,
        title: str,
        line: str,
        verb: str,
        *,
        icon: str = "",
        width: int = 560,
        beside: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`beside` stands at the right of the form and does not scroll with it."""
        super().__init__(parent)
        self.setWindowTitle(tr("Inspektor"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setFixedWidth(theme.px(width))
        self.title = title
        self.over = False
        """Whether it has been left or has done what it is for."""
        self._fields: dict[str, Field] = {}
        self.banners = BannerArea()
        self._scroll = ScrollColumn(margin=24, spacing=16)
        self.body = self._scroll.body
        self.body.addLayout(_make_head(title, line))
        self.body.addWidget(self.banners)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        row = QHBoxLayout()
        row.addWidget(self._scroll, 1)
        if beside is not None:
            row.addWidget(beside, 1)
        whole.addLayout(row, 1)
        whole.addWidget(Rule())
        whole.addLayout(self._make_foot(verb, icon))

    def _make_foot(self, verb: str, icon: str) -> QHBoxLayout:
        self.leave = quiet(tr("Cancel"))
        self.leave.clicked.connect(self.reject)
        reads(self.leave)
        self.verb = primary(verb, icon)
        self.verb.setDefault(True)
        self.verb.clicked.connect(self.submit)
        row = QHBoxLayout()
        row.setContentsMargins(24, 14, 24, 16)
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.verb)
        return row

    def add_field(self, name: str, field: Field) -> Field:
        """Know a field by the name the core's rules call it."""
        self._fields[name] = field
        return field

    def add_row(self, *fields: QWidget) -> None:
        """Put fields side by side."""
        row = QHBoxLayout()
        row.setSpacing(16)
        for field in fields:
            column = QVBoxLayout()
            column.addWidget(field)
            column.addStretch(1)
            row.addLayout(column, 1)
        self.body.addLayout(row)

    def done(self, result: int) -> None:
        """Close."""
        self.over = True
        super().done(result)

    def submit(self) -> None:
        """Do it."""
        raise NotImplementedError

    def set_busy(self, busy: bool) -> None:
        """While it is being done, it cannot be asked for again."""
        self.verb.setEnabled(not busy)

    def show_error(self, error: InspektorError) -> None:
        """By its field, or above the form."""
        self.set_busy(False)
        field = self._fields.get(error.field) if isinstance(error, RuleBroken) else None
        if field is None:
            self.banners.tell("bad", error.text(), error.advice())
        else:
            self.refuse(field, str(error))

    def refuse(self, field: Field, why: str) -> None:
        """Say by a field why it will not do, and go there."""
        field.set_error(why)
        field.focus()
        self._scroll.ensureWidgetVisible(field)

    def fields(self) -> Mapping[str, Field]:
        """The fields by name."""
        return self._fields

    def unfold(self) -> None:
        """Show the dialog, with the keyboard in its first field unless it is somewhere already."""
        self.fit()
        if self._fields and self.focusWidget() is None:
            next(iter(self._fields.values())).focus()
        self.open()

    def fit(self) -> None:
        """Be as high as the form, or as the window allows; the form scrolls then."""
        self.body.activate()
        wanted = self.body.totalHeightForWidth(self.width()) + self.verb.sizeHint().height() + 32
        over = self.parentWidget()
        most = (over.window().height() if over is not None else 900) - 32
        self.resize(self.width(), min(wanted, most))


def _make_head(title: str, line: str) -> QVBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(4)
    words.addWidget(Label(title, "title", wrap=True))
    if line:
        words.addWidget(Label(line, "secondary", "muted", wrap=True))
    return words
