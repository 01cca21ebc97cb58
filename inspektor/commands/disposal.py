"""`disposal`: the group's plan, what is due by it, what is exempt, and the decision that empties it."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from inspektor.commands import entry, frame, references, saying, typed
from inspektor.errors import NotFound, RuleBroken
from inspektor.formats import date_iso
from inspektor.i18n import tr, tr_mark

if TYPE_CHECKING:
    from inspektor.shapes.retention import DisposalRow, DueRow, RetentionRule


def offer(commands: frame.Commands) -> None:
    """Add the group."""
    from inspektor.shapes.retention import Category, Exemption

    verbs = frame.group(frame.add(commands, "disposal", tr("how long records are kept, and their disposal")))
    plan = frame.add(verbs, "plan", tr("show the plan: the group's rules, and what is proposed"), _plan)
    rule = frame.add(verbs, "rule", tr("say what the municipality's plan says of a category"), _rule)
    due = frame.add(verbs, "due", tr("list what is due and why; exit code 1 if anything is"), _due)
    make = frame.add(verbs, "make", tr("dispose of what is due; this cannot be undone"), _make)
    listing = frame.add(verbs, "list", tr("list the disposals that were made"), _list)
    paper = frame.add(verbs, "paper", tr("write the decision and its list as PDF"), _paper)
    exempt = frame.add(verbs, "exempt", tr("leave a follow-up out of disposal"), _exempt)
    resume = frame.add(verbs, "resume", tr("let a follow-up be disposed of again"), _resume)
    categories = [str(each) for each in Category]
    rule.add_argument("category", choices=categories, metavar=tr("CATEGORY"), help=", ".join(categories))
    how = rule.add_mutually_exclusive_group(required=True)
    how.add_argument("--keep", action="store_true", help=tr("kept for good"))
    how.add_argument(
        "--months", type=typed.a_number, metavar="N", help=tr("disposed of so many months after")
    )
    rule.add_argument("--plan", default="", metavar=tr("TEXT"), help=tr("where the plan says so"))
    make.add_argument("category", nargs="+", choices=categories, metavar=tr("CATEGORY"))
    make.add_argument("--followup", metavar=tr("FOLLOWUP"), help=tr("in this follow-up alone"))
    make.add_argument(
        "--ground", required=True, metavar=tr("TEXT"), help=tr("the decision or plan it rests on")
    )
    paper.add_argument("disposal", metavar=tr("DISPOSAL"), help=tr("its id, or the end of it"))
    paper.add_argument("file", metavar=tr("FILE"), type=Path)
    exempt.add_argument("--why", required=True, metavar=tr("TEXT"))
    exempt.add_argument("--kind", choices=[str(each) for each in Exemption], default=str(Exemption.HELD))
    for each in (exempt, resume):
        references.add_follow_up(each)
    for each in (plan, rule, due, make, listing, paper, exempt, resume):
        entry.add_workspace(each)
        saying.add_json(each)


def _plan(arguments: argparse.Namespace) -> int:
    from inspektor.queries.retention import exempt, rules

    with entry.opened(arguments) as workspace:
        found, spared = rules(workspace), exempt(workspace)
    lines = saying.columns([_rule_row(each) for each in found])
    lines += [f"{tr(each.kind.label)}: {each.unit} – {each.reason} ({each.name})" for each in spared]
    saying.answer(arguments, {"rules": found, "exempt": spared}, lines)
    return frame.DONE


def _rule_row(rule: "RetentionRule") -> tuple[str, ...]:
    from inspektor.shapes.retention import rule_words

    return rule.category.value, tr(rule.category.label), rule_words(rule), "" if rule.own else tr("proposed")


def _rule(arguments: argparse.Namespace) -> int:
    from inspektor.actions.retention import set_rule
    from inspektor.queries.retention import rules
    from inspektor.shapes.retention import Category

    category = Category(arguments.category)
    with entry.opened(arguments) as workspace:
        months = arguments.months or 0
        set_rule(workspace, category, disposed=not arguments.keep, months=months, plan=arguments.plan)
        found = next(each for each in rules(workspace) if each.category is category)
    saying.answer(arguments, found, saying.columns([_rule_row(found)]))
    return frame.DONE


def _due(arguments: argparse.Namespace) -> int:
    from inspektor.queries.retention import due

    with entry.opened(arguments) as workspace:
        found = due(workspace)
    lines = saying.columns([_due_row(each) for each in found]) if found else [tr("Nothing is due.")]
    saying.answer(arguments, found, lines)
    return frame.WANTING if found else frame.DONE


def _due_row(row: "DueRow") -> tuple[str, ...]:
    from inspektor.shapes.retention import rule_words

    records = tr("{n} records").format(n=row.records)
    finished = tr("finalised {day}").format(day=row.finalised) if row.follow_up_id else ""
    return row.category.value, row.unit, row.registry_number, finished, rule_words(row.rule), records


def _make(arguments: argparse.Namespace) -> int:
    from inspektor.actions.retention import dispose
    from inspektor.queries.retention import disposals, due
    from inspektor.shapes.retention import Category

    wanted = {Category(each) for each in arguments.category}
    with entry.opened(arguments) as workspace:
        within = arguments.followup and references.follow_up(workspace, arguments.followup).id
        chosen = [
            (each.category, each.follow_up_id)
            for each in due(workspace)
            if each.category in wanted and within in (None, each.follow_up_id)
        ]
        if not chosen:
            raise RuleBroken("category", tr_mark("Nothing of it is due."))
        before = {each.id for each in disposals(workspace)}
        dispose(workspace, chosen, arguments.ground)
        found = [each for each in disposals(workspace) if each.id not in before]
    saying.answer(arguments, found, [_told(each) for each in found])
    return frame.DONE


def _list(arguments: argparse.Namespace) -> int:
    from inspektor.queries.retention import disposals

    with entry.opened(arguments) as workspace:
        found = disposals(workspace)
    lines = [_told(each) for each in found] or [tr("Nothing has been disposed of.")]
    saying.answer(arguments, found, lines)
    return frame.DONE


def _told(row: "DisposalRow") -> str:
    records = tr("{n} records").format(n=row.records)
    return f"{date_iso(row.at)}  {row.name}  {tr(row.category.label)}, {records}: {row.ground}  {row.id}"


def _paper(arguments: argparse.Namespace) -> int:
    from inspektor.actions.papers import save
    from inspektor.actions.retention import disposal_list
    from inspektor.queries.retention import disposals

    with entry.opened(arguments) as workspace:
        what = tr_mark("The disposal")
        row = references.one(disposals(workspace), arguments.disposal, what, lambda each: each.id)
        data = disposal_list(workspace, row.id)
        save(workspace, data, arguments.file, row.id)
    saying.answer(arguments, {"pdf": arguments.file.absolute()}, [str(arguments.file)])
    return frame.DONE


def _exempt(arguments: argparse.Namespace) -> int:
    from inspektor.actions.retention import exempt
    from inspektor.shapes.retention import Exemption

    with entry.opened(arguments) as workspace:
        row = references.follow_up(workspace, arguments.follow_up)
        exempt(workspace, row.id, Exemption(arguments.kind), arguments.why)
    saying.answer(arguments, {"follow_up": row.id}, [row.id])
    return frame.DONE


def _resume(arguments: argparse.Namespace) -> int:
    from inspektor.actions.retention import end_exemption
    from inspektor.queries.retention import exempt

    with entry.opened(arguments) as workspace:
        row = references.follow_up(workspace, arguments.follow_up)
        spared = [each for each in exempt(workspace) if each.follow_up_id == row.id]
        if not spared:
            raise NotFound(tr_mark("The exemption"), arguments.follow_up)
        for each in spared:
            end_exemption(workspace, each.id)
    saying.answer(arguments, {"follow_up": row.id}, [row.id])
    return frame.DONE
