"""Lists drawn by delegates: what is chosen, opened, read aloud, and kept when rows change."""

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from ui.widgets import list_rows
from ui.widgets.list_rows import ChipSpec, ListRow, ListRows
from ui.widgets.note_list import NoteList, NoteRow
from ui.widgets.question_list import AreaRow, QuestionList, QuestionRow
from ui.widgets.rows import ROW_ROLE
from ui.widgets.wrapped_text import lines

QUESTIONS = (
    AreaRow("Trygghet och säkerhet", "1 av 3"),
    QuestionRow("a", "4.1", "Hur många är ni på plats på natten, och är någon vaken?", "touched", 3),
    QuestionRow("b", "4.2", "Vad gör du om någon blir hotad?"),
    AreaRow("Kunskapsbaserad verksamhet", "0 av 1"),
    QuestionRow("c", "5.1", "Hur ofta träffar du föreståndaren?", "declined"),
)


@pytest.fixture
def questions(show):
    made = QuestionList()
    made.told, made.opened_keys = [], []
    made.chosen.connect(made.told.append)
    made.opened.connect(made.opened_keys.append)
    made.set_rows(QUESTIONS)
    made.resize(360, 400)
    show(made)
    made.setFocus()
    return made


def test_arrows_pass_over_headings(questions, press):
    questions.set_current("a")
    for _ in range(3):
        press(questions, Qt.Key.Key_Down)
    press(questions, Qt.Key.Key_Up)
    assert questions.told == ["b", "c", "b"]
    questions.move(1)
    questions.move(1)
    assert questions.current_key() == "c"


def test_choosing_by_the_program_tells_nobody(questions):
    questions.set_current("c")
    assert (questions.current_key(), questions.told) == ("c", [])


def test_enter_opens_and_letters_do_nothing(questions, press, type_text):
    questions.set_current("b")
    press(questions, Qt.Key.Key_Return)
    type_text(questions, "4h")
    assert (questions.opened_keys, questions.current_key(), questions.told) == (["b"], "b", [])


def test_changed_rows_keep_place_and_scrolling(questions):
    questions.set_current("b")
    fresh = (
        *QUESTIONS[:2],
        QuestionRow("b", "4.2", "Vad gör du om någon blir hotad?", "touched", 1),
        *QUESTIONS[3:],
    )
    questions.set_rows(fresh)
    assert questions.current_key() == "b"
    assert questions.row("b").notes == 1
    questions.set_rows(fresh[:3])
    assert questions.current_key() == "b"
    questions.set_rows(fresh[:2])
    assert questions.current_key() == ""
    assert questions.told == []


def test_rows_are_read_aloud_with_their_state(questions):
    index = questions.model().index(1)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "4.1, Hur många är ni på plats på natten, och är någon vaken?, berörd, 3 anteckningar"
    interface = QAccessible.queryAccessibleInterface(questions)
    assert interface.childCount() == len(QUESTIONS)
    assert interface.child(1).text(QAccessible.Text.Name) == said


def test_a_question_gets_two_lines_before_it_is_cut():
    long = "Vad gör du om någon blir hotad, slagen eller kränkt av någon annan boende eller av personal?"
    shown = lines(long, "secondary", 260, 2)
    assert len(shown) == 2
    assert shown[1].endswith("…")
    assert lines("Kort?", "secondary", 260, 2) == ("Kort?",)
    assert lines("😀😀 emojin förskjuter inte orden som följer efter den i raden", "secondary", 160, 9)[
        0
    ].startswith("😀😀 ")


@pytest.fixture
def rows(show):
    made = ListRows("Brister", chip_width=100, end_width=80)
    made.told, made.opened_keys = [], []
    made.chosen.connect(made.told.append)
    made.opened.connect(made.opened_keys.append)
    made.set_rows(
        [
            ListRow("1", "Läkemedelsskåp står olåst", "LSS-bostad", bars=3, tone="bad", verb="Verifiera"),
            ListRow(
                "2",
                "Introduktion saknas",
                "HVB",
                date=("18", "nov"),
                chip=ChipSpec("Försenad 8 dagar", "bad"),
            ),
            ListRow("3", "Att sortera", icon="inbox", end=("27 nov", "imorgon")),
        ]
    )
    made.resize(640, 300)
    show(made)
    return made


def test_the_verb_of_a_row_opens_it_and_the_rest_chooses(rows, qtbot):
    index = rows.model().index(0)
    area = QRectF(rows.visualRect(index))
    verb = rows.itemDelegate().verb_place(area, index.data(ROW_ROLE)).center().toPoint()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=verb)
    assert rows.opened_keys == ["1"]
    qtbot.mouseClick(
        rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, round(area.center().y()) + 66)
    )
    assert (rows.opened_keys, rows.told) == (["1"], ["1", "2"])


def test_a_double_click_opens_once(rows, qtbot):
    index = rows.model().index(1)
    place = rows.visualRect(index).center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert rows.opened_keys == ["2"]


def test_rows_say_all_they_show(rows):
    said = [row.spoken() for row in rows.all_rows()]
    assert said == [
        "Läkemedelsskåp står olåst, LSS-bostad, Verifiera",
        "Introduktion saknas, HVB, 18 nov, Försenad 8 dagar",
        "Att sortera, 27 nov, imorgon",
    ]


def painted_words(monkeypatch, view) -> list[tuple[str, float]]:
    """What the list paints as words, each with the room it has."""
    told: list[tuple[str, float]] = []
    paints = list_rows.paint.words
    monkeypatch.setattr(
        list_rows.paint,
        "words",
        lambda painter, area, text, *more: (
            told.append((text, area.width())),
            paints(painter, area, text, *more),
        ),
    )
    view.grab()
    return told


@pytest.mark.parametrize("width", [640, 340, 240])
def test_words_keep_their_room_when_a_list_is_narrow(rows, show, monkeypatch, width):
    narrow = ListRows("Brister", chip_width=110, end_width=96)
    narrow.set_rows(
        [ListRow("1", "Ensam", "4.1", bars=2, chip=ChipSpec("Noterad"), end=("11 dec", "om 13 d"))]
    )
    narrow.resize(width, 120)
    show(narrow)
    painted = painted_words(monkeypatch, narrow)
    assert dict(painted)["Ensam"] >= 150
    assert ("om 13 d" in dict(painted)) == (width > 280)
    assert "Noterad, 11 dec, om 13 d" in narrow.all_rows()[0].spoken()


def test_a_list_on_a_card_is_as_high_as_its_rows(show, qtbot):
    fit = ListRows("Utkast", fit=True)
    fit.set_rows([ListRow(str(n), "Rad") for n in range(4)])
    show(fit)
    four = fit.sizeHint().height()
    fit.set_rows([ListRow(str(n), "Rad") for n in range(2)])
    assert four == 2 * fit.sizeHint().height()


def test_notes_take_the_lines_they_need_and_show_the_newest(show, qtbot):
    notes = NoteList()
    holder = QWidget()
    notes.setParent(holder)
    notes.setGeometry(0, 0, 420, 120)
    show(holder)
    long = "Ensam ungefär var tredje natt sedan i augusti. " * 6
    notes.set_notes([NoteRow("1", "11.21", long, ChipSpec("Fakta", "accent", "info"))])
    one = notes.content_height()
    assert one > 4 * notes.fontMetrics().lineSpacing()
    notes.set_notes([NoteRow("1", "11.21", long), NoteRow("2", "11.24", "Kort.", author="Johan Lind")])
    bar = notes.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0 and bar.value() == bar.maximum())
    assert notes.all_rows()[1].spoken() == "11.24, Johan Lind, Kort."
    notes.set_notes([])
    assert notes.isHidden()
