"""What is left to see to in the report alone: views in the fact check, released quotes, a reader who was not on site."""

from collections.abc import Iterator

from inspektor.i18n import tr
from inspektor.queries.fact_checks import rounds
from inspektor.queries.quotes import quotes
from inspektor.queries.readings import reading
from inspektor.shapes.judgement import Gap
from inspektor.shapes.personal_number import personal_numbers
from inspektor.shapes.reading import ReaderRow
from inspektor.shapes.report import finding
from inspektor.store.workspace import Workspace


def report_gaps(workspace: Workspace, follow_up_id: str) -> Iterator[Gap]:
    """All of them."""
    yield from _fact_check(workspace, follow_up_id)
    yield from _quotes(workspace, follow_up_id)
    yield from _reading(workspace, follow_up_id)


def personal(place: str, detail: str) -> Gap:
    """A number that must not be printed stops every document."""
    words = tr("A text that will be printed seems to hold a personal identity number.")
    return Gap("personal_number", words, True, place, detail)


def _fact_check(workspace: Workspace, follow_up_id: str) -> Iterator[Gap]:
    """What the report prints of the fact check."""
    for sent in rounds(workspace, follow_up_id):
        for reply in sent.replies:
            if not reply.answered:
                words = tr("A view of the provider's is not answered.")
                yield Gap("fact_reply", words, True, "fact_check", reply.id)
            elif sent.waits(reply):
                words = tr("An accepted view of the provider's is not written into the text.")
                yield Gap("fact_change", words, False, "fact_check", reply.id)
            before = sent.before(reply)
            if personal_numbers(f"{reply.comment}\n{reply.proposal}\n{reply.reason}\n{before}"):
                yield personal("fact_check", reply.id)


def _quotes(workspace: Workspace, follow_up_id: str) -> Iterator[Gap]:
    for each in quotes(workspace, follow_up_id):
        where = ("report", finding(each.requirement))
        if each.printed and personal_numbers(each.text):
            yield personal(*where)
        if each.released and not each.printed:
            words = tr("A released quote is left out of the report: its note says something else by now.")
            yield Gap("quote", words, False, *where)


def _reading(workspace: Workspace, follow_up_id: str) -> Iterator[Gap]:
    found = reading(workspace, follow_up_id)
    if not found.readers:
        words = tr("Nobody who was not on site has been asked to read the report.")
        yield Gap("unread", words, False, "report", "reading")
    for each in found.readers:
        if not each.done:
            yield Gap("unread", _unread(each), each.demanded, "report", "reading")
    for remark in found.remarks:
        if not remark.answered:
            words = tr("A remark by {name} is not answered.").format(name=remark.author)
            yield Gap("remark", words, False, "report", remark.place)


def _unread(reader: ReaderRow) -> str:
    if reader.changed:
        return tr("The report has been changed since {name} read it.").format(name=reader.name)
    return tr("{name} has not read the report yet.").format(name=reader.name)
