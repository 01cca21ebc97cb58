"""Interviews planned, held, declined and handed over, and notes split, joined, moved and sorted."""

from datetime import timedelta

import pytest
from builders import a_follow_up, a_workspace

from inspektor import clock
from inspektor.actions import assessments, interviews, notes
from inspektor.actions.doors import made
from inspektor.errors import RuleBroken
from inspektor.model.interview import Answer, AnswerIn
from inspektor.queries import interviews as talks
from inspektor.shapes.enums import Channel, Consent, InterviewStatus, NoteTag, Role, SourceKind, Stance


class Case:
    """A follow-up with one interview, and short ways to write and look."""

    def __init__(self, workspace, follow_up):
        self.workspace, self.id = workspace, follow_up
        self.talk = self.interview(Role.STAFF, "Personal B")

    def interview(self, role, label, **values):
        return interviews.start(self.workspace, self.id, role, label, **values).created("interview")

    def note(self, text, **values):
        values.setdefault("interview_id", self.talk)
        return interviews.add_note(self.workspace, self.id, text, **values).created("note")

    def sheet(self, interview_id=None):
        return talks.sheet(self.workspace, self.id, interview_id or self.talk)

    def rows(self):
        return talks.interviews(self.workspace, self.id)

    def texts(self):
        return [note.text for note in self.sheet().notes]


@pytest.fixture
def case(tmp_path, frozen_clock):
    workspace = a_workspace(tmp_path / "arbetsyta")
    yield Case(workspace, a_follow_up(workspace))
    workspace.close()


def test_interviews_are_planned_and_begun_by_whoever_holds_them(case, frozen_clock):
    interviews.plan(case.workspace, case.id, Role.CLIENT, 2)
    planned = [row for row in case.rows() if row.status is InterviewStatus.PLANNED]
    assert [(row.role, row.started_at) for row in planned] == [(Role.CLIENT, None)] * 2
    assert case.rows()[0].id == case.talk  # those planned stand last
    frozen_clock.advance(minutes=5)
    interviews.begin(case.workspace, planned[0].id)
    begun = talks.interview(case.workspace, planned[0].id)
    assert (begun.status, begun.started_at) == (InterviewStatus.RUNNING, frozen_clock.moment)
    assert begun.interviewer == case.workspace.profile.name
    with pytest.raises(RuleBroken):
        interviews.begin(case.workspace, planned[0].id)
    for count in (0, 51):
        with pytest.raises(RuleBroken):
            interviews.plan(case.workspace, case.id, Role.CLIENT, count)


def test_a_planned_interview_is_taken_on_or_left(case):
    interviews.plan(case.workspace, case.id, Role.CLIENT)
    planned = case.rows()[-1]
    assert (planned.interviewer_id, planned.interviewer) == (None, "")
    interviews.take_over(case.workspace, planned.id)
    assert case.rows()[-1].interviewer == case.workspace.profile.name
    interviews.let_go(case.workspace, planned.id)
    assert case.rows()[-1].interviewer_id is None
    with pytest.raises(RuleBroken):
        interviews.let_go(case.workspace, case.talk)


def test_of_too_many_planned_those_that_say_least_go(case):
    for label in ("Barn A", "", ""):
        interviews.plan(case.workspace, case.id, Role.CLIENT, label=label)
    taken = case.rows()[-1].id
    interviews.take_over(case.workspace, taken)
    interviews.plan_interviews(case.workspace, case.id, Role.CLIENT, 2)
    left = {row.id: row.label for row in case.rows() if row.status is InterviewStatus.PLANNED}
    assert set(left.values()) == {"Barn A", ""}
    assert taken in left


def test_only_an_interview_without_notes_is_deleted(case):
    case.note("Två på plats")
    with pytest.raises(RuleBroken):
        interviews.remove(case.workspace, case.talk)
    other = case.interview(Role.CLIENT, "")
    interviews.remove(case.workspace, other)
    assert [row.id for row in case.rows()] == [case.talk]
    case.workspace.history.undo()
    assert len(case.rows()) == 2


def test_who_takes_part_and_by_what_channel_is_kept(case):
    interviews.set_fields(
        case.workspace,
        case.talk,
        channel=Channel.PHONE,
        interpreter=True,
        language="somaliska",
        child=True,
        intro_read=True,
    )
    row = case.sheet().interview
    assert (row.channel, row.language, row.child, row.intro_read) == (Channel.PHONE, "somaliska", True, True)


def test_consent_has_its_time_and_declining_from_the_start_ends_it(case, frozen_clock):
    interviews.set_consent(case.workspace, case.talk, Consent.GIVEN)
    assert case.sheet().interview.consent_at == frozen_clock.moment
    declined = talks.interview(
        case.workspace, case.interview(Role.CLIENT, "Barn A", consent=Consent.DECLINED)
    )
    assert (declined.status, declined.held) == (InterviewStatus.SAVED, False)


def test_one_who_declines_halfway_keeps_what_was_said(case):
    interviews.set_consent(case.workspace, case.talk, Consent.GIVEN)
    case.note("Vi är två.")
    interviews.end(case.workspace, case.talk, "Orkade inte fortsätta")
    row = case.sheet().interview
    assert (row.status, row.ended_early, row.held) == (InterviewStatus.SAVED, "Orkade inte fortsätta", True)
    assert case.texts() == ["Vi är två."]
    interviews.resume(case.workspace, case.talk)
    assert case.sheet().interview.ended_early == ""


def test_nothing_is_added_to_a_withdrawn_interview(case):
    def withdraw(session):
        from inspektor.model.interview import Interview

        session.get(Interview, case.talk).status = InterviewStatus.WITHDRAWN

    case.workspace.write("withdraw", withdraw)
    with pytest.raises(RuleBroken):
        case.note("För sent")
    with pytest.raises(RuleBroken):
        interviews.resume(case.workspace, case.talk)
    assert not case.sheet().interview.held


def test_a_split_note_keeps_time_author_tag_and_ties_and_the_order_of_its_parts(case):
    note = case.note("Ett. Två. Tre.", requirement="HVB-BU-4.1", question="q", tag=NoteTag.QUOTE)
    notes.tie(case.workspace, note, "HVB-BU-4.2")
    assessments.set_stance(case.workspace, case.id, "HVB-BU-4.1", SourceKind.NOTE, note, Stance.SUPPORTS)
    notes.split(case.workspace, note, 9)
    notes.split(case.workspace, note, 4)
    sheet = case.sheet()
    assert case.texts() == ["Ett.", "Två.", "Tre."]
    assert {(n.requirement, n.question, n.tag, n.author_id) for n in sheet.notes} == {
        ("HVB-BU-4.1", "q", NoteTag.QUOTE, case.workspace.profile.person_id)
    }
    assert sheet.notes[2].noted_at - sheet.notes[0].noted_at < timedelta(milliseconds=3)
    assert [set(sheet.ties_of(n.id)) for n in sheet.notes] == [{"HVB-BU-4.1", "HVB-BU-4.2"}] * 3
    case.workspace.history.undo()
    assert case.texts() == ["Ett. Två.", "Tre."]
    case.workspace.history.undo()
    assert case.texts() == ["Ett. Två. Tre."]


@pytest.mark.parametrize("at", [-1, 0, 4, 40])
def test_a_note_is_not_split_into_nothing(case, at):
    with pytest.raises(RuleBroken):
        notes.split(case.workspace, case.note("Ett."), at)
    assert case.texts() == ["Ett."]


def test_joined_notes_stand_in_order_with_the_graver_tag_and_every_tie(case, frozen_clock):
    first = case.note("Ett.", requirement="HVB-BU-4.1", tag=NoteTag.SERIOUS)
    notes.tie(case.workspace, first, "HVB-BU-5.1")
    frozen_clock.advance(minutes=1)
    second = case.note("Två.", requirement="HVB-BU-4.2", tag=NoteTag.FACT)
    at = case.sheet().notes[0].noted_at
    notes.join(case.workspace, first, second)
    (joined,) = case.sheet().notes
    assert (joined.id, joined.text, joined.tag, joined.noted_at) == (
        second,
        "Ett.\nTvå.",
        NoteTag.SERIOUS,
        at,
    )
    assert joined.requirement == "HVB-BU-4.2"
    assert set(case.sheet().ties_of(second)) == {"HVB-BU-4.1", "HVB-BU-5.1"}
    case.workspace.history.undo()
    assert case.texts() == ["Ett.", "Två."]
    assert case.sheet().ties_of(first) == ("HVB-BU-5.1",)


def test_what_two_respondents_said_is_never_one_note(case):
    other = case.interview(Role.CLIENT, "Barn A")
    with pytest.raises(RuleBroken):
        notes.join(case.workspace, case.note("Ett."), case.note("Två.", interview_id=other))
    alone = case.note("Tre.")
    with pytest.raises(RuleBroken):
        notes.join(case.workspace, alone, alone)


def test_a_note_is_tied_to_several_requirements_and_untied_again(case):
    note = case.note("Allt hänger ihop")
    for code in ("HVB-BU-4.1", "HVB-BU-4.2", "HVB-BU-5.1"):
        notes.tie(case.workspace, note, code)
    assert case.sheet().notes[0].requirement == "HVB-BU-4.1"  # it had no place
    assert case.sheet().ties_of(note) == ("HVB-BU-4.2", "HVB-BU-5.1")
    notes.tie(case.workspace, note, "HVB-BU-4.2", False)
    notes.tie(case.workspace, note, "HVB-BU-4.1", False)
    assert case.sheet().notes[0].requirement == "HVB-BU-5.1"
    notes.tie(case.workspace, note, "HVB-BU-5.1", False)
    assert (case.sheet().notes[0].requirement, case.sheet().ties_of(note)) == (None, ())


def test_a_caught_note_is_sorted_in_one_step(case):
    caught = case.note("Dörren stod öppen", interview_id=None)
    notes.sort(case.workspace, caught, ["HVB-BU-4.1", "HVB-BU-4.2"], case.talk)
    sheet = case.sheet()
    assert [(n.id, n.requirement) for n in sheet.notes] == [(caught, "HVB-BU-4.1")]
    assert sheet.ties_of(caught) == ("HVB-BU-4.2",)
    case.workspace.history.undo()
    (note,) = talks.notes(case.workspace, case.id)
    assert (note.interview_id, note.requirement) == (None, None)


def test_a_moved_note_keeps_what_it_was_weighed_for(case):
    note = case.note("Två på plats", requirement="HVB-BU-4.1", question="q")
    notes.tie(case.workspace, note, "HVB-BU-4.2")
    assessments.set_stance(case.workspace, case.id, "HVB-BU-4.1", SourceKind.NOTE, note, Stance.SUPPORTS)
    other = case.interview(Role.STAFF, "Personal C")
    notes.move(case.workspace, note, interview_id=other, requirement="HVB-BU-5.1", also=["HVB-BU-5.2"])
    (moved,) = case.sheet(other).notes
    assert (moved.requirement, moved.question) == ("HVB-BU-5.1", None)
    assert set(case.sheet(other).ties_of(note)) == {"HVB-BU-4.1", "HVB-BU-5.2"}


def test_a_question_is_touched_by_notes_answers_and_by_not_wanting_to_answer(case):
    case.note("Ja", requirement="HVB-BU-4.1", question="noted")
    values = {
        "follow_up_id": case.id,
        "interview_id": case.talk,
        "author_id": "x",
        "answered_at": clock.now(),
    }
    answers = (("typed", {"value": "yes"}), ("declined", {"declined": True}), ("emptied", {"value": ""}))
    for question, more in answers:
        row = made(Answer, AnswerIn, values | more | {"question": question})
        case.workspace.write("answer", lambda session, row=row: session.add(row))
    touched = {t.question: (t.notes, t.answer, t.declined) for t in case.sheet().touched}
    assert touched == {"noted": (1, "", False), "typed": (0, "yes", False), "declined": (0, "", True)}


def test_taking_over_an_interview_leaves_the_notes_their_author(case):
    case.workspace.write(
        "colleague",
        lambda session: setattr(session.get(_interview_type(), case.talk), "interviewer_id", "someone"),
    )
    interviews.take_over(case.workspace, case.talk)
    assert case.sheet().interview.interviewer_id == case.workspace.profile.person_id


def _interview_type():
    from inspektor.model.interview import Interview

    return Interview
