"""Journeys do what a person can: press keys, move a pointer, read what is painted or spoken."""

import ast
from pathlib import Path

import pytest
from house_source import ROOT, calls, imported_names, nodes, nothing, place, python_files, tree, within

# What a person cannot do to a widget.
SHORTCUTS = frozenset(
    """click animateClick setText setPlainText setHtml setValue setChecked setCurrentIndex setCurrentText
    setCurrentRow toggle trigger emit accept reject insertPlainText""".split()
)
BEHIND_THE_SCENES = (
    "inspektor.actions",
    "inspektor.store",
    "inspektor.queries",
    "ui.operations",
    "sqlalchemy",
)


def shortcuts(path: Path, module: ast.Module) -> list[str]:
    """The lines of a journey that do not go through the window."""
    found = [f"{place(path, call)}: {ast.unparse(call)}" for name, call in calls(module) if name in SHORTCUTS]
    for node in nodes(module):
        found += [f"{place(path, node)}: {n}" for n in imported_names(node) if within(n, BEHIND_THE_SCENES)]
    return found


def fatal_keys(path: Path, module: ast.Module) -> list[str]:
    """The lines that hand å to QTest.keyClicks, which aborts the whole process."""
    return [
        f"{place(path, call)}: {ast.unparse(call)}"
        for name, call in calls(module)
        if name in ("keyClicks", "keyClick", "keyPress") and not ast.unparse(call).isascii()
    ]


def test_journeys_take_no_shortcuts():
    nothing([line for path in python_files("tests/journeys") for line in shortcuts(path, tree(path))])


def test_no_test_kills_the_process_with_a_swedish_letter():
    nothing([line for path in python_files("tests") for line in fatal_keys(path, tree(path))])


@pytest.mark.parametrize(
    "line",
    [
        "button.click()",
        'field.setText("x")',
        "window.saved.emit()",
        "from inspektor import actions",
        "from inspektor.store.workspace import Workspace",
    ],
)
def test_planted_shortcuts_are_found(line):
    assert len(shortcuts(ROOT / "tests" / "journeys" / "planted.py", ast.parse(line))) == 1


def test_what_a_person_does_passes():
    fine = ast.parse("qtbot.mouseClick(button, LEFT)\ntype_text(field, 'Kök')\nfrom ui.app import start")
    assert shortcuts(ROOT / "tests" / "journeys" / "planted.py", fine) == []


def test_a_planted_swedish_letter_is_found():
    planted = ast.parse('qtbot.keyClicks(field, "Kök")\nqtbot.keyClicks(field, "Kitchen")')
    assert len(fatal_keys(ROOT / "tests" / "planted.py", planted)) == 1
