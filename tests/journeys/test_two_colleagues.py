"""Two inspectors on two laptops, one shared folder: found, asked, compared, let in, exchanged there and back."""

import re

import pages
import pytest
from eyes import ROW
from pages import Who, beginning, exactly, holding

from inspektor.i18n import tr

KARIN, AMIR = pages.KARIN, Who("Amir Östlund", "Avtalscontroller")
UNIT = "Stödboende Källan"


@pytest.mark.timeout(180)
def test_two_colleagues_exchange_a_follow_up(start, tmp_path):
    laptops = {who.name: tmp_path / who.name for who in (KARIN, AMIR)}
    folder = tmp_path / "gemensam mapp å"
    folder.mkdir()
    first_day_of_karin(start(laptops[KARIN.name]), folder)
    words = first_day_of_amir(start(laptops[AMIR.name]), folder)
    person = start(laptops[KARIN.name])
    pages.unlock(person)
    pages.let_in(person, AMIR.name, words)
    pages.sync(person)
    amir_does_his_share(start(laptops[AMIR.name]))
    karin_reads_it(start(laptops[KARIN.name]))


def first_day_of_karin(person, folder):
    pages.set_up(person, KARIN)
    pages.begin_unannounced(person, UNIT)
    pages.interview(person, beginning("Management"), "Enhetschefen")
    pages.note(person, "Karin: brandlarmet tjuter varje natt.")
    pages.leave_follow_up(person)
    pages.found_group(person, folder)


def first_day_of_amir(person, folder):
    pages.set_up(person, AMIR)
    return pages.ask_to_join(person, folder)


def amir_does_his_share(person):
    """He joins the team, hears one person and takes a requirement."""
    pages.unlock(person)
    pages.sync(person)
    pages.go(person, "Today")
    person.open_row("Begun", holding(UNIT))
    person.push("Join the team")
    person.mark("No conflict")
    pages.go(person, "Interviews")
    person.has_at_keyboard(holding("Enhetschefen"))
    pages.interview(person, beginning("Management"), "Föreståndaren")
    pages.note(person, "Amir: larmet är anmält sedan i maj.")
    pages.go(person, "Judgement")
    person.reads("Nobody has taken the requirement")
    person.press("Ctrl+T")
    person.reads("You have taken the requirement")
    shared(person, "Föreståndaren", ("Enhetschefen", KARIN.name), "You have taken the requirement")
    pages.leave_follow_up(person)
    pages.sync(person)


def karin_reads_it(person):
    pages.unlock(person)
    pages.sync(person)
    pages.search(person, "anmält sedan", "larmet är anmält")
    person.has_at_keyboard(holding("Amir: larmet är anmält sedan i maj."))
    taken = tr("Taken by {name}").format(name=AMIR.name)
    shared(person, "Enhetschefen", ("Föreståndaren", AMIR.name), exactly(taken))


def shared(person, own, other, taken):
    """Whoever looks sees who heard whom, and who has taken the requirement."""
    pages.go(person, "Interviews")
    person.push("Back to the interviews")  # one was last in one of them
    person.sees(re.compile(rf"^{own}.*\bdu\b"), ROW)
    person.sees(re.compile(f"^{other[0]}.*{other[1]}"), ROW)
    pages.go(person, "Judgement")
    person.reads(taken)
