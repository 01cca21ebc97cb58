"""Fields for a date and for a clock time: typed freely, shown as 2026-12-18 and 11.26."""

from datetime import date, time

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from inspektor import clock, formats, i18n
from inspektor.i18n import tr
from ui import images, theme
from ui.widgets.lines import TypedLine
from ui.widgets.typed_dates import read_date, read_time


class DateField(TypedLine):
    """A date. `picked(date or None)` tells of the user's choice; Alt+Down unfolds a calendar."""

    picked = Signal(object)

    def __init__(self, value: date | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: date | None = None
        self._calendar: _Calendar | None = None
        self.setPlaceholderText(tr("yyyy-mm-dd"))
        self.add_icon("calendar", tr("Show the calendar")).triggered.connect(self.open_calendar)
        self.setMinimumWidth(theme.px(150))
        self.set_value(value)

    def value(self) -> date | None:
        """The date last read."""
        return self._value

    def set_value(self, value: date | None) -> None:
        """Show a date without telling."""
        self._value = value
        self.setText(formats.date_iso(value) if value else "")

    def settle(self) -> None:
        text = self.text().strip()
        found = read_date(text, clock.local(clock.now()).date())
        if text and found is None:
            self.refused.emit(tr("Write a date as {example}.").format(example="2026-12-18"))
            return
        self.accepted.emit()
        self._take(found)

    def _take(self, found: date | None) -> None:
        before = self._value
        self.set_value(found)
        if found != before:
            self.picked.emit(found)

    def open_calendar(self) -> None:
        """Unfold the calendar below the field."""
        if self._calendar is None:
            self._calendar = _Calendar(self)
            self._calendar.chosen.connect(self._chosen)
        self.settle()
        self._calendar.unfold(self._value or clock.local(clock.now()).date())

    def _chosen(self, day: date) -> None:
        self.accepted.emit()
        self._take(day)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt_down or event.key() == Qt.Key.Key_F4:
            self.open_calendar()
        else:
            super().keyPressEvent(event)


class _Calendar(QFrame):
    """A month under the field; Enter chooses, Esc folds it."""

    chosen = Signal(object)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self._field = field
        self.setProperty("look", "bar")
        self._month = QCalendarWidget()
        self._month.setLocale(QLocale("sv_SE" if i18n.language() == "sv" else "en_GB"))
        self._month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self._month.setGridVisible(False)
        self._month.setAccessibleName(tr("Calendar"))
        self._month.activated.connect(self._take)
        self._month.clicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        self._month.setMinimumSize(theme.px(300), theme.px(240))
        column.addWidget(self._month)

    def _dress(self) -> None:
        """Quiet week-ends and our own arrows, in the colours in use."""
        weekday, weekend, head = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        weekday.setForeground(theme.colour("text"))
        weekend.setForeground(theme.colour("muted"))
        head.setForeground(theme.colour("muted"))
        for day in Qt.DayOfWeek:
            late = day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)
            self._month.setWeekdayTextFormat(day, weekend if late else weekday)
        self._month.setHeaderTextFormat(head)
        for name, icon in (
            ("qt_calendar_prevmonth", "chevron-left"),
            ("qt_calendar_nextmonth", "chevron-right"),
        ):
            button = self._month.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(images.icon(icon, theme.colour("muted"), 16))

    def unfold(self, day: date) -> None:
        self._dress()
        self._month.setSelectedDate(QDate(day.year, day.month, day.day))
        self.adjustSize()
        below = self._field.mapToGlobal(QPoint(0, self._field.height() + 4))
        screen = self._field.screen().availableGeometry()
        if below.y() + self.height() > screen.bottom():
            below = self._field.mapToGlobal(QPoint(0, -self.height() - 4))
        below.setX(min(below.x(), screen.right() - self.width()))
        self.move(below)
        self.show()
        self._month.setFocus(Qt.FocusReason.PopupFocusReason)

    def _take(self, day: QDate) -> None:
        self.hide()
        self.chosen.emit(date(day.year(), day.month(), day.day()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.adjustSize()


class TimeField(TypedLine):
    """A clock time. `picked(time or None)` tells of the user's choice."""

    picked = Signal(object)

    def __init__(self, value: time | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: time | None = None
        self.setPlaceholderText(tr("hh.mm"))
        self.setFixedWidth(theme.px(84))
        self.set_value(value)

    def value(self) -> time | None:
        """The time last read."""
        return self._value

    def set_value(self, value: time | None) -> None:
        """Show a time without telling. Seconds are not shown, so they do not count: leaving the field changes nothing."""
        self._value = value.replace(second=0, microsecond=0) if value else None
        self.setText(value.strftime("%H.%M") if value else "")

    def settle(self) -> None:
        text = self.text().strip()
        found = read_time(text)
        if text and found is None:
            self.refused.emit(tr("Write a time as {example}.").format(example="11.26"))
            return
        self.accepted.emit()
        before = self._value
        self.set_value(found)
        if found != before:
            self.picked.emit(found)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFixedWidth(theme.px(84))
