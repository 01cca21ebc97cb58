"""Files leave through one function, which lists them: nothing else that a user reaches writes one."""

import ast

import pytest
from house_source import ROOT, calls, nothing, place, python_files, tree

ROOMS = (
    "inspektor/actions",
    "inspektor/commands",
    "inspektor/queries",
    "inspektor/report",
    "inspektor/exchange",
    "ui",
)
DOOR = "inspektor/actions/outside.py"
OTHERS = frozenset({DOOR, "ui/shots.py"})  # pictures of screens, for those who make the program
WRITES = frozenset({"write_whole", "write_bytes", "write_text", "mkstemp", "NamedTemporaryFile", "openUrl"})


def writing(module: ast.Module) -> list[ast.Call]:
    """The calls that write a file, make a temporary one, or hand one to another program."""
    return [call for name, call in calls(module) if name in WRITES or (name == "open" and _writes(call))]


def _writes(call: ast.Call) -> bool:
    modes = [
        each.value for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str)
    ]
    return any(set(mode) <= set("rwaxbt+") and set(mode) & set("wax") for mode in modes)


def test_every_file_leaves_through_the_one_door():
    found = []
    for path in python_files(*ROOMS):
        if path.relative_to(ROOT).as_posix() not in OTHERS:
            found += [place(path, call) for call in writing(tree(path))]
    nothing(found)


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("write_whole(path, data)", 1),
        ("path.write_bytes(data)", 1),
        ("path.open('wb')", 1),
        ("QDesktopServices.openUrl(url)", 1),
        ("path.open('rb')", 0),
        ("put_outside(workspace, path, data, kind)", 0),
    ],
)
def test_planted_writes_are_told_apart(source, count):
    assert len(writing(ast.parse(source))) == count
