"""The command that takes pictures finds its way; what it makes is for people to look at."""

from builders import PASSPHRASE, a_follow_up, a_workspace
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from inspektor.settings import Settings
from inspektor.shapes.membership import SyncState
from ui import shots
from ui.shot_values import NO_GROUP, REQUESTS


def test_a_door_and_a_place_are_taken(qapp: QApplication, tmp_path):
    workspace = a_workspace(tmp_path / "w")
    a_follow_up(workspace)
    workspace.close()
    with shots.started(qapp, tmp_path / "w", (1366, 768), Settings(scheme="light")) as program:
        album = shots.Album(tmp_path / "bilder", program.window)
        shots.doors(album, program)
        shots.unlock(program, PASSPHRASE)
        program.session.widget.go("follow_ups")
        album.take("follow-ups")
        assert album.missing == []
        assert len(shots.rows_of(program)) == 1
    names = {path.stem for path in (tmp_path / "bilder").glob("*.png")}
    assert {"first-start", "recovery-sheet", "lock", "lock-recovery", "follow-ups"} <= names
    picture = QImage(str(tmp_path / "bilder" / "follow-ups.png"))
    assert (picture.width(), picture.height()) == (1366, 768)
    assert len({picture.pixelColor(x, 40).name() for x in range(0, 1366, 3)}) > 3
    program.window.deleteLater()
    program.deleteLater()


def test_invented_values_have_the_right_shapes():
    assert NO_GROUP.state is SyncState.NO_GROUP
    assert [len(each.words) for each in REQUESTS] == [8, 8]
