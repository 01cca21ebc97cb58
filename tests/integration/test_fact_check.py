"""The fact check: frozen points out to Excel, the reply back from whatever became of the file, answers, the report."""

from datetime import date

import pytest
from openpyxl import Workbook, load_workbook
from pypdfium2 import PdfDocument

from inspektor.actions import assessments, documents, fact_checks, observations, report_texts
from inspektor.errors import NotFound, RuleBroken
from inspektor.exchange.fact_check_file import NoReply
from inspektor.queries.fact_checks import newest
from inspektor.queries.gaps import gaps
from inspektor.shapes.enums import DocumentKind, Rating, ReplyVerdict, SourceKind, Stance
from inspektor.shapes.fact_check import deficiency
from inspektor.shapes.report import finding
from tests.builders import a_follow_up, a_workspace

REPORT = DocumentKind.FOLLOW_UP_REPORT
CODE, OTHER = "HVB-BU-4.1", "HVB-BU-4.2"
NUMBER, HEADING, TEXT, COMMENT, PROPOSAL, ID = range(1, 7)
HEADS = 4
SENT = date(2026, 12, 18)


@pytest.fixture(scope="module")
def karin(tmp_path_factory):
    made = a_workspace(tmp_path_factory.mktemp("fact") / "karin")
    yield made
    made.close()


@pytest.fixture
def follow_up(karin):
    """One requirement partly met, one met: background, two findings and a deficiency."""
    made = a_follow_up(karin, purpose="Följa upp bemanningen.")
    for code, rating, grounds in (
        (CODE, Rating.PARTLY_MET, "Vaken natt saknas\nvissa nätter."),
        (OTHER, Rating.MET, "=Alla har utdrag ur registret."),
    ):
        seen = observations.add(karin, made, "Sett på plats.", requirement=code).created("observation")
        assessments.set_stance(karin, made, code, SourceKind.OBSERVATION, seen, Stance.SUPPORTS)
        assessments.rate(karin, made, code, rating)
        assessments.set_grounds(karin, made, code, grounds)
    found = assessments.deficiency_id(made, CODE)
    assessments.set_deficiency(karin, found, description="Vaken natt saknas.", expected_result="Vaken natt.")
    return made


@pytest.fixture
def sent(karin, follow_up):
    fact_checks.send(karin, follow_up, sent_on=SENT)
    return newest(karin, follow_up)


@pytest.fixture
def sheet(karin, sent, tmp_path):
    """The file that went out, opened; `saved` sends it back."""
    path = tmp_path / "faktagranskning.xlsx"
    fact_checks.export(karin, sent.id, path)
    book = load_workbook(path)
    return book.active


def back(karin, sent, sheet, tmp_path):
    """What came of taking it in: the point's number and what is said, in the order of the points."""
    path = tmp_path / "svar.xlsx"
    sheet.parent.save(path)
    fact_checks.receive(karin, sent.id, path)
    now = newest(karin, sent.follow_up_id)
    numbers = {each.id: each.number for each in now.points} | {"": 0}
    return sorted((numbers[each.point], each.comment, each.proposal) for each in now.replies)


def printed(karin, follow_up):
    """The words of the report's draft."""
    with PdfDocument(documents.preview(karin, follow_up, kind=REPORT).data) as opened:
        return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in opened)


def test_the_points_are_frozen_numbered_and_due_in_working_days(karin, follow_up, sent):
    assert (sent.sent_on, sent.due) == (SENT, date(2027, 1, 8))
    keys = [
        "background",
        finding(CODE),
        finding(OTHER),
        deficiency(assessments.deficiency_id(follow_up, CODE)),
    ]
    assert [(each.number, each.key) for each in sent.points] == list(enumerate(keys, 1))
    assert sent.points[1].heading == "Krav 4.1: Delvis uppfyllt"
    assert sent.changed == frozenset()
    report_texts.set_text(karin, follow_up, finding(CODE), "Vaken natt saknas tre nätter.")
    now = newest(karin, follow_up)
    assert now.points == sent.points
    assert now.changed == {sent.points[1].id}
    assert now.overdue(date(2027, 1, 9))
    assert not now.overdue(date(2027, 1, 8))


def test_nothing_is_sent_while_nothing_is_written(karin):
    bare = a_follow_up(karin)
    report_texts.set_text(karin, bare, "background", " ")
    with pytest.raises(NotFound):
        fact_checks.set_due(karin, "nothing", SENT)
    fact_checks.send(karin, bare)  # the background is built of the unit
    assert [each.key for each in newest(karin, bare).points] == ["background"]
    with pytest.raises(RuleBroken):
        fact_checks.set_due(karin, newest(karin, bare).id, date(2020, 1, 1))


def test_the_sheet_says_what_was_frozen(sent, sheet):
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEADS)]
    assert rows[0][:2] == ["Nr", "Avsnitt"]
    assert [(row[0], row[2], row[5]) for row in rows[1:]] == [(p.number, p.text, p.id) for p in sent.points]
    assert sheet.cell(HEADS + 3, TEXT).data_type == "s"  # no formula, though it begins as one
    assert "8 januari 2027" in sheet.cell(2, 1).value


def test_a_reply_is_taken_in_once(karin, sent, sheet, tmp_path):
    sheet.cell(HEADS + 2, COMMENT).value = "Vi har vaken natt.\nSe schemat."
    sheet.cell(HEADS + 2, PROPOSAL).value = "Vaken natt finns."
    said = [(2, "Vi har vaken natt.\nSe schemat.", "Vaken natt finns.")]
    assert back(karin, sent, sheet, tmp_path) == said
    assert back(karin, sent, sheet, tmp_path) == said
    assert newest(karin, sent.follow_up_id).answered_on is not None
    karin.history.undo()
    assert newest(karin, sent.follow_up_id).replies == ()


def test_a_reply_finds_its_points_in_a_sheet_turned_upside_down(karin, sent, sheet, tmp_path):
    """Rows sorted, deleted and added, columns moved, widened and added, numbers changed, cells merged, sheets added."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEADS)]
    heads, (background, first, second, fault) = rows[0], rows[1:]
    first[COMMENT - 1], first[NUMBER - 1] = "Stämmer inte", 77
    second[ID - 1], second[NUMBER - 1], second[PROPOSAL - 1] = None, "3.", "Två saknade utdrag"
    fault[TEXT - 1] = "Vaken natt saknades en natt."
    elsewhere = [1, None, None, "Från en annan omgång", None, "00000000-0000-4000-8000-000000000000"]
    added = [None, "Övrigt", None, "Ni glömde matsalen", None, None]
    book = Workbook()
    mine = book.active
    mine.title = "Svar"
    mine.cell(1, 1).value = "Till kommunen"
    order = [PROPOSAL, ID, TEXT, COMMENT, NUMBER, HEADING]
    for at, row in enumerate([heads, fault, added, second, first, elsewhere], 4):
        for column, name in enumerate(order, 3):
            mine.cell(at, column).value = row[name - 1]
    mine.cell(8, 12).value = "Anna"
    mine.merge_cells("A20:C21")
    mine.column_dimensions["C"].width = 200
    book.create_sheet("Blad 2").cell(3, 3).value = "Hälsningar"
    book.create_sheet("Tomt")
    assert background[ID - 1] == sent.points[0].id  # that row is gone
    assert back(karin, sent, mine, tmp_path) == [
        (0, "1\nFrån en annan omgång", ""),
        (0, "Hälsningar", ""),
        (0, "Till kommunen", ""),
        (0, "Övrigt\nNi glömde matsalen", ""),
        (2, "Stämmer inte\nAnna", ""),
        (3, "", "Två saknade utdrag"),
        (4, "", "Vaken natt saknades en natt."),
    ]


def test_a_comment_across_merged_rows_is_said_of_each(karin, sent, sheet, tmp_path):
    sheet.cell(HEADS + 1, COMMENT).value = "Gäller båda"
    sheet.merge_cells(start_row=HEADS + 1, end_row=HEADS + 2, start_column=COMMENT, end_column=COMMENT)
    assert back(karin, sent, sheet, tmp_path) == [(1, "Gäller båda", ""), (2, "Gäller båda", "")]


def test_a_text_longer_than_a_cell_goes_on_and_is_no_reply(karin, follow_up, tmp_path):
    assessments.set_grounds(karin, follow_up, CODE, "Långt ord\x07 " * 9_000)
    fact_checks.send(karin, follow_up)
    sent = newest(karin, follow_up)
    path = tmp_path / "ut.xlsx"
    fact_checks.export(karin, sent.id, path)
    book = load_workbook(path)
    texts = [
        row[TEXT - 1]
        for row in book.active.iter_rows(min_row=HEADS + 1, values_only=True)
        if row[ID - 1] == sent.points[1].id
    ]
    assert " ".join(texts).split() == ["Långt", "ord"] * 9_000
    assert max(map(len, texts)) < 2_000  # seen whole in its row
    assert back(karin, sent, book.active, tmp_path) == []


def refused(karin, sent, path):
    with pytest.raises(NoReply) as error:
        fact_checks.receive(karin, sent.id, path)
    assert path.name in str(error.value)
    now = newest(karin, sent.follow_up_id)
    assert (now.replies, now.answered_on) == ((), None)


def test_a_file_that_is_no_reply_changes_nothing(karin, sent, sheet, tmp_path):
    other = tmp_path / "annat.xlsx"
    book = Workbook()
    book.active.cell(1, 1).value = "Inköpslista"
    book.save(other)
    refused(karin, sent, other)
    for name, data in (("text.xlsx", b"hej"), ("tom.xlsx", b""), ("zip.xlsx", b"PK\x05\x06" + bytes(18))):
        (tmp_path / name).write_bytes(data)
        refused(karin, sent, tmp_path / name)
    refused(karin, sent, tmp_path / "finns-inte.xlsx")


def test_the_reply_to_another_round_is_not_this_one(karin, sent, sheet, tmp_path):
    sheet.cell(HEADS + 1, COMMENT).value = "Gammalt svar"
    path = tmp_path / "gammalt.xlsx"
    sheet.parent.save(path)
    fact_checks.send(karin, sent.follow_up_id, sent_on=date(2027, 1, 11))
    refused(karin, newest(karin, sent.follow_up_id), path)


def test_a_reply_is_placed_and_answered_with_a_reason(karin, sent, sheet, tmp_path):
    fact_checks.add_reply(karin, sent.id, "Ni har fel om natten")
    loose = newest(karin, sent.follow_up_id).replies[0]
    with pytest.raises(NotFound):
        fact_checks.place(karin, loose.id, "no such point")
    fact_checks.place(karin, loose.id, sent.points[1].id)
    with pytest.raises(RuleBroken):
        fact_checks.answer(karin, loose.id, ReplyVerdict.REFUSED, " ")
    assert [gap.detail for gap in gaps(karin, sent.follow_up_id, REPORT) if gap.place == "fact_check"] == [
        loose.id
    ]
    fact_checks.answer(karin, loose.id, ReplyVerdict.ACCEPTED)
    now = newest(karin, sent.follow_up_id)
    assert now.waits(now.replies[0])
    left = [gap for gap in gaps(karin, sent.follow_up_id, REPORT) if gap.place == "fact_check"]
    assert [(gap.code, gap.stops) for gap in left] == [("fact_change", False)]
    report_texts.set_text(karin, sent.follow_up_id, finding(CODE), "Vaken natt saknades en natt.")
    now = newest(karin, sent.follow_up_id)
    assert not now.waits(now.replies[0])


def test_the_report_says_whether_and_what_the_provider_answered(karin, follow_up):
    assert "Utföraren har inte ombetts granska" in printed(karin, follow_up)
    fact_checks.send(karin, follow_up, sent_on=date(2020, 3, 2))
    assert "Inga synpunkter kom in inom den tiden." in printed(karin, follow_up)
    sent = newest(karin, follow_up)
    fact_checks.add_reply(karin, sent.id, "Vi har vaken natt.", point=sent.points[1].id, proposal="Stryk.")
    fact_checks.add_reply(karin, sent.id, "Tack för besöket.")
    replies = {each.comment: each.id for each in newest(karin, follow_up).replies}
    fact_checks.answer(karin, replies["Vi har vaken natt."], ReplyVerdict.REFUSED, "Schemat visar annat.")
    words = printed(karin, follow_up)
    for said in (
        "Punkt 2. Krav 4.1: Delvis uppfyllt",
        "Vi har vaken natt.",
        "Stryk.",
        "Schemat visar annat.",
        "Tack för besöket.",
    ):
        assert said in words
    assert "Inga synpunkter" not in words


def test_the_report_shows_what_an_accepted_view_changed_from_and_to(karin, follow_up):
    report_texts.set_text(karin, follow_up, finding(CODE), "Lika. Vaken natt saknas för 850101-1236. Slut.")
    fact_checks.send(karin, follow_up)
    sent = newest(karin, follow_up)
    fact_checks.add_reply(karin, sent.id, "Fel natt.", point=sent.points[1].id)
    reply = newest(karin, follow_up).replies[0].id
    fact_checks.answer(karin, reply, ReplyVerdict.ACCEPTED)
    assert "I utkastet" not in printed(karin, follow_up)
    report_texts.set_text(karin, follow_up, finding(CODE), "Lika. Vaken natt saknades en natt. Slut.")
    report_texts.set_text(karin, follow_up, finding(OTHER), "Alla har utdrag.")
    words = printed(karin, follow_up)
    assert "I utkastet … Vaken natt saknas för 850101-1236. …" in words
    assert "I rapporten … Vaken natt saknades en natt. …" in words
    assert "utan att någon synpunkt har godtagits: punkt 3." in words
    assert "personal_number" in {gap.code for gap in gaps(karin, follow_up, REPORT)}
    fact_checks.answer(karin, reply, ReplyVerdict.ACCEPTED, wording_hidden=True)
    assert "850101" not in printed(karin, follow_up)
    assert "texten har ändrats" in printed(karin, follow_up)
    assert "personal_number" not in {gap.code for gap in gaps(karin, follow_up, REPORT)}


def test_two_who_take_in_the_same_file_meet_in_the_same_rows(karin, sent, sheet, tmp_path):
    sheet.cell(HEADS + 1, COMMENT).value = "Fel namn"
    back(karin, sent, sheet, tmp_path)
    first = newest(karin, sent.follow_up_id).replies
    fact_checks.remove_reply(karin, first[0].id)
    assert newest(karin, sent.follow_up_id).replies == ()
    back(karin, sent, sheet, tmp_path)
    assert newest(karin, sent.follow_up_id).replies == first
