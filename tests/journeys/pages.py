"""What one does in the program, screen by screen, by keyboard alone."""

import re
from dataclasses import dataclass

import eyes
from eyes import FIELD, TEXT
from person import Person

from inspektor.i18n import tr, tr_c

PASSPHRASE = "fyra blå cyklar i regn"


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody with a profile of their own."""

    name: str = "Karin Åkerström"
    title: str = "Kvalitetsgranskare"
    municipality: str = "Norrby kommun"
    board: str = "Socialnämnden"


KARIN = Who()


def exactly(words: str) -> re.Pattern[str]:
    """Words that people wrote, which are never translated."""
    return re.compile(f"^{re.escape(words)}$")


def beginning(words: str) -> re.Pattern[str]:
    """Something that begins with these words, in the language of the window."""
    return re.compile(f"^{re.escape(tr(words))}")


def holding(words: str) -> re.Pattern[str]:
    """Something that has these words in it, as people wrote them."""
    return re.compile(re.escape(words))


def set_up(person: Person, who: Who = KARIN) -> list[str]:
    """Go through the first start to Today; gives the words of the recovery sheet."""
    person.fill("Name", who.name)
    person.fill("Title", who.title)
    person.fill("Municipality", who.municipality)
    person.fill("Board", who.board)
    person.fill("Passphrase", PASSPHRASE)
    person.fill("The passphrase again", PASSPHRASE)
    person.press("Return")
    person.sees("I have kept the sheet")
    words = _words_of_the_sheet()
    person.push("I have kept the sheet")
    for number, word in enumerate(words, start=1):
        asked = tr("Word number {n}").format(n=number)
        if eyes.find(asked, FIELD):
            person.fill(asked, word)
    person.push("Open Inspektor")
    person.sees("Unannounced visit")
    return words


def _words_of_the_sheet() -> list[str]:
    """Read the numbered words, as a screen reader would."""
    numbered = (re.fullmatch(r"(\d+)\. (\w+)", thing.name) for thing in eyes.things() if thing.role is TEXT)
    words = {int(found[1]): found[2] for found in numbered if found}
    assert sorted(words) == list(range(1, 19))
    return [words[number] for number in sorted(words)]


def unlock(person: Person, passphrase: str = PASSPHRASE) -> None:
    """Write the passphrase at the lock."""
    person.sees("Inspektor is locked")
    person.fill("Passphrase", passphrase)
    person.press("Return")


def go(person: Person, place: str) -> None:
    """Go to one of the places in the left column: F6, arrows, Enter."""
    wanted = re.compile(f"^{re.escape(tr(place))}(,|$)")
    person.press("F6")
    person.walk_to(wanted)
    person.press("Return")


def add_unit(person: Person, provider: str, unit: str, service: str) -> None:
    """Register a provider and a unit of it."""
    go(person, "Providers")
    person.push("New provider")
    person.fill("Name", provider)
    person.press("Return")
    person.misses("Organisation number", FIELD)
    person.push("New unit")
    person.fill("Provider", provider)
    person.fill("Name of the unit", unit)
    person.fill("Kind of service", service)
    person.press("Return")
    person.misses("Name of the unit", FIELD)
    person.reads(holding(unit))


def plan(person: Person, unit: str, template: str) -> None:
    """Plan an announced follow-up from Today and go into it."""
    go(person, "Today")
    person.push("Plan a follow-up")
    person.fill("Unit", unit)
    person.choose("Template", beginning(template))
    person.mark("Announced")
    person.fill("Registry number", "SN 2026/412")
    person.fill("Purpose", "Följa upp att avtalet följs.")
    person.push(exactly(tr_c("button", "Plan")))
    person.sees("Arrived now")


def arrive(person: Person) -> None:
    """Set the time of arrival and answer the question of conflict of interest."""
    person.push("Arrived now")
    person.sees("End the visit")
    person.tick("I have no conflict of interest (section 16 of the Administrative Procedure Act).")
    person.reads("No conflict")


def interview(person: Person, role: str, label: str) -> None:
    """Begin an interview; the keyboard is then in the writing field."""
    go(person, "Interviews")
    person.push("New interview")
    person.choose("Role", role)
    person.fill("Label", label)
    person.mark("Consent given")
    person.push("Start the interview")
    person.has_at_keyboard("Note")


def note(person: Person, text: str, tag: str = "") -> None:
    """Write a note, perhaps tag it, and end it."""
    person.write(text)
    if tag:
        person.press(tag)
    person.press("Return")
    person.reads(holding(text))


def end_interview(person: Person) -> None:
    """End it and go back to the list."""
    person.push("End the interview")
    person.sees("Resume")
    person.press("Esc")
    person.sees("New interview")
