"""The papers beside the documents: chosen, shown as they will be, saved where one says, printed by the page."""

from shell_parts import button, seen, told, words

from inspektor.i18n import tr
from inspektor.shapes.enums import Role
from inspektor.shapes.papers import PaperKind
from ui.dialogs.files import FileChooser
from ui.dialogs.paper import PaperDialog
from ui.dialogs.papers import PapersDialog
from ui.widgets.choice import Choice

PLACE = "report"


def asked_for(visit, kind: PaperKind, role: str = "") -> PaperDialog:
    """Choose a paper; what it is shown in once it has been made."""
    button(visit.page, "Other papers").click()
    dialog = seen(visit.page, PapersDialog)[0]
    choice = seen(dialog, Choice)[0]
    choice.set_current(kind.value)
    assert tr(kind.label) in choice.currentText()
    assert "signeras inte" in words(dialog)
    if role:
        seen(dialog, Choice)[1].set_current(role)
    button(dialog, "Show").click()
    shown = seen(visit.page, PaperDialog)[0]
    visit.settle()
    visit.qtbot.waitUntil(lambda: shown.view.page_count() > 0)
    return shown


def test_each_paper_is_told_of_and_shown_and_saved_where_one_says(visit, tmp_path):
    visit.go("report")
    for kind in PaperKind:
        shown = asked_for(visit, kind)
        assert ("intervjuade har sagt" in words(shown)) is (kind is PaperKind.EVIDENCE)
        button(shown, "Save as PDF").click()
        chooser = shown.findChild(FileChooser)
        place = tmp_path / f"{kind.value} å.pdf"
        chooser.picked.emit(place)
        chooser.reject()
        visit.settle()
        assert place.read_bytes()[:5] == b"%PDF-"
        assert told(shown)[0] == "Sidan är sparad."
        shown.reject()


def test_cards_are_made_for_one_role_alone(visit):
    visit.go("report")
    shown = asked_for(visit, PaperKind.CARDS)
    every = shown.view.page_count()
    shown.reject()
    shown = asked_for(visit, PaperKind.CARDS, Role.CASE_WORKER)
    assert 0 < shown.view.page_count() < every
    shown.reject()
