"""What leaves the program is listed, what is copied is marked, and nothing of the content stands where others look."""

from pathlib import Path

from builders import a_follow_up
from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from shell_parts import CTRL, SHIFT, button, line, seen, words

from inspektor import logs, paths
from inspektor.actions import documents, papers, register
from inspektor.i18n import tr, tr_n
from inspektor.queries.outside import forgotten, outside
from ui.clipboard import MARKS, DiscreetClipboard
from ui.dialogs.printing import PdfPrinter
from ui.lists.outside_note import OutsideNote
from ui.widgets.autosave_line import AutosaveLine
from ui.widgets.crash_dialog import CrashDialog

CANARY = "Kanariefågeln"


def titles_now() -> set[str]:
    """What the taskbar and the window list could show."""
    widgets = QApplication.topLevelWidgets()
    said = {each.windowTitle() + each.windowFilePath() + each.windowIconText() for each in widgets}
    return said | {each.title() for each in QGuiApplication.topLevelWindows()}


def test_what_has_left_is_listed_asked_after_and_deleted(shell, tmp_path, frozen_clock, qtbot):
    page, sheet = tmp_path / "blad å.pdf", tmp_path / "ord.pdf"
    papers.save(shell.workspace, b"%PDF", page)
    papers.save(shell.workspace, b"%PDF igen", page)  # over itself: one file
    documents.save_recovery_sheet(shell.workspace, ["ankare"] * 18, sheet)
    assert {each.path for each in outside(shell.workspace)} == {page, sheet}
    frozen_clock.advance(days=6)
    assert forgotten(shell.workspace) == ()
    frozen_clock.advance(days=2)
    shell.go("register")
    today = shell.go("today")
    today._reload()
    note = seen(today, OutsideNote)[0]
    said = tr_n("{n} file still lies outside Inspektor", "{n} files still lie outside Inspektor", 2)
    assert said.format(n=2) in words(note)
    button(note, tr("Look: {place}").format(place=tr("Files outside Inspektor"))).click()
    listed = shell.dialog()
    button(listed, tr("Let it stay: {name}").format(name=page.name)).click()
    assert [each.path for each in forgotten(shell.workspace)] == [sheet]
    delete = f"{tr('Delete the file')}: {sheet.name}"
    button(listed, delete).click()
    button(shell.dialog(), "Cancel").click()
    assert sheet.exists()
    button(listed, delete).click()
    button(shell.dialog(), "Delete").click()
    assert not sheet.exists()
    page.unlink()
    button(listed, "Close").click()
    assert not note.isVisible()
    settings = shell.go("settings")
    button(settings, f"{tr('Off the list')}: {page.name}").click()
    assert outside(shell.workspace) == ()


def test_copied_text_is_marked_wherever_it_was_copied_and_goes_with_the_lock(shell, press, qtbot):
    provider = register.add_provider(shell.workspace, name=CANARY).created("provider")
    register.add_unit(
        shell.workspace, provider_id=provider, name="Bryggan", service_type="HVB", address=CANARY
    )
    clipboard = QGuiApplication.clipboard()
    shell.go("register")
    qtbot.waitUntil(lambda: bool(seen(shell.page(), AutosaveLine)))
    where = line(shell.page(), "Address")
    where.setText(CANARY)
    where.selectAll()
    press(where, Qt.Key.Key_C, CTRL)
    for text in (CANARY, str(shell.folder)):
        held = clipboard.mimeData()
        assert held.text() == text
        assert {mark: held.data(mark).data() for mark in MARKS} == MARKS
        button(shell.go("settings"), "Copy the path").click()
    press(shell.window, Qt.Key.Key_L, CTRL | SHIFT)
    assert clipboard.text() == ""
    clipboard.clear()


def test_nothing_of_the_content_stands_where_others_look(shell, press, type_text, qtbot, tmp_path):
    log = logs.start()
    a_follow_up(shell.workspace, purpose=CANARY, trigger=CANARY)
    provider = register.add_provider(shell.workspace, name=f"{CANARY} AB").created("provider")
    register.add_unit(shell.workspace, provider_id=provider, name=CANARY, service_type="HVB")
    titles: set[str] = set()
    for place in ("today", "follow_ups", "register", "templates", "search", "settings"):
        shell.go(place)
        titles |= titles_now()
    press(shell.window, Qt.Key.Key_N, CTRL)
    titles |= titles_now()
    shell.dialog().close()
    press(shell.window, Qt.Key.Key_F1)
    titles |= titles_now()
    shell.dialog().close()
    shell.program.notices.report_bug(ValueError(CANARY))
    qtbot.waitUntil(lambda: bool(shell.window.findChildren(CrashDialog)))
    titles |= titles_now()
    crash = shell.window.findChildren(CrashDialog)[0]
    assert CANARY not in crash._report + words(crash)
    crash.close()
    job = PdfPrinter(documents.recovery_sheet(shell.workspace, ["ankare"] * 18), shell.window)
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "ut.pdf"))
    with qtbot.waitSignal(job.printed, timeout=20_000):
        job.print_to(printer)
    assert printer.docName() == "Inspektor"
    press(shell.window, Qt.Key.Key_L, CTRL)
    titles |= titles_now()
    logs.stop()
    assert not [title for title in titles if CANARY in title]
    assert titles <= {"", "Inspektor"}
    homes = {paths.user_config(), paths.user_data(), log.parent, Path.home()}
    written = [file for home in homes for file in home.rglob("*") if file.is_file()]
    assert log in written
    marks = [CANARY.encode(coding) for coding in ("utf-8", "utf-16-le", "latin-1")]
    assert not [file for file in written if any(mark in file.read_bytes() for mark in marks)]


class MiddleButton(QObject):
    """A desktop that pastes what is merely selected; the platform without a screen has none."""

    dataChanged, selectionChanged = Signal(), Signal()

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[QClipboard.Mode, QMimeData] = {}

    def supportsSelection(self) -> bool:
        return True

    ownsSelection = ownsClipboard = supportsSelection

    def mimeData(self, mode: QClipboard.Mode) -> QMimeData | None:
        return self.held.get(mode)

    def setMimeData(self, data: QMimeData, mode: QClipboard.Mode) -> None:
        self.held[mode] = data

    def clear(self, mode: QClipboard.Mode) -> None:
        del self.held[mode]


def test_what_is_merely_selected_is_marked_and_taken_back_too(qapp, monkeypatch):
    desktop = MiddleButton()
    monkeypatch.setattr(QGuiApplication, "clipboard", lambda: desktop)
    discreet = DiscreetClipboard(desktop)
    selected = QMimeData()
    selected.setText("Hon sade det i hallen")
    desktop.setMimeData(selected, QClipboard.Mode.Selection)
    desktop.selectionChanged.emit()
    held = desktop.held[QClipboard.Mode.Selection]
    assert held.text() == "Hon sade det i hallen"
    assert all(held.hasFormat(mark) for mark in MARKS)
    discreet.empty()
    assert desktop.held == {}
