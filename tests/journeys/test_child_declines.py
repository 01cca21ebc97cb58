"""A child who talks with the help of an interpreter, and does not want to go on halfway: what was said so far is kept."""

import re

import pages
import pytest
from eyes import ROW, Role
from pages import holding

UNIT, CHILD = "HVB Källan", "Ungdom, 14 år"
SAID = "Vet vem socialsekreteraren är."
REASON = "Ville inte fortsätta."


@pytest.mark.timeout(180)
def test_a_child_with_an_interpreter_declines_halfway(start, tmp_path):
    person = start(tmp_path / "arbetsyta")
    pages.set_up(person)
    pages.begin_unannounced(person, UNIT, service="HVB för barn och unga", template="Uppföljning av HVB")
    talk_through_an_interpreter(person)
    pages.note(person, SAID)
    person.push("Did not want to answer")
    person.press("Ctrl+Return")
    person.has_at_keyboard("Note")
    person.write("Vill gå nu")  # not ended by Enter: kept all the same
    end_halfway(person)
    person.press("Esc")
    person.sees(re.compile(f"{CHILD}.*Avslutad i förtid"), ROW)
    person.sees(re.compile(f"{CHILD}.*2 anteckningar.*somaliska"), ROW)
    person.open_row("Interviews", holding(CHILD))
    person.sees(re.compile("ville inte svara, 1 anteckning$"), ROW)
    pages.search(person, "gå nu", "Vill gå nu")


def talk_through_an_interpreter(person):
    """Who is heard, with whose help; the introduction in words a child understands is in sight."""
    pages.go(person, "Interviews")
    person.push("New interview")
    person.choose("Role", "Barn och unga")
    person.fill("Label", CHILD)
    person.mark("Consent given")
    person.tick("Interpreter takes part")
    person.fill("Language", "somaliska, på telefon")
    person.tick("The respondent is a child")
    person.tick("The introduction has been read aloud")
    person.push("Start the interview")
    person.has_at_keyboard("Note")


def end_halfway(person):
    """By the menu of the interview, with the reason in words."""
    person.tab_to("More about the interview", Role.ButtonMenu)
    person.press("Space")
    person.points_at("End early…", Role.MenuItem)
    person.has_at_keyboard("Why it ends early")
    person.write(REASON)
    person.press("Return")
    person.sees("Resume")
    person.reads(holding(REASON))
