"""Observations and documents: made at the first letter, photos the right way up, refusals in words."""

import pytest
from follow_up_parts import CTRL, SHIFT
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from shell_parts import button, field, line, seen, told, words

from inspektor.shapes.enums import ObservationKind
from ui.screens.follow_up.document_editor import DocumentEditor
from ui.screens.follow_up.observation_editor import ObservationEditor
from ui.screens.follow_up.photo_strip import PhotoCard
from ui.screens.follow_up.photo_work import small_picture, turned
from ui.screens.follow_up.requirement_choice import RequirementChoice
from ui.widgets.list_rows import ListRows
from ui.widgets.segmented import Segmented

NONE = Qt.KeyboardModifier.NoModifier


def a_photo(tmp_path, name="skåp å.jpg", turn=1, size=(64, 32)):
    from PIL import Image

    picture = Image.new("RGB", size, "white")
    picture.paste("red", (0, 0, 16, 16))  # the upper left corner, as stored
    exif = Image.Exif()
    exif[0x0112] = turn
    path = tmp_path / name
    picture.save(path, "JPEG", exif=exif, quality=95)
    return path


def drop(widget, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    QApplication.sendEvent(widget, QDragEnterEvent(QPoint(9, 9), actions, data, buttons, NONE))
    QApplication.sendEvent(widget, QDropEvent(QPointF(9, 9), actions, data, buttons, NONE))


@pytest.fixture
def spot(visit):
    visit.go("observations")
    return visit


def test_an_observation_is_made_at_its_first_letters(spot, type_text, qtbot):
    assert spot.text("What was seen or heard").hasFocus()
    spot.write(spot.text("What was seen or heard"), "Skåpet står")
    qtbot.waitUntil(lambda: len(spot.observations()) == 1)
    spot.write(spot.text("What was seen or heard"), " olåst")
    spot.write(line(spot.page, "Place"), "Plan 2\n")
    (made,) = spot.observations()
    assert (made.text, made.place, made.kind) == ("Skåpet står olåst", "Plan 2", ObservationKind.NEUTRAL)


def test_place_and_kind_chosen_first_go_with_it(spot, type_text):
    code = spot.template.requirements[4].code
    seen(spot.page, Segmented)[0]._cells["negative"].click()
    choice = seen(spot.page, RequirementChoice)[0]
    choice.setCurrentIndex(choice.findData(code))
    spot.write(line(spot.page, "Place"), "Plan 2")
    spot.write(spot.text("What was seen or heard"), "Olåst")
    spot.go("overview")
    (made,) = spot.observations()
    assert (made.place, made.kind, made.requirement) == ("Plan 2", ObservationKind.NEGATIVE, code)


def test_a_new_one_is_begun_by_keyboard_while_another_is_written(spot, type_text, press):
    spot.write(spot.text("What was seen or heard"), "Ett")
    press(spot.text("What was seen or heard"), Qt.Key.Key_N, CTRL | SHIFT)
    spot.write(spot.text("What was seen or heard"), "Två")
    spot.go("overview")
    assert sorted(row.text for row in spot.observations()) == ["Ett", "Två"]


def test_rows_are_walked_and_each_shows_its_own(spot, type_text, press):
    for words_of_it in ("Ett", "Två"):
        spot.write(spot.text("What was seen or heard"), words_of_it)
        press(spot.text("What was seen or heard"), Qt.Key.Key_N, CTRL | SHIFT)
    spot.settle()
    rows = seen(spot.page, ListRows)[0]
    rows.setFocus()
    press(rows, Qt.Key.Key_Home)
    assert spot.text("What was seen or heard").toPlainText() == spot.observations()[0].text
    press(rows, Qt.Key.Key_Down)
    assert spot.text("What was seen or heard").toPlainText() == spot.observations()[1].text


def test_the_time_can_be_mended(spot, type_text, press):
    spot.write(spot.text("What was seen or heard"), "Ett")
    spot.screen.setFocus()
    spot.settle()
    time = line(spot.page, "Time")
    assert time.text() == "09.36"
    time.setFocus()
    time.selectAll()
    spot.write(time, "8.05")
    press(time, Qt.Key.Key_Return)
    assert spot.observations()[0].observed_at.strftime("%H.%M") == "07.05"


def test_a_dropped_photo_is_added_and_asks_for_its_description(spot, type_text, tmp_path, press):
    drop(spot.page.findChild(ObservationEditor), a_photo(tmp_path), a_photo(tmp_path, "två.jpg"))
    spot.settle()
    (made,) = spot.observations()
    assert len(made.photos) == 2
    assert words(spot.page).count("Behövs innan protokollet signeras.") == 2
    card = seen(spot.page, PhotoCard)[0]
    told_of = card._told.editor
    told_of.setFocus()
    spot.write(told_of, "Ett vitt skåp")
    spot.text("What was seen or heard").setFocus()
    assert "Ett vitt skåp" in [photo.alternative_text for photo in spot.observations()[0].photos]


def test_what_is_no_photo_is_explained_and_the_others_are_taken(spot, tmp_path):
    broken = tmp_path / "trasig.jpg"
    broken.write_bytes(b"\xff\xd8 nothing")
    empty = tmp_path / "tom.heic"
    empty.touch()
    drop(
        spot.page.findChild(ObservationEditor),
        broken,
        a_photo(tmp_path),
        empty,
        tmp_path / "finns inte.jpg",
    )
    spot.settle()
    assert len(spot.observations()[0].photos) == 1
    assert [fact.split(":")[0] for fact in told(spot.page)] == ["trasig.jpg", "tom.heic", "finns inte.jpg"]
    assert "JPEG" in words(spot.page)


def test_a_picture_is_pasted_while_one_writes(spot, type_text, press):
    picture = QImage(40, 20, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(picture)
    spot.write(spot.text("What was seen or heard"), "Skåpet")
    press(spot.text("What was seen or heard"), Qt.Key.Key_V, CTRL)
    spot.settle()
    (made,) = spot.observations()
    assert made.text == "Skåpet"
    assert [(photo.width, photo.height) for photo in made.photos] == [(40, 20)]
    QGuiApplication.clipboard().clear()


def test_a_photo_is_removed_and_undone(spot, tmp_path):
    drop(spot.page.findChild(ObservationEditor), a_photo(tmp_path))
    spot.settle()
    button(spot.page, "Remove the photo").click()
    spot.settle()
    assert spot.observations()[0].photos == ()
    spot.operations.undo()
    spot.settle()
    assert len(seen(spot.page, PhotoCard)) == 1


def test_an_observation_is_deleted_and_undone(spot, type_text):
    spot.write(spot.text("What was seen or heard"), "Ett")
    spot.screen.setFocus()
    spot.settle()
    button(spot.page, "Delete the observation").click()
    spot.settle()
    assert spot.observations() == ()
    assert spot.text("What was seen or heard").toPlainText() == ""
    spot.operations.undo()
    assert len(spot.observations()) == 1


@pytest.mark.parametrize(
    ("turn", "corner"), [(1, (0, 0)), (3, (1, 1)), (6, (1, 0)), (8, (0, 1)), (2, (1, 0)), (5, (0, 0))]
)
def test_photos_are_shown_the_right_way_up(spot, tmp_path, turn, corner):
    drop(spot.page.findChild(ObservationEditor), a_photo(tmp_path, turn=turn))
    spot.settle()
    (photo,) = spot.observations()[0].photos
    shown = small_picture(spot.workspace, photo.media, photo.turn, 64)
    width, height = shown.width(), shown.height()
    assert (width, height) == ((64, 32) if turn < 5 else (32, 64))
    at = QPoint(2 if corner[0] == 0 else width - 3, 2 if corner[1] == 0 else height - 3)
    red = shown.pixelColor(at)
    assert (red.red() > 200, red.green() < 80) == (True, True)


def test_an_unknown_turn_is_left_alone():
    picture = QImage(4, 2, QImage.Format.Format_RGB32)
    assert turned(picture, 77).size() == picture.size()


# Documents


@pytest.fixture
def desk(visit):
    visit.go("documents")
    return visit


def test_a_document_is_made_once_its_kind_is_written(desk, type_text, press):
    desk.write(line(desk.page, "Number read"), "28")
    desk.write(line(desk.page, "Kind of document"), "Schema")
    desk.write(line(desk.page, "How the sample was chosen"), "Alla nätter v. 45")
    desk.write(desk.text("What came out"), "Jour 9 av 28 nätter")
    desk.go("overview")
    (made,) = desk.reviews()
    assert (made.kind, made.sample_size, made.selection, made.result) == (
        "Schema",
        28,
        "Alla nätter v. 45",
        "Jour 9 av 28 nätter",
    )


def test_a_result_without_a_kind_asks_for_the_kind_and_stays(desk, type_text):
    desk.write(desk.text("What came out"), "Jour")
    line(desk.page, "Number read").setFocus()
    assert desk.reviews() == ()
    assert field(desk.page, "Kind of document").error()
    desk.write(line(desk.page, "Kind of document"), "Schema\n")
    assert desk.reviews()[0].result == "Jour"


def test_a_number_that_is_none_is_refused_by_the_field(desk, type_text, press):
    size = line(desk.page, "Number read")
    desk.write(size, "många")
    press(size, Qt.Key.Key_Return)
    assert field(desk.page, "Number read").error() == "Skriv ett heltal."


def test_a_document_is_deleted_and_undone(desk, type_text):
    desk.write(line(desk.page, "Kind of document"), "Schema\n")
    desk.settle()
    button(desk.page, "Delete the document").click()
    assert desk.reviews() == ()
    desk.operations.undo()
    assert len(desk.reviews()) == 1


def test_an_undone_document_leaves_an_empty_form(desk, type_text):
    desk.write(line(desk.page, "Kind of document"), "Schema\n")
    desk.settle()
    desk.operations.undo()
    desk.settle()
    assert desk.page.findChild(DocumentEditor).review_id() == ""
    assert line(desk.page, "Kind of document").text() == ""
