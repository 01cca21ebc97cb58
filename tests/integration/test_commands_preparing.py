"""Preparing a visit and sorting what was caught by commands, with the rules of the window."""

import pytest

from inspektor import paths
from inspektor.exchange.template_yaml import read_template
from tests.command_line import Desk

CODE = "HVB-BU-4.1"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    made = Desk.new(tmp_path_factory.mktemp("skrivbord") / "arbetsyta")
    provider = made.made("register", "add-provider", "Björkhaga Omsorg AB")
    for name in ("HVB Björkhaga", "HVB Granhaga"):
        made.made("register", "add-unit", provider, name, "HVB för barn och unga")
    return made


@pytest.fixture
def follow_up(desk):
    return desk.made("followup", "new", "HVB Björkhaga", "hvb-barn-unga")


def shown(desk, follow_up):
    return desk.did("followup", "show", follow_up)


def test_a_follow_up_is_planned_with_units_and_requirements(desk):
    shipped = read_template(paths.resources() / "templates" / "hvb-barn-unga.yaml").template
    area = shipped.areas[1]
    whole = ("followup", "new", "HVB Björkhaga", "hvb-barn-unga", "--also", "HVB Granhaga")
    planned = shown(desk, desk.made(*whole, "--area", area.code, "--requirement", CODE, "--why", "Klagomål"))
    codes = {each.code for each in area.requirements} | {CODE}
    assert {row["code"] for row in planned["requirements"]} == codes
    assert [unit["name"] for unit in planned["follow_up"]["further_units"]] == ["HVB Granhaga"]
    for wrong in (
        ("--area", "finns-inte"),
        ("--focus", "finns-inte"),
        ("--with", "Ingen"),
        ("--also", "Ingen"),
    ):
        assert desk.run(*whole, *wrong).code == 2
    assert desk.run(*whole, "--now").code == 2


def test_interviews_are_planned_taken_on_and_begun(desk, follow_up):
    desk.did("followup", "hear", follow_up, "client", 2)
    first, second = (row["id"] for row in shown(desk, follow_up)["interviews"])
    desk.did("followup", "interview", follow_up, "--take", first)
    desk.did("followup", "interview", follow_up, "--take", second)
    desk.did("followup", "interview", follow_up, "--leave", second)
    held = {row["id"]: row["interviewer"] for row in shown(desk, follow_up)["interviews"]}
    assert held == {first: "Karin Åkerström", second: ""}
    desk.did("followup", "interview", follow_up, "--begin", second)
    assert desk.run("followup", "interview", follow_up, "--leave", second).code == 2
    desk.did("followup", "interview", follow_up, "--end", second)
    desk.did("followup", "interview", follow_up, "--resume", second)
    assert shown(desk, follow_up)["interviews"][0]["status"] == "running"


def test_the_letter_asks_for_what_is_waited_for(desk, follow_up):
    desk.did("followup", "request", follow_up, "Personallista", "--requirement", CODE)
    letter = desk.did("followup", "letter", follow_up, "--due", "2026-12-11")
    assert "HVB Björkhaga" in letter["subject"]
    assert "Personallista" in letter["text"]
    assert "11 december" in letter["text"]


def test_notes_are_sorted_split_and_joined(desk, follow_up):
    note = desk.made("followup", "note", follow_up, "Dörren olåst. Larmet av.")
    desk.did("followup", "sort", follow_up, note, CODE, "HVB-BU-4.2")
    second = desk.made("followup", "split", follow_up, note, 13)
    assert [row["text"] for row in shown(desk, follow_up)["notes"]] == ["Dörren olåst.", "Larmet av."]
    assert desk.run("followup", "sort", follow_up, note).code == 2
    assert desk.run("followup", "sort", follow_up, note, "HVB-BU-99").code == 2
    desk.did("followup", "join", follow_up, second, note)
    (joined,) = shown(desk, follow_up)["notes"]
    assert (joined["text"], joined["requirement"]) == ("Dörren olåst.\nLarmet av.", CODE)


def test_what_a_respondent_takes_back_is_erased(desk, follow_up):
    talk = desk.made("followup", "interview", follow_up, "client", "--label", "Barn A", "--consent", "given")
    desk.did("followup", "note", follow_up, "Rädd på natten", "--interview", talk)
    desk.did("followup", "withdraw", follow_up, talk, "--ground", "Ångrade sig")
    left = shown(desk, follow_up)
    assert left["notes"] == []
    assert left["interviews"][0]["status"] == "withdrawn"
    assert desk.run("search", "Rädd").code == 1


def test_a_conflict_says_what_was_decided(desk, follow_up):
    desk.did("followup", "impartial", follow_up, "no", "--note", "Släkt. En kollega gör intervjuerna.")
    (member,) = shown(desk, follow_up)["follow_up"]["team"]
    assert member["conflict_note"] == "Släkt. En kollega gör intervjuerna."
