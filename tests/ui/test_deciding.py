"""Two people wrote the same thing: where it is told, and how one decides."""

from dataclasses import replace

import pytest
from builders import a_workspace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from shell_parts import button, field, seen, told, words

from inspektor.actions import (
    assessments,
    follow_ups,
    interviews,
    observations,
    requests,
    reviews,
    risks,
    scope,
)
from inspektor.i18n import tr
from inspektor.queries.conflicts import conflicts
from inspektor.shapes.conflict import Conflict, ConflictKind, Version
from inspektor.shapes.enums import Rating, Role, SourceKind, Stance
from inspektor.shapes.ids import derived_id
from inspektor.shapes.retention import Category
from tests.conftest import FRIDAY
from ui.dialogs.decide import DecideDialog, told_apart
from ui.lists.decisions import DecisionsCard
from ui.widgets.list_rows import ListRows
from ui.widgets.versions_mark import VersionsMark

OURS, THEIRS = (
    "Följa upp avtalet.\nSärskilt bemanningen.",
    "Följa upp avtalet.\nSärskilt bemanningen och nätterna.",
)


@pytest.fixture
def quarrel(visit, tmp_path):
    """A colleague who takes over the follow-up, and writes what we write."""
    ours = visit.workspace
    theirs = a_workspace(tmp_path / "johan", "Johan Lind")
    theirs.absorb(ours.journal.all(), ours.journal.launches())
    follow_ups.set_fields(theirs, visit.id, purpose=THEIRS, registry_number="SN 2026/2")
    follow_ups.set_fields(ours, visit.id, purpose=OURS, registry_number="SN 2026/1")
    ours.absorb(theirs.journal.all(), theirs.journal.launches())
    visit.settle()
    yield visit
    theirs.close()


def test_the_follow_up_tells_of_it_and_the_field_has_its_versions(quarrel, press, qtbot):
    asked = []
    quarrel.operations.decision_asked.connect(asked.append)
    page = quarrel.go("overview")
    assert told(quarrel.screen) == ["Två personer skrev samtidigt: 2 saker att avgöra"]
    button(field(page, "Purpose"), "Two versions").click()
    assert [each.field for each in asked] == ["purpose"]
    decide = DecideDialog(quarrel.operations, asked[0], quarrel.screen)
    decide.unfold()
    decide.activateWindow()
    qtbot.waitUntil(decide.isActiveWindow)
    number = next(i for i, each in enumerate(asked[0].versions) if each.text == THEIRS)
    press(decide, Qt.Key.Key_1 if number == 0 else Qt.Key.Key_2)
    quarrel.settle()
    assert quarrel.sheet().purpose == THEIRS
    assert [each.field for each in conflicts(quarrel.workspace)] == ["registry_number"]
    assert told(quarrel.screen) == ["Två personer skrev samtidigt: 1 sak att avgöra"]
    assert tr("Two versions") not in [each.text() for each in seen(field(page, "Purpose"), QAbstractButton)]
    assert quarrel.text("Purpose").toPlainText() == THEIRS


def test_enter_keeps_what_is_shown_and_the_list_empties(quarrel, show, press):
    card = DecisionsCard()
    show(card)
    card.show_conflicts(quarrel.operations.conflicts)
    chosen = []
    card.opened.connect(chosen.append)
    card.focus()
    press(seen(card, ListRows)[0], Qt.Key.Key_Return)
    before = quarrel.sheet()
    decide = DecideDialog(quarrel.operations, chosen[0], quarrel.screen)
    decide.unfold()
    press(decide.verb, Qt.Key.Key_Return)
    quarrel.settle()
    assert len(quarrel.operations.conflicts) == 1
    assert quarrel.sheet().purpose == before.purpose
    assert quarrel.sheet().registry_number == before.registry_number


def test_what_has_moved_since_is_refused_in_the_dialog(quarrel):
    conflict = quarrel.operations.conflict_about("follow_up", quarrel.id, "purpose")
    decide = DecideDialog(quarrel.operations, conflict, quarrel.screen)
    decide.unfold()
    follow_ups.set_fields(quarrel.workspace, quarrel.id, purpose="Något tredje.")
    decide.submit()
    assert tr("This has changed since you looked at it.") in words(decide)
    assert quarrel.sheet().purpose == "Något tredje."
    decide.reject()


def test_paragraphs_are_told_apart():
    assert told_apart("a\nb\nc\nd\ne", ["a\nb\nc\nd\nx"]) == [("…", False), ("e", True)]
    assert told_apart("a\nb", ["a"]) == [("a", False), ("b", True)]
    assert told_apart("a\nb", []) == [("a\nb", True)]


def contested(table, row, field):
    """Something to decide, as the core tells of it."""
    versions = tuple(
        Version(n, str(n), str(n), name, "", FRIDAY, n == 1) for n, name in ((1, "Karin"), (2, "Johan"))
    )
    return Conflict(
        f"{table} {row} {field}", table, row, field, ConflictKind.VALUES, "", "", "", "", "", "1", versions
    )


def each_is_marked(visit, places):
    """By one mark alone on its page, which leads to the versions of just that."""
    operations, asked = visit.operations, []
    operations.decision_asked.connect(asked.append)
    for (place, detail), fields in places.items():
        page = visit.go(place, detail)
        for field_of in fields:
            operations.conflicts = (contested(*field_of),)
            operations.conflicts_changed.emit()
            assert len(seen(page, VersionsMark)) == 1, field_of
            seen(page, VersionsMark)[0].click()
            assert (asked[-1].table, asked[-1].row, asked[-1].field) == field_of
        operations.conflicts = ()
        operations.conflicts_changed.emit()
        assert seen(page, VersionsMark) == [], place


def test_every_editor_of_a_visit_marks_what_is_contested_at_the_field(visit):
    where = visit.workspace
    code = visit.codes(Role.STAFF)[0]
    talk = visit.interview()
    note = interviews.add_note(where, visit.id, "Maten är god.", interview_id=talk).created("note")
    sight = observations.add(where, visit.id, "Rent och snyggt.", requirement=code).created("observation")
    read = reviews.add_document_review(where, visit.id, "Scheman").created("document_review")
    wish = requests.ask_for(where, visit.id, "Journal").created("document_request")
    assessments.set_stance(where, visit.id, code, SourceKind.OBSERVATION, sight, Stance.CONTRADICTS)
    assessments.rate(where, visit.id, code, Rating.NOT_MET)
    own = scope.add_own_requirement(where, visit.id, "Fönstren", area="").created("own_requirement")
    danger = risks.raise_risk(where, visit.id).created("risk")
    judged, lack = (derived_id(table, visit.id, code) for table in ("assessment", "deficiency"))
    came, me = visit.sheet().visit.id, visit.sheet().team[0].id
    places = {
        ("overview", ""): [
            *(("follow_up", visit.id, name) for name in ("purpose", "form", "notice", "mode", "send_in_by", "scope_note")),
            ("own_requirement", own, "text"),
            *(("visit", came, name) for name in ("circumstances", "arrived_at", "departed_at")),
            ("team_member", me, "conflict_of_interest"),
        ],
        ("observations", sight): [("observation", sight, n) for n in ("text", "kind", "requirement", "observed_at")],
        ("risk", danger): [("risk", danger, "sealed")],
        ("documents", read): [("document_review", read, name) for name in ("result", "requirement", "sample_size")],
        ("documents", wish): [("document_request", wish, name) for name in ("requirement", "requested_at", "due")],
        ("judgement", code): [
            ("evidence", derived_id("evidence", visit.id, code, SourceKind.OBSERVATION, sight), "stance"),
            *(("assessment", judged, name) for name in ("grounds", "rating")),
            *(("deficiency", lack, name) for name in ("severity", "status", "deadline", "observed_at", "said_on_site")),
        ],
        ("interviews", f"{talk} {note}"): [("interview", talk, "consent"), ("interview", talk, "interpreter")],
    }  # fmt: skip
    each_is_marked(visit, places)


def test_what_asks_for_a_newer_program_is_told_at_once(visit):
    fact = "Vissa uppgifter kräver en nyare version av Inspektor"
    assert fact not in told(visit.screen)
    last = next(each for each in visit.workspace.journal.all() if each.row == visit.id)
    strange = replace(
        last, id=replace(last.id, n=900_000), field="colour", kind="set", value="grön", parents=()
    )
    visit.workspace.absorb([strange], visit.workspace.journal.launches())
    visit.settle()
    assert fact in told(visit.screen)


def test_what_the_group_has_in_common_is_marked_where_it_is_changed(shell):
    operations = shell.program.session.operations
    plan = derived_id("retention_rule", Category.DOCUMENTS)
    for place, view, table, row in (
        ("settings", "", "letterhead", derived_id("letterhead")),
        ("keeping", "disposal", "retention_rule", plan),
    ):
        shell.inside.places.go(place, view)
        assert seen(shell.page(), VersionsMark) == []
        operations.conflicts = (contested(table, row, "plan"),)
        operations.conflicts_changed.emit()
        assert len(seen(shell.page(), VersionsMark)) == 1, place
        operations.conflicts = ()
        operations.conflicts_changed.emit()
