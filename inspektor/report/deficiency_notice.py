"""The notice to the provider: each deficiency, what is expected and by when, and how to answer. Never who told of it."""

from inspektor.i18n import Texts
from inspektor.report import front
from inspektor.report.blocks import Block, BulletList, Column, Document, Heading, Paragraph, Table
from inspektor.report.paper import a_paper
from inspektor.report.phrases import clock, day, listed, pairs
from inspektor.shapes.papers import NoticeDeficiency, NoticePaper
from inspektor.shapes.protocol import Contact


def deficiency_notice(facts: NoticePaper, texts: Texts) -> Document:
    """A letter that can be answered point by point."""
    tr, of = texts.tr, facts.of
    title = tr("Deficiencies at {unit}").format(unit=of.unit.name)
    lead = tr("To {provider}").format(provider=of.unit.provider or of.unit.name)
    blocks = front.opening(of.head, of.unit, title, lead, texts)
    blocks.append(Paragraph(_intro(facts, texts)))
    if facts.deficiencies:
        blocks += [_summary(facts.deficiencies, texts), Heading(tr("The deficiencies"), 2)]
        for number, each in enumerate(facts.deficiencies, 1):
            blocks += _deficiency(number, each, texts)
        blocks += _answer(facts, texts)
    blocks += [Heading(tr("Contact"), 2), Paragraph(_contact(of.contact, of.head.municipality))]
    blocks += front.closing(of.head)
    return a_paper(of, title, tr("Deficiency notice"), blocks, texts)


def _intro(facts: NoticePaper, texts: Texts) -> str:
    tr, of = texts.tr, facts.of
    if not facts.deficiencies:
        return tr("The follow-up has no deficiency that waits for a measure.")
    found = tr("The follow-up found the deficiencies below.")
    if of.day:
        found = tr("The follow-up on {day} found the deficiencies below.").format(day=day(of.day, texts))
    asked = tr("You are asked to put them right and to tell what you have done.")
    return f"{found} {asked}"


def _summary(found: tuple[NoticeDeficiency, ...], texts: Texts) -> Table:
    tr = texts.tr
    columns = (
        Column(tr("No."), 10),
        Column(tr("Requirement"), 20),
        Column(tr("Expected result"), 80),
        Column(tr("Severity"), 26),
        Column(tr("No later than"), 32),
    )
    rows = (
        (
            str(number),
            each.found.code,
            each.found.expected or "–",
            each.found.severity or "–",
            day(each.found.deadline, texts) or "–",
        )
        for number, each in enumerate(found, 1)
    )
    return Table(columns, tuple(rows))


def _deficiency(number: int, each: NoticeDeficiency, texts: Texts) -> list[Block]:
    tr, found = texts.tr, each.found
    at = found.observed_at
    title = tr("Deficiency {number}: requirement {code}").format(number=number, code=found.code)
    return [
        Heading(title, 3),
        *pairs(
            (tr("Requirement"), listed(each.requirement, each.source, separator="\n")),
            (tr("Observed"), found.observed or "–"),
            (tr("When and where"), listed(day(at, texts), clock(at, texts), found.place)),
            (tr("Why it falls short"), found.why),
            (tr("Severity"), found.severity),
            (tr("Expected result"), found.expected),
            (tr("No later than"), day(found.deadline, texts) or tr("As agreed with the contact below")),
        ),
    ]


def _answer(facts: NoticePaper, texts: Texts) -> list[Block]:
    tr = texts.tr
    number = facts.of.head.registry_number
    steps = [
        tr("Answer in writing, each deficiency by its number."),
        tr("Tell what you have done, when it was done, and who is responsible for it."),
        tr("Tell how you make sure that it does not happen again, and send what shows it."),
        tr("If you see it differently, say so and why. Your view is kept with the case."),
    ]
    if number:
        steps.append(tr("State the registry number {number}.").format(number=number))
    steps.append(tr("Do not send names or personal identity numbers of those who receive the service."))
    return [Heading(tr("How to answer"), 2), BulletList(tuple(steps))]


def _contact(contact: Contact, municipality: str) -> str:
    person = listed(contact.name, contact.title)
    return listed(person, municipality, contact.phone, contact.email, separator="\n")
