"""A finished follow-up on screen: said above every page, nothing in it invites to edit, and it is opened again for a reason."""

from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
)
from shell_parts import button, line, seen, words

from inspektor import clock
from inspektor.actions import assessments, observations, requests, reviews
from inspektor.formats import date_prose
from inspektor.i18n import tr
from inspektor.model.follow_up import FollowUp, FollowUpStep
from inspektor.queries.interviews import interviews as interview_rows
from inspektor.shapes.enums import FollowUpStatus, InterviewStatus, Rating, Turn
from ui.dialogs.end_interview import WithdrawDialog
from ui.dialogs.erase import EraseDialog
from ui.dialogs.history import HistoryDialog
from ui.dialogs.reopen import ReopenDialog
from ui.screens.follow_up import places
from ui.screens.follow_up.interview import InterviewView
from ui.widgets.lines import SearchField
from ui.widgets.rights import READ, there_to

MAY = {
    "overview": {"Uppföljningens historik", "Spara uppföljningen som en fil", "Preliminära iakttagelser"},
    "interviews": set(),
    "observations": {"Historik"},
    "documents": {"Historik"},
    "judgement": {
        "Föregående krav",
        "Nästa krav",
        "Lista över kraven",
        "Bedömningens historik",
        "Visa alla underlag",
    },
    "deficiencies": {"Historik", "Utföraren är meddelad", "Öppna bedömningen", "Bedömning"},
    "fact_check": set(),
    "preparation": set(),
    "interviews personal": {
        "Tillbaka till intervjuerna",
        "Mer om intervjun",
        "Nästa ej berörda",
        "Föregående",
        "Nästa fråga",
    },
}
"""The buttons that are left on each page."""


def finish(visit):
    """As the last signature does."""

    def apply(session):
        session.get(FollowUp, visit.id).status = FollowUpStatus.FINALISED
        profile = visit.workspace.profile
        values = {"turn": Turn.FINALISED, "at": clock.now(), "name": profile.name}
        step = {"follow_up_id": visit.id, "person_id": profile.person_id} | values
        session.add(FollowUpStep.model_validate(step))

    visit.workspace.write("Sign report", apply, final=True)
    visit.settle()


def inviting(page):
    """What one could press or write in."""
    free = [each for each in seen(page, QPlainTextEdit) + seen(page, QLineEdit) if not each.isReadOnly()]
    chosen = [each for kind in (QRadioButton, QCheckBox, QComboBox) for each in seen(page, kind)]
    pressed = [each for each in seen(page, QPushButton) if each.isEnabled()]
    names = {(each.text() or each.accessibleName()).rstrip("…") for each in pressed}
    return [each for each in free + chosen if each.isEnabled()], names


def filled(visit):
    code = visit.codes()[0]
    observations.add(visit.workspace, visit.id, "Sett", requirement=code)
    reviews.add_document_review(visit.workspace, visit.id, "Rutin", sample_size=2)
    requests.ask_for(visit.workspace, visit.id, "Schema")
    visit.interview()
    source = visit.observations()[0].id
    assessments.set_stance(visit.workspace, visit.id, code, "observation", source, "contradicts")
    assessments.rate(visit.workspace, visit.id, code, Rating.NOT_MET)
    visit.settle()


def test_no_page_invites_to_edit_whether_it_was_open_or_not(visit):
    filled(visit)
    before = ["overview", "judgement", "documents"]
    for place in before:
        visit.go(place)
    finish(visit)
    talk = interview_rows(visit.workspace, visit.id)[0].id
    for place, may in MAY.items():
        page = visit.go(place.split()[0], talk if " " in place else "")
        free, left = inviting(page)
        known = {each for each in free if places_choice(each)}
        assert set(free) <= known, (place, [type(each).__name__ for each in free])
        assert left <= may, (place, left - may)
    assert f"Färdigställd {date_prose(clock.now())} av Karin Åkerström" in words(visit.screen)
    assert visit.observations()[0].text == "Sett"


def places_choice(each) -> bool:
    """Whether it chooses what is shown, not what is so."""
    if isinstance(each, SearchField):
        return True
    return there_to(each) == READ


def test_it_is_opened_again_for_a_reason(visit, type_text):
    filled(visit)
    visit.go("overview")
    finish(visit)
    page = visit.page
    button(visit.screen, "Open again for correction…").click()
    dialog = visit.screen.findChild(ReopenDialog)
    dialog.verb.click()
    visit.settle()
    assert "Skriv varför uppföljningen öppnas igen." in words(dialog)
    type_text(seen(dialog, QPlainTextEdit)[0], "Fel datum")
    dialog.verb.click()
    visit.settle()
    assert not visit.sheet().finished
    visit.go("overview")
    assert "Öppen för rättelse sedan" in words(visit.screen)
    assert "Fel datum" in words(visit.screen)
    assert visit.page is not page
    type_text(visit.text("Purpose"), "Rättat")
    visit.go(places.INTERVIEWS)
    assert visit.sheet().purpose == "Rättat"
    assert any(each.isEnabled() for each in seen(visit.page, QAbstractButton))


def test_what_must_go_can_go_afterwards_too(visit, type_text, qtbot):
    filled(visit)
    finish(visit)
    page = visit.go("observations", visit.observations()[0].id)
    button(page, "History").click()
    (history,) = visit.screen.findChildren(HistoryDialog)
    qtbot.waitUntil(lambda: button(history, "Remove from the history").isEnabled())
    qtbot.wait(30)  # the page looks at what is new in it
    assert button(history, "Close").isEnabled()
    button(history, "Remove from the history").click()
    (erase,) = history.findChildren(EraseDialog)
    qtbot.wait(30)
    seen(erase, QComboBox)[0].set_current("text")
    type_text(line(erase, "Ground"), "Namngav en enskild")
    everything = tr("Everything, also what it says now")
    next(each for each in seen(erase, QAbstractButton) if each.text() == everything).click()
    seen(erase, QCheckBox)[0].click()
    button(erase, "Remove for good").click()
    visit.settle()
    assert visit.observations()[0].text == ""
    history.reject()
    (talk,) = interview_rows(visit.workspace, visit.id)
    page = visit.go("interviews", talk.id)
    view = page.findChildren(InterviewView)[0]
    view._acts._withdraw(talk)
    (withdraw,) = view.findChildren(WithdrawDialog)
    qtbot.wait(30)
    type_text(line(withdraw, "Ground"), "Samtycket togs tillbaka")
    seen(withdraw, QCheckBox)[0].click()
    button(withdraw, "Erase what was said").click()
    visit.settle()
    (talk,) = interview_rows(visit.workspace, visit.id)
    assert talk.status is InterviewStatus.WITHDRAWN
