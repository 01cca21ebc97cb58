"""The questions of an interview: two lines each, what has been touched, how many notes."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from inspektor.i18n import tr, tr_mark, tr_n
from ui import theme
from ui.widgets import paint, wrapped_text
from ui.widgets.rows import ROW_ROLE, Index, RowsView

# mark: icon, tone, how it is read aloud
MARKS = {
    "untouched": ("circle", "field", tr_mark("not touched")),
    "touched": ("circle-check", "ok", tr_mark("touched")),
    "come_back": ("rotate-ccw", "warn", tr_mark("come back")),
    "declined": ("circle-minus", "neutral", tr_mark("declined to answer")),
    "checked": ("circle-check", "ok", tr_mark("legal reference checked")),
    "to_verify": ("circle-alert", "warn", tr_mark("legal reference to verify")),
    "contract": ("file-text", "field", tr_mark("from the agreement")),
    "repeat": ("list-checks", "field", tr_mark("asked about several times")),
    "focus": ("flag", "field", tr_mark("focus area")),
}
_PAD, _MARK, _NUMBER_LEFT, _TEXT_LEFT, _COUNT = 10, 18, 34, 70, 24


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question: its requirement's number, its text, its mark (a key of MARKS), how many notes it has."""

    key: str
    number: str
    text: str
    mark: str = "untouched"
    notes: int = 0

    def spoken(self) -> str:
        """As it is read aloud."""
        notes = tr_n("{n} note", "{n} notes", self.notes).format(n=self.notes) if self.notes else ""
        parts = (self.number, self.text, tr(MARKS[self.mark][2]), notes)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class AreaRow:
    """The heading of a quality area with its fact ("5 av 6"); cannot be chosen."""

    title: str
    fact: str = ""
    key: str = ""

    def spoken(self) -> str:
        """As it is read aloud."""
        return f"{self.title}, {self.fact}" if self.fact else self.title


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if isinstance(index.data(ROW_ROLE), AreaRow):
            return QSize(0, theme.px(32))
        lines = 2 * wrapped_text.line_spacing("secondary")
        return QSize(0, max(theme.px(44), round(lines) + 10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        area = QRectF(option.rect)
        painter.save()
        paint.start(painter)
        if isinstance(row, AreaRow):
            self._draw_area(painter, area, row)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            if chosen:
                paint.selection(painter, area)
                if option.state & QStyle.StateFlag.State_HasFocus:
                    paint.focus_ring(painter, area)
            elif option.state & QStyle.StateFlag.State_MouseOver:
                paint.box(painter, area, 8, "sunk")
            self._draw_question(painter, area, row, chosen)
        painter.restore()

    def _draw_area(self, painter: QPainter, area: QRectF, row: AreaRow) -> None:
        width = paint.width_of(row.fact, "small") + 1
        baseline = area.adjusted(_PAD, 6, -_PAD, 0)
        fact = QRectF(baseline.right() - width, baseline.top(), width, baseline.height())
        paint.words(painter, fact, row.fact, "small", "muted")
        paint.words(painter, baseline.adjusted(0, 0, -width - 8, 0), row.title, "head", "muted")

    def _draw_question(self, painter: QPainter, area: QRectF, row: QuestionRow, chosen: bool) -> None:
        icon, tone, _ = MARKS[row.mark]
        side, wider = theme.px(_MARK), theme.px(_MARK) - _MARK
        paint.icon(painter, icon, tone, QRectF(area.left() + _PAD, area.top(), side - 2, area.height()))
        number_left = area.left() + _NUMBER_LEFT + wider
        text_left = area.left() + theme.px(_TEXT_LEFT)
        quiet = "accent" if chosen else "muted"
        number = QRectF(number_left, area.top(), text_left - number_left - 4, area.height())
        paint.words(painter, number, row.number, "fact", quiet)
        count = theme.px(_COUNT)
        role = "label" if chosen else "secondary"
        text = QRectF(text_left, area.top(), area.right() - text_left - count, area.height())
        wrapped_text.draw_centred(painter, text, row.text, role, "text", 2)
        if row.notes:
            figure = str(row.notes)
            width = paint.width_of(figure, "fact") + 1
            place = QRectF(area.right() - _PAD - width + 2, area.top(), width, area.height())
            paint.words(painter, place, figure, "fact", quiet)


class QuestionList(RowsView):
    """Shows QuestionRow and AreaRow. `chosen(key)`."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name or tr("Questions"), parent=parent)
        self.setItemDelegate(_Delegate(self))
