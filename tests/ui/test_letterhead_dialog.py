"""The letterhead in the settings: a page beside the form shows what one writes; a drawing becomes a picture."""

from builders import a_workspace
from shell_parts import button, told, words

from inspektor.queries.letterhead import letterhead
from ui.dialogs.letterhead import LetterheadDialog
from ui.jobs import InstantJobs
from ui.operations import Operations

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><rect width="60" height="20" fill="#7a143c"/></svg>'


def test_the_page_follows_and_the_colour_must_be_read(tmp_path, show, qtbot):
    workspace = a_workspace(tmp_path / "w")
    operations = Operations(InstantJobs(), workspace)
    over = show_window(show)
    dialog = LetterheadDialog(operations, letterhead(workspace), over)
    dialog.unfold()
    qtbot.waitUntil(lambda: dialog._view.page_count() == 1)
    drawing = tmp_path / "vapen å.svg"
    drawing.write_text(SVG, encoding="utf-8")
    dialog.take_file(drawing)
    assert "Det finns en logotyp" in words(dialog)
    drawing.write_text(SVG[:40], encoding="utf-8")
    dialog.take_file(drawing)
    assert "PNG- eller JPEG-bild" in told(dialog)[0]
    for name, text in (("logo_alt", "Vapen"), ("accent", "#ffd700"), ("contact", "Box 12")):
        dialog.fields()[name].editor.setText(text)
    button(dialog, "Save").click()
    assert "#8A7400" in words(dialog)
    dialog.fields()["accent"].editor.setText("#7a143c")
    button(dialog, "Save").click()
    kept = letterhead(workspace)
    assert (kept.accent, kept.contact, kept.logo_alt) == ("7A143C", "Box 12", "Vapen")
    assert kept.logo.startswith(b"\x89PNG")
    operations.close()
    workspace.close()


def show_window(show):
    from PySide6.QtWidgets import QWidget

    over = QWidget()
    over.resize(1280, 800)
    show(over)
    return over
