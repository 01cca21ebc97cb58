"""What one does in the program, screen by screen, by keyboard alone."""

import re
from dataclasses import dataclass
from pathlib import Path

import eyes
from eyes import FIELD, RADIO, ROW, TEXT, Words
from person import Person

from inspektor.i18n import tr

PASSPHRASE = "fyra blå cyklar i regn"


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody with a profile of their own."""

    name: str = "Karin Åkerström"
    title: str = "Kvalitetsgranskare"
    municipality: str = "Norrby kommun"
    board: str = "Socialnämnden"


KARIN = Who()
CHOOSER = re.compile("Filnamn")
"""What Qt's own file dialog calls the line for the name."""


def exactly(words: str) -> re.Pattern[str]:
    """Words that people wrote, which are never translated."""
    return re.compile(f"^{re.escape(words)}$")


def beginning(words: str) -> re.Pattern[str]:
    """Something that begins with these words, in the language of the window."""
    return re.compile(f"^{re.escape(tr(words))}")


def ending(words: str) -> re.Pattern[str]:
    """Something that ends as these words with places in them do, in the language of the window."""
    return re.compile(f"{re.escape(tr(words).rpartition('}')[2])}$")


def saying(first: str, second: str) -> re.Pattern[str]:
    """Something that says first the one, in the language of the window, and later the other, as people wrote it."""
    return re.compile(f"{re.escape(tr(first))}.*{re.escape(second)}")


def place(words: str, fact: str) -> re.Pattern[str]:
    """A place in the left column with the fact at its right end."""
    return exactly(f"{tr(words)}, {fact}")


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
    words = _ask_words_back(person, "Open Inspektor")
    person.sees("Unannounced visit")
    return words


def _ask_words_back(person: Person, verb: str) -> list[str]:
    """Read the words of a recovery sheet, and write the two that are asked for."""
    person.sees("I have kept the sheet")
    words = _words_of_the_sheet()
    person.push("I have kept the sheet")
    for number, word in enumerate(words, start=1):
        asked = tr("Word number {n}").format(n=number)
        if eyes.find(asked, FIELD):
            person.fill(asked, word)
    person.push(verb)
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


def begin_unannounced(
    person: Person, unit: str, provider: str = "Källan AB", service: str = "Stödboende", template: str = ""
) -> None:
    """Stand at the door of a unit nobody has registered: Ctrl+N, what it is called, Enter."""
    person.press("Ctrl+N")
    person.fill("Provider", provider)
    person.fill("Name of the unit", unit)
    person.fill("Kind of service", service)
    person.reads(re.compile("^Uppföljning av"))  # a template is offered
    if template:
        person.choose("Template", beginning(template))
    person.press("Return")
    person.sees("End the visit")


def plan(person: Person, unit: str, template: str) -> None:
    """Plan an announced follow-up from Today and go into it."""
    go(person, "Today")
    person.push("Plan a follow-up")
    person.fill("Unit", unit)
    person.choose("Template", beginning(template))
    person.mark("Announced")
    person.fill("Registry number", "SN 2026/412")
    person.fill("Purpose", "Följa upp att avtalet följs.")
    person.push("Plan the follow-up")
    person.sees("Arrived now")


def arrive(person: Person) -> None:
    """Set the time of arrival and answer the question of conflict of interest."""
    person.push("Arrived now")
    person.sees("End the visit")
    person.mark("No conflict")
    person.reads("No conflict")


def interview(person: Person, role: Words, label: str) -> None:
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


def observe(person: Person, text: str, place: str, requirement: str, photo: Path) -> None:
    """Write down what was seen, with a photo that has a caption and a description."""
    go(person, "Observations")
    person.has_at_keyboard("What was seen or heard")
    person.write(text)
    person.fill("Place", place)
    person.mark("Negative")
    person.choose("Requirement", beginning(requirement))
    person.push("Add photos")
    person.sees(CHOOSER)
    person.write(str(photo))
    person.press("Return")
    person.has_at_keyboard("Caption")
    person.write("Schemat i hallen")
    person.fill("Description for those who cannot see it", "En whiteboard med nio namnlappar.")
    person.press("Ctrl+Return")  # no persons in it
    person.misses("No persons, done")
    person.sees(re.compile(f"{re.escape(text)}.*1 foto"), ROW)


def judge(person: Person, supporting: str, *contradicting: str) -> None:
    """Weigh the sources of the first requirement, rate it by its number, give grounds."""
    go(person, "Judgement")
    person.go_to_row("Sources", holding(supporting))
    person.press("Space")
    person.sees(saying("Supports", supporting), ROW)
    person.press("Right")
    for source in contradicting:
        person.go_to_row("Sources", holding(source))
        person.press("Space")
        person.sees(saying("Contradicts", source), ROW)
        person.reads(ending("{one} and {other} contradict each other"))
    rate(person, "2")
    person.fill("Grounds", "Ledning och personal säger olika om natten.")
    person.reads(place("Judgement", "1 av 31"))


def rate(person: Person, digit: str) -> None:
    """Rate by a digit, where the keyboard is in the rating."""
    person.tab_to(re.compile(r"^[1-5]\. "), RADIO)
    person.press(digit)
    person.wait(lambda: rated(digit), f"it is not rated {digit}")


def rated(digit: str) -> bool:
    """Whether the requirement in sight has the rating of this number."""
    return any(each.checked for each in eyes.find(re.compile(rf"^{digit}\. "), RADIO))


def describe_deficiency(person: Person) -> None:
    """Fill in the deficiency that the rating opened."""
    person.mark("Serious")
    person.fill("What was observed", "En person i tjänst från 20, två ska vara på plats.")
    person.fill("Expected result", "Bemanning enligt avtalet varje natt.")
    person.fill("To be remedied by", "2027-01-15")
    person.tick("Said to the provider on site")
    person.mark("Yes")
    person.fill("The position on IVO, and why", "Frågan tas upp med chef i veckan.")
    person.press("Tab")
    person.reads(place("Deficiencies", "1"))


def undo_and_redo(person: Person, before: str, now: str) -> None:
    """Change the rating, take it back and do it again: the number it had, the number it gets."""
    rate(person, now)
    person.press("Ctrl+Z")
    person.wait(lambda: rated(before), f"undo does not lead back to {before}")
    person.press("Ctrl+Shift+Z")
    person.wait(lambda: rated(now), f"redo does not lead to {now}")
    person.press("Ctrl+Z")
    person.wait(lambda: rated(before), f"undo does not lead back to {before}")


def read_history(person: Person, before: str, after: str) -> None:
    """Open the history of what one is in, read that it became one thing from another, and close it."""
    person.press("Ctrl+H")
    person.sees("History", TEXT)
    person.sees(tr("Was: {text}").format(text=tr(before)), TEXT)
    person.sees(tr("Became: {text}").format(text=tr(after)), TEXT)
    person.sees(re.compile(f" · {re.escape(KARIN.name)} · "), TEXT)
    person.press("Esc")
    person.misses("History", TEXT)


def search(person: Person, words: str, hit: str) -> None:
    """Find a record by words in it, and go there."""
    person.press("Ctrl+K")
    person.has_at_keyboard(
        "Words in notes, observations, judgements, deficiencies, the register and what other groups sent"
    )
    person.write(words)
    person.sees(holding(hit), ROW)
    person.open_row("Places found", holding(hit))


def depart(person: Person) -> None:
    """Go from what the report misses to where it is mended: who took part, and when one left."""
    person.push(re.compile(re.escape(tr("The time of departure is missing.")) + "$"))
    person.push("End the visit")
    person.misses("End the visit")
    person.fill("Function", "Föreståndare")
    person.press("Return")
    person.sees(exactly("Föreståndare"), TEXT)


def sign(person: Person) -> None:
    """Sign by typed name and passphrase."""
    person.push("Sign")
    person.has_at_keyboard("Passphrase")
    person.write(PASSPHRASE)
    person.press("Return")
    person.sees("Signed document", RADIO)


def save_document(person: Person, path: Path) -> None:
    """Save the document that is in sight."""
    person.push("Save as")
    person.sees(CHOOSER)
    person.press("Ctrl+A")
    person.write(str(path))
    person.press("Return")
    person.reads("The document is saved.")


def check(person: Person, path: Path) -> None:
    """Let the program look at a file."""
    leave_follow_up(person)
    go(person, "Check a document")
    person.push("Choose a file")
    person.sees(CHOOSER)
    person.write(str(path))
    person.press("Return")


def leave_follow_up(person: Person) -> None:
    """Go back to the main places."""
    person.push("Follow-ups")
    person.sees(re.compile(f"^{tr('Check a document')}$"))


def lock(person: Person) -> None:
    """Lock, and see that nothing of the work is in sight."""
    person.press("Ctrl+Shift+L")
    person.sees("Inspektor is locked")


def open_sharing(person: Person) -> None:
    """Go to the shared folder by the line at the foot of the left column."""
    person.push(re.compile(r"^[^.]*(delas|mapp|synk|godkännande).*\. ", re.IGNORECASE))
    person.sees("Shared folder", TEXT)


def found_group(person: Person, folder: Path) -> None:
    """Begin a group in a folder, and show that its recovery words were kept."""
    open_sharing(person)
    person.fill(exactly(f"{tr('Begin a group')}: {tr('Folder')}"), str(folder))
    person.fill("Name of the group", "Uppföljningsenheten")
    person.push("Begin the group")
    _ask_words_back(person, "Go on")
    person.sees("Sync now")


def ask_to_join(person: Person, folder: Path) -> str:
    """Ask to be let in; gives the words one reads aloud."""
    open_sharing(person)
    person.fill(exactly(f"{tr('Join a group')}: {tr('Folder')}"), str(folder))
    person.push("Ask to join")
    person.sees("Waiting to be let in")
    return person.sees(compared_words()).name


def compared_words() -> re.Pattern[str]:
    """The eight words, as they are read aloud."""
    return beginning(tr("Words to compare: {words}").partition("{")[0])


def let_in(person: Person, name: str, words: str) -> None:
    """Compare the words that the other reads aloud, and let them in."""
    open_sharing(person)
    person.open_row("Asking to be let in", holding(name))
    assert person.sees(compared_words()).name == words
    person.tick("We have read the words to each other, and all eight are the same.")
    person.push("Let in")
    person.misses(compared_words())


def sync(person: Person) -> None:
    """Exchange what there is with the folder, and see that it went."""
    open_sharing(person)
    person.push("Sync now")
    person.sees("Sync now")
