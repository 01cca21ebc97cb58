"""Photos of an observation: dropped, pasted, fetched from a phone; described, confirmed, moved, and never lost unasked."""

import os
from datetime import timedelta

import pytest
from follow_up_parts import CTRL
from photo_files import drawn, heic, jpeg, png_claiming, saved
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QMenu
from shell_parts import button, field, line, seen, told, words

from inspektor import clock
from inspektor.actions import observations as acts
from inspektor.i18n import tr
from inspektor.queries.erasures import erasures
from inspektor.queries.gaps import gaps
from inspektor.queries.observations import left_behind
from ui.dialogs.erase import ErasePhotoDialog
from ui.screens.follow_up.observations import ObservationsPage
from ui.screens.follow_up.photo_describing import DescribePhotos
from ui.screens.follow_up.photo_grid import PhotoGrid
from ui.screens.follow_up.photo_import import PhotoImport
from ui.screens.follow_up.photo_strip import PhotoCard
from ui.screens.follow_up.photo_work import small_picture
from ui.widgets.choice import Check
from ui.widgets.drop_cover import DropCover

PLACE = "observations"

NONE = Qt.KeyboardModifier.NoModifier
COPY, LEFT_BUTTON = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton


def a_photo(tmp_path, name="skåp å.jpg", data=None):
    path = tmp_path / name
    path.write_bytes(jpeg((64, 48)) if data is None else data)
    return path


def files(*paths, text=""):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    if text:
        data.setText(text)
    return data


def drop(spot, *paths):
    data = files(*paths)
    QApplication.sendEvent(sheet(spot), QDragEnterEvent(QPoint(9, 9), COPY, data, LEFT_BUTTON, NONE))
    QApplication.sendEvent(sheet(spot), QDropEvent(QPointF(9, 9), COPY, data, LEFT_BUTTON, NONE))
    spot.settle()


def sheet(spot):
    return seen(spot.screen, ObservationsPage)[0]


def dialog(kind):
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind), found
    return found


def leave():
    if isinstance(found := QApplication.activeModalWidget(), DescribePhotos):
        found.reject()


@pytest.fixture
def spot(visit):
    visit.go("observations")
    yield visit
    QGuiApplication.clipboard().clear()
    leave()


# In


def test_the_whole_page_is_a_target_and_shows_it(spot, tmp_path):
    data = files(a_photo(tmp_path))
    QApplication.sendEvent(sheet(spot), QDragEnterEvent(QPoint(9, 9), COPY, data, LEFT_BUTTON, NONE))
    (cover,) = sheet(spot).findChildren(DropCover)
    assert cover.isVisible()
    assert cover.geometry() == sheet(spot).rect()
    QApplication.sendEvent(sheet(spot), QDragLeaveEvent())
    assert not cover.isVisible()


def test_dropped_photos_are_asked_about_one_by_one(spot, tmp_path, press):
    drop(spot, a_photo(tmp_path), a_photo(tmp_path, "två.heic", heic((80, 60))))
    asking = dialog(DescribePhotos)
    assert line(asking, "Caption").hasFocus()
    spot.write(line(asking, "Caption"), "Medicinskåpet")
    press(line(asking, "Caption"), Qt.Key.Key_Tab)
    spot.write(asking.focusWidget(), "Ett vitt skåp står öppet")
    press(asking.focusWidget(), Qt.Key.Key_Return, CTRL)  # no persons, next
    spot.write(line(asking, "Caption"), "Entrén\n")  # Enter goes on; it was the last
    spot.settle()
    assert QApplication.activeModalWidget() is None
    first, second = spot.observations()[0].photos
    assert (first.caption, first.alternative_text) == ("Medicinskåpet", "Ett vitt skåp står öppet")
    assert (first.no_persons, second.no_persons) == (True, False)
    assert (second.caption, second.alternative_text, second.media_type) == ("Entrén", "", "image/heic")
    found = {gap.code: gap for gap in gaps(spot.workspace, spot.id)}
    assert (found["persons"].stops, found["alternative_text"].stops) == (False, False)


def test_one_can_go_back_and_finds_what_one_wrote(spot, tmp_path, press):
    drop(spot, a_photo(tmp_path), a_photo(tmp_path, "två.jpg", jpeg((80, 60))))
    asking = dialog(DescribePhotos)
    spot.write(line(asking, "Caption"), "Ett\n")
    press(asking, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert line(asking, "Caption").text() == "Ett"


def test_who_goes_on_writing_is_not_asked_but_finds_a_button(spot, tmp_path, qtbot):
    seen_id = acts.add(spot.workspace, spot.id, "Ett").created("observation")
    acts.add_photo(spot.workspace, seen_id, jpeg((64, 48)))
    spot.settle()
    spot.go("observations", seen_id)
    button(spot.page, "Describe the photos").click()
    assert len(dialog(DescribePhotos)._photos) == 1


def test_what_is_no_photo_is_explained_and_the_others_are_taken(spot, tmp_path):
    broken = a_photo(tmp_path, "trasig.jpg", b"\xff\xd8\xff nothing")
    empty = a_photo(tmp_path, "tom.heic", b"")
    bomb = a_photo(tmp_path, "bomb.png", png_claiming(60_000, 60_000))
    drop(spot, broken, a_photo(tmp_path), empty, bomb, tmp_path / "finns inte.jpg")
    leave()
    assert len(spot.observations()[0].photos) == 1
    assert [fact.split(":")[0] for fact in told(spot.page)][1:] == [
        "trasig.jpg",
        "tom.heic",
        "bomb.png",
        "finns inte.jpg",
    ]
    assert "HEIC" in words(spot.page)


def test_no_observation_is_left_where_no_photo_was_taken(spot, tmp_path):
    drop(spot, a_photo(tmp_path, "bild.svg", b"<svg/>"))
    assert spot.observations() == ()
    assert told(spot.page)[0].startswith("bild.svg: ")
    drop(spot, a_photo(tmp_path, "hel.jpg"))
    assert len(spot.observations()) == 1


def test_the_same_photo_twice_is_told_and_passed_over(spot, tmp_path):
    drop(spot, a_photo(tmp_path))
    leave()
    drop(spot, a_photo(tmp_path, "kopia.jpg"))
    assert len(spot.observations()[0].photos) == 1
    assert "1 foto fanns redan" in told(spot.page)


def test_a_picture_is_pasted_while_one_writes(spot, press):
    picture = QImage(40, 20, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(picture)
    spot.write(spot.text("What was seen or heard"), "Skåpet")
    press(spot.text("What was seen or heard"), Qt.Key.Key_V, CTRL)
    spot.settle()
    (made,) = spot.observations()
    assert made.text == "Skåpet"
    assert [(photo.width, photo.height, photo.left_on) for photo in made.photos] == [(40, 20, "")]


def test_copied_files_are_pasted_though_they_are_text_too(spot, tmp_path, press):
    path = a_photo(tmp_path)
    QGuiApplication.clipboard().setMimeData(files(path, text=str(path)))
    press(spot.text("What was seen or heard"), Qt.Key.Key_V, CTRL)
    spot.settle()
    assert len(spot.observations()[0].photos) == 1
    assert spot.observations()[0].text == ""


def test_copied_words_are_pasted_as_words(spot, press):
    data = QMimeData()
    data.setText("Skåpet")
    data.setImageData(QImage(9, 9, QImage.Format.Format_RGB32))
    QGuiApplication.clipboard().setMimeData(data)
    press(spot.text("What was seen or heard"), Qt.Key.Key_V, CTRL)
    spot.settle()
    assert (spot.text("What was seen or heard").toPlainText(), len(spot.observations())) == ("Skåpet", 0)


# From a phone


@pytest.fixture
def phone(spot, tmp_path, monkeypatch):
    """A phone with a photo of the visit, one with the file's time alone, and one of last week."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    folder = tmp_path / "run" / "gvfs" / "telefon" / "DCIM" / "100NORR"
    folder.mkdir(parents=True)
    now = clock.local(clock.now())
    at = {"IMG_1.HEIC": now - timedelta(minutes=5), "IMG_2.JPG": now - timedelta(days=7)}
    for name, moment in at.items():
        make = heic if name.endswith("HEIC") else jpeg
        a_photo(folder, name, make((64, 48), taken=moment.strftime("%Y:%m:%d %H:%M:%S")))
    bare = a_photo(folder, "skärm.png", saved(drawn((50, 40)), "PNG"))
    stamp = (now - timedelta(minutes=2)).timestamp()
    for path in folder.iterdir():
        os.utime(path, (stamp, stamp))
    assert bare.exists()
    return folder.parent


def test_a_phone_offers_what_was_taken_during_the_visit_and_is_chosen_from_by_keys(spot, phone, press):
    button(spot.page, "Fetch from phone or folder").click()
    offer = dialog(PhotoImport)
    spot.settle()
    (grid,) = seen(offer, PhotoGrid)
    assert grid.hasFocus()
    spoken = [grid.model().index(at, 0).data() for at in range(grid.model().rowCount())]
    assert [text.split(", ")[-1] for text in spoken] == ["IMG_1.HEIC", "skärm.png"]
    assert "filens tid" in spoken[1]
    press(grid, Qt.Key.Key_Space)
    press(grid, Qt.Key.Key_Return)
    spot.settle()
    leave()
    (made,) = spot.observations()
    assert [photo.media_type for photo in made.photos] == ["image/heic"]
    assert "telefon" in made.photos[0].left_on


def test_the_rest_is_shown_when_asked_for_and_the_folder_is_remembered(spot, phone, press, monkeypatch):
    button(spot.page, "Fetch from phone or folder").click()
    offer = dialog(PhotoImport)
    spot.settle()
    seen(offer, Check)[0].click()
    (grid,) = seen(offer, PhotoGrid)
    assert grid.model().rowCount() == 3
    press(grid, Qt.Key.Key_A, CTRL)
    assert len(grid.chosen()) == 3
    offer.reject()
    monkeypatch.setenv("XDG_RUNTIME_DIR", "")
    button(spot.page, "Fetch from phone or folder").click()
    spot.settle()
    assert str(phone) in words(dialog(PhotoImport))
    dialog(PhotoImport).reject()


def test_copies_on_the_phone_are_reminded_of_until_they_are_gone(spot, tmp_path):
    drop(spot, a_photo(tmp_path), a_photo(tmp_path, "två.jpg", jpeg((80, 60))))
    leave()
    assert told(spot.page)[0] == f"2 foton ligger kvar i mappen {tmp_path.name}"
    button(spot.page, "Deleted").click()
    spot.settle()
    assert left_behind(spot.workspace, spot.id) == ()
    assert told(spot.page) == []


# There


def test_no_persons_is_ticked_on_the_card(spot, tmp_path):
    drop(spot, a_photo(tmp_path))
    leave()
    seen(spot.page, Check)[0].click()
    spot.settle()
    assert spot.observations()[0].photos[0].no_persons


def test_a_photo_is_removed_and_undone(spot, tmp_path):
    drop(spot, a_photo(tmp_path))
    leave()
    button(spot.page, "Remove the photo").click()
    spot.settle()
    assert spot.observations()[0].photos == ()
    spot.operations.undo()
    spot.settle()
    assert len(seen(spot.page, PhotoCard)) == 1


def test_a_photo_is_erased_for_good_on_a_ground(spot, tmp_path, qtbot, type_text):
    drop(spot, a_photo(tmp_path))
    leave()
    (name,) = spot.workspace.media_named()
    (card,) = seen(spot.screen, PhotoCard)
    button(card, "Erase the photo for good").click()
    asking = dialog(ErasePhotoDialog)
    asking.submit()
    assert field(asking, "Ground").error() == tr("Write on what ground it is erased.")
    type_text(line(asking, "Ground"), "En klient syns")
    asking.submit()
    assert told(asking) == [tr("Tick that you understand that this cannot be undone.")]
    seen(asking, Check)[0].click()
    asking.submit()
    qtbot.waitUntil(lambda: not seen(spot.screen, PhotoCard))
    (order,) = erasures(spot.workspace)
    assert (order.label, order.ground) == ("Erase photo", "En klient syns")
    assert spot.observations()[0].photos == ()
    assert not spot.workspace.media.has(name)


def test_a_photo_is_moved_to_another_observation(spot, tmp_path):
    other = acts.add(spot.workspace, spot.id, "Ett annat skåp").created("observation")
    spot.settle()
    drop(spot, a_photo(tmp_path))
    leave()
    button(spot.page, "Move the photo to another observation").click()
    (menu,) = seen(spot.page, QMenu)
    menu.actions()[0].trigger()
    menu.close()
    spot.settle()
    assert [len(row.photos) for row in spot.observations() if row.id == other] == [1]


def test_an_observation_with_photos_is_not_deleted_with_them_unasked(spot, tmp_path):
    acts.add(spot.workspace, spot.id, "Ett annat skåp")
    spot.settle()
    drop(spot, a_photo(tmp_path))
    leave()
    button(spot.page, "Delete the observation").click()
    asking = QApplication.activeModalWidget()
    assert "1 foto" in words(asking)
    button(asking, "Delete").click()  # the photos go to the other one, which is offered first
    spot.settle()
    (left,) = spot.observations()
    assert (left.text, len(left.photos)) == ("Ett annat skåp", 1)


@pytest.mark.parametrize(
    ("turn", "corner"), [(1, (0, 0)), (3, (1, 1)), (6, (1, 0)), (8, (0, 1)), (2, (1, 0)), (5, (0, 0))]
)
def test_photos_are_shown_the_right_way_up(spot, tmp_path, turn, corner):
    from PIL import Image

    picture = Image.new("RGB", (64, 32), "white")
    picture.paste("red", (0, 0, 16, 16))  # the upper left corner, as stored
    marked = Image.Exif()
    marked[0x0112] = turn
    drop(spot, a_photo(tmp_path, "röd.jpg", saved(picture, "JPEG", exif=marked, quality=95)))
    (photo,) = spot.observations()[0].photos
    shown = small_picture(spot.workspace, photo.media, photo.turn, 64)
    width, height = shown.width(), shown.height()
    assert (width, height) == ((64, 32) if turn < 5 else (32, 64))
    at = QPoint(2 if corner[0] == 0 else width - 3, 2 if corner[1] == 0 else height - 3)
    red = shown.pixelColor(at)
    assert (red.red() > 200, red.green() < 80) == (True, True)


def test_a_photo_field_is_where_it_says(spot, tmp_path):
    drop(spot, a_photo(tmp_path))
    leave()
    spot.write(line(spot.page, "Caption"), "Skåpet\n")
    assert spot.observations()[0].photos[0].caption == "Skåpet"
    assert field(spot.page, "Caption")
