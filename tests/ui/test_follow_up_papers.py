"""The papers beside the documents: chosen in the report, saved where one says, printed."""

from shell_parts import button, seen, told, words

from inspektor.i18n import tr
from inspektor.shapes.papers import PaperKind
from ui.dialogs.files import FileChooser
from ui.dialogs.papers import PapersDialog
from ui.screens.follow_up.other_papers import OtherPapers
from ui.widgets.choice import Choice


def test_each_paper_is_told_of_and_saved_where_one_says(visit, tmp_path):
    visit.go("report")
    for kind in PaperKind:
        button(visit.page, "Other papers").click()
        dialog = seen(visit.page, PapersDialog)[0]
        choice = seen(dialog, Choice)[0]
        choice.set_current(kind.value)
        assert tr(kind.label) in choice.currentText()
        assert "signeras inte" in words(dialog)
        button(dialog, "Save as PDF").click()
        chooser = visit.page.findChild(FileChooser)
        place = tmp_path / f"{kind.value} å.pdf"
        chooser.picked.emit(place)
        chooser.reject()
        visit.settle()
        assert place.read_bytes()[:5] == b"%PDF-"
        assert told(visit.page)[0] == "Sidan är sparad."
    assert visit.page.findChild(OtherPapers) is not None
