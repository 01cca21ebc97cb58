"""How large things may grow before they are split; a split follows nouns."""

import ast
from pathlib import Path

import pytest
from house_source import ROOT, Function, nodes, nothing, place, python_files, tree

PRODUCT_LINES, TEST_LINES, FUNCTION_LINES, CLASS_METHODS = 400, 600, 40, 20


def too_long(path: Path, lines: int) -> list[str]:
    """The file, if it is longer than a file of its kind may be."""
    limit = TEST_LINES if path.relative_to(ROOT).parts[0] == "tests" else PRODUCT_LINES
    return [f"{path.relative_to(ROOT)}: {lines} lines, {limit} are the limit"] if lines > limit else []


def too_big(path: Path, module: ast.Module) -> list[str]:
    """The functions and classes of a file that are bigger than they may be."""
    found = []
    for node in nodes(module):
        if isinstance(node, Function):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                found.append(f"{place(path, node)}: {node.name} has {lines} lines")
        elif isinstance(node, ast.ClassDef):
            methods = sum(isinstance(each, Function) for each in node.body)
            if methods > CLASS_METHODS:
                found.append(f"{place(path, node)}: {node.name} has {methods} methods")
    return found


@pytest.mark.parametrize("room", ["inspektor", "ui", "packaging", "run.py", "tests"])
def test_nothing_has_outgrown_its_place(room):
    found = []
    for path in python_files(room):
        found += too_long(path, len(path.read_text(encoding="utf-8").splitlines()))
        found += too_big(path, tree(path))
    nothing(found)


def test_the_limits_are_read():
    body = "\n".join(f"    a{n} = {n}" for n in range(FUNCTION_LINES))
    methods = "\n".join(f"    def m{n}(self): ..." for n in range(CLASS_METHODS + 1))
    path = ROOT / "inspektor" / "planted.py"
    assert len(too_big(path, ast.parse(f"def long():\n{body}\nclass Wide:\n{methods}\n"))) == 2
    assert too_long(path, PRODUCT_LINES + 1)
    assert not too_long(path, PRODUCT_LINES)
    assert not too_long(ROOT / "tests" / "unit" / "planted.py", TEST_LINES)
