"""Question cards: what respondents of each role are asked, to hold in the hand or cut out, each role on pages of its own."""

from inspektor.i18n import Texts
from inspektor.report import front
from inspektor.report.blocks import Block, BulletList, Card, Cards, Document, Heading, Notice, Paragraph
from inspektor.report.paper import a_paper
from inspektor.report.phrases import day, listed
from inspektor.shapes.papers import CardsPaper, QuestionCard, RoleCards


def question_cards(facts: CardsPaper, texts: Texts) -> Document:
    """Role by role and area by area, two cards beside each other."""
    tr, of = texts.tr, facts.of
    title = tr("Question cards for {unit}").format(unit=of.unit.name)
    if of.blank:
        title = tr("Question cards")
    lead = listed(of.form, day(of.day, texts), facts.template, separator=". ")
    how = (
        tr("Ask in your own words and in any order. Write no names."),
        tr("The number of a card is that of the program: type in each note under the same number."),
    )
    blocks = [*front.opening(of.head, of.unit, title, lead, texts), BulletList(how)]
    for place, role in enumerate(facts.roles):
        blocks += _role(role, texts, on_new_page=place > 0)
    if not facts.roles:
        blocks.append(Paragraph(tr("No questions are asked here.")))
    return a_paper(of, title, tr("Question cards"), blocks, texts, about=facts.template)


def _role(role: RoleCards, texts: Texts, *, on_new_page: bool) -> list[Block]:
    blocks: list[Block] = [Heading(role.role, 2, on_new_page=on_new_page)]
    if role.intro:
        blocks.append(Notice(texts.tr("Say first"), role.intro))
    for area, cards in role.areas:
        blocks += [Heading(area, 3), Cards(tuple(map(_card, cards)))]
    return blocks


def _card(card: QuestionCard) -> Card:
    return Card(card.number, listed(card.text, " / ".join(card.options), separator="\n"), card.requirement)
