"""As if on Windows: nothing that only works here, in code or in the names of files."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from house_source import (
    ROOT,
    imported_names,
    nodes,
    not_ignored,
    nothing,
    place,
    python_files,
    repository_files,
    tree,
    within,
)

UNIX_ONLY = ("fcntl", "pwd", "grp", "resource", "termios", "pty", "syslog")
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
VAGUE = frozenset(["util", "utils", "helper", "helpers", "common", "manager", "managers", "misc", "base"])
VAGUE_CLASS = re.compile(r".*(Manager|Helper|Utils?)$")
# The places that may keep whatever comes: where work returns from a lane (threaded, instant), and the top levels.
CATCH_ALL = {"ui/jobs.py": 2, "ui/app.py": 1, "inspektor/__main__.py": 1}
# Put together here, so that this file does not name what it looks for.
REGISTRIES = [".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "com"))]
REGISTRIES += [".".join(parts) for parts in (("npmjs", "org"), ("deb", "debian", "org"), ("ubuntu", "com"))]
SOMEBODYS_FOLDER = re.compile(r"(?<![\w.~])/(home|root|Users|work|private/var)/\w")


def unix_only(path: Path, module: ast.Module) -> list[str]:
    """The lines of a file that cannot work on Windows."""
    found = []
    for node in nodes(module):
        for name in imported_names(node):
            if within(name, UNIX_ONLY):
                found.append(f"{place(path, node)}: {name} is not on Windows")
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "/tmp" in node.value:
            found.append(f"{place(path, node)}: {node.value!r} is not on Windows")
    return found


def catches_everything(module: ast.Module) -> int:
    """How often a file catches every exception and keeps it; cleaning up and raising on is no catching."""
    handlers = [
        node
        for node in nodes(module)
        if isinstance(node, ast.ExceptHandler)
        and not (isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None)
    ]
    kinds = ["" if each.type is None else ast.unparse(each.type) for each in handlers]
    return sum(kind == "" or bool(re.search(r"\b(Base)?Exception\b", kind)) for kind in kinds)


def bad_names(names: list[str]) -> list[str]:
    """The file names that Windows or macOS cannot hold, or cannot tell from another."""
    folded = Counter(name.casefold() for name in names)
    return [
        name
        for name in names
        if re.search(r'[<>:"|?*\\]', name)
        or len(name) > 150
        or any(RESERVED.fullmatch(part) or part.endswith((".", " ")) for part in name.split("/"))
        or folded[name.casefold()] > 1
    ]


def vague_names(names: list[str]) -> list[str]:
    """The Python files and folders whose name says nothing of what is in them."""
    return [
        name
        for name in names
        if name.endswith(".py") and VAGUE & set(re.split(r"[/_.]", name.removesuffix(".py").casefold()))
    ]


def test_product_code_runs_on_windows():
    files = python_files("inspektor", "ui", "packaging", "run.py")
    nothing([line for path in files for line in unix_only(path, tree(path))])


def test_everything_is_caught_in_two_places_only():
    found = {}
    for path in python_files("inspektor", "ui", "packaging", "run.py"):
        name = path.relative_to(ROOT).as_posix()
        if catches_everything(tree(path)) > CATCH_ALL.get(name, 0):
            found[name] = catches_everything(tree(path))
    assert found == {}


def test_file_names_fit_every_system():
    nothing(bad_names(repository_files()))


def test_the_files_are_found_without_git_too():
    assert sorted(not_ignored()) == repository_files()


def test_names_say_what_is_in_them():
    nothing(vague_names(repository_files()))
    files = python_files("inspektor", "ui", "packaging", "run.py", "tests")
    classes = [node for path in files for node in nodes(tree(path)) if isinstance(node, ast.ClassDef)]
    assert [each.name for each in classes if VAGUE_CLASS.fullmatch(each.name)] == []


def test_no_registry_and_no_folder_of_this_machine_is_named():
    found = []
    for name in repository_files():
        try:
            text = (ROOT / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a font
        found += [f"{name}: {host}" for host in REGISTRIES if host in text]
        found += [f"{name}: {match.group()}" for match in SOMEBODYS_FOLDER.finditer(text)]
    nothing(found)


@pytest.mark.parametrize(
    "line",
    ["import fcntl", "from fcntl import flock", "import resource", 'p = Path("/tmp/x")', 'f"/tmp/{x}"'],
)
def test_planted_unix_code_is_found(line):
    assert len(unix_only(ROOT / "inspektor" / "planted.py", ast.parse(line))) == 1


@pytest.mark.parametrize("clause", ["except:", "except Exception:", "except (OSError, BaseException) as e:"])
def test_a_planted_catch_all_is_found(clause):
    assert catches_everything(ast.parse(f"try:\n    a()\n{clause}\n    pass")) == 1
    assert catches_everything(ast.parse(f"try:\n    a()\n{clause}\n    tidy()\n    raise")) == 0
    assert catches_everything(ast.parse("try:\n    a()\nexcept OSError:\n    pass")) == 0


def test_planted_file_names_are_found():
    fine = ["ui/app.py", "resources/åäö.txt", "docs/constant.md", "ui/database.py"]
    wrong = ["Notes.md", "notes.md", "a:b.txt", "con.txt", "x/aux/y.py", "end.", "what?.md"]
    assert bad_names([*fine, *wrong]) == wrong
    assert vague_names([*fine, "ui/date_utils.py", "common/x.py", "resources/base.svg"]) == [
        "ui/date_utils.py",
        "common/x.py",
    ]
