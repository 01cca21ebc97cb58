"""Sets Inspektor up and runs it. Needs nothing but Python 3.11 or newer.

    python3 run.py               open the program; the first time, install what it needs
                                 (without a display: run the demonstration and say where its documents lie)
    python3 run.py test [ARGS]   run the tests; ARGS go to pytest
    python3 run.py check         formatting, lint, types, import rules and house rules
    python3 run.py lock [ARGS]   resolve requirements.lock anew from pyproject.toml
    python3 run.py shots DIR     pictures of every screen
    python3 run.py WORDS         anything else is a command of the program: python3 run.py --help

On Windows: py run.py. Everything is installed in the folder .venv beside this file, and nowhere else.
"""
# This file must parse on old Pythons, so that they can be told that they are too old.

import contextlib
import ctypes
import hashlib
import importlib.util
import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
import sysconfig
import time

if sys.version_info < (3, 11):  # noqa: UP036  # the very check that this file must get to
    sys.exit(f"Inspektor needs Python 3.11 or newer; this is {sys.version.split()[0]}.")

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
BUILD = ROOT / "build"
LOG = BUILD / "setup.log"
STAMP = VENV / "set-up.stamp"
WINDOWS = os.name == "nt"
WHEELS = ["--require-hashes", "--no-deps", "--only-binary", ":all:"]

# Shared objects that Qt's wheels expect of the system, and the Debian package that has each.
# What these packages bring along themselves (freetype, the rest of xcb) is not listed.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
X11_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}


class Stop(Exception):
    """The set-up cannot go on; the message says why and what to do. Exit code 2."""


def main(words: Sequence[str]) -> int:
    """Set up what the verb needs, then do it; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr,unused-ignore]  # old consoles lack letters
    verb, rest = (words[0], list(words[1:])) if words else ("", [])
    verbs: Mapping[str, Callable[[list[str]], int]] = {
        "": open_program,
        "test": run_tests,
        "check": run_checks,
        "lock": write_lock,
        "shots": make_pictures,
    }
    try:
        if verb in verbs:
            set_up(windows=verb != "lock")
            return verbs[verb](rest)
        set_up(windows=False)
        return become(["-P", "-m", "inspektor", *words])
    except (Stop, OSError, sqlite3.Error) as trouble:
        print(f"run.py: {trouble}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


# --- What can be done -----------------------------------------------------------------------------


def open_program(_rest: Sequence[str]) -> int:
    """The window; without a display, the demonstration."""
    if has_display():
        return become(["-P", "-m", "ui"])
    place = BUILD if os.access(BUILD, os.W_OK) else Path.home()
    folder = place / time.strftime("Inspektor-demo %Y-%m-%d %H.%M.%S")
    say("There is no display here, so the demonstration runs instead of the window.")
    code = call(["-P", "-m", "inspektor", "demo", str(folder)])
    if code == 0:
        say(f"The documents and workspaces of the demonstration lie in {folder}")
    return code


def run_tests(rest: Sequence[str]) -> int:
    """The whole suite on every core, or what pytest is asked for, without a display."""
    asked = rest or ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]
    return call(["-P", "-m", "pytest", *asked], cwd=ROOT)


def run_checks(_rest: Sequence[str]) -> int:
    """Every check, also after one has failed; 1 if any did."""
    imports = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    checks = {
        "format": ["-m", "ruff", "format", "--check", "."],
        "lint": ["-m", "ruff", "check", "."],
        "types": ["-m", "mypy", "--strict"],
        "imports": ["-c", imports, "--no-logo"],
        "house": ["-m", "pytest", "-q", "tests/house"],
    }
    failed = []
    for name, arguments in checks.items():
        say(f"== {name}")
        if call(["-P", *arguments], cwd=ROOT) != 0:
            failed.append(name)
    say("== failed: " + ", ".join(failed) if failed else "== every check passed")
    return 1 if failed else 0


def write_lock(rest: Sequence[str]) -> int:
    """Resolve the dependencies for every system into one file with hashes."""
    resolve = ["-m", "uv", "pip", "compile", "pyproject.toml", "--group", "dev", "--universal"]
    resolve += ["--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--quiet"]
    header = {"UV_CUSTOM_COMPILE_COMMAND": "python3 run.py lock"}
    return call(["-P", *resolve, "--output-file", LOCK.name, *rest], cwd=ROOT, extra=header)


def make_pictures(rest: Sequence[str]) -> int:
    """Pictures of every screen, drawn without a display."""
    return call(["-P", "-m", "ui.shots", *rest], extra={"QT_QPA_PLATFORM": "offscreen"})


# --- The system's libraries -----------------------------------------------------------------------


def has_display() -> bool:
    """Whether Qt can open a window. Without one it aborts, so this is asked before Qt is imported."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def missing_from_system(windows: bool) -> dict[str, str]:
    """What the set-up, and Qt if there will be windows, will miss, each with its Debian package."""
    if not sys.platform.startswith("linux"):
        return {}
    wanted = dict(QT_LIBRARIES) if windows else {}
    if windows and not os.environ.get("QT_QPA_PLATFORM"):
        wanted |= X11_LIBRARIES if os.environ.get("DISPLAY") else {}
        wanted |= WAYLAND_LIBRARIES if os.environ.get("WAYLAND_DISPLAY") else {}
    return {name: package for name, package in wanted.items() if not loads(name)} | venv_package()


def loads(library: str) -> bool:
    """Whether the system's loader finds a shared object."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def venv_package() -> dict[str, str]:
    """Debian splits venv off Python; what to install where it is missing."""
    if STAMP.is_file() or importlib.util.find_spec("ensurepip") is not None:
        return {}
    standard = Path("/usr/bin/python3").resolve() == Path(sys.executable).resolve()
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return {"the module venv": "python3-venv" if standard else f"python{version}-venv"}


def install_system_packages(missing: Mapping[str, str]) -> None:
    """Install Debian packages when we may; else say the one line that does it."""
    if not missing:
        return
    packages = sorted(set(missing.values()))
    if shutil.which("apt-get") is None:
        raise Stop("this system lacks " + ", ".join(missing) + "; install them and try again.")
    install = ["apt-get", "install", "-y", "--no-install-recommends"]
    if os.geteuid() != 0:  # type: ignore[attr-defined,unused-ignore]  # not on Windows, nor is apt-get
        raise Stop(
            "Inspektor needs some of the system's packages. Install them with this line, then try again:\n\n"
            f"    sudo apt-get update && sudo {' '.join(install)} {' '.join(packages)}\n"
        )
    say("Installing system packages: " + " ".join(packages))
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    patient = ["-o", "DPkg::Lock::Timeout=300"]
    if not logged(["apt-get", "update"], extra=quiet):
        say("The package lists could not be renewed; going on with those that are here.")
    if not logged([*install, *patient, *(candidate(name) for name in packages)], extra=quiet):
        raise stopped("apt-get could not install them:")


def candidate(package: str) -> str:
    """The package's name here: Debian 13 and Ubuntu 24.04 renamed some for 64-bit time."""
    for name in (package, package + "t64"):
        answer = subprocess.run(["apt-cache", "policy", name], capture_output=True, text=True, check=False)
        if "Candidate:" in answer.stdout and "Candidate: (none)" not in answer.stdout:
            return name
    return package


# --- The virtual environment ----------------------------------------------------------------------


def set_up(*, windows: bool) -> None:
    """Make everything ready; quick when it already is. Several may call this at once."""
    if not missing_from_system(windows) and read_stamp() == wanted_stamp() and not stale_texts():
        return  # nothing to write, so it also works where only somebody else may write
    with alone():
        LOG.unlink(missing_ok=True)
        install_system_packages(missing_from_system(windows))
        if missing_from_system(windows):
            raise stopped("still missing: " + ", ".join(missing_from_system(windows)))
        if read_stamp() != wanted_stamp():
            make_environment()
        if stale_texts():
            compile_texts()


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """One set-up at a time. SQLite's file lock is the same on every system and dies with its process."""
    BUILD.mkdir(exist_ok=True)
    with contextlib.closing(sqlite3.connect(BUILD / "set-up.lock", timeout=0, isolation_level=None)) as door:
        try:
            door.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            say("Waiting for another set-up that is under way.")
            door.execute("PRAGMA busy_timeout = 3600000")
            door.execute("BEGIN EXCLUSIVE")
        yield


def wanted_stamp() -> list[str]:
    """What the environment was made of: first the Python and the place, then the packages."""
    place = f"{sys.version} {VENV}"
    return [hashlib.sha256(part).hexdigest() for part in (place.encode(), LOCK.read_bytes())]


def read_stamp() -> list[str]:
    """The stamp of a finished set-up; empty if there is none."""
    return STAMP.read_text(encoding="ascii").split() if STAMP.is_file() else []


def make_environment() -> None:
    """Make or renew the environment. The stamp goes first and comes last, so a set-up cut short is redone."""
    began = time.monotonic()
    if VENV.is_symlink():  # what lies there is another folder's, and not ours to clear
        VENV.unlink()
    usable = read_stamp()[:1] == wanted_stamp()[:1]
    STAMP.unlink(missing_ok=True)
    if not usable:
        say("Making the environment in .venv")
        if not logged([sys.executable, "-m", "venv", "--clear", str(VENV)]):
            raise stopped("the environment could not be made:")
    say("Installing the packages of requirements.lock")
    if not (install_with_uv() or install_with_pip(LOCK)):
        raise stopped("the packages could not be installed:")
    # A relative line is plain ASCII whatever the folder is called; Python 3.11 reads in the local code page.
    packages = site_packages()
    link = os.path.relpath(ROOT, packages)
    (packages / "inspektor.pth").write_text(f"{link}\n", encoding="ascii")
    STAMP.write_text("\n".join(wanted_stamp()), encoding="ascii")
    say(f"Ready after {time.monotonic() - began:.0f} seconds")


def install_with_uv() -> bool:
    """Several times as fast as pip; but it does not read pip's settings, so it may fail where pip works."""
    lines = LOCK.read_text(encoding="utf-8").splitlines(keepends=True)
    start = next((n for n, line in enumerate(lines) if line.startswith("uv==")), None)
    if start is None:
        return False
    end = next(n for n in range(start + 1, len(lines) + 1) if n == len(lines) or not lines[n].startswith(" "))
    tool = BUILD / "uv.lock.txt"
    tool.write_text("".join(lines[start:end]), encoding="utf-8")
    if not install_with_pip(tool):
        return False
    arguments = ["-m", "uv", "pip", "install", "--system-certs", "--compile-bytecode", *WHEELS]
    return logged([str(venv_python()), *arguments, "--python", str(venv_python()), "-r", str(LOCK)])


def install_with_pip(lock: Path) -> bool:
    """The slower way, with the index, proxy and certificates this machine's pip is set up for."""
    arguments = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", *WHEELS]
    return logged([str(venv_python()), *arguments, "-r", str(lock)], extra={"PIP_USER": "0"})


def stale_texts() -> bool:
    """Whether the catalogue the program reads is missing or older than its source."""
    sources = (ROOT / "resources" / "locale").rglob("*.po")
    return any(
        not made.is_file() or made.stat().st_mtime < source.stat().st_mtime
        for source, made in ((source, source.with_suffix(".mo")) for source in sources)
    )


def compile_texts() -> None:
    """Make the catalogue the program reads."""
    if not logged([str(venv_python()), str(ROOT / "packaging" / "translate.py"), "compile"]):
        raise stopped("the texts could not be compiled:")


def venv_python() -> Path:
    """The environment's own Python."""
    return VENV / "Scripts" / "python.exe" if WINDOWS else VENV / "bin" / "python"


def site_packages() -> Path:
    """Where the environment keeps its packages."""
    place = {"base": str(VENV), "platbase": str(VENV)}
    return Path(sysconfig.get_path("purelib", "venv", place))


# --- Starting other programs ----------------------------------------------------------------------


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment without what would bend the other Python."""
    bending = ("VIRTUAL_ENV", "__PYVENV_LAUNCHER__")
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith("PYTHON") and name not in bending
    }
    return {**kept, **(extra or {})}


def call(arguments: Sequence[str], *, cwd: Path | None = None, extra: Mapping[str, str] | None = None) -> int:
    """Run the environment's Python and wait; returns its exit code."""
    command = [str(venv_python()), *arguments]
    return subprocess.run(command, cwd=cwd, env=environment(extra), check=False).returncode


def become(arguments: Sequence[str]) -> int:
    """Go over into the environment's Python. Windows has no such thing, so there it is run and waited for."""
    if WINDOWS:
        return call(arguments)
    sys.stdout.flush()
    os.execve(venv_python(), [str(venv_python()), *arguments], environment())


def logged(command: Sequence[str], *, extra: Mapping[str, str] | None = None) -> bool:
    """Run a command with its output in the log; whether it went well."""
    with LOG.open("ab") as log:
        log.write(f"$ {shlex.join(command)}\n".encode())
        log.flush()
        try:
            result = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment(extra), check=False
            )
        except OSError as error:
            log.write(f"{error}\n".encode())
            return False
        return result.returncode == 0


def stopped(what: str) -> Stop:
    """What failed, with the end of the log."""
    lines = LOG.read_text(encoding="utf-8", errors="replace").splitlines()
    return Stop("\n".join([what, *("    " + line for line in lines[-12:]), f"The whole log: {LOG}"]))


def say(text: str) -> None:
    """One line of progress, at once."""
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
