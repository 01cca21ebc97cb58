"""Nothing heavy is imported before the first window is painted."""

import os
import subprocess
import sys

import pytest

from inspektor import paths

HEAVY = (
    "sqlalchemy sqlmodel pydantic sqlcipher3 reportlab pyhanko pikepdf cryptography babel PIL yaml pyrage msgspec"
    " pypdfium2 argon2".split()
)

PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from inspektor.settings import Settings
from ui.app import Program

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print(" ".join(name for name in {heavy} if name in sys.modules), end="|")
            QTimer.singleShot(0, program.window.close)
            app.removeEventFilter(self)
        return False

app = QApplication([])
program = Program(app, Settings(), Path({folder!r}))
first = FirstPaint()
app.installEventFilter(first)
program.start()
app.exec()
print("closed")
"""


@pytest.mark.parametrize("locked", [True, False])
def test_the_first_paint_needs_nothing_heavy(tmp_path, locked):
    if locked:
        (tmp_path / "inspektor.db").touch()
    code = PROGRAM.format(heavy=HEAVY, folder=str(tmp_path))
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    answer = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=paths.resources().parent,
        env=environment,
        check=False,
    )
    assert answer.stdout == "|closed\n", answer.stderr


def test_what_the_windows_know_by_heart_is_what_the_core_says():
    from inspektor import demo
    from inspektor.store.key_errors import KEY_FILE, MIN_PASSPHRASE
    from inspektor.store.workspace import DATABASE
    from ui.app import entrance
    from ui.widgets import new_passphrase

    assert (entrance.DATABASE, entrance.KEY_FILE) == (DATABASE, KEY_FILE)
    assert demo.PASSPHRASE == entrance.EXAMPLE_PASSPHRASE
    assert new_passphrase.LEAST == MIN_PASSPHRASE
