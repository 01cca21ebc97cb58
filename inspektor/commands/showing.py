"""`followup list / show`: what there is, all of a follow-up, or one requirement with what each source says of it."""

import argparse
from typing import TYPE_CHECKING, Any

from inspektor.commands import closing, entry, frame, references, saying, typed
from inspektor.i18n import tr

if TYPE_CHECKING:
    from inspektor.shapes.judgement import JudgementSheet
    from inspektor.store.workspace import Workspace


def offer_verbs(verbs: frame.Commands) -> list[frame.Parser]:
    """The verbs, for the group of the follow-up."""
    listing = frame.add(verbs, "list", tr("list the follow-ups, newest first"), _list)
    show = frame.add(verbs, "show", tr("show a follow-up with what hangs on it"), _show)
    references.add_follow_up(show)
    show.add_argument(
        "--requirement",
        metavar=tr("CODE"),
        help=tr("show this one, with its sources and its judgement, instead"),
    )
    return [listing, show]


def _list(arguments: argparse.Namespace) -> int:
    from inspektor.queries.follow_ups import follow_ups

    with entry.opened(arguments) as workspace:
        rows = follow_ups(workspace)
    lines = saying.columns(
        [
            (row.unit, typed.label(row.form), closing.standing(row), row.registry_number, row.id)
            for row in rows
        ]
    )
    saying.answer(arguments, rows, lines)
    return frame.DONE


def _show(arguments: argparse.Namespace) -> int:
    from inspektor.actions.openings import opened
    from inspektor.queries.judgement import judgement
    from inspektor.shapes.openings import OpenedKind

    with entry.opened(arguments) as workspace:
        row = references.follow_up(workspace, arguments.follow_up)
        if arguments.requirement is not None:
            sheet = judgement(workspace, row.id, arguments.requirement)
            opened(workspace, OpenedKind.SOURCES, None, row.id)
            saying.answer(arguments, sheet, _requirement(sheet))
            return frame.DONE
        value = _whole(workspace, row.id)
        opened(workspace, OpenedKind.NOTES, None, row.id)
    saying.answer(arguments, value, _shown(value))
    return frame.DONE


def _requirement(sheet: "JudgementSheet") -> list[str]:
    lines = [f"{sheet.code}  {sheet.text}", f"{typed.label(sheet.rating)}  {sheet.grounds}", ""]
    for source in sheet.sources:
        role = typed.label(source.role) if source.role is not None else typed.label(source.kind)
        lines.append(f"  {typed.label(source.stance)}  {role}  {source.text}  ({source.id})")
    return lines


def _whole(workspace: "Workspace", row_id: str) -> dict[str, Any]:
    from inspektor.queries import answers, follow_ups, interviews, judgement, observations, reviews
    from inspektor.queries.gaps import gaps
    from inspektor.queries.late import late
    from inspektor.queries.newer import newer
    from inspektor.queries.templates import asked

    repeats = asked(workspace, row_id).repeats
    return {
        "follow_up": follow_ups.sheet(workspace, row_id),
        "interviews": interviews.interviews(workspace, row_id),
        "notes": interviews.notes(workspace, row_id),
        "answers": answers.sums(workspace, row_id),
        "items": {repeat.code: answers.items(workspace, row_id, repeat.code) for repeat in repeats},
        "observations": observations.observations(workspace, row_id),
        "documents_read": reviews.document_reviews(workspace, row_id),
        "documents_asked": reviews.requests(workspace, row_id),
        "requirements": judgement.outline(workspace, row_id),
        "deficiencies": judgement.deficiencies(workspace, row_id),
        "gaps": gaps(workspace, row_id),
        "late": late(workspace, row_id),
        "newer": newer(workspace, row_id),
    }


def _shown(value: dict[str, Any]) -> list[str]:
    from inspektor.formats import clock_time

    sheet = value["follow_up"]
    lines = [
        f"{sheet.unit.name}, {sheet.unit.provider}",
        f"{typed.label(sheet.form)}. {typed.label(sheet.status)}.",
        *closing.said(sheet.steps),
        "",
    ]
    for talk in value["interviews"]:
        lines.append(f"{typed.label(talk.role)}: {talk.label}  ({talk.id})")
        of_talk = [note for note in value["notes"] if note.interview_id == talk.id]
        lines += [f"  {clock_time(n.noted_at)}  {n.requirement or ''}  {n.text}  ({n.id})" for n in of_talk]
    loose = [note for note in value["notes"] if note.interview_id is None]
    lines += [
        f"{clock_time(note.noted_at)}  {note.requirement or ''}  {note.text}  ({note.id})" for note in loose
    ]
    answered = [f"{each.question}  {each.asked}  {each.text}" for each in value["answers"]]
    lines += _section(tr("Typed answers"), answered)
    return [*lines, *_found(value)]


def _section(title: str, lines: list[str]) -> list[str]:
    """The lines under their title; nothing where there are none."""
    return ["", title, *(f"  {line}" for line in lines)] if lines else []


def _found(value: dict[str, Any]) -> list[str]:
    from inspektor.formats import clock_time, date_iso

    seen = [f"{clock_time(o.observed_at)}  {o.place}: {o.text}  ({o.id})" for o in value["observations"]]
    read = [f"{r.kind} ({r.sample_size}): {r.told()}  ({r.id})" for r in value["documents_read"]]
    asked = [
        f"{each.kind}  {date_iso(each.due) if each.due else '–'}  ({each.id})"
        for each in value["documents_asked"]
    ]
    rated = [
        f"{each.code}  {typed.label(each.rating)}"
        for each in value["requirements"]
        if each.rating is not None
    ]
    lacking = [f"{each.requirement}  {each.description}" for each in value["deficiencies"]]
    sealed = [
        f"{each.title} {each.version}, {typed.label(each.status)}  ({each.id})"
        for each in value["follow_up"].documents
    ]
    stopping = [tr("Stops the signature: {gap}").format(gap=gap.text) for gap in value["gaps"] if gap.stops]
    return [
        *_section(tr("Observations"), seen),
        *_section(tr("Documents read"), read),
        *_section(tr("Documents asked for"), asked),
        *_section(tr("Requirements rated"), rated),
        *_section(tr("Deficiencies"), lacking),
        *_section(tr("Sealed documents"), sealed),
        *([tr("Some details need a newer version of Inspektor")] if value["newer"] else []),
        *_section(tr("Changed after the report"), closing.came_late(value["late"])),
        *([] if value["follow_up"].finished else stopping),
    ]
