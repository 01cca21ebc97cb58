"""Places where words were found: what kind of record, whose, and an excerpt with the words marked."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from inspektor.i18n import tr, tr_mark
from inspektor.shapes.views import SearchHit
from ui import theme
from ui.widgets import paint
from ui.widgets.rows import ROW_ROLE, Index, RowsView

BEGIN, END = "\ue000", "\ue001"
_PAD, _TILE, _GAP, _LINES = 10, 36, 12, 2

# table: icon, what it is called, the place in a follow-up's outline
KINDS = {
    "note": ("message-square-text", tr_mark("Note"), "interviews"),
    "interview": ("message-square", tr_mark("Interview"), "interviews"),
    "observation": ("eye", tr_mark("Observation"), "observations"),
    "photo": ("image", tr_mark("Photo"), "observations"),
    "document_review": ("files", tr_mark("Document"), "documents"),
    "sample": ("files", tr_mark("Document"), "documents"),
    "document_request": ("inbox", tr_mark("Request for a document"), "documents"),
    "assessment": ("scale", tr_mark("Judgement"), "judgement"),
    "deficiency": ("triangle-alert", tr_mark("Deficiency"), "deficiencies"),
    "unit": ("building-2", tr_mark("Unit"), ""),
    "provider": ("building-2", tr_mark("Provider"), ""),
    "parcel_document": ("inbox", tr_mark("From another group"), ""),
}
_OTHER = ("clipboard-check", tr_mark("Follow-up"), "overview")


def kind(table: str) -> tuple[str, str, str]:
    """Icon, name and place of a kind of record."""
    return KINDS.get(table, _OTHER)


@dataclass(frozen=True, slots=True)
class HitRow:
    """One place."""

    key: str
    hit: SearchHit

    def title(self) -> str:
        """What was found and where."""
        name = tr(kind(self.hit.table)[1])
        return f"{self.hit.unit} · {name}" if self.hit.unit else name

    def spoken(self) -> str:
        """As it is read aloud."""
        return f"{self.title()}: {self.hit.text.replace(BEGIN, '').replace(END, '')}"


def unmarked(excerpt: str) -> tuple[str, list[tuple[int, int]]]:
    """The excerpt on one line without its marks, and where the words found begin and how long they are, as Qt counts."""
    text, found, start = "", [], 0
    for letter in " ".join(excerpt.split()):
        if letter == BEGIN:
            start = _units(text)
        elif letter == END:
            found.append((start, _units(text) - start))
        else:
            text += letter
    return text, found


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines = paint.line_height("control") + _LINES * paint.line_height("secondary")
        return QSize(0, round(lines) + 24)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: HitRow = index.data(ROW_ROLE)
        area = QRectF(option.rect)
        painter.save()
        paint.start(painter)
        ground = area.adjusted(0, 1, 0, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            paint.selection(painter, ground)
            if option.state & QStyle.StateFlag.State_HasFocus:
                paint.focus_ring(painter, ground)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            paint.box(painter, ground, 8, "sunk")
        side = theme.px(_TILE)
        tile = QRectF(area.left() + _PAD, area.top() + 12, side, side)
        paint.tile(painter, tile, kind(row.hit.table)[0], "accent")
        left = tile.right() + _GAP
        width = area.right() - _PAD - left
        above = paint.line_height("control")
        paint.words(painter, QRectF(left, area.top() + 12, width, above), row.title(), "control")
        self._draw_excerpt(painter, QPointF(left, area.top() + 12 + above), width, row.hit.text)
        paint.line(painter, left, area.right() - _PAD, area.bottom())
        painter.restore()

    def _draw_excerpt(self, painter: QPainter, corner: QPointF, width: float, excerpt: str) -> None:
        text, found = unmarked(excerpt)
        layout = QTextLayout(text, theme.font("secondary"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats([_marked(start, length) for start, length in found])
        layout.beginLayout()
        top = 0.0
        for _ in range(_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        painter.setPen(theme.colour("muted"))
        layout.draw(painter, corner)


def _marked(start: int, length: int) -> QTextLayout.FormatRange:
    look = QTextCharFormat()
    look.setFontWeight(QFont.Weight.DemiBold)
    look.setForeground(QBrush(theme.colour("text")))
    look.setBackground(QBrush(theme.colour("warn_bg")))
    marked = QTextLayout.FormatRange()
    marked.start, marked.length, marked.format = start, length, look
    return marked


class HitList(RowsView):
    """Shows HitRow. `opened(key)` on Enter, double click, or a click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Places found"), parent=parent)
        self.setItemDelegate(_Delegate(self))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._open)
