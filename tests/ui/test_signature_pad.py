"""Signing with mouse, finger and pen; geometry alone is kept."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QPointingDeviceUniqueId, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from ui.widgets.signature_pad import SignaturePad

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def pad(show):
    made = SignaturePad()
    made.resize(480, 220)
    made.told = []
    show(made)
    made.changed.connect(lambda: made.told.append(len(made.strokes())))
    return made


def surface(pad):
    return pad.focusProxy()


def drag(qtbot, pad, *places: tuple[int, int]) -> None:
    surface_ = surface(pad)
    qtbot.mousePress(surface_, LEFT, pos=QPoint(*places[0]))
    for place in places[1:]:
        qtbot.mouseMove(surface_, pos=QPoint(*place))
    qtbot.mouseRelease(surface_, LEFT, pos=QPoint(*places[-1]))


def test_each_stroke_of_the_mouse_is_a_line_of_points(pad, qtbot):
    drag(qtbot, pad, (20, 30), (40, 60), (60, 30))
    drag(qtbot, pad, (100, 30), (140, 60))
    strokes = pad.strokes()
    assert [stroke[0] for stroke in strokes] == [(20.0, 30.0), (100.0, 30.0)]
    assert strokes[0][-1] == (60.0, 30.0)
    assert all(len(point) == 2 for stroke in strokes for point in stroke)
    assert pad.told == [1, 2]


def test_a_finger_draws(pad):
    device = QTest.createTouchDevice()
    QTest.touchEvent(surface(pad), device).press(0, QPoint(20, 20), surface(pad)).commit()
    QTest.touchEvent(surface(pad), device).move(0, QPoint(60, 60), surface(pad)).commit()
    QTest.touchEvent(surface(pad), device).release(0, QPoint(80, 40), surface(pad)).commit()
    assert [(stroke[0], stroke[-1]) for stroke in pad.strokes()] == [((20.0, 20.0), (80.0, 40.0))]


def test_a_pen_draws_once_and_its_pressure_is_not_kept(pad):
    pen = QPointingDevice(
        "pen",
        1,
        QInputDevice.DeviceType.Stylus,
        QPointingDevice.PointerType.Pen,
        QInputDevice.Capability.Pressure | QInputDevice.Capability.Position,
        1,
        1,
        "",
        QPointingDeviceUniqueId(),
    )
    steps = ((QEvent.Type.TabletPress, 30), (QEvent.Type.TabletMove, 60), (QEvent.Type.TabletRelease, 90))
    for kind, x in steps:
        place = QPointF(x, 40)
        held = LEFT if kind != QEvent.Type.TabletRelease else Qt.MouseButton.NoButton
        event = QTabletEvent(
            kind, pen, place, place, 0.7, 0, 0, 0.0, 0.0, 0.0, Qt.KeyboardModifier.NoModifier, LEFT, held
        )
        QApplication.sendEvent(surface(pad), event)
        assert event.isAccepted()
    assert pad.strokes() == (((30.0, 40.0), (60.0, 40.0), (90.0, 40.0)),)


def test_strokes_are_taken_back_one_by_one_or_all(pad, qtbot, press):
    undo, clear = pad.findChildren(QPushButton)
    assert not undo.isEnabled()
    for x in (20, 80, 140):
        drag(qtbot, pad, (x, 20), (x + 30, 60))
    qtbot.mouseClick(undo, LEFT)
    assert len(pad.strokes()) == 2
    press(surface(pad), Qt.Key.Key_Backspace)
    assert len(pad.strokes()) == 1
    qtbot.mouseClick(clear, LEFT)
    assert pad.is_empty()
    assert not clear.isEnabled()


def test_a_stroke_ends_at_the_edge(pad, qtbot):
    drag(qtbot, pad, (20, 30), (60, 60), (5000, -40))
    assert all(0 <= x <= surface(pad).width() and y >= 0 for x, y in pad.strokes()[0])


def test_the_other_buttons_draw_nothing(pad, qtbot):
    qtbot.mousePress(surface(pad), Qt.MouseButton.RightButton, pos=QPoint(20, 20))
    qtbot.mouseMove(surface(pad), pos=QPoint(60, 60))
    qtbot.mouseRelease(surface(pad), Qt.MouseButton.RightButton, pos=QPoint(60, 60))
    assert pad.is_empty()


def test_what_is_drawn_is_seen(pad, qtbot):
    before = pad.grab().toImage()
    drag(qtbot, pad, (40, 40), (120, 90), (200, 40))
    assert pad.grab().toImage() != before
