"""The log of who has read what concerns clients: once a day and record, to every laptop, signed off by month."""

import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from inspektor import clock
from inspektor.actions import audit, interviews, openings
from inspektor.errors import RuleBroken
from inspektor.queries.history import history
from inspektor.queries.openings import month_of, months
from inspektor.shapes.enums import Role
from inspektor.shapes.openings import OpenedKind
from inspektor.store.workspace import Workspace
from inspektor.sync import leaving
from inspektor.sync.engine import sync_once
from inspektor.sync.joining import found_group
from tests.builders import a_follow_up, a_visit, a_workspace
from tests.sync_folders import found_and_join, join, settle


@pytest.fixture
def november():
    now = [datetime(2026, 11, 26, 9, 0, tzinfo=UTC)]
    before = clock.source()
    clock.set_source(lambda: now[0])
    yield now
    clock.set_source(before)


def test_an_opening_is_logged_once_a_day_travels_and_is_signed_off(tmp_path, november):
    anna, follow_up = a_visit(tmp_path / "anna")
    bo = a_workspace(tmp_path / "bo", "Bo Bok")
    found_and_join(tmp_path / "delad", anna, bo)
    talk = interviews.start(anna, follow_up, Role.CLIENT).created("interview")
    undo = anna.history.undo_label()
    for _ in range(3):
        openings.opened(anna, OpenedKind.INTERVIEW, talk, follow_up)
    assert anna.history.undo_label() == undo  # reading is nothing to take back
    settle(anna, bo)
    openings.opened(bo, OpenedKind.INTERVIEW, talk, follow_up)
    openings.opened(bo, OpenedKind.SEARCH)
    november[0] = november[0].replace(day=27)
    openings.opened(bo, OpenedKind.SEARCH)
    assert len(month_of(anna, "2026-11").openings) == 1
    openings.review(anna, "2026-11", "Rimligt")
    (first,) = month_of(anna, "2026-11").reviews
    assert (first.name, first.openings, first.own) == (anna.profile.name, 1, True)
    settle(bo, anna)

    found = month_of(anna, "2026-11")
    told = [(each.name, each.kind, each.day.day, each.unit) for each in found.openings]
    assert told[0] == ("Bo Bok", OpenedKind.SEARCH, 27, "")
    assert set(told[1:]) == {
        ("Bo Bok", OpenedKind.SEARCH, 26, ""),
        ("Bo Bok", OpenedKind.INTERVIEW, 26, "HVB Björkhaga"),
        (anna.profile.name, OpenedKind.INTERVIEW, 26, "HVB Björkhaga"),
    }
    assert (found.came_later, found.reviews[0].own, months(anna)) == (3, False, ("2026-11",))
    assert found == month_of(bo, "2026-11")
    assert sync_once(anna).sent == 0
    with pytest.raises(RuleBroken):
        openings.review(anna, "november", "")
    saved(tmp_path, anna, follow_up)
    for each in (anna, bo):
        each.close()


def saved(tmp_path: Path, anna: Workspace, follow_up: str) -> None:
    for suffix in (".xlsx", ".csv", ".json"):
        audit.save_log(anna, "2026-11", tmp_path / f"logg{suffix}")
        audit.save_history(anna, "follow_up", follow_up, tmp_path / f"historik{suffix}")
    rows = json.loads((tmp_path / "logg.json").read_text(encoding="utf-8"))["rows"]
    assert [row["person"] for row in rows].count("Bo Bok") == 3
    assert "Rimligt" in (tmp_path / "logg.csv").read_text(encoding="utf-8-sig")
    sheet = load_workbook(tmp_path / "historik.xlsx").active
    assert sheet is not None
    assert {"Intervju", "Uppföljning"} <= {cell.value for cell in sheet["F"]}
    assert OpenedKind.FILE in {each.kind for each in month_of(anna, "2026-11").openings}


def test_a_text_in_a_csv_is_no_formula(tmp_path):
    anna, follow_up = a_visit(tmp_path / "anna")
    interviews.add_note(anna, follow_up, "=HYPERLINK(1)")
    audit.save_history(anna, "follow_up", follow_up, tmp_path / "h.csv")
    assert "'=HYPERLINK(1)" in (tmp_path / "h.csv").read_text(encoding="utf-8-sig")
    anna.close()


def test_history_and_log_call_a_computer_by_its_name_also_when_it_has_left(tmp_path, monkeypatch):
    (tmp_path / "delad").mkdir()
    named = {"Anna Ask": "KOMMUN-LT-1", "Bo Bok": "KOMMUN-LT-2"}
    monkeypatch.setattr("platform.node", lambda: named["Anna Ask"])
    with (
        closing(a_workspace(tmp_path / "anna", "Anna Ask")) as anna,
        closing(a_workspace(tmp_path / "bo", "Bo Bok")) as bo,
    ):
        note = interviews.add_note(anna, a_follow_up(anna), "Först").created("note")
        assert {each.device for each in history(anna, "note", note)} == {"KOMMUN-LT-1"}
        found_group(anna, tmp_path / "delad", "Enheten")
        monkeypatch.setattr("platform.node", lambda: named["Bo Bok"])
        join(anna, bo, tmp_path / "delad")
        interviews.set_note_text(bo, note, "Sedan")
        settle(anna, bo)
        leaving.leave(bo)
        settle(anna)
        assert history(anna, "note", note)[0].device == "KOMMUN-LT-2"
        assert history(anna, "note", note)[-1].device == "KOMMUN-LT-1"
        assert history(bo, "note", note)[-1].device == "KOMMUN-LT-1"
