"""The window comes back as it was left, on a screen that is there."""

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QSplitter, QTableWidget, QWidget

from ui.window_state import WindowState


@pytest.fixture
def state(qapp, tmp_path):
    def opened() -> WindowState:
        return WindowState(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))

    return opened


def test_a_window_comes_back(state, show):
    window = QWidget()
    window.setMinimumSize(200, 100)
    show(window)
    window.resize(640, 420)
    first = state()
    first.keep_window("main", window)
    first.save()
    again = QWidget()
    show(again)
    assert state().restore_window("main", again, (1440, 900))
    assert again.size() == window.size()


def test_without_memory_it_gets_a_size_that_fits_the_screen(state, show):
    window = QWidget()
    show(window)
    assert not state().restore_window("main", window, (9000, 600))
    assert window.width() == window.screen().availableSize().width()


def test_panes_come_back_unless_they_are_others(state, show):
    def splitter(panes: int) -> QSplitter:
        made = QSplitter()
        for _ in range(panes):
            made.addWidget(QWidget())
        made.resize(900, 200)
        show(made)
        return made

    first, kept = splitter(2), state()
    first.setSizes([300, 590])
    kept.keep_splitter("list", first)
    kept.save()
    second, third = splitter(2), splitter(3)
    state().restore_splitter("list", second, [450, 450])
    assert second.sizes() == first.sizes()
    state().restore_splitter("list", third, [300, 300, 290])
    assert max(third.sizes()) - min(third.sizes()) < 20


def test_columns_and_choices_come_back(state, show):
    table = QTableWidget(2, 3)
    show(table)
    header, kept = table.horizontalHeader(), state()
    header.resizeSection(1, 222)
    kept.keep_columns("units", header)
    kept.keep_choice("units", "late")
    kept.save()
    other = QTableWidget(2, 3)
    show(other)
    assert state().restore_columns("units", other.horizontalHeader())
    assert other.horizontalHeader().sectionSize(1) == 222
    assert (state().choice("units", "open"), state().choice("else", "open")) == ("late", "open")
    assert not state().restore_columns("none", other.horizontalHeader())


def test_rubbish_in_the_file_is_passed_over(tmp_path, qapp, show):
    (tmp_path / "window.ini").write_text("[main]\ngeometry=abc\npanes=x, y\n", encoding="utf-8")
    state = WindowState(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    window, splitter = QWidget(), QSplitter()
    show(window)
    assert not state.restore_window("main", window, (400, 300))
    state.restore_splitter("main", splitter, [])


def test_by_itself_it_uses_the_users_own_folder(qapp, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    state = WindowState()
    state.keep_choice("a", "b")
    state.save()
    assert list(tmp_path.rglob("window.ini"))
