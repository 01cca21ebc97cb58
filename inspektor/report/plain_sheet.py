"""The sheet for clients, in plain words and large print: who we are, what we ask, that it is voluntary, whom to ask."""

from inspektor.i18n import Texts
from inspektor.report.blocks import Block, BulletList, Document, Heading, Paragraph, Room
from inspektor.report.paper import a_paper
from inspektor.report.phrases import listed
from inspektor.shapes.papers import PlainPaper


def plain_sheet(facts: PlainPaper, texts: Texts) -> Document:
    """Short sentences, one thing in each."""
    tr, of = texts.tr, facts.of
    title = tr("We would like to talk with you")
    names = tuple(listed(person.name, person.title) for person in of.inspectors)
    come = tr("We come from {municipality}. We look at how {unit} works.")
    blocks: list[Block] = [
        Heading(title, 1),
        Paragraph(come.format(municipality=of.head.municipality, unit=of.unit.name)),
        Paragraph(tr("We do not work at {unit}.").format(unit=of.unit.name)),
        Heading(tr("Our names are"), 2),
        BulletList(names),
        Heading(tr("You decide"), 2),
        BulletList(
            (
                tr("It is voluntary. You may say no."),
                tr("You may stop whenever you like."),
                tr("You need not answer every question."),
                tr("You need not say why."),
                tr("You get the same help whether you talk with us or not."),
                tr("You may have somebody with you. You may have an interpreter."),
            )
        ),
        Heading(tr("What we do with what you say"), 2),
        BulletList(
            (
                tr("We write it down, without your name."),
                tr("We write a report. It does not tell who said what."),
                tr("If somebody is badly harmed we must tell others who can help."),
                tr("If you change your mind, tell us. Then we take away what you said."),
            )
        ),
    ]
    if facts.questions:
        blocks += [Heading(tr("What we may ask about"), 2), BulletList(facts.questions)]
    contact = listed(of.contact.name, of.contact.title, of.head.municipality, separator="\n")
    blocks += [Heading(tr("Whom you can ask"), 2), Paragraph(contact), Room(1, tr("Telephone"))]
    return a_paper(of, title, tr("Information for you"), blocks, texts, scale=1.7)
