"""How long the window stands still: `python -m tests.benchmarks.bench_window`, on the example data, with real lanes.

A timer that is due every millisecond tells when the GUI thread last came back to its loop. Each action is what a user does
once; the longest silence after it is its block. Budgets: 100 ms at most, 16 ms for 99 of 100 keys. No ratio: the floor is
a human hand.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from inspektor.demo import PASSPHRASE, example_workspace
from inspektor.settings import Settings
from tests.builders import QUICK
from ui.app import Program
from ui.screens.follow_up import FollowUpScreen
from ui.screens.follow_up.places import KEYS

TYPED = "Två på plats till 22.00, därefter en. Åäö sover i jourrummet. " * 4
MAIN = ("today", "follow_ups", "register", "templates", "search", "verify", "settings", "sharing")
CTRL = Qt.KeyboardModifier.ControlModifier
REST_MS = 700
"""After an action: long enough for what it asked to come back and be shown."""

Step = tuple[str, Callable[[], object], int]


class Watch(QObject):
    """Knows the longest time that nothing came back to the loop."""

    def __init__(self) -> None:
        super().__init__()
        self._last = time.perf_counter()
        self.longest = 0.0
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last - 0.001)
        self._last = now

    def take(self) -> float:
        """The longest silence since last asked, in seconds."""
        longest, self.longest = self.longest, 0.0
        return longest


def key(code: int, text: str = "", held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    target = QApplication.focusWidget() or QApplication.activeWindow()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.postEvent(target, QKeyEvent(kind, code, held, text))


def story(program: Program) -> Iterator[Step]:
    """What the user does, each with its name and how long to look on, in milliseconds."""
    assert program.session is not None
    inside = program.session.widget
    for turn in ("first", "again"):
        for place in MAIN:
            yield f"{turn}: {place}", lambda place=place: inside.go(place), REST_MS
    row = _begun(program)
    yield "open a follow-up", lambda: inside.open_follow_up(row), 1500
    screen = inside.findChild(FollowUpScreen)
    for turn in ("first", "again"):
        for place in KEYS:
            yield f"{turn}: {place}", lambda place=place: screen.go_to(place), REST_MS
    yield "judgement", lambda: screen.go_to("judgement"), REST_MS
    for number in range(8):
        yield f"next requirement {number}", lambda: key(Qt.Key.Key_PageDown, "", CTRL), 250
    yield "write a thought", lambda: key(Qt.Key.Key_Space, " ", CTRL), 300
    for letter in TYPED:
        yield "key", lambda letter=letter: key(0, letter), 40


def _begun(program: Program) -> str:
    from inspektor.queries.follow_ups import follow_ups, today

    assert program.session is not None
    workspace = program.session.operations.workspace
    return (today(workspace).begun or follow_ups(workspace))[0].id


def main() -> None:
    """Walk through the program and print what blocked it."""
    application = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = folder
        place = Path(folder) / "w"
        example_workspace(place, cost=QUICK).close()
        program = Program(application, Settings(), place)
        program.start()
        program.window.resize(1366, 768)
        while not isinstance(QApplication.focusWidget(), QLineEdit):
            application.processEvents()
            program.window.activateWindow()
        _unlock()
        while program.session is None or not program.session.widget.isVisible():
            application.processEvents()
        blocks = _walk(application, story(program))
        program.window.close()
    _tell(blocks)


def _unlock() -> None:
    for letter in PASSPHRASE:
        key(0, letter)
    key(Qt.Key.Key_Return, "\r")


def _walk(application: QApplication, steps: Iterator[Step]) -> list[tuple[str, float]]:
    """Do one step after the other within the loop; gives each with its block in seconds."""
    watch, blocks, name = Watch(), [], ""

    def go() -> None:
        nonlocal name
        if name:
            blocks.append((name, watch.take()))
        try:
            name, act, rest = next(steps)
        except StopIteration:
            application.quit()
            return
        watch.take()
        act()
        QTimer.singleShot(rest, go)

    QTimer.singleShot(1500, go)
    application.exec()
    return blocks


def _tell(blocks: list[tuple[str, float]]) -> None:
    keys = sorted(block for name, block in blocks if name == "key")
    print(
        f"keys: {len(keys)}, p99 {keys[int(len(keys) * 0.99)] * 1000:.1f} ms, longest {keys[-1] * 1000:.1f} ms"
    )
    for name, block in sorted((each for each in blocks if each[0] != "key"), key=lambda each: -each[1]):
        print(f"{block * 1000:7.1f} ms  {name}")


if __name__ == "__main__":
    main()
