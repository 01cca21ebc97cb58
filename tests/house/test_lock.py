"""The lock is made of pyproject.toml, and every system we promise finds wheels for all of it."""

import os
import re
import socket
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from house_source import ROOT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCK = ROOT / "requirements.lock"
PLATFORMS = ["x86_64-pc-windows-msvc", "aarch64-apple-darwin", "x86_64-manylinux_2_34"]
OLDEST_MACOS = "15.0"  # pikepdf has no wheel for older ones; the README says so
WHEELS_ONLY = ["--only-binary", ":all:", "--python-version", "3.11"]


def wanted() -> dict[str, list[Requirement]]:
    """What pyproject.toml asks for, by the group that asks."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = {"": project["project"]["dependencies"], ":dev": project["dependency-groups"]["dev"]}
    return {group: [Requirement(line) for line in lines] for group, lines in groups.items()}


def pinned() -> dict[str, str]:
    """What the lock holds: name and version."""
    pins = re.findall(r"^([\w.\-]+)==(\S+)", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    return {canonicalize_name(name): version for name, version in pins}


def asked_for(group: str) -> set[str]:
    """The packages that the lock says pyproject.toml asks for itself."""
    found = set()
    name = ""
    for line in LOCK.read_text(encoding="utf-8").splitlines():
        name = line.split("==")[0] if re.match(r"[\w.\-]+==", line) else name
        if re.fullmatch(rf"\s+#(?:\s+via)?\s+inspektor \(pyproject\.toml{group}\)", line):
            found.add(canonicalize_name(name))
    return found


def resolve(platform: str, target: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Let uv say what it would install on a platform; nothing is installed or built."""
    command = [sys.executable, "-m", "uv", "pip", "install", "--dry-run", "--target", str(target)]
    command += ["--python-platform", platform, *WHEELS_ONLY, *arguments]
    environment = {**os.environ, "MACOSX_DEPLOYMENT_TARGET": OLDEST_MACOS}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("group", ["", ":dev"])
def test_the_lock_is_made_of_the_project(group):
    requirements = {canonicalize_name(each.name): each for each in wanted()[group]}
    assert asked_for(group) == set(requirements), "run: python3 run.py lock"
    pins = pinned()
    wrong = [
        f"{each}, locked {pins[name]}"
        for name, each in requirements.items()
        if pins[name] not in each.specifier
    ]
    assert wrong == [], "run: python3 run.py lock"


def test_every_package_in_the_lock_has_its_hashes():
    blocks = re.split(r"^(?=[\w.\-]+==)", LOCK.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert len(blocks) == len(re.findall(r"^[\w.\-]+==", LOCK.read_text(encoding="utf-8"), re.MULTILINE))
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.timeout(300)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_platform_finds_wheels_for_all_of_it(platform, tmp_path):
    answer = resolve(platform, tmp_path, "--system-certs", "--require-hashes", "-r", str(LOCK))
    unreachable = re.search(r"error sending request|dns error|Could not connect|timed out", answer.stderr)
    if answer.returncode != 0 and unreachable and not os.environ.get("INSPEKTOR_CI"):
        pytest.skip("the package index cannot be reached from here")
    assert answer.returncode == 0, answer.stderr
    installed = re.search(r"Would install (\d+) packages", answer.stderr)
    assert installed is not None, answer.stderr
    assert int(installed.group(1)) > len(wanted()[""])


def make_wheel(folder: Path, tag: str) -> None:
    """The smallest thing that is a wheel."""
    about = "planted-1.0.dist-info"
    with zipfile.ZipFile(folder / f"planted-1.0-{tag}.whl", "w") as wheel:
        wheel.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: planted\nVersion: 1.0\n")
        wheel.writestr(f"{about}/WHEEL", f"Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: {tag}\n")
        wheel.writestr(f"{about}/RECORD", "")


def test_a_package_without_a_wheel_for_windows_is_found(tmp_path):
    make_wheel(tmp_path, "cp311-cp311-manylinux_2_17_x86_64")
    offline = ["--no-index", "--find-links", str(tmp_path), "planted==1.0"]
    verdicts = [resolve(platform, tmp_path / "to", *offline).returncode for platform in PLATFORMS]
    assert [code == 0 for code in verdicts] == [False, False, True]


def test_the_suite_itself_reaches_no_network():
    with socket.socket() as door, pytest.raises(AssertionError, match="connection to"):
        door.connect(("127.0.0.1", 9))
    with pytest.raises(AssertionError, match="look-up of"):
        socket.create_connection(("tid.norrby.se", 80))
