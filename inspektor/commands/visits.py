"""`followup`: planning and the visit, as data entry for scripts; the same actions, rules and errors as the window."""

import argparse
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from inspektor.commands import (
    answering,
    closing,
    entry,
    exchanging,
    frame,
    judging,
    preparing,
    references,
    saying,
    showing,
    sorting,
    typed,
)
from inspektor.i18n import tr, tr_mark
from inspektor.shapes.enums import (
    Channel,
    Consent,
    Form,
    Mode,
    NoteTag,
    Notice,
    ObservationKind,
    Role,
    SampleOutcome,
)

_RESPONDENT = {
    "child": tr_mark("the respondent is a child"),
    "support_person": tr_mark("a support person is there"),
    "intro_read": tr_mark("what the respondent must know has been read aloud"),
}


_OTHERWISE = {
    "begin": tr_mark("begin this planned interview instead"),
    "take": tr_mark("take on this interview instead"),
    "leave": tr_mark("leave this planned interview instead"),
    "resume": tr_mark("resume this interview instead"),
    "end": tr_mark("end this interview instead"),
}


def offer(commands: frame.Commands) -> None:
    """Add the group."""
    verbs = frame.group(frame.add(commands, "followup", tr("follow-ups: plan, visit, judge")))
    made = [
        *showing.offer_verbs(verbs),
        _new_parser(verbs),
        *_visit_parsers(verbs),
        _interview_parser(verbs),
        _note_parser(verbs),
        _observe_parser(verbs),
        _document_parser(verbs),
        *preparing.offer_verbs(verbs),
        *sorting.offer_verbs(verbs),
        *answering.offer_verbs(verbs),
        *judging.offer_verbs(verbs),
        *exchanging.offer_verbs(verbs),
        *closing.offer_verbs(verbs),
    ]
    for each in made:
        entry.add_workspace(each)
        saying.add_json(each)


def _new_parser(verbs: frame.Commands) -> frame.Parser:
    made = frame.add(verbs, "new", tr("plan a follow-up; an unannounced one with --now begins at once"), _new)
    made.add_argument("unit", metavar=tr("UNIT"), help=tr(typed.NAME_OR_ID))
    made.add_argument("template", metavar=tr("TEMPLATE"), help=tr("the template's code or id"))
    made.add_argument("--form", choices=typed.values(Form))
    made.add_argument("--mode", choices=typed.values(Mode))
    made.add_argument("--notice", choices=typed.values(Notice))
    made.add_argument("--planned-on", type=typed.a_day, metavar=tr("DAY"))
    made.add_argument("--registry-number", metavar="NR")
    made.add_argument("--trigger", metavar=tr("TEXT"))
    made.add_argument("--purpose", metavar=tr("TEXT"))
    made.add_argument("--now", action="store_true", help=tr("you stand at the door: the visit begins"))
    preparing.add_choices(made)
    return made


def _visit_parsers(verbs: frame.Commands) -> list[frame.Parser]:
    arrive = frame.add(verbs, "arrive", tr("the visit begins"), _arrive)
    depart = frame.add(verbs, "depart", tr("the visit ends"), _depart)
    conflict = frame.add(
        verbs,
        "impartial",
        tr("answer for yourself whether you are impartial (no conflict of interest)"),
        _impartial,
    )
    for each in (arrive, depart, conflict):
        references.add_follow_up(each)
    for each in (arrive, depart):
        each.add_argument("--at", type=typed.a_moment, metavar=tr("TIME"), help=tr("now unless given"))
    conflict.add_argument("answer", choices=list(typed.YES_NO))
    conflict.add_argument(
        "--note", metavar=tr("TEXT"), help=tr("what the conflict is, and what was decided about it")
    )
    return [arrive, depart, conflict]


def _interview_parser(verbs: frame.Commands) -> frame.Parser:
    made = frame.add(verbs, "interview", tr("begin an interview, or end one"), _interview)
    references.add_follow_up(made)
    made.add_argument("role", choices=typed.values(Role), nargs="?")
    made.add_argument("--label", default="", metavar=tr("TEXT"), help=tr("whom, without a name"))
    made.add_argument("--consent", choices=typed.values(Consent))
    made.add_argument("--channel", choices=typed.values(Channel))
    made.add_argument("--language", metavar=tr("TEXT"), help=tr("an interpreter helps with this language"))
    for flag, words in _RESPONDENT.items():
        made.add_argument(f"--{flag.replace('_', '-')}", action="store_true", default=None, help=tr(words))
    made.add_argument("--early", default="", metavar=tr("TEXT"), help=tr("with --end: why it ended early"))
    other = made.add_mutually_exclusive_group()
    for name, words in _OTHERWISE.items():
        other.add_argument(f"--{name}", metavar="ID", help=tr(words))
    return made


def _note_parser(verbs: frame.Commands) -> frame.Parser:
    made = frame.add(
        verbs, "note", tr("write a note; the text is read from standard input if it is -"), _note
    )
    references.add_follow_up(made)
    made.add_argument("text", metavar=tr("TEXT"))
    made.add_argument("--interview", metavar="ID")
    made.add_argument("--requirement", metavar=tr("CODE"))
    made.add_argument("--question", metavar=tr("CODE"), help=tr("its code, or its number on the paper form"))
    made.add_argument("--tag", choices=typed.values(NoteTag))
    made.add_argument("--at", type=typed.a_moment, metavar=tr("TIME"), help=tr("now unless given"))
    return made


def _observe_parser(verbs: frame.Commands) -> frame.Parser:
    made = frame.add(verbs, "observe", tr("note something seen, with photos"), _observe)
    references.add_follow_up(made)
    made.add_argument("text", metavar=tr("TEXT"))
    made.add_argument("--place", metavar=tr("TEXT"))
    made.add_argument("--kind", choices=typed.values(ObservationKind))
    made.add_argument("--requirement", metavar=tr("CODE"))
    made.add_argument("--at", type=typed.a_moment, metavar=tr("TIME"), help=tr("now unless given"))
    made.add_argument("--photo", metavar=tr("FILE"), help=tr("a JPEG, PNG, WebP or HEIC picture"))
    made.add_argument(
        "--no-persons", action="store_true", help=tr("you have looked: nobody is in the picture")
    )
    made.add_argument("--caption", default="", metavar=tr("TEXT"))
    made.add_argument(
        "--alternative-text",
        default="",
        metavar=tr("TEXT"),
        help=tr("the photo in words, for those who cannot see it"),
    )
    return made


def _document_parser(verbs: frame.Commands) -> frame.Parser:
    made = frame.add(verbs, "document", tr("note a kind of document that was read"), _document)
    references.add_follow_up(made)
    made.add_argument("kind", metavar=tr("KIND"))
    made.add_argument("--sample-size", type=typed.a_number, metavar="N", help=tr("how many were read"))
    made.add_argument("--selection", metavar=tr("TEXT"), help=tr("how they were chosen"))
    made.add_argument("--result", metavar=tr("TEXT"), help=tr("what they showed, without names"))
    made.add_argument(
        "--letter",
        action="append",
        default=[],
        type=typed.a_letter,
        metavar="A=lacking:TEXT",
        help=tr("what one document of the sample showed: {words}").format(
            words=", ".join(typed.values(SampleOutcome))
        ),
    )
    made.add_argument("--requirement", metavar=tr("CODE"))
    return made


def _new(arguments: argparse.Namespace) -> int:
    from inspektor.actions.follow_ups import plan, start_unannounced

    fields = ("form", "mode", "notice", "planned_on", "registry_number", "trigger", "purpose")
    values: dict[str, Any] = typed.given(arguments, *fields)
    with entry.opened(arguments) as workspace:
        unit = references.unit(workspace, arguments.unit)
        template = references.template(workspace, arguments.template)
        values |= preparing.chosen(workspace, arguments, template.id)
        if arguments.now:
            changes = start_unannounced(workspace, unit.id, template.id, **values)
        else:
            whole = {"form": Form.OPERATIONAL} | values
            changes = plan(workspace, unit_id=unit.id, template_version_id=template.id, **whole)
    return _made(arguments, changes.created("follow_up"))


def _made(arguments: argparse.Namespace, row_id: str) -> int:
    saying.answer(arguments, {"id": row_id}, [row_id])
    return frame.DONE


def _arrive(arguments: argparse.Namespace) -> int:
    from inspektor.actions.follow_ups import arrive

    with entry.opened(arguments) as workspace:
        row = references.follow_up(workspace, arguments.follow_up)
        arrive(workspace, row.id, arguments.at)
    return _made(arguments, row.id)


def _depart(arguments: argparse.Namespace) -> int:
    from inspektor.actions.follow_ups import depart

    with entry.opened(arguments) as workspace:
        row = references.follow_up(workspace, arguments.follow_up)
        depart(workspace, row.id, arguments.at)
    return _made(arguments, row.id)


def _impartial(arguments: argparse.Namespace) -> int:
    from inspektor.actions.follow_ups import answer_conflict_of_interest

    with entry.opened(arguments) as workspace:
        row = references.follow_up(workspace, arguments.follow_up)
        answer_conflict_of_interest(workspace, row.id, not typed.YES_NO[arguments.answer], arguments.note)
    return _made(arguments, row.id)


def _interview(arguments: argparse.Namespace) -> int:
    from inspektor.actions import interviews

    with entry.opened(arguments) as workspace:
        row = references.follow_up(workspace, arguments.follow_up)
        acts: dict[str, Callable[..., object]] = {
            "begin": interviews.begin,
            "take": interviews.take_over,
            "leave": interviews.let_go,
            "resume": interviews.resume,
            "end": partial(interviews.end, early=arguments.early),
        }
        for name, act in acts.items():
            if (meant := getattr(arguments, name)) is not None:
                interview = judging.of_follow_up(workspace, row.id, meant).id
                act(workspace, interview)
                return _made(arguments, interview)
        if arguments.role is None:
            raise judging.NothingSaid("role")
        values = typed.given(arguments, "consent", "channel", "language", *_RESPONDENT)
        if arguments.consent is not None:
            values["consent"] = Consent(arguments.consent)
        if arguments.language is not None:
            values["interpreter"] = True
        begun = interviews.start(workspace, row.id, Role(arguments.role), arguments.label, **values)
        interview = begun.created("interview")
    return _made(arguments, interview)


def _note(arguments: argparse.Namespace) -> int:
    from inspektor.actions.interviews import add_note

    text = sys.stdin.read() if arguments.text == "-" else arguments.text
    if not text.strip():
        raise judging.NothingSaid("text")
    with entry.opened(arguments) as workspace:
        row = references.follow_up(workspace, arguments.follow_up)
        interview = arguments.interview and judging.of_follow_up(workspace, row.id, arguments.interview).id
        arguments.requirement = judging.requirement_meant(workspace, row.id, arguments.requirement)
        question = requirement = None
        if arguments.question is not None:
            question, requirement = judging.question_meant(workspace, row.id, arguments.question)
        note = add_note(
            workspace,
            row.id,
            text,
            interview_id=interview,
            requirement=arguments.requirement or requirement,
            question=question,
            tag=NoteTag(arguments.tag) if arguments.tag else None,
            noted_at=arguments.at,
        ).created("note")
    return _made(arguments, note)


def _observe(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from inspektor.actions import observations
    from inspektor.actions.checking import NotRead
    from inspektor.actions.photos_in import received

    values: dict[str, Any] = typed.given(arguments, "place", "kind")
    photo = Path(arguments.photo) if arguments.photo else None
    try:
        picture = photo.read_bytes() if photo else b""
    except OSError as error:
        raise NotRead(photo or Path()) from error
    if photo is not None:
        received(picture)  # what is no photo is refused before anything is written
    with entry.opened(arguments) as workspace:
        row = references.follow_up(workspace, arguments.follow_up)
        arguments.requirement = judging.requirement_meant(workspace, row.id, arguments.requirement)
        values |= typed.given(arguments, "requirement")
        shown = typed.given(arguments, "caption", "alternative_text", "no_persons")
        observation = observations.add(
            workspace,
            row.id,
            arguments.text,
            observed_at=arguments.at,
            photo=picture or None,
            photo_words=shown,
            **values,
        ).created("observation")
    return _made(arguments, observation)


def _document(arguments: argparse.Namespace) -> int:
    from inspektor.actions.reviews import add_document_review

    with entry.opened(arguments) as workspace:
        row = references.follow_up(workspace, arguments.follow_up)
        arguments.requirement = judging.requirement_meant(workspace, row.id, arguments.requirement)
        values: dict[str, Any] = typed.given(arguments, "sample_size", "selection", "result", "requirement")
        shown = [(letter, {"outcome": outcome, "text": text}) for letter, outcome, text in arguments.letter]
        changes = add_document_review(workspace, row.id, arguments.kind, samples=shown, **values)
    return _made(arguments, changes.created("document_review"))
