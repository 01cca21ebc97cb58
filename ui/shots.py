"""`python -m ui.shots DIR`: a picture of every screen, light and dark, at 100 % and 150 %, with example data.

For people to look at. Ends 1 and says what is missing when a screen could not be reached.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QWidget

from inspektor.i18n import tr
from inspektor.settings import Settings
from ui.app import Program
from ui.jobs import InstantJobs
from ui.main_window.inside import Inside
from ui.shot_values import FOUNDING, NO_GROUP, PROBLEMS, REQUESTS, WORDS, fact_check

WIDE, LAPTOP = (1440, 900), (1366, 768)
_QUIET_S, _PAGES_S = 0.35, 8.0
PLACES = tuple("today follow_ups register templates parcels search verify settings sharing keeping".split())
INSIDE: Sequence[tuple[str, tuple[str, ...]]] = (
    ("overview", ("History of the follow-up",)),
    ("preparation", ()),
    ("interviews", ("New interview",)),
    ("observations", ()),
    ("documents", ()),
    ("judgement", ()),
    ("deficiencies", ("History",)),
    ("fact_check", ()),
    ("risk", ()),
    ("feedback", ("Show",)),
)
"""The places of a follow-up, and the buttons there that open a dialog."""


class Album:
    """Takes pictures into one folder."""

    def __init__(self, folder: Path, window: QWidget) -> None:
        self._folder, self._window = folder, window
        self.missing: list[str] = []
        self.taken = 0

    def turn_to(self, window: QWidget) -> None:
        """Go on with another window."""
        self._window = window

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Let everything settle, then take a picture of the window or of a dialog."""
        settle()
        self._folder.mkdir(parents=True, exist_ok=True)
        if not (widget or self._window).grab().save(str(self._folder / f"{name}.png")):
            self.missing.append(f"{self._folder.name}/{name}")
        self.taken += 1

    def push(self, root: QWidget, words: str) -> bool:
        """Press a button; notes it as missing if it is not there."""
        wanted = tr(words)
        for each in root.findChildren(QAbstractButton):
            if each.isVisible() and wanted in (each.text(), each.accessibleName()):
                each.click()
                return True
        self.missing.append(f"{self._folder.name}: {wanted}")
        return False

    def take_dialog(self, name: str) -> None:
        """Take a picture of the dialog that is open, and leave it."""
        settle()
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            self.missing.append(f"{self._folder.name}/{name}")
            return
        self.take(name, dialog)
        dialog.done(QDialog.DialogCode.Rejected)
        settle()


def settle(until: Callable[[], bool] | None = None) -> None:
    """Let timers, layouts and other threads come to rest."""
    started = time.monotonic()
    while True:
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        passed = time.monotonic() - started
        if passed > _PAGES_S or (passed > _QUIET_S and (until is None or until())):
            return
        time.sleep(0.005)


def doors(album: Album, program: Program) -> None:
    """First start and lock."""
    from ui.screens.closing import ClosingScreen
    from ui.screens.first_start import FirstStartScreen
    from ui.screens.unlock import UnlockScreen

    first, lock, closing = FirstStartScreen(), UnlockScreen(), ClosingScreen()
    program.window.show_widget(first)
    album.take("first-start")
    album.push(first, "Make workspace")
    album.take("first-start-errors")
    first.show_words(WORDS)
    album.take("recovery-sheet")
    album.push(first, "I have kept the sheet")
    album.take("recovery-sheet-asked-back")
    program.window.show_widget(lock)
    album.take("lock")
    lock.show_wrong(PROBLEMS[0])
    album.take("lock-wrong")
    lock.start_over()
    lock.show_trouble(PROBLEMS[1], spare=True)
    album.take("lock-trouble")
    lock.start_over()
    album.push(lock, "Unlock with the recovery phrase")
    album.take("lock-recovery")
    program.window.show_widget(closing)
    closing.show_progress(3, 8)
    album.take("closing")


def _type(screen: QWidget | None, letters: str) -> None:
    """Write in the screen's first field as fingers do."""
    field = screen.findChild(QLineEdit) if screen is not None else None
    if field is None:
        return
    for letter in letters:
        key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(field, key)


def places(album: Album, inside: Inside) -> None:
    """The main places and what opens over them."""
    for place in PLACES:
        inside.go(place)
        if place == "search":
            _type(inside.places.pages.currentWidget(), "natt")
        album.take(place)
    for name, place, words in (
        ("new-follow-up", "follow_ups", "Plan a follow-up"),
        ("new-provider", "register", "New provider"),
        ("new-unit", "register", "New unit"),
        ("unannounced-visit", "today", "Unannounced visit"),
        ("licences", "settings", "Licences"),
        ("new-recovery-sheet", "settings", "Make a new sheet"),
    ):
        inside.go(place)
        settle()
        if album.push(inside, words):
            album.take_dialog(name)
    inside.go("register")
    album.push(inside, "Providers")
    album.take("register-provider")


def sharing(album: Album, inside: Inside) -> None:
    """What the shared folder's page shows before and while a group begins."""
    from ui.dialogs.approve import ApproveDialog
    from ui.dialogs.keys import KeysDialog
    from ui.dialogs.problems import ProblemsDialog

    inside.go("sharing")
    settle()
    page = inside.places.sharing()
    if page is None:
        return
    operations = page.operations
    dialogs = (
        ("approve", ApproveDialog(operations, REQUESTS[0], inside)),
        ("keys", KeysDialog(inside)),
        ("template-problems", ProblemsDialog("", PROBLEMS[2].advice(), PROBLEMS[2].lines, inside)),
    )
    for name, dialog in dialogs:
        dialog.open()
        album.take_dialog(name)
    page.show_status(NO_GROUP)
    album.take("sharing-begin")
    page.show_own_words(WORDS[:8])
    album.take("sharing-waiting")
    page.show_founding(FOUNDING)
    album.take("sharing-founded")


def members(album: Album, inside: Inside) -> None:
    """The shared folder's page in a group."""
    inside.go("sharing")
    album.take("sharing-group")
    page = inside.places.sharing()
    if page is not None:
        page.show_requests(REQUESTS)
        album.take("sharing-group-asked")


def follow_up(album: Album, inside: Inside, program: Program) -> None:
    """One follow-up from within, row by row."""
    found = rows_of(program)
    if not found or program.session is None:
        album.missing.append("a follow-up")
        return
    fact_check(program.session.operations, program, found[0])
    telling = most_telling(program, found[0])
    for place, buttons in INSIDE:
        inside.open_follow_up(found[0], place, telling.get(place, ""))
        settle()
        album.take(f"follow-up-{place}")
        for words in buttons:
            if album.push(inside, words):
                album.take_dialog(f"follow-up-{place}-{words.split(' ')[0].lower()}")
    report(album, inside, found[0])
    sign(album, inside, found)
    for interview in interviews_of(program, found[0])[:1]:
        inside.open_follow_up(found[0], "interviews", interview)
        album.take("follow-up-interview")
        if album.push(inside, "Read the introduction aloud"):
            album.take_dialog("follow-up-interview-introduction")
    inside.go("today")


def report(album: Album, inside: Inside, follow_up_id: str) -> None:
    """The texts of the follow-up report and its pages."""
    inside.open_follow_up(follow_up_id, "report")
    settle(lambda: bool(pages_shown(inside)))
    album.take("follow-up-report")
    choose(inside, "Kind of document", "follow_up_report")
    album.take("follow-up-report-texts")
    choose(inside, "Which version", "draft")
    settle(lambda: bool(pages_shown(inside)))
    album.take("follow-up-report-pages")


def choose(root: QWidget, name: str, key: str) -> None:
    """Choose in the row of joined cells of that name, if it is in sight."""
    from ui.widgets.segmented import Segmented

    for each in root.findChildren(Segmented):
        if each.isVisible() and each.accessibleName() == tr(name):
            each.choose(key)
    settle()


def sign(album: Album, inside: Inside, follow_up_ids: Sequence[str]) -> None:
    """The dialog that signs, of the first protocol that is not signed yet."""
    wanted = tr("Sign")
    for follow_up_id in follow_up_ids:
        inside.open_follow_up(follow_up_id, "report")
        settle(lambda: bool(pages_shown(inside)))
        choose(inside, "Which version", "draft")
        for each in inside.findChildren(QAbstractButton):
            if each.isVisible() and each.isEnabled() and each.text() == wanted:
                each.click()
                settle()
                if QApplication.activeModalWidget() is not None:
                    album.take_dialog("follow-up-report-sign")
                    return
    album.missing.append(wanted)


def pages_shown(root: QWidget) -> int:
    """How many pages of a document are shown."""
    from ui.widgets.pdf_view import PdfView

    return sum(view.page_count() for view in root.findChildren(PdfView) if view.isVisible())


def rows_of(program: Program) -> list[str]:
    """The ids of the follow-ups, the one with the most in it first."""
    rows: list[tuple[str, ...]] = []
    answers = asked(program, "queries.follow_ups.follow_ups")
    for row in answers:
        counts = asked(program, "queries.follow_ups.counts", row.id)
        rows.append((f"{counts.notes:05}", row.id))
    return [row_id for _, row_id in sorted(rows, reverse=True)]


def interviews_of(program: Program, follow_up_id: str) -> list[str]:
    """The ids of its interviews, the one with the most notes first."""
    found = asked(program, "queries.interviews.interviews", follow_up_id)
    return [row.id for row in sorted(found, key=lambda row: -row.notes)]


def most_telling(program: Program, follow_up_id: str) -> dict[str, str]:
    """What to show of a place: the judgement on which most is said, a photo, the documents of a sample."""
    judged = asked(program, "queries.judgement.outline", follow_up_id)
    sights = asked(program, "queries.observations.observations", follow_up_id)
    reads = asked(program, "queries.reviews.document_reviews", follow_up_id)
    wanted = {
        "judgement": [row.code for row in sorted(judged, key=lambda row: -row.sources) if row.contradicted],
        "observations": [row.id for row in sights if row.photos],
        "documents": [row.id for row in reads if row.samples],
    }
    return {place: ids[0] for place, ids in wanted.items() if ids}


def asked(program: Program, query: str, *args: str):  # type: ignore[no-untyped-def]
    """The answer of a query."""
    answers: list[object] = []
    if program.session is not None:
        program.session.operations.ask(query, *args, owner=program, done=answers.append)
    return answers[0]


@contextmanager
def started(app: QApplication, folder: Path, size: tuple[int, int], look: Settings) -> Iterator[Program]:
    """The program at its lock."""
    program = Program(app, look, folder, InstantJobs)
    program.start()
    program.window.resize(*size)
    settle()
    yield program
    program.window.close()
    settle(lambda: not program.window.isVisible())


def unlock(program: Program, passphrase: str) -> None:
    """Write the passphrase at the lock."""
    program.entrance.show()
    settle()
    written = program.window.findChild(QLineEdit)
    if written is not None:
        written.setText(passphrase)
        written.returnPressed.emit()
    settle()


def take_all(folder: Path, workspace: Path, group: Path, passphrase: str, scale: int) -> list[str]:
    """Every picture at one scale; gives what could not be reached. `group` is a workspace that belongs to a group."""
    app = QApplication([])
    looks = [("light", 100, WIDE), ("dark", 100, WIDE), ("light", 100, LAPTOP), ("light", 150, WIDE)]
    missing: list[str] = []
    for scheme, text, size in looks if scale == 100 else looks[:2]:
        name = (
            f"{scheme}-{scale}"
            + ("" if size == WIDE else f"-{size[0]}")
            + ("-text-150" if text > 100 else "")
        )
        look = Settings(scheme=scheme, text_size=text)
        with started(app, workspace, size, look) as program:
            album = Album(folder / name, program.window)
            doors(album, program)
            unlock(program, passphrase)
            if program.session is None:
                return [*missing, "the workspace did not open"]
            inside = program.session.widget
            follow_up(album, inside, program)
            places(album, inside)
            sharing(album, inside)
        with started(app, group, size, look) as program:
            album.turn_to(program.window)
            unlock(program, passphrase)
            if program.session is not None:
                members(album, program.session.widget)
        missing += album.missing
        sys.stdout.write(f"{name}: {album.taken}\n")
    return missing


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the example data once, then the pictures in a process for each scale."""
    parser = argparse.ArgumentParser(prog="python -m ui.shots")
    parser.add_argument("folder", type=Path, metavar="DIR", help="where the pictures are put")
    parser.add_argument("--workspace", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--group", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--scale", type=int, default=0, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.workspace is not None:
        from inspektor.demo import PASSPHRASE

        missing = take_all(chosen.folder, chosen.workspace, chosen.group, PASSPHRASE, chosen.scale)
        sys.stderr.write("".join(f"missing: {each}\n" for each in missing))
        return 1 if missing else 0
    from inspektor.demo import example_workspace, run_demo

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        example_workspace(Path(place) / "arbetsyta").close()
        group = run_demo(Path(place) / "grupp").workspaces[0]
        codes = [_at_scale(chosen.folder, Path(place) / "arbetsyta", group, scale) for scale in (100, 150)]
    return max(codes)


def _at_scale(folder: Path, workspace: Path, group: Path, scale: int) -> int:
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": str(scale / 100),
        "XDG_CONFIG_HOME": str(workspace.parent / "config"),
    }
    command = [sys.executable, "-m", "ui.shots", str(folder)]
    command += ["--workspace", str(workspace), "--group", str(group), "--scale", str(scale)]
    return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
