"""Disposal by the municipality's plan: what is due and why, what is spared, the decision that empties it."""

from datetime import UTC, date, datetime

import pytest

from inspektor import clock
from inspektor.actions import interviews, observations, retention
from inspektor.errors import RuleBroken
from inspektor.queries import retention as plan
from inspektor.queries.interviews import notes
from inspektor.queries.late import late
from inspektor.shapes.enums import Role
from inspektor.shapes.retention import PROPOSALS, Category, Exemption
from inspektor.store.doctor import examine
from tests.builders import a_visit, a_workspace
from tests.erasure_search import found
from tests.finished_parts import finalise
from tests.sync_folders import found_and_join, settle

CANARY = "Kanariefågelsson"


@pytest.fixture
def today():
    now = [datetime(2026, 7, 31, 9, 0, tzinfo=UTC)]
    before = clock.source()
    clock.set_source(lambda: now[0])
    yield now
    clock.set_source(before)


def test_what_is_due_goes_everywhere_and_the_decision_stays(tmp_path, today):
    karin, follow_up = a_visit(tmp_path / "karin")
    bo = a_workspace(tmp_path / "bo", "Bo Bok")
    place = tmp_path / "delad"
    found_and_join(place, karin, bo)
    talk = interviews.start(karin, follow_up, Role.CLIENT, f"Flicka {CANARY}").created("interview")
    note = interviews.add_note(karin, follow_up, f"Sa {CANARY}", interview_id=talk).created("note")
    interviews.add_note(karin, follow_up, f"{CANARY} igen", interview_id=talk)
    interviews.remove_note(karin, note)  # what was deleted lies in the history, and is due with the rest
    observations.add(karin, follow_up, "Fyra på plats")
    assert plan.due(karin) == ()  # nothing of what goes on
    finalise(karin, follow_up)
    settle(karin, bo)
    (row,) = plan.due(karin)
    assert (row.category, row.due, row.records) == (Category.NOTES, date(2026, 7, 31), 3)
    with pytest.raises(RuleBroken):
        retention.dispose(karin, [(row.category, follow_up)], " ")
    with pytest.raises(RuleBroken):
        retention.dispose(karin, [(Category.OBSERVATIONS, follow_up)], "Plan 2026")

    retention.exempt(karin, follow_up, Exemption.HELD, "Begäran om utlämnande")
    assert plan.due(karin) == ()
    (spared,) = plan.exempt(karin)
    retention.end_exemption(karin, spared.id)
    retention.dispose(karin, [(row.category, follow_up)], "Plan 2026, 4.2")
    settle(karin, bo)
    for each in (karin, bo):
        assert found(CANARY, each, place) == []
        assert (plan.due(each), notes(each, follow_up), late(each, follow_up)) == ((), (), ())
        assert [finding.trouble for finding in examine(each) if not finding.well] == []
        (kept,) = plan.disposals(each)
        assert (kept.name, kept.ground, kept.records) == (karin.profile.name, "Plan 2026, 4.2", 3)
        assert [(line.unit, line.records) for line in kept.listed] == [("HVB Björkhaga", 3)]
    assert retention.disposal_list(bo, kept.id).startswith(b"%PDF")
    assert karin.state_hash() == bo.state_hash()
    for each in (karin, bo):
        each.close()


def test_public_records_stay_until_a_decision_says_otherwise(tmp_path, today):
    karin, follow_up = a_visit(tmp_path / "karin")
    finalise(karin, follow_up)
    assert not PROPOSALS[Category.DOCUMENTS].disposed
    with pytest.raises(RuleBroken):
        retention.set_rule(karin, Category.DOCUMENTS, disposed=True, months=1, plan="")
    retention.set_rule(karin, Category.DOCUMENTS, disposed=True, months=1, plan="Beslut SN 2026/1")
    (rule,) = (each for each in plan.rules(karin) if each.category is Category.DOCUMENTS)
    assert (rule.disposed, rule.own, rule.plan) == (True, True, "Beslut SN 2026/1")
    assert plan.due(karin) == ()
    karin.close()


@pytest.mark.parametrize(
    ("day", "months", "due"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 5), 1, date(2027, 1, 5)),
        (date(2026, 1, 31), -2, date(2025, 11, 30)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)
def test_months_end_where_they_end(day, months, due):
    assert plan.months_after(day, months) == due
