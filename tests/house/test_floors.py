"""Import rules that import-linter cannot say: what may be imported when a module is imported."""

import ast
import sys
from pathlib import Path

import pytest
from house_source import (
    ROOT,
    import_time_statements,
    imported_names,
    nodes,
    nothing,
    place,
    python_files,
    tree,
    within,
)

# What is imported before the first window is painted: these, and nothing that they do not share.
START_PATH = (
    "shapes",
    "i18n",
    "formats",
    "record_words",
    "paths",
    "errors",
    "settings",
    "policy",
    "changes",
    "clock",
)
START_MODULES = tuple(f"inspektor.{name}" for name in START_PATH)
QT = (*tuple(f"PySide6.{name}" for name in ("QtCore", "QtGui", "QtWidgets", "QtSvg")), "shiboken6")
STANDARD = tuple(sys.stdlib_module_names)

# Who may speak SQL, and who may hold a connection.
SQL_ROOMS = ("inspektor.store", "inspektor.model", "inspektor.queries", "inspektor.actions")
SQL, CONNECTIONS = ("sqlmodel", "sqlalchemy"), ("sqlcipher3", "sqlite3")
# The core's rooms that windows reach through ui.operations alone; ui.app builds it.
BEHIND_OPERATIONS = tuple(
    f"inspektor.{name}" for name in ("actions", "queries", "store", "sync", "report", "model")
)
DOORS = ("ui.operations", "ui.app")


def forbidden(path: Path, module: ast.Module) -> list[str]:
    """What a file of the product imports, at any time, that is not for its room."""
    room = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    closed: tuple[str, ...] = () if within(room, SQL_ROOMS) else SQL
    closed += () if within(room, ("inspektor.store",)) else CONNECTIONS
    closed += BEHIND_OPERATIONS if within(room, ("ui",)) and not within(room, DOORS) else ()
    return [
        f"{place(path, node)}: {name}"
        for node in nodes(module)
        for name in imported_names(node)
        if within(name, closed)
    ]


def strangers(path: Path, module: ast.Module, allowed: tuple[str, ...]) -> list[str]:
    """What a file imports as it is imported, beyond what is allowed."""
    return [
        f"{place(path, statement)}: {name}"
        for statement in import_time_statements(module)
        for name in imported_names(statement)
        if not within(name, allowed) and name != "inspektor.__version__"
    ]


def test_the_lowest_floors_need_only_the_standard_library():
    found = []
    for name in START_PATH:
        for path in python_files(f"inspektor/{name}.py", f"inspektor/{name}"):
            found += strangers(path, tree(path), (*STANDARD, *START_MODULES))
    nothing(found)


def test_windows_import_nothing_heavy_before_they_are_painted():
    allowed = (*STANDARD, *QT, *START_MODULES, "ui")
    nothing([line for path in python_files("ui") for line in strangers(path, tree(path), allowed)])


def test_sql_and_the_store_stay_in_their_rooms():
    nothing([line for path in python_files("inspektor", "ui") for line in forbidden(path, tree(path))])


@pytest.mark.parametrize(
    ("file", "source", "count"),
    [
        ("ui/screens/planted.py", "def f():\n    from inspektor.store.workspace import Workspace", 1),
        ("ui/screens/planted.py", "from inspektor import actions", 1),
        ("ui/operations.py", "from inspektor.store.workspace import Workspace", 0),
        ("ui/operations.py", "from sqlalchemy import select", 1),
        ("inspektor/sync/planted.py", "import sqlite3", 1),
        ("inspektor/queries/planted.py", "from sqlalchemy import select", 0),
        ("inspektor/queries/planted.py", "import sqlcipher3", 1),
        ("inspektor/store/connection.py", "import sqlcipher3", 0),
    ],
)
def test_planted_sql_is_found(file, source, count):
    assert len(forbidden(ROOT / file, ast.parse(source))) == count


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("import sqlmodel", 1),
        ("from inspektor import store", 1),
        ("from inspektor.store.workspace import Workspace", 1),
        ("from PySide6 import QtNetwork", 1),
        ("try:\n    import hunspell\nexcept ImportError:\n    hunspell = None", 1),
        ("class A:\n    import PIL", 1),
        ("from inspektor import i18n\nfrom inspektor.shapes.enums import Rating\nimport json", 0),
        ("from PySide6.QtWidgets import QLabel\nfrom PySide6 import QtCore", 0),
        ("if TYPE_CHECKING:\n    from inspektor.store import workspace", 0),
        ("def work():\n    import sqlmodel", 0),
    ],
)
def test_planted_imports_are_told_apart(source, count):
    allowed = (*STANDARD, *QT, *START_MODULES, "ui")
    assert len(strangers(ROOT / "ui" / "planted.py", ast.parse(source), allowed)) == count
