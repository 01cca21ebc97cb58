"""Windows name what they ask of the core; each name must mean a function that takes what it is given."""

import ast
import inspect
import re

import pytest
from house_source import calls, nodes, nothing, place, python_files, tree

from ui.operations import found

DOORS = frozenset({"change", "ask", "work"})
OWN = frozenset({"owner", "done", "failed", "held", "progress"})
NAME = re.compile(r"(actions|queries|sync|report)(\.[a-z_]+)+")


def misnamed(name: str, call: ast.Call) -> str:
    """What is wrong with one call of a door; "" if nothing is."""
    try:
        signature = inspect.signature(found(name))
    except (ImportError, AttributeError):
        return "there is no such function"
    if any(isinstance(argument, ast.Starred) for argument in call.args):
        return ""
    named = {keyword.arg: None for keyword in call.keywords if keyword.arg and keyword.arg not in OWN}
    if isinstance(call.func, ast.Attribute) and call.func.attr == "work":
        named |= {"progress": None, "cancelled": None}
    spread = any(keyword.arg is None for keyword in call.keywords)
    try:
        (signature.bind_partial if spread else signature.bind)(*[None] * len(call.args), **named)
    except TypeError as error:
        return str(error)
    return ""


def wrong_calls(module: ast.Module) -> list[tuple[ast.Call, str]]:
    """The calls of operations' doors by a name that does not fit."""
    answers = []
    for name, call in calls(module):
        if name not in DOORS or not call.args:
            continue
        first = call.args[0]
        if isinstance(first, ast.Constant) and isinstance(first.value, str) and NAME.fullmatch(first.value):
            trouble = misnamed(first.value, call)
            if trouble:
                answers.append((call, f"{first.value}: {trouble}"))
    return answers


def test_every_name_fits_its_function():
    nothing(
        [
            f"{place(path, call)}: {why}"
            for path in python_files("ui")
            for call, why in wrong_calls(tree(path))
        ]
    )


def test_every_name_that_is_kept_means_something():
    strangers = []
    for path in python_files("ui"):
        for node in nodes(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and NAME.fullmatch(node.value):
                try:
                    found(node.value)
                except (ImportError, AttributeError):
                    strangers.append(f"{place(path, node)}: {node.value}")
    nothing(strangers)


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("self._operations.change('actions.register.add_unit', owner=self, name='x')", 0),
        ("self._operations.change('actions.register.add_units', owner=self)", 1),
        ("self._operations.ask('queries.register.unit', owner=self, done=f)", 1),
        ("self._operations.ask('queries.register.unit', unit_id, owner=self, done=f)", 0),
        ("self._operations.ask('queries.register.unit', *some, owner=self, done=f)", 0),
        ("self._operations.change('actions.first_start.nothing', self)", 1),
    ],
)
def test_planted_names_are_told_apart(source, count):
    assert len(wrong_calls(ast.parse(source))) == count
