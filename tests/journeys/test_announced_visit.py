"""From the first start to a signed protocol that is checked, by keyboard alone."""

import re

import pages
import pytest
from pages import holding, place
from PySide6.QtGui import QColor, QImage

PROVIDER, UNIT, SERVICE = "Björkhaga Omsorg AB", "HVB Björkhaga", "HVB för barn och unga"
TEMPLATE = "Uppföljning av HVB för barn och unga"
PERMIT = "Tillståndet gäller till och med 2028."
HEARD = "Har placerat en nionde ungdom sedan i höstas."
SIGHT = "I matsalen äter nio barn, tillståndet gäller åtta."


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "skylt i hallen.jpg"
    picture = QImage(640, 480, QImage.Format.Format_RGB32)
    picture.fill(QColor("teal"))
    assert picture.save(str(path), "JPEG")
    return path


@pytest.mark.timeout(180)
def test_an_announced_visit_by_keyboard_alone(start, tmp_path, photo):
    person = start(tmp_path / "arbetsyta å")
    pages.set_up(person)
    person.sees("Here you will see visits to come, what you have begun, and dates to keep.")
    pages.add_unit(person, PROVIDER, UNIT, SERVICE)
    pages.plan(person, UNIT, TEMPLATE)
    pages.arrive(person)
    five_interviews(person)
    pages.observe(person, SIGHT, "Matsalen", "1.1", photo)
    pages.judge(person, PERMIT, SIGHT, HEARD)
    pages.describe_deficiency(person)
    pages.undo_and_redo(person, before="2", now="3")
    pages.read_history(person, before="Partly met", after="Not met")
    pages.search(person, "tillståndet gäller t", PERMIT)
    person.has_at_keyboard(holding(PERMIT))
    paper = tmp_path / "protokoll å.pdf"
    the_protocol(person, paper)
    pages.check(person, paper)
    person.reads("The document is whole and signed.")
    pages.lock(person)
    pages.unlock(person)
    everything_is_there(person)


def five_interviews(person):
    """Notes of five roles: tags by Ctrl and a digit, the next question by Ctrl+Enter."""
    pages.interview(person, "Management", "Föreståndaren")
    pages.note(person, PERMIT, "Ctrl+1")
    pages.note(person, "”Vi ringer alltid grannhuset först.”", "Ctrl+2")
    person.press("Ctrl+Return")
    pages.note(person, "Ny föreståndare sedan i mars.")
    pages.end_interview(person)
    pages.interview(person, "Staff", "Personal B, kväll och natt")
    pages.note(person, "Ibland är man ensam från 20.", "Ctrl+4")
    pages.end_interview(person)
    pages.interview(person, "Barn och unga", "Ungdom, 16 år")
    pages.note(person, "Vet inte vem som jobbar i natt.", "Ctrl+3")
    pages.end_interview(person)
    pages.interview(person, "Vårdnadshavare och anhöriga", "Vårdnadshavare")
    pages.note(person, "Har inte fått se planen.")
    pages.end_interview(person)
    pages.interview(person, "Socialsekreterare", "Socialsekreterare, placerande nämnd")
    pages.note(person, HEARD, "Ctrl+1")
    pages.end_interview(person)


def the_protocol(person, paper):
    """See the preview and what is missing, mend it, sign, save."""
    pages.go(person, "Report")
    person.reads(re.compile(r"utkast · \d+ sid"))
    person.reads(re.compile(r"Sida 1 av \d"))
    person.sees("The time of departure is missing.")
    pages.depart(person)
    pages.go(person, "Report")
    person.misses("The time of departure is missing.")
    pages.sign(person)
    person.sees(place("Report", "klart"))
    pages.save_document(person, paper)
    assert paper.stat().st_size > 10_000


def everything_is_there(person):
    """After the passphrase: what was begun, its notes, and the document."""
    person.open_row("Begun", holding(UNIT))
    person.sees(place("Interviews", "5 av 5"))
    pages.go(person, "Interviews")
    person.open_row("Interviews", holding("Personal B"))
    person.sees(holding("Ibland är man ensam från 20."))
    pages.go(person, "Report")
    person.reads(re.compile("undertecknat"))
