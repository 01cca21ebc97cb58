"""Keeping and control in the window: out of the history, where it may still lie, who has read, what was changed."""

from builders import a_follow_up
from PySide6.QtWidgets import QPlainTextEdit
from shell_parts import button, field, line, seen, told, words

from inspektor.actions import interviews, openings
from inspektor.i18n import tr
from inspektor.queries.erasures import erasures
from inspektor.queries.openings import month_of, months
from inspektor.shapes.enums import Role
from inspektor.shapes.membership import DECIDERS
from inspektor.shapes.openings import OpenedKind
from inspektor.shapes.retention import Category
from tests.erasure_search import found
from tests.finished_parts import finalise
from ui.dialogs.confirm_reach import ConfirmReachDialog
from ui.dialogs.disposal import DisposeDialog, RuleDialog
from ui.dialogs.erase import EraseDialog
from ui.dialogs.history import HistoryDialog
from ui.dialogs.log_review import LogReviewDialog
from ui.lists.cautions import CautionsCard
from ui.screens.keeping.disposal import DisposalView
from ui.screens.keeping.log import LogView
from ui.widgets.buttons import Button
from ui.widgets.choice import Check, Choice
from ui.widgets.list_rows import ListRows

CANARY = "Kanariefågelsson"


def test_a_name_is_taken_out_of_the_history_and_what_is_left_is_listed(shell, type_text, qtbot):
    workspace = shell.workspace
    note = interviews.add_note(workspace, a_follow_up(workspace), f"Sa {CANARY}").created("note")
    interviews.set_note_text(workspace, note, "Sa en anställd")
    workspace.erasures.heard({"b0b0b0b0": "Bo Bok"}, {})
    dialog = HistoryDialog(shell.program.session.operations, "note", note, "Anteckningen", shell.inside)
    dialog.open()
    assert CANARY in words(dialog)
    button(dialog, "Remove from the history").click()
    (erase,) = dialog.findChildren(EraseDialog)
    erase.submit()
    assert field(erase, "Ground").error() == tr("Write on what ground it is erased.")
    type_text(line(erase, "Ground"), "Namngav en klient")
    erase.submit()
    assert told(erase) == [tr("Tick that you understand that this cannot be undone.")]
    seen(erase, Check)[0].click()
    erase.submit()
    qtbot.waitUntil(lambda: CANARY not in words(dialog))
    assert tr("It is removed from the history.") in told(dialog)
    dialog.accept()
    assert found(CANARY, workspace) == []

    page = shell.go("keeping")
    qtbot.waitUntil(lambda: "Bo Boks dator b0b0b0 har inte synkat sedan dess" in words(page))
    next(each for each in page.findChildren(type(erase.verb)) if each.text() == tr("Confirm")).click()
    (confirm,) = page.findChildren(ConfirmReachDialog)
    type_text(line(confirm, "How it was made sure"), "Datorn är rensad")
    confirm.submit()
    qtbot.waitUntil(lambda: "Datorn är rensad" in words(page))
    assert erasures(workspace)[0].waiting == ()


def test_the_log_is_read_and_signed_off(shell, type_text, qtbot):
    workspace = shell.workspace
    follow_up = a_follow_up(workspace)
    talk = interviews.start(workspace, follow_up, Role.CLIENT).created("interview")
    openings.opened(workspace, OpenedKind.SEARCH)
    shell.inside.open_follow_up(follow_up, "interviews", talk)
    page = shell.go("keeping")
    page.go("log")
    qtbot.waitUntil(lambda: any(each.all_rows() for each in seen(page, ListRows)))
    workspace.role.tell("inspector")
    page = shell.go("keeping")
    assert tr(DECIDERS) in words(page)
    workspace.role.tell("coordinator")
    page = shell.go("keeping")
    assert tr(DECIDERS) not in words(page)
    rows = seen(page, ListRows)[0].all_rows()
    assert {row.second for row in rows} == {"Intervju: brukare · HVB Björkhaga", "Sökning i allt skrivet"}
    assert tr("Not signed off.") in words(page)
    button(page, "Sign off the month").click()
    (review,) = page.findChildren(LogReviewDialog)
    type_text(review.findChildren(QPlainTextEdit)[0], "Rimligt")
    review.submit()
    (month,) = months(workspace)
    assert month_of(workspace, month).reviews[0].remark == "Rimligt"
    qtbot.waitUntil(lambda: "Rimligt" in words(page))
    page.go("changes")
    qtbot.waitUntil(lambda: f"{tr('Unit')}: " in words(page))
    kinds = seen(page, Choice)[0]
    kinds.set_current("interview")
    kinds.chosen.emit("interview")
    qtbot.waitUntil(lambda: "Brukare" in words(page) and f"{tr('Unit')}: " not in words(page))


def test_today_reminds_those_who_decide(shell, frozen_clock, qtbot):
    workspace = shell.workspace
    follow_up = a_follow_up(workspace)
    interviews.add_note(workspace, follow_up, "Bemanning")
    openings.opened(workspace, OpenedKind.SEARCH)
    finalise(workspace, follow_up)
    frozen_clock.advance(days=40)

    def reminded() -> set[str]:
        (rows,) = shell.go("today").findChild(CautionsCard).findChildren(ListRows)
        return {each.title for each in rows.all_rows() if each.key in ("log", "disposal")}

    workspace.role.tell("inspector")
    shell.go("register")
    assert reminded() == set()
    workspace.role.tell("coordinator")
    shell.go("register")
    qtbot.waitUntil(lambda: reminded() == {"Loggen för 1 månad ska granskas", "1 uppgift ska gallras"})
    for key, view in (("disposal", DisposalView), ("log", LogView)):
        shell.go("today").findChild(CautionsCard).opened.emit(key)
        qtbot.waitUntil(lambda view=view: bool(seen(shell.page(), view)))
    (month,) = months(workspace)
    openings.review(workspace, month, "")
    shell.go("register")
    qtbot.waitUntil(lambda: reminded() == {"1 uppgift ska gallras"})


def test_what_is_due_is_disposed_of_by_decision(shell, type_text, qtbot):
    workspace = shell.workspace
    follow_up = a_follow_up(workspace)
    interviews.add_note(workspace, follow_up, f"Sa {CANARY}")
    finalise(workspace, follow_up)
    workspace.role.tell("inspector")  # to be seen by all, and offered to those who decide
    page = shell.go("keeping")
    page.go("disposal")
    qtbot.waitUntil(lambda: "HVB Björkhaga" in words(page))
    refused = {tr("Dispose of what is ticked"), tr("Change")}
    assert not seen(page, Check)
    assert not refused & {each.text() for each in seen(page, Button)}
    workspace.role.tell("administrator")
    page.findChildren(DisposalView)[0]._read()
    qtbot.waitUntil(lambda: len(seen(page, Check)) > 0)
    next(each for each in seen(page, Check)).click()
    button(page, "Dispose of what is ticked").click()
    (dialog,) = page.findChildren(DisposeDialog)
    type_text(line(dialog, "Decision or plan"), "Plan 2026, 4.2")
    dialog.submit()
    assert told(dialog) == [tr("Tick that you understand that this cannot be undone.")]
    seen(dialog, Check)[0].click()
    dialog.submit()
    qtbot.waitUntil(lambda: "Plan 2026, 4.2" in words(page))
    assert found(CANARY, workspace) == []
    button(page, f"{tr('Change: {category}').format(category=tr(Category.PHOTOS.label))}").click()
    (rule,) = page.findChildren(RuleDialog)
    line(rule, "After how many months").setText("12")
    rule.submit()
    qtbot.waitUntil(lambda: "Gallras efter 12 månader" in words(page))
