"""The report: what stops, one step away; signing by typed name and by hand; what is sealed, checked, saved, changed."""

import pytest
from builders import PASSPHRASE, a_follow_up, set_up_for
from follow_up_parts import Visit, opened
from other_programs import signed_elsewhere
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from shell_parts import button, field, line, seen, told, words
from word_files import member, paragraphs

from inspektor import settings
from inspektor.actions import assessments, checking, documents, follow_ups, observations
from inspektor.i18n import tr
from inspektor.model.follow_up import TeamMember, TeamMemberIn
from inspektor.model.register import Person
from inspektor.queries.report_texts import report_texts
from inspektor.shapes.enums import DocumentStatus, Rating, SignatureMethod
from tests.soft_card import PIN, soft_card
from ui.dialogs.sign import SignDialog
from ui.screens.follow_up.report_paper import ReportPaper
from ui.widgets.list_rows import ListRows
from ui.widgets.pdf_view import PdfView
from ui.widgets.segmented import Segmented
from ui.widgets.signature_pad import SignaturePad

pytestmark = pytest.mark.timeout(120)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """One for all: making a signing key takes a second."""
    made, _ = set_up_for(tmp_path_factory.mktemp("report") / "karin")
    yield made
    made.close()


@pytest.fixture
def visit(workspace, show, qtbot):
    """A visit that has been held and could be signed."""
    follow_up = a_follow_up(workspace)
    follow_ups.arrive(workspace, follow_up)
    follow_ups.answer_conflict_of_interest(workspace, follow_up, False)
    observations.add(workspace, follow_up, "Fyra i personalen vid ankomst.")
    made = opened(workspace, follow_up, show, qtbot, place="report")
    yield made
    made.operations.close()


def preview(visit: Visit):
    """Go to the report and wait for the page."""
    visit.go("report")
    paper = visit.page.findChild(ReportPaper)
    visit.qtbot.waitUntil(lambda: paper.data[:5] == b"%PDF-", timeout=20_000)
    visit.qtbot.waitUntil(lambda: paper.view.page_count() > 0, timeout=20_000)
    return paper


def choose(visit, name: str, key: str) -> None:
    """Choose in the row above the pages."""
    next(each for each in seen(visit.page, Segmented) if each.accessibleName() == tr(name)).choose(key)
    visit.settle()


def ask_to_sign(visit) -> SignDialog:
    button(visit.page, "Sign").click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SignDialog)
    return dialog


def signed(visit):
    """Sign by typed name, as most do."""
    dialog = ask_to_sign(visit)
    visit.write(line(dialog, "Passphrase"), PASSPHRASE + "\n")
    visit.settle()
    return visit.sheet().documents[0]


def test_the_draft_is_shown_as_it_will_be_printed(visit):
    paper = preview(visit)
    assert paper.view.page_count() >= 1
    assert "utkast" in words(visit.page)
    assert "Karin Åkerström" in words(visit.page)
    assert "Din tur" in words(visit.page)


def test_each_gap_leads_to_where_it_is_mended(visit):
    follow_ups.answer_conflict_of_interest(visit.workspace, visit.id, None)
    preview(visit)
    assert "1 stoppar" in words(visit.page)
    first = next(each for each in seen(visit.page, type(button(visit.page, "Sign"))) if each.text() == "Visa")
    first.click()
    assert visit.screen.place() == "overview"


def test_signing_with_a_stopper_left_goes_to_it_and_asks_nothing(visit):
    follow_ups.answer_conflict_of_interest(visit.workspace, visit.id, None)
    preview(visit)
    button(visit.page, "Sign").click()
    assert QApplication.activeModalWidget() is None
    assert QApplication.focusWidget().text() == "Visa"
    assert "Jävsfrågan" in QApplication.focusWidget().accessibleName()
    assert visit.sheet().documents == ()


def test_a_wrong_passphrase_is_said_by_its_field_and_nothing_is_sealed(visit):
    preview(visit)
    dialog = ask_to_sign(visit)
    visit.write(line(dialog, "Passphrase"), "fel ord i regn\n")
    assert "Lösenfrasen" in field(dialog, "Passphrase").error()
    assert visit.sheet().documents == ()
    assert line(dialog, "Passphrase").isEnabled()
    dialog.close()


def test_an_empty_passphrase_and_an_empty_pad_are_asked_for(visit):
    preview(visit)
    dialog = ask_to_sign(visit)
    button(dialog, "Sign").click()
    assert field(dialog, "Passphrase").error() == "Skriv din lösenfras."
    dialog.findChild(Segmented)._cells["drawn"].click()
    button(dialog, "Sign").click()
    assert "Rita din underskrift" in field(dialog, "Your signature").error()
    dialog.close()


def test_a_protocol_is_signed_by_typed_name_sealed_and_shown(visit):
    paper = preview(visit)
    document = signed(visit)
    assert document.status is DocumentStatus.SIGNED
    assert [each.method for each in document.signatures] == [SignatureMethod.TYPED]
    assert paper.data == documents.data(visit.workspace, document.id)
    assert "undertecknat" in words(visit.page)
    assert not [
        each for each in seen(visit.page, type(button(visit.page, "Save as"))) if each.text() == "Signera"
    ]
    assert "Innan du signerar" not in words(visit.page)


def test_a_protocol_is_signed_by_hand(visit):
    preview(visit)
    dialog = ask_to_sign(visit)
    dialog.findChild(Segmented)._cells["drawn"].click()
    pad = seen(dialog, SignaturePad)[0].focusProxy()
    for place in (QPoint(20, 60), QPoint(80, 20), QPoint(140, 70)):
        QTest.mouseMove(pad, place)
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseMove(pad, place + QPoint(30, 10))
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=place + QPoint(30, 10))
    visit.write(line(dialog, "Passphrase"), PASSPHRASE)
    button(dialog, "Sign").click()
    visit.settle()
    assert [each.method for each in visit.sheet().documents[0].signatures] == [SignatureMethod.DRAWN]


def test_a_protocol_is_signed_with_a_smart_card(visit):
    settings.save(settings.Settings(card_module=str(soft_card())))
    preview(visit)
    dialog = ask_to_sign(visit)
    button(dialog, "Smart card").click()
    visit.settle()
    visit.write(line(dialog, "PIN"), "000000\n")
    assert "PIN-koden är fel" in field(dialog, "PIN").error()
    visit.write(line(dialog, "PIN"), PIN + "\n")
    visit.settle()
    pdf = documents.data(visit.workspace, visit.sheet().documents[0].id)
    assert "Karin Åkerström undertecknade" in str(checking.verify_data(visit.workspace, pdf))
    assert checking.verify_data(visit.workspace, pdf).ok


def draw(dialog) -> None:
    """A stroke on the pad."""
    pad = seen(dialog, SignaturePad)[0].focusProxy()
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 60))
    QTest.mouseMove(pad, QPoint(80, 20))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(80, 20))


def sealed_for_a_representative(visit, choice: str) -> None:
    preview(visit)
    dialog = ask_to_sign(visit)
    theirs = next(
        each for each in seen(dialog, Segmented) if each.accessibleName() == "Utförarens företrädare"
    )
    theirs.choose(choice)
    visit.write(line(dialog, "Passphrase"), PASSPHRASE + "\n")
    assert field(dialog, "Representative's name").error() == "Skriv företrädarens namn."
    visit.write(line(dialog, "Representative's name"), "Anna Sandberg")
    visit.write(line(dialog, "Function"), "Föreståndare\n")
    visit.settle()


def test_a_representative_draws_their_signature_here(visit):
    sealed_for_a_representative(visit, "signs")
    assert visit.sheet().documents[0].status is DocumentStatus.AWAITING_SIGNATURE
    assert "Föreståndare · för utföraren" in words(visit.page)
    button(visit.page, "The representative signs here").click()
    dialog = QApplication.activeModalWidget()
    assert "inte nödvändigtvis" in words(dialog)
    button(dialog, "Seal the signature").click()
    assert "ritar sin underskrift" in field(dialog, "The representative's signature").error()
    draw(dialog)
    button(dialog, "Seal the signature").click()
    visit.settle()
    assert QApplication.activeModalWidget() is None
    document = visit.sheet().documents[0]
    assert document.status is DocumentStatus.SIGNED
    assert {each.name for each in document.signatures} == {"Karin Åkerström", "Anna Sandberg"}
    assert "Företrädaren undertecknar här" not in words(visit.page)


def test_a_file_that_a_representative_signed_elsewhere_is_taken_in(visit, tmp_path):
    sealed_for_a_representative(visit, "signs")
    document = visit.sheet().documents[0]
    path = tmp_path / "tillbaka.pdf"
    path.write_bytes(documents.data(visit.workspace, document.id))
    visit.page._theirs.receive(path)
    visit.settle()
    assert told(visit.page) == ["Filen är inte undertecknad av företrädaren."]
    path.write_bytes(signed_elsewhere(path.read_bytes(), "underskrift-2"))
    visit.page._theirs.receive(path)
    visit.settle()
    assert visit.sheet().documents[0].status is DocumentStatus.SIGNED
    button(visit.page, "Check the document").click()
    assert "kunde inte kontrolleras här" in words(visit.page)


def test_a_representative_who_does_not_sign_is_not_waited_for(visit):
    sealed_for_a_representative(visit, "abstains")
    assert visit.sheet().documents[0].status is DocumentStatus.SIGNED


def test_a_sealed_document_is_checked_and_saved_where_one_says(visit, tmp_path):
    preview(visit)
    signed(visit)
    button(visit.page, "Check the document").click()
    assert "Filen är exakt den som sparades." in words(visit.page)
    place = tmp_path / "protokoll å.pdf"
    visit.page._copies._document_id = visit.sheet().documents[0].id
    visit.page._copies.export(place)
    assert place.read_bytes()[:5] == b"%PDF-"
    assert told(visit.page) == ["Dokumentet är sparat."]


def test_a_place_that_cannot_be_written_to_is_explained(visit, tmp_path):
    preview(visit)
    document = signed(visit)
    visit.page._copies._document_id = document.id
    visit.page._copies.export(tmp_path / "finns inte" / "protokoll.pdf")
    assert told(visit.page) == ["protokoll.pdf kunde inte sparas."]


def test_what_changes_after_signing_is_told_and_a_new_version_can_be_signed(visit):
    preview(visit)
    signed(visit)
    visit.go("overview")
    visit.write(visit.text("Next step"), "Återbesök i mars")
    visit.go("report")
    assert told(visit.page) == ["Ändrat efter protokollet"]
    assert "nästa steg" in words(visit.page)
    choose(visit, "Which version", "draft")
    signed(visit)
    assert [each.version for each in visit.sheet().documents] == [2, 1]
    assert told(visit.page) == []


def test_two_sign_and_the_colleague_is_waited_for(visit):
    def join(session):
        person = Person(name="Johan Lind", title="Uppföljare")
        session.add(person)
        values = {
            "follow_up_id": visit.id,
            "person_id": person.id,
            "name": person.name,
            "title": person.title,
            "conflict_of_interest": False,
        }
        session.add(TeamMember.model_validate(TeamMemberIn.model_validate(values).model_dump()))

    visit.workspace.write("join", join)
    preview(visit)
    document = signed(visit)
    assert document.status is DocumentStatus.AWAITING_SIGNATURE
    assert "Väntar" in words(visit.page)
    assert "inväntar underskrift" in words(visit.page).lower()


def test_a_colleague_signs_later_on_another_laptop(visit, tmp_path, show, qtbot):
    johan, _ = set_up_for(tmp_path / "johan", "Johan Lind", "Uppföljare")
    exchange(visit.workspace, johan)
    follow_ups.join_team(johan, visit.id)
    follow_ups.answer_conflict_of_interest(johan, visit.id, False)
    exchange(visit.workspace, johan)
    preview(visit)
    signed(visit)
    exchange(visit.workspace, johan)
    his = opened(johan, visit.id, show, qtbot, place="report")
    his.go("report")
    qtbot.waitUntil(lambda: his.page.findChild(ReportPaper).data[:5] == b"%PDF-")
    assert "Din tur" in words(his.page)
    document = signed(his)
    assert document.status is DocumentStatus.SIGNED
    assert {each.name for each in document.signatures} == {"Karin Åkerström", "Johan Lind"}
    button(his.page, "Check the document").click()
    assert "Dokumentet har 2 underskrifter." in words(his.page)
    his.operations.close()
    johan.close()


def exchange(one, other):
    for source, target in ((one, other), (other, one)):
        target.absorb(source.journal.all(), source.journal.launches())
        for sha256 in target.media_wanted():
            if source.media.has(sha256):
                target.media.put(source.media.get(sha256))


def test_what_was_sealed_is_still_shown_when_one_comes_back(visit, show, qtbot):
    preview(visit)
    document = signed(visit)
    again = opened(visit.workspace, visit.id, show, qtbot, place="report")
    again.go("report")
    paper = again.page.findChild(ReportPaper)
    qtbot.waitUntil(lambda: paper.data == documents.data(visit.workspace, document.id))
    assert isinstance(paper.view, PdfView)
    again.operations.close()


def test_a_signed_document_can_be_had_as_a_word_copy(visit, tmp_path):
    preview(visit)
    document = signed(visit)
    menu = button(visit.page, "Word").menu()
    (only,) = (each for each in menu.actions() if each.isVisible())
    only.trigger()
    chooser = visit.page.findChildren(QFileDialog)[-1]
    chooser.fileSelected.emit(str(tmp_path / "kopia.docx"))
    chooser.close()
    visit.qtbot.waitUntil(lambda: "Word-filen är sparad." in told(visit.page), timeout=20_000)
    said = paragraphs(member((tmp_path / "kopia.docx").read_bytes()))
    assert "Kopia av en undertecknad handling" in said
    assert document.media in "".join(said).replace(" ", "")
    assert "Fyra i personalen vid ankomst." in said


# The follow-up report


@pytest.fixture
def report(visit):
    """The texts of its report."""
    visit.go("report")
    choose(visit, "Kind of document", "follow_up_report")
    visit.qtbot.waitUntil(lambda: bool(seen(visit.page, ListRows)))
    return visit


def worded(visit):
    """The summary, once what was written has been saved."""
    visit.qtbot.waitUntil(lambda: report_texts(visit.workspace, visit.id)[0].is_edited)
    visit.settle()
    return report_texts(visit.workspace, visit.id)[0]


def test_a_text_follows_what_is_noted_until_it_is_worded(report):
    visit = report
    assert "Uppföljningen omfattade" in visit.text("In the report").toPlainText()
    visit.write(visit.text("In the report"), "Sammanfattat av mig.\n")
    summary = worded(visit)
    assert "Sammanfattat av mig." in summary.text
    button(visit.page, "Follow it again").click()
    visit.settle()
    assert not report_texts(visit.workspace, visit.id)[0].is_edited
    assert "Sammanfattat" not in visit.text("In the report").toPlainText()
    visit.operations.undo()
    visit.settle()
    assert "Sammanfattat av mig." in visit.text("In the report").toPlainText()


def test_what_a_text_is_built_of_is_one_step_away_and_a_change_of_it_is_told(report):
    visit = report
    visit.write(visit.text("In the report"), "Min sammanfattning.")
    worded(visit)
    code = visit.template.requirements[0].code
    assessments.rate(visit.workspace, visit.id, code, Rating.NOT_REVIEWED)
    visit.qtbot.waitUntil(lambda: told(visit.page) == ["Underlaget har ändrats"])
    button(visit.page, "Keep my wording").click()
    visit.qtbot.waitUntil(lambda: told(visit.page) == [])
    button(visit.page, "Show what it is built of").click()
    visit.settle()
    assert type(visit.page).__name__ == "JudgementPage"


def test_the_report_is_seen_as_pages_and_waits_for_the_judgements(report):
    visit = report
    choose(visit, "Which version", "draft")
    paper = visit.page.findChild(ReportPaper)
    visit.qtbot.waitUntil(lambda: paper.view.page_count() > 0, timeout=20_000)
    assert "Uppföljningsrapport" in words(visit.page)
    button(visit.page, "Sign").click()
    assert not isinstance(QApplication.activeModalWidget(), SignDialog)
    assert "28 stoppar" in words(visit.page)
