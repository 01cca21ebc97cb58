"""The ten tasks of the README, done and counted: none takes more, or fewer, than it says there."""

import re

import pages
import pytest
from eyes import ROW
from pages import holding, saying

from inspektor import paths

UNIT, SERVICE = "HVB Björkhaga", "HVB för barn och unga"
NOTE, THOUGHT = "Två på plats till 22.", "Ingen öppnar."


def written() -> dict[str, int]:
    """The tasks of the README with their numbers of actions."""
    text = (paths.resources().parent / "README.md").read_text(encoding="utf-8")
    table = text.partition("### Ten things done all day")[2].partition("\n## ")[0]
    return {task: int(number) for task, number in re.findall(r"^\| (.+?) \| .+ \| (\d+) \|$", table, re.M)}


@pytest.mark.timeout(180)
def test_the_ten_tasks_take_what_the_readme_says(start, tmp_path):
    person = start(tmp_path / "arbetsyta")
    pages.set_up(person)
    pages.add_unit(person, "Björkhaga Omsorg AB", UNIT, SERVICE)
    pages.go(person, "Today")
    counted = {}
    for name, task in TASKS.items():
        person.actions = 0
        counted[name] = task(person)
    assert counted == written()


def visit(person):
    person.press("Ctrl+N")
    person.has_at_keyboard("Unit")
    person.write("björkh")
    person.press("Return")
    person.has_at_keyboard("Template")
    person.press("Return")
    person.sees("End the visit")
    person.press("Ctrl+Space")
    person.has_at_keyboard("Catch a thought")
    person.write(THOUGHT)
    spent = person.actions
    person.press("Return")
    person.sees("1 att sortera")
    return spent


def interview(person):
    pages.interview(person, "Management", "Föreståndaren")
    return person.actions


def note(person):
    pages.note(person, NOTE)
    person.has_at_keyboard("Note")
    return person.actions


def tag(person):
    person.write("Ensam efter 22.")
    person.press("Ctrl+4")
    spent = person.actions
    person.press("Return")
    person.sees(re.compile("Ensam efter 22.*Allvarligt"))
    return spent


def question(person):
    person.press("Ctrl+Return")
    person.has_at_keyboard("Note")
    return person.actions


def catch(person):
    person.press("Ctrl+Space")
    person.write("Fråga om schemat.")
    person.press("Return")
    person.sees("2 att sortera")
    return person.actions


def sort(person):
    person.push("2 att sortera")
    person.sees(holding(THOUGHT), ROW)
    person.has_at_keyboard("Requirement")
    person.write("4.1")
    person.press("Return")
    spent = person.actions
    person.misses(holding(THOUGHT), ROW)
    person.press("Esc")
    person.sees("1 att sortera")
    return spent


def seen(person):
    pages.go(person, "Observations")
    person.has_at_keyboard("What was seen or heard")
    person.write("Två i tjänst enligt schemat i hallen.")
    person.sees(holding("Två i tjänst enligt"), ROW)
    return person.actions


def judge(person):
    pages.go(person, "Judgement")
    person.go_to_row("Sources", holding(NOTE))
    person.actions = 0
    person.press("Space")
    person.sees(saying("Supports", NOTE), ROW)
    person.press("Alt+1")
    person.wait(lambda: pages.rated("1"), "it is not rated")
    return person.actions


def find(person):
    pages.search(person, "schemat", "Fråga om schemat")
    return person.actions


TASKS = {
    "begin an unannounced visit and write the first note": visit,
    "begin an interview": interview,
    "end a note and begin the next": note,
    "tag a note": tag,
    "go to the next question": question,
    "catch a thought from anywhere": catch,
    "sort a thought under its requirement": sort,
    "write down what was seen": seen,
    "weigh a source and rate": judge,
    "find what was written": find,
}
