"""`report`: the texts worded, quotes released, a second reader asked and answered, without a window."""

import pytest

from tests.command_line import Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    made = Desk.new(tmp_path_factory.mktemp("rapport") / "arbetsyta")
    made.did("register", "add-provider", "Björkhaga Omsorg AB")
    made.did("register", "add-unit", "Björkhaga Omsorg AB", "HVB Björkhaga", "HVB")
    return made


@pytest.fixture(scope="module")
def visit(desk):
    return desk.made("followup", "new", "HVB Björkhaga", "hvb-barn-unga")


def text(said, key):
    return next(each for each in said if each["key"] == key)


def test_a_text_is_worded_kept_and_let_go(desk, visit):
    assert text(desk.did("report", "texts", visit), "summary")["edited"] is False
    written = text(desk.did("report", "write", visit, "HVB-BU-4.1", "Min text."), "HVB-BU-4.1")
    assert (written["text"], written["outdated"]) == ("Min text.", False)
    desk.did("followup", "rate", visit, "HVB-BU-4.1", "not_reviewed", "--grounds", "Ingick inte.")
    assert text(desk.did("report", "texts", visit), "HVB-BU-4.1")["outdated"]
    assert "Ändrat underlag" in desk.run("report", "texts", visit).out
    assert not text(desk.did("report", "keep", visit, "HVB-BU-4.1"), "HVB-BU-4.1")["outdated"]
    assert text(desk.did("report", "follow", visit, "HVB-BU-4.1"), "HVB-BU-4.1")["text"] == "Ingick inte."
    assert desk.run("report", "write", visit, "finns-inte", "x").code == 2


def test_a_quote_is_released_by_command(desk, visit):
    assert "Ingen anteckning är märkt som citat." in desk.run("report", "quotes", visit).out
    note = desk.made(
        "followup", "note", visit, "Jag är rädd.", "--requirement", "HVB-BU-4.1", "--tag", "quote"
    )
    refused = desk.run("report", "quote", visit, note)
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "--despite-few" in refused.err
    (released,) = desk.did("report", "quote", visit, note[-8:], "--text", "rädd", "--despite-few")
    assert released["text"] == "rädd"
    (back,) = desk.did("report", "unquote", visit, note)
    assert back["text"] == ""
    assert desk.run("report", "unquote", visit, note).code == 2


def test_a_second_reader_is_asked_by_command(desk, visit):
    assert "Ingen har ombetts läsa rapporten." in desk.run("report", "readers", visit).out
    for wrong in (("ask", visit, "Ingen Alls"), ("approve", visit), ("remark", visit, "finns-inte", "x")):
        done = desk.run("report", *wrong)
        assert (done.code, done.err.count("\n")) == (2, 1)
    said = desk.did("report", "remark", visit, "HVB-BU-4.1", "Hur många?")
    answered = desk.did("report", "answer", visit, said["remarks"][0]["id"], "Tre.")
    assert [each["answer"] for each in answered["remarks"]] == ["Tre."]
    mine = "Karin Åkerström"
    assert "inte var med på plats" in desk.run("report", "ask", visit, mine).err
