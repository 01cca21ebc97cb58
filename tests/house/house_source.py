"""Reading the repository's own source, for the house rules."""

import ast
import os
import shutil
import subprocess
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("inspektor", "ui")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def repository_files() -> list[str]:
    """Every file of the repository, tracked or about to be, by its path from the top with slashes."""
    names = named_by_git() if (ROOT / ".git").exists() and shutil.which("git") else not_ignored()
    return sorted(name for name in names if name and (ROOT / name).is_file())


def named_by_git() -> list[str]:
    """What git holds or would add."""
    answer = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return answer.stdout.decode("utf-8").split("\0")


def not_ignored() -> list[str]:
    """The same where there is no git, or only an archive of the source: all that .gitignore does not name."""
    patterns = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()]
    names: list[str] = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [each for each in folders if each != ".git" and not ignored(each, patterns)]
        names += [
            Path(folder, each).relative_to(ROOT).as_posix() for each in files if not ignored(each, patterns)
        ]
    return names


def ignored(name: str, patterns: list[str]) -> bool:
    """Whether .gitignore's patterns, all of them plain names, name a file or folder."""
    return any(fnmatch(name, pattern) for pattern in patterns)


def python_files(*rooms: str) -> list[Path]:
    """The Python files under the rooms; a room is a folder or a file at the top."""
    return [
        ROOT / name
        for name in repository_files()
        if name.endswith(".py") and any(name == room or name.startswith(f"{room}/") for room in rooms)
    ]


@cache
def tree(path: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def nodes(module: ast.AST) -> tuple[ast.AST, ...]:
    """Everything in a syntax tree: a dozen rules look through it, and walking is most of what they cost."""
    return tuple(ast.walk(module))


def place(path: Path, node: ast.AST) -> str:
    """Where something stands, as file:line."""
    return f"{path.relative_to(ROOT).as_posix()}:{getattr(node, 'lineno', 1)}"


def calls(module: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the last part of the name that is called."""
    for node in nodes(module):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.func.attr, node
            elif isinstance(node.func, ast.Name):
                yield node.func.id, node


def imported_names(statement: ast.AST) -> list[str]:
    """The modules, or names of modules, that one statement imports."""
    if isinstance(statement, ast.Import):
        return [alias.name for alias in statement.names]
    if isinstance(statement, ast.ImportFrom):
        return [f"{statement.module}.{alias.name}" for alias in statement.names]
    return []


def within(name: str, packages: tuple[str, ...]) -> bool:
    """Whether a dotted name is one of the packages or lies in one."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def import_time_statements(module: ast.Module) -> Iterator[ast.stmt]:
    """The statements that run when the module is imported: not in functions, not for the type checker alone."""
    waiting: list[ast.stmt] = list(module.body)
    while waiting:
        statement = waiting.pop()
        yield statement
        if isinstance(statement, Function):
            continue
        if isinstance(statement, ast.If) and "TYPE_CHECKING" in ast.unparse(statement.test):
            waiting += statement.orelse
            continue
        for field in ("body", "orelse", "finalbody"):
            waiting += getattr(statement, field, [])
        for handler in getattr(statement, "handlers", []):
            waiting += handler.body


def nothing(found: list[str]) -> None:
    """Fail with every finding on a line of its own."""
    assert not found, "\n".join(["", *found])
