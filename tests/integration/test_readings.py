"""A reader who was not on site: asked, remarks by text, answers, approval on the reader's own laptop, the report says so."""

import pytest

from inspektor.actions import assessments, documents, follow_ups, readings
from inspektor.errors import NotFound, RuleBroken
from inspektor.model.register import Person
from inspektor.queries.gaps import gaps
from inspektor.queries.readings import reading, who_can_read
from inspektor.shapes.enums import DocumentKind, Rating
from inspektor.shapes.report import finding
from tests.builders import a_follow_up, a_workspace
from tests.paper_facts import text_of
from tests.sync_folders import found_and_join, settle

REPORT = DocumentKind.FOLLOW_UP_REPORT
CODE = "HVB-BU-4.1"


@pytest.fixture
def colleagues(tmp_path):
    """Anna was on site; Bo, on his own laptop in the same group, was not."""
    anna, bo = a_workspace(tmp_path / "anna", "Anna Ask"), a_workspace(tmp_path / "bo", "Bo Bok")
    follow_up = a_follow_up(anna)
    follow_ups.arrive(anna, follow_up)
    person = Person(id=bo.profile.person_id, name="Bo Bok", title="Kvalitetsgranskare")
    bo.write("person", lambda session: session.add(person))
    (tmp_path / "mapp").mkdir()
    found_and_join(tmp_path / "mapp", anna, bo)
    settle(anna, bo)
    yield anna, bo, follow_up
    anna.close()
    bo.close()


def unread(workspace, follow_up):
    return [(gap.stops, gap.text) for gap in gaps(workspace, follow_up, REPORT) if gap.code == "unread"]


def printed(workspace, follow_up):
    return " ".join(text_of(documents.preview(workspace, follow_up, kind=REPORT).data).split())


def test_a_colleague_reads_remarks_and_approves_on_another_laptop(colleagues):
    anna, bo, follow_up = colleagues
    assert [each.name for each in who_can_read(anna, follow_up)] == ["Bo Bok"]
    assert [stops for stops, _ in unread(anna, follow_up)] == [False]  # shown, not demanded
    refuses_what_makes_no_sense(anna, follow_up)
    readings.ask(anna, follow_up, bo.profile.person_id, demanded=True)
    assert unread(anna, follow_up) == [(True, "Bo Bok har inte läst rapporten än.")]
    settle(anna, bo)

    readings.remark(bo, follow_up, finding(CODE), "Hur många nätter?")
    settle(bo, anna)
    (remark,) = reading(anna, follow_up).about(finding(CODE))
    assert (remark.author, remark.answered) == ("Bo Bok", False)
    assert "remark" in {gap.code for gap in gaps(anna, follow_up, REPORT)}
    assessments.rate(anna, follow_up, CODE, Rating.NOT_REVIEWED)
    assessments.set_grounds(anna, follow_up, CODE, "Ingick inte.")
    readings.answer(anna, remark.id, "Kravet ingick inte.")
    assert "lästes innan" not in printed(anna, follow_up)
    settle(anna, bo)

    readings.approve(bo, follow_up)
    settle(bo, anna)
    assert unread(anna, follow_up) == []
    assert (
        "lästes innan den undertecknades av Bo Bok, Kvalitetsgranskare, som inte var med på plats"
        in printed(anna, follow_up)
    )
    assert "Hur många nätter?" not in printed(anna, follow_up)
    assessments.set_grounds(anna, follow_up, CODE, "Ingick inte alls.")
    assert unread(anna, follow_up) == [(True, "Rapporten har ändrats sedan Bo Bok läste den.")]
    is_asked_anew(anna, follow_up, bo.profile.person_id)


def refuses_what_makes_no_sense(workspace, follow_up):
    """To ask one who was there, to approve unasked, to remark on nothing or say nothing."""
    with pytest.raises(RuleBroken):
        readings.ask(workspace, follow_up, workspace.profile.person_id)
    with pytest.raises(RuleBroken):
        readings.approve(workspace, follow_up)
    with pytest.raises(NotFound):
        readings.remark(workspace, follow_up, "no such text", "Hur?")
    with pytest.raises(RuleBroken):
        readings.remark(workspace, follow_up, "summary", " ")


def is_asked_anew(workspace, follow_up, reader):
    readings.take_back(workspace, follow_up, reader)
    assert reading(workspace, follow_up).readers == ()
    workspace.history.undo()
    assert reading(workspace, follow_up).readers[0].changed
    readings.ask(workspace, follow_up, reader)
    assert [(each.approved_at, each.demanded) for each in reading(workspace, follow_up).readers] == [
        (None, False)
    ]
