"""Programs by others that judge our files. On a developer's machine a missing one skips; in CI it fails."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

VERAPDF = Path(__file__).parent / "verapdf" / "check"


def _missing(reason: str) -> NoReturn:
    if os.environ.get("INSPEKTOR_CI"):
        pytest.fail(f"{reason}; CI must have every judge", pytrace=False)
    pytest.skip(reason)


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        _missing(f"{name} is not installed")
    return found


@pytest.fixture(scope="session")
def require_tool() -> Callable[[str], str]:
    """The path of a program by its name."""
    return _tool


@pytest.fixture(scope="session")
def pdfsig() -> str:
    """Poppler's signature checker."""
    return _tool("pdfsig")


@pytest.fixture(scope="session")
def qpdf() -> str:
    """The structure checker."""
    return _tool("qpdf")


@pytest.fixture(scope="session")
def age() -> str:
    """The encryption program our bundles are made for."""
    return _tool("age")


@pytest.fixture(scope="session")
def verapdf() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs veraPDF on files: verapdf(path, flavours="2a,ua1"); returncode 0 means that they conform."""
    for name in ("bash", "java", "javac"):
        _tool(name)
    fetching = {
        name: value for name, value in os.environ.items() if name != "PYTHONPATH"
    }  # not by the program
    ready = subprocess.run([VERAPDF, "--prepare"], env=fetching, capture_output=True, text=True, check=False)
    if ready.returncode != 0:
        _missing(f"veraPDF cannot run: {ready.stderr.strip()}")

    def run(*files: Path, flavours: str = "2a,ua1") -> subprocess.CompletedProcess[str]:
        return subprocess.run([VERAPDF, flavours, *files], capture_output=True, text=True, check=False)

    return run
