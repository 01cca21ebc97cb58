"""Every page of a follow-up: named for assistive technology, within a small window, dark and large as well."""

import pytest
from follow_up_parts import Visit
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from shell_parts import seen

from inspektor.actions import assessments, interviews, observations, reviews
from inspektor.shapes.enums import Rating, Role, SourceKind, Stance
from ui import theme
from ui.screens.follow_up import places
from ui.screens.follow_up.count_field import CountField
from ui.widgets.text import Label

SMALLEST = (960, 600)
LONG = "Verksamhetens arbete med genomförandeplaner, riskbedömningar och brandskyddsrutiner " * 6


@pytest.fixture
def full(visit) -> Visit:
    """A follow-up with something long in every place."""
    code = visit.codes(Role.MANAGEMENT, Role.STAFF)[0]
    talk = visit.interview(Role.STAFF, LONG[:400])
    interviews.add_note(visit.workspace, visit.id, LONG, interview_id=talk, requirement=code)
    seen_there = observations.add(visit.workspace, visit.id, LONG, requirement=code, place=LONG[:300])
    reviews.add_document_review(visit.workspace, visit.id, LONG[:300], sample_size=99_999, result=LONG)
    assessments.set_stance(
        visit.workspace,
        visit.id,
        code,
        SourceKind.OBSERVATION,
        seen_there.created("observation"),
        Stance.CONTRADICTS,
    )
    assessments.rate(visit.workspace, visit.id, code, Rating.NOT_MET)
    visit.screen.column.set_sync(
        "circle-check", "muted", "Synkat 09.14", "Inget väntar"
    )  # as the window does
    visit.where = {places.INTERVIEWS: talk, places.JUDGEMENT: code}
    visit.settle()
    return visit


def nameless(root: QWidget) -> list[str]:
    """The widgets that take the keyboard and have no name."""
    found = []
    for each in seen(root, QWidget):
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and not each.focusProxy():
            spoken = QAccessible.queryAccessibleInterface(each)
            if spoken is None or not spoken.text(QAccessible.Text.Name):
                found.append(type(each).__name__)
    return found


def test_everything_that_takes_the_keyboard_has_a_name(full):
    for place in places.KEYS:
        full.go(place, full.where.get(place, ""))
        assert nameless(full.screen) == [], place


def test_tab_goes_round_each_page_and_comes_back(full):
    for place in places.KEYS:
        full.go(place, full.where.get(place, ""))
        start = QApplication.focusWidget()
        assert start is not None, place
        passed = [start]
        for _ in range(150):
            full.screen.focusNextChild()
            if QApplication.focusWidget() is start:
                break
            passed.append(QApplication.focusWidget())
        assert QApplication.focusWidget() is start, place
        assert len({id(each) for each in passed}) == len(passed), place


def test_every_page_fits_the_smallest_window(full):
    full.screen.resize(*SMALLEST)
    for place in places.KEYS:
        full.go(place, full.where.get(place, ""))
        least = full.screen.minimumSizeHint()
        assert (least.width() <= SMALLEST[0], least.height() <= SMALLEST[1]) == (True, True), (place, least)


@pytest.mark.parametrize("size", [SMALLEST, (1366, 768)])
def test_no_words_are_cut_in_a_small_window(full, size):
    full.screen.resize(*size)
    for place in places.KEYS:
        full.go(place, full.where.get(place, ""))
        cut = [label.text() for label in full.screen.findChildren(Label) if _shown(label) and _is_cut(label)]
        squeezed = [each for each in full.screen.findChildren(CountField) if _is_squeezed(each)]
        assert (cut, squeezed) == ([], []), place


def _shown(label: Label) -> bool:
    return label.isVisible() and bool(label.text())


def _is_cut(label: Label) -> bool:
    """Whether a word, or a line that does not wrap, is wider than there is room for."""
    pieces = label.text().split() if label.wordWrap() else [label.text()]
    return max(map(label.fontMetrics().horizontalAdvance, pieces)) > label.width() + 1


def _is_squeezed(count: CountField) -> bool:
    return count.isVisible() and count.width() < count.minimumSizeHint().width()


def test_no_key_means_two_things_on_any_page(full):
    for place in places.KEYS:
        full.go(place, full.where.get(place, ""))
        keys = [each.key().toString() for each in full.screen.findChildren(QShortcut) if _active(each)]
        assert sorted(set(keys)) == sorted(keys), place


def _active(shortcut: QShortcut) -> bool:
    parent = shortcut.parent()
    return isinstance(parent, QWidget) and parent.isVisible() and shortcut.isEnabled()


@pytest.mark.parametrize("look", [("dark", 100), ("light", 150), ("contrast", 130)])
def test_pages_are_dressed_in_every_look(full, qapp, look):
    theme.apply_theme(qapp, *look)
    try:
        for place in places.KEYS:
            full.go(place, full.where.get(place, ""))
            assert not full.screen.grab().isNull()
    finally:
        theme.apply_theme(qapp, "light")
