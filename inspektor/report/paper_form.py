"""The blank form: what a follow-up asks, with room to write by hand, numbered as the program finds it."""

from inspektor.i18n import Texts
from inspektor.report import front
from inspektor.report.blocks import (
    Block,
    BulletList,
    Document,
    Heading,
    Paragraph,
    Room,
    Ticks,
)
from inspektor.report.paper import a_paper
from inspektor.report.phrases import day, listed
from inspektor.shapes.papers import FormPaper, FormQuestion, FormRepeat, FormRequirement

_NOTES, _GROUNDS, _ANSWER, _REST, _TALKS = 2, 2, 1, 12, 8


def paper_form(facts: FormPaper, texts: Texts) -> Document:
    """Area by area, each requirement with its questions by role."""
    tr, of = texts.tr, facts.of
    title = tr("Form for the follow-up of {unit}").format(unit=of.unit.name)
    if of.blank:
        title = tr("Form for a follow-up")
    lead = listed(of.form, day(of.day, texts), facts.template, separator=". ")
    blocks = [*front.opening(of.head, of.unit, title, lead, texts), *_opening(texts, blank=of.blank)]
    for area, requirements in facts.areas:
        blocks.append(Heading(area, 2))
        for each in requirements:
            blocks += _requirement(each, facts.ratings, texts)
    for repeat in facts.repeats:
        blocks += _repeat(repeat)
    blocks += [Heading(tr("Other notes"), 2), Room(_REST)]
    return a_paper(of, title, tr("Form"), blocks, texts, about=facts.template)


def _opening(texts: Texts, *, blank: bool) -> list[Block]:
    tr = texts.tr
    how = (
        tr("Begin each note with the number of the interview. Write no names."),
        tr("The numbers are those of the program: type in each note under the same number afterwards."),
        tr("Tick one box where there are boxes. Rate only what you have sources for."),
    )
    return [
        BulletList(how),
        Heading(tr("The visit"), 2),
        *([Room(1, tr("Unit and provider")), Room(1, tr("Registry number"))] if blank else []),
        Room(1, tr("Day, arrival and departure")),
        Room(1, tr("Inspectors")),
        Room(1, tr("Who took part for the unit")),
        Heading(tr("Interviews"), 2),
        Paragraph(
            tr("Number, role and whom without a name, time, consent (yes or no), interpreter."), leads=True
        ),
        *(Room(1, texts.tr("Interview {number}").format(number=n)) for n in range(1, _TALKS + 1)),
    ]


def _requirement(each: FormRequirement, ratings: tuple[str, ...], texts: Texts) -> list[Block]:
    tr = texts.tr
    blocks: list[Block] = [Heading(each.text, 3, each.number)]
    if each.source:
        blocks.append(Paragraph(each.source, "quiet", leads=True))
    for role, questions in each.questions:
        blocks.append(Paragraph(role, "strong", leads=True))
        for question in questions:
            blocks += _question(question)
    for title, items in ((tr("To look for"), each.observe), (tr("Documents"), each.documents)):
        if items:
            blocks += [Paragraph(title, "strong", leads=True), BulletList(items, leads=True), Room(_GROUNDS)]
    return [
        *blocks,
        Paragraph(tr("Judgement of {number}").format(number=each.number), "strong", leads=True),
        Ticks(ratings),
        Room(_GROUNDS, tr("Grounds")),
    ]


def _question(question: FormQuestion) -> list[Block]:
    asked = Paragraph(f"{question.number}  {question.text}", leads=True)
    if question.options:
        return [asked, Ticks(question.options), Room(_ANSWER)]
    if question.typed:
        return [asked, Room(_ANSWER, question.unit), Room(_ANSWER)]
    return [asked, Room(_NOTES)]


def _repeat(repeat: FormRepeat) -> list[Block]:
    blocks: list[Block] = [Heading(repeat.name, 2)]
    for item in repeat.items:
        blocks.append(Heading(item, 3))
        for question in repeat.questions:
            blocks += _question(question)
    return blocks
