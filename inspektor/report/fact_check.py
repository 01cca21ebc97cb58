"""The report's section about the fact check: what the provider says, point by point, and our answer. Pure."""

from collections.abc import Sequence
from datetime import datetime

from inspektor.formats import as_date
from inspektor.i18n import Texts
from inspektor.report.blocks import Block, Paragraph
from inspektor.report.phrases import day, listed, pairs
from inspektor.shapes.report import FactCheckFacts, FactReplyFacts


def fact_check(rounds: Sequence[FactCheckFacts], made: datetime, texts: Texts) -> list[Block]:
    """Each round in order; plainly, that there was none."""
    if not rounds:
        return [Paragraph(texts.tr("The provider has not been asked to check the facts of the report."))]
    blocks: list[Block] = []
    for each in rounds:
        blocks.append(Paragraph(listed(_sent(each, texts), _came(each, made, texts), separator=" ")))
        for reply in each.replies:
            blocks += _reply(reply, texts)
        if each.also_changed:
            words = texts.tr(
                "Changed since the draft was sent, without a view having been accepted: point {n}."
            )
            blocks.append(Paragraph(words.format(n=", ".join(map(str, each.also_changed)))))
    return blocks


def _sent(each: FactCheckFacts, texts: Texts) -> str:
    words = texts.tr("The provider was sent the draft on {day}, to check its facts by {due}.")
    return words.format(day=day(each.sent_on, texts), due=day(each.due, texts))


def _came(each: FactCheckFacts, made: datetime, texts: Texts) -> str:
    tr = texts.tr
    if each.replies:
        return ""
    if each.answered_on is not None:
        return tr("The provider answered on {day} and had no views.").format(day=day(each.answered_on, texts))
    if each.due < as_date(made):
        return tr("No views came in by then.")
    return tr("No views had come in when the report was made.")


def _reply(reply: FactReplyFacts, texts: Texts) -> list[Block]:
    tr = texts.tr
    title = tr("Point {n}. {heading}").format(n=reply.number, heading=reply.heading)
    return [
        Paragraph(title if reply.number else tr("About no point in particular"), "strong", leads=True),
        *pairs(
            (tr("Provider's comment"), reply.comment),
            (tr("Proposed change"), reply.proposal),
            (tr("Our answer"), _answer(reply, texts)),
            (tr("In the draft"), reply.before),
            (tr("In the report"), reply.after),
        ),
    ]


def _answer(reply: FactReplyFacts, texts: Texts) -> str:
    tr = texts.tr
    if reply.accepted is None:
        return tr("Not answered yet.")
    if not reply.accepted:
        return listed(tr("The view is refused."), reply.answer, separator=" ")
    done = (
        tr("The view is accepted and the text has been changed.")
        if reply.changed
        else tr("The view is accepted.")
    )
    return listed(done, reply.answer, separator=" ")
