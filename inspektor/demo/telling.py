"""Lets inspectors live through a story: each step is the action that a user would take, at the story's time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from inspektor.actions import assessments, follow_ups, interviews, observations, register, requests, reviews
from inspektor.demo.days import StoryClock, moment, workday
from inspektor.demo.picture import photograph
from inspektor.demo.story import Arrival, Departure, Paper, Remark, Sight, Step, Story, Talk, Thought
from inspektor.queries.interviews import interviews as held
from inspektor.queries.reviews import requests as asked_for
from inspektor.queries.templates import templates
from inspektor.shapes.enums import (
    Consent,
    InterviewStatus,
    NoteTag,
    Rating,
    Role,
    SampleOutcome,
    SourceKind,
    Stance,
)
from inspektor.store.workspace import Workspace


@dataclass(slots=True)
class Scene:
    """A follow-up in the making: its story, its day, and which source says what of which requirement."""

    story: Story
    day: date
    time: StoryClock
    random: Random
    follow_up_id: str = ""
    says: list[tuple[str, SourceKind, str, Stance]] = field(default_factory=list)

    def turn(self, at: str) -> None:
        """The time is now this, on the day of the visit."""
        self.time.turn(self.day, at, self.random.randrange(50))

    def remember(self, about: str | None, kind: SourceKind, source: str, says: str | None) -> None:
        """A source that will be weighed when the inspectors judge."""
        if about and says:
            self.says.append((about, kind, source, Stance(says)))


def add_unit(workspace: Workspace, scene: Scene, provider_id: str, **known: Any) -> str:
    """Register the unit of the story; gives its id."""
    values = {**scene.story.unit, **known, "provider_id": provider_id}
    return register.add_unit(workspace, **values).created("unit")


def template_of(workspace: Workspace, scene: Scene) -> str:
    """The id of the template version that the story uses."""
    return next(row.id for row in templates(workspace) if row.slug == scene.story.template)


def plan(
    workspace: Workspace, scene: Scene, unit_id: str, registry_number: str, team: Sequence[str] = ()
) -> None:
    """Plan the follow-up for the day of the story."""
    planned = follow_ups.plan(
        workspace,
        team=team,
        unit_id=unit_id,
        template_version_id=template_of(workspace, scene),
        registry_number=registry_number,
        planned_on=scene.day,
        **_known_beforehand(scene),
    )
    scene.follow_up_id = planned.created("follow_up")


def prepare(workspace: Workspace, scene: Scene) -> None:
    """Plan who is to be heard, by role, and ask for documents."""
    talks = Counter(
        step.role for part in scene.story.parts.values() for step in part if isinstance(step, Talk)
    )
    for role, count in talks.items():
        interviews.plan_interviews(workspace, scene.follow_up_id, Role(role), count)
    due = workday(scene.day, -2)
    requests.ask_for_all(workspace, scene.follow_up_id, scene.story.wanted, due=due)


def start_unannounced(workspace: Workspace, scene: Scene, unit_id: str, at: str) -> None:
    """Stand at the door: the follow-up and its visit begin in one step."""
    scene.turn(at)
    values = _known_beforehand(scene)
    begun = follow_ups.start_unannounced(workspace, unit_id, template_of(workspace, scene), **values)
    scene.follow_up_id = begun.created("follow_up")


_AFTERWARDS = ("facts_of_the_day", "to_send_in", "not_reviewed", "next_step", "distribution")


def _known_beforehand(scene: Scene) -> dict[str, Any]:
    return {name: value for name, value in scene.story.follow_up.items() if name not in _AFTERWARDS}


def tell(workspace: Workspace, scene: Scene, part: str) -> None:
    """One inspector lives through one part."""
    for step in scene.story.parts[part]:
        scene.turn(step.at)
        _live(workspace, scene, step)


def _live(workspace: Workspace, scene: Scene, step: Step) -> None:
    follow_up_id = scene.follow_up_id
    match step:
        case Arrival():
            _take_in(workspace, scene)
            follow_ups.arrive(workspace, follow_up_id)
        case Departure():
            follow_ups.depart(workspace, follow_up_id)
        case Talk():
            _talk(workspace, scene, step)
        case Sight():
            _see(workspace, scene, step)
        case Paper():
            _read(workspace, scene, step)
        case Thought():
            note = interviews.add_note(workspace, follow_up_id, step.text).created("note")
            interviews.set_note_requirement(workspace, note, step.sorted_to)


def _take_in(workspace: Workspace, scene: Scene) -> None:
    """What was asked for has come in time."""
    for request in asked_for(workspace, scene.follow_up_id):
        requests.receive(workspace, request.id, workday(scene.day, -2))


def _talk(workspace: Workspace, scene: Scene, talk: Talk) -> None:
    circumstances = {
        "support_person": talk.support_person,
        "child": talk.child,
        "interpreter": bool(talk.interpreter),
        "language": talk.interpreter,
        "channel": talk.channel,
    }
    interview = _begun(workspace, scene, Role(talk.role), talk.label, circumstances)
    if talk.declined:
        interviews.set_consent(workspace, interview, Consent.DECLINED)
        return
    interviews.set_consent(workspace, interview, Consent.GIVEN)
    for remark in talk.notes:
        scene.turn(remark.at)
        note = _typed(workspace, scene, interview, remark)
        scene.remember(remark.about, SourceKind.NOTE, note, remark.says)
    scene.turn(talk.until)
    interviews.end(workspace, interview, talk.broken_off)


def _begun(workspace: Workspace, scene: Scene, role: Role, label: str, circumstances: dict[str, Any]) -> str:
    """An interview with somebody of the role: a planned one where there is one."""
    planned = [
        row
        for row in held(workspace, scene.follow_up_id)
        if row.role is role and row.status is InterviewStatus.PLANNED
    ]
    if not planned:
        begun = interviews.start(workspace, scene.follow_up_id, role, label, **circumstances)
        return begun.created("interview")
    interviews.begin(workspace, planned[0].id)
    interviews.set_fields(workspace, planned[0].id, label=label, **circumstances)
    return planned[0].id


def _typed(workspace: Workspace, scene: Scene, interview: str, remark: Remark) -> str:
    """A note as it is typed: saved when its first words stand there, and again when it is whole."""
    words = remark.text.split()
    beginning = " ".join(words[: max(1, len(words) // 2)])
    made = interviews.add_note(
        workspace,
        scene.follow_up_id,
        beginning,
        interview_id=interview,
        requirement=remark.about,
        question=remark.asks,
        tag=NoteTag(remark.tag) if remark.tag else None,
    )
    note = made.created("note")
    for text in dict.fromkeys((" ".join(words[:-1]), remark.text)):
        interviews.set_note_text(workspace, note, text, amend=True)
    return note


def _see(workspace: Workspace, scene: Scene, sight: Sight) -> None:
    seen = observations.add(
        workspace,
        scene.follow_up_id,
        sight.text,
        place=sight.place,
        kind=sight.kind,
        requirement=sight.about,
    ).created("observation")
    scene.remember(sight.about, SourceKind.OBSERVATION, seen, sight.says)
    if sight.picture:
        taken = moment(scene.day, sight.at)
        photo = observations.add_photo(
            workspace,
            seen,
            photograph(sight.picture, scene.random, taken),
            caption=sight.caption,
            alternative_text=sight.alternative_text,
        )
        observations.set_photo(workspace, photo.created("photo"), no_persons=True)


def _read(workspace: Workspace, scene: Scene, paper: Paper) -> None:
    read = reviews.add_document_review(
        workspace,
        scene.follow_up_id,
        paper.kind,
        sample_size=paper.sample_size,
        selection=paper.selection,
        result=paper.result,
        requirement=paper.about,
    ).created("document_review")
    for letter, (outcome, text) in paper.samples.items():
        reviews.set_sample(workspace, read, letter, outcome=SampleOutcome(outcome), text=text)
    scene.remember(paper.about, SourceKind.DOCUMENT_REVIEW, read, paper.says)


def meet(workspace: Workspace, scene: Scene) -> None:
    """Note who took part on the unit's side, by function."""
    for function in scene.story.participants:
        follow_ups.add_participant(workspace, scene.follow_up_id, function)


def judge(workspace: Workspace, scene: Scene) -> None:
    """Weigh every source, rate, write grounds, and write up the deficiencies."""
    for verdict in scene.story.verdicts:
        scene.turn(verdict.at)
        for about, kind, source, stance in scene.says:
            if about == verdict.about:
                assessments.set_stance(workspace, scene.follow_up_id, about, kind, source, stance)
        assessments.rate(workspace, scene.follow_up_id, verdict.about, Rating(verdict.rating))
        assessments.set_grounds(workspace, scene.follow_up_id, verdict.about, verdict.grounds)
        if verdict.strengths:
            assessments.set_strengths(workspace, scene.follow_up_id, verdict.about, verdict.strengths)
        if verdict.deficiency is not None:
            deficiency = assessments.deficiency_id(scene.follow_up_id, verdict.about)
            deadline = workday(scene.day + timedelta(weeks=2), 0)
            assessments.set_deficiency(workspace, deficiency, deadline=deadline, **verdict.deficiency)


def write_up(workspace: Workspace, scene: Scene) -> None:
    """Write down the facts of the day, what is to be sent in, what was not reviewed, and what happens next."""
    values: dict[str, Any] = {name: scene.story.follow_up[name] for name in _AFTERWARDS}
    send_in_by = workday(scene.day, 6)
    follow_ups.set_fields(workspace, scene.follow_up_id, send_in_by=send_in_by, **values)


def answer_conflict_of_interest(workspace: Workspace, scene: Scene) -> None:
    """The person says that nothing makes their impartiality doubtful."""
    follow_ups.answer_conflict_of_interest(workspace, scene.follow_up_id, False)
