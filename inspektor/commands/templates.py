"""`template list / show / check / import / export / paper`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from inspektor.commands import entry, frame, papers, references, saying
from inspektor.i18n import tr, tr_n

if TYPE_CHECKING:
    from inspektor.exchange.template_yaml import TemplateProblem


def offer(commands: frame.Commands) -> None:
    """Add the group."""
    verbs = frame.group(
        frame.add(commands, "template", tr("templates: list, show, check, import, export, print"))
    )
    listing = frame.add(verbs, "list", tr("list the published versions"), _list)
    show = frame.add(verbs, "show", tr("show the areas and requirements of a template"), _show)
    check = frame.add(
        verbs,
        "check",
        tr("check template files without a workspace"),
        _check,
        tr("Exit code 1 if a file has faults; each is named with its line."),
    )
    importing = frame.add(verbs, "import", tr("publish a template file in the workspace"), _import)
    export = frame.add(verbs, "export", tr("write a template as a YAML file"), _export)
    paper = frame.add(
        verbs, "paper", tr("write a blank form or question cards as PDF, for no follow-up"), _paper
    )
    for each in (show, export, paper):
        each.add_argument("template", metavar=tr("TEMPLATE"), help=tr("the template's code or id"))
    check.add_argument("files", metavar=tr("FILE"), type=Path, nargs="+")
    importing.add_argument("file", metavar=tr("FILE"), type=Path)
    export.add_argument(
        "file", metavar=tr("FILE"), type=Path, nargs="?", help=tr("where to; shown if left out")
    )
    paper.add_argument("file", metavar=tr("FILE"), type=Path)
    papers.add_template_kind(paper)
    for each in (listing, show, importing, export, paper):
        entry.add_workspace(each)
    for each in (listing, show, check, importing, paper):
        saying.add_json(each)


def _list(arguments: argparse.Namespace) -> int:
    from inspektor.queries.templates import templates

    with entry.opened(arguments) as workspace:
        rows = templates(workspace)
    saying.answer(
        arguments, rows, saying.columns([(row.slug, row.version, row.title, row.id) for row in rows])
    )
    return frame.DONE


def _show(arguments: argparse.Namespace) -> int:
    from inspektor.queries.templates import template

    with entry.opened(arguments) as workspace:
        whole = template(workspace, references.template(workspace, arguments.template).id)
    lines = [f"{whole.title} ({whole.code} {whole.version})", whole.description]
    for area in whole.areas:
        lines += ["", area.name]
        lines += saying.columns([("  " + each.code, each.text) for each in area.requirements])
    saying.answer(arguments, whole.to_content(), lines)
    return frame.DONE


def _check(arguments: argparse.Namespace) -> int:
    from inspektor.actions.checking import NotRead
    from inspektor.exchange.template_yaml import TemplateRefused, read_template

    faults: list[TemplateProblem] = []
    warnings: list[TemplateProblem] = []
    lines = []
    for path in arguments.files:
        if not path.is_file():
            raise NotRead(path)
        try:
            read = read_template(path)
        except TemplateRefused as refused:
            faults += refused.problems
        else:
            warnings += read.warnings
            count = len(read.template.requirements)
            sound = tr_n("{file}: sound, {n} requirement", "{file}: sound, {n} requirements", count)
            lines.append(sound.format(file=path.name, n=count))
    lines += [problem.text() for problem in faults]
    lines += [tr("worth a look: {problem}").format(problem=problem.text()) for problem in warnings]
    value = {
        "ok": not faults,
        "faults": [_problem(problem) for problem in faults],
        "warnings": [_problem(problem) for problem in warnings],
    }
    saying.answer(arguments, value, lines)
    return frame.WANTING if faults else frame.DONE


def _problem(problem: "TemplateProblem") -> dict[str, object]:
    return {"file": problem.file, "line": problem.line, "text": problem.text()}


def _import(arguments: argparse.Namespace) -> int:
    from inspektor.actions.templates import publish
    from inspektor.exchange.template_yaml import read_template

    read = read_template(arguments.file)
    with entry.opened(arguments) as workspace:
        changes = publish(workspace, read.template)
    known = changes.empty
    words = (
        tr("Already published: {title}, version {version}")
        if known
        else tr("Published: {title}, version {version}")
    )
    lines = [words.format(title=read.template.title, version=read.template.version)]
    lines += [tr("worth a look: {problem}").format(problem=problem.text()) for problem in read.warnings]
    value = {"code": read.template.code, "version": read.template.version, "new": not known}
    saying.answer(arguments, value, lines)
    return frame.DONE


def _export(arguments: argparse.Namespace) -> int:
    from inspektor.actions.outside import put_outside
    from inspektor.exchange.template_yaml import export_template
    from inspektor.queries.templates import template
    from inspektor.shapes.outside import OutsideKind

    with entry.opened(arguments) as workspace:
        text = export_template(template(workspace, references.template(workspace, arguments.template).id))
        if arguments.file is None:
            saying.say(text.rstrip())
        else:
            put_outside(workspace, arguments.file, text.encode(), OutsideKind.TEMPLATE)
    return frame.DONE


def _paper(arguments: argparse.Namespace) -> int:
    from inspektor.actions.papers import save

    with entry.opened(arguments) as workspace:
        version = references.template(workspace, arguments.template).id
        data = papers.made_of_template(workspace, version, arguments)
        save(workspace, data, arguments.file, version)
    saying.answer(arguments, {"pdf": arguments.file.absolute()}, [str(arguments.file)])
    return frame.DONE
