"""How soon the window is there: `python -m tests.benchmarks.bench_start`, interleaved with a bare PySide6 window.

Whole processes, from their start to the first paint of what is looked for; and from the passphrase to the start screen of a
workspace in use. Resident memory then (Linux).
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 9
PASSPHRASE = "fyra blå cyklar i regn"

BARE = """
import os
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        os.write(1, b"painted")
        os._exit(0)
application = QApplication([])
window = Window()
window.resize(1440, 900)
window.show()
application.exec()
"""

DOOR = """
import os, sys
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLineEdit
from inspektor import settings
from ui.app import Program
class Eyes(QObject):
    def eventFilter(self, thing, event):
        if event.type() == QEvent.Type.Paint and isinstance(thing, QLineEdit) and thing.isVisible():
            os.write(1, b"painted")
            os._exit(0)
        return False
application = QApplication([])
eyes = Eyes()
program = Program(application, settings.load(), Path(sys.argv[1]))
application.installEventFilter(eyes)
program.start()
application.exec()
"""

INSIDE = """
import os, resource, sys, time
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from inspektor import settings
from ui.app import Program
application = QApplication([])
program = Program(application, settings.load(), Path(sys.argv[1]))
begun = []
def unlock():
    field = next(w for w in application.allWidgets() if isinstance(w, QLineEdit) and w.isVisible())
    for letter in sys.argv[2]:
        application.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
    begun.append(time.perf_counter())
    application.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier))
    look()
def look():
    if program.session is None or not program.session.widget.isVisible():
        return QTimer.singleShot(5, look)
    program.session.widget.grab()
    pages = Path("/proc/self/statm")
    size = int(pages.read_text().split()[1]) * resource.getpagesize() if pages.exists() else 0
    os.write(1, f"{time.perf_counter() - begun[0]} {size}".encode())
    os._exit(0)
program.start()
QTimer.singleShot(1500, unlock)
application.exec()
"""


def seconds(script: str, *arguments: str) -> float:
    """From the start of a process to the word it writes."""
    start = time.perf_counter()
    run(script, *arguments)
    return time.perf_counter() - start


def run(script: str, *arguments: str) -> str:
    """What a script writes before it ends."""
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode or not done.stdout:
        raise SystemExit(done.stderr)
    return done.stdout


def main() -> None:
    """Make a workspace at full key cost, then measure."""
    from inspektor.actions.first_start import FirstStart, set_up

    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = folder
        start = FirstStart(
            "Karin Åkerström", "Kvalitetsgranskare", "Norrby kommun", "Socialnämnden", PASSPHRASE
        )
        place = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "w"
        if len(sys.argv) < 2:
            set_up(place, start)[0].close()
        passphrase = sys.argv[2] if len(sys.argv) > 2 else PASSPHRASE
        pairs = [(seconds(DOOR, str(place)), seconds(BARE)) for _ in range(ROUNDS + 1)][1:]
        ours, bare = (statistics.median(values) for values in zip(*pairs, strict=True))
        ratio = statistics.median(a / b for a, b in pairs)
        print(
            f"start to passphrase field: {ours * 1000:.0f} ms, bare window {bare * 1000:.0f} ms, ratio {ratio:.2f}"
        )
        inside = [run(INSIDE, str(place), passphrase).split() for _ in range(3)]
        opened = statistics.median(float(each[0]) for each in inside)
        memory = max(int(each[1]) for each in inside)
        print(f"passphrase to start screen: {opened:.2f} s, resident memory {memory / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
