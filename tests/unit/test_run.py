"""The program that sets the program up."""

import ast
import importlib.util
import os
import sys
from contextlib import closing
from types import ModuleType

import pytest

from inspektor import paths

ROOT = paths.resources().parent


@pytest.fixture
def run(tmp_path, monkeypatch) -> ModuleType:
    """run.py, working in a folder of its own whose name has a blank and an å."""
    spec = importlib.util.spec_from_file_location("run", ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    place = tmp_path / "Följ upp å"
    place.mkdir()
    monkeypatch.setattr(module, "ROOT", place)
    monkeypatch.setattr(module, "VENV", place / ".venv")
    monkeypatch.setattr(module, "BUILD", place / "build")
    monkeypatch.setattr(module, "LOG", place / "build" / "setup.log")
    monkeypatch.setattr(module, "STAMP", place / ".venv" / "set-up.stamp")
    monkeypatch.setattr(module, "LOCK", place / "requirements.lock")
    module.BUILD.mkdir()
    module.VENV.mkdir()
    return module


def test_an_old_python_can_read_it_far_enough_to_be_told():
    source = (ROOT / "run.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))
    told = source.index("sys.version_info < (3, 11)")
    imports = [node for node in ast.parse(source).body if isinstance(node, ast.Import | ast.ImportFrom)]
    before = [node for node in imports if node.lineno < source[:told].count("\n")]
    assert {name.name.partition(".")[0] for node in before for name in node.names} <= set(
        sys.stdlib_module_names
    )
    assert not any(isinstance(node, ast.ImportFrom) for node in before)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about Debian's packages")
def test_who_may_not_install_is_told_the_one_line(run, monkeypatch):
    monkeypatch.setattr(run, "QT_LIBRARIES", {"libnowhere.so.1": "libnowhere1", "libc.so.6": "libc6"})
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(run, "venv_package", lambda: {"the module venv": "python3-venv"})
    monkeypatch.setattr(run.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(run.shutil, "which", lambda name: f"/usr/bin/{name}")
    missing = run.missing_from_system(windows=True)
    with pytest.raises(run.Stop) as stopped:
        run.install_system_packages(missing)
    line = "sudo apt-get update && sudo apt-get install -y --no-install-recommends libnowhere1 python3-venv"
    assert line in str(stopped.value)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about Debian's packages")
def test_a_system_without_apt_is_told_what_it_lacks(run, monkeypatch):
    monkeypatch.setattr(run.shutil, "which", lambda _name: None)
    with pytest.raises(run.Stop, match=r"libnowhere\.so\.1"):
        run.install_system_packages({"libnowhere.so.1": "libnowhere1"})


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
def test_the_libraries_of_a_window_are_asked_for_only_with_a_display(run, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(run, "loads", lambda _name: False)
    assert not run.has_display()
    assert "libxcb-cursor.so.0" not in run.missing_from_system(windows=True)
    monkeypatch.setenv("DISPLAY", ":0")
    assert run.has_display()
    assert "libxcb-cursor.so.0" in run.missing_from_system(windows=True)
    assert "libGL.so.1" not in run.missing_from_system(windows=False)


def test_the_other_python_is_not_bent(run, monkeypatch):
    for name in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"):
        monkeypatch.setenv(name, "elsewhere")
    monkeypatch.setenv("PIP_INDEX_URL", "kept")
    seen = run.environment({"EXTRA": "1"})
    assert not {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"} & set(seen)
    assert (seen["PIP_INDEX_URL"], seen["EXTRA"]) == ("kept", "1")


def test_a_changed_lock_renews_and_another_python_starts_afresh(run):
    run.LOCK.write_text("a==1\n", encoding="utf-8")
    assert run.read_stamp() == []
    run.STAMP.write_text("\n".join(run.wanted_stamp()), encoding="ascii")
    assert run.read_stamp() == run.wanted_stamp()
    run.LOCK.write_text("a==2\n", encoding="utf-8")
    place, packages = run.wanted_stamp()
    assert run.read_stamp()[0] == place
    assert run.read_stamp()[1] != packages


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_an_environment_that_is_another_folders_is_left_as_it_is(run, tmp_path, monkeypatch):
    run.LOCK.write_text("a==1\n", encoding="utf-8")
    theirs = tmp_path / "theirs"
    run.VENV.rename(theirs)
    (theirs / "kept").touch()
    run.LOG.touch()
    run.VENV.symlink_to(theirs)
    monkeypatch.setattr(run, "logged", lambda _command, **_settings: False)
    with pytest.raises(run.Stop):
        run.make_environment()
    assert (theirs / "kept").exists()
    assert not run.VENV.exists()


def test_uv_is_installed_from_the_same_lock_and_pip_takes_over_when_it_fails(run, monkeypatch):
    block = "uv==1.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n    # via inspektor\n"
    run.LOCK.write_text(
        f"a==1 \\\n    --hash=sha256:cc\n{block}z==1 \\\n    --hash=sha256:dd\n", encoding="utf-8"
    )
    commands: list[list[str]] = []

    def note(command, **_settings):
        commands.append(list(command))
        return "uv" not in command

    monkeypatch.setattr(run, "logged", note)
    assert not run.install_with_uv()
    assert (run.BUILD / "uv.lock.txt").read_text(encoding="utf-8") == block
    assert run.install_with_pip(run.LOCK)
    assert [("uv" in command, "--require-hashes" in command) for command in commands] == [
        (False, True),
        (True, True),
        (False, True),
    ]


def test_a_failure_shows_the_end_of_the_log(run):
    assert not run.logged([sys.executable, "-c", "import sys; print('the reason'); sys.exit(3)"])
    assert "the reason" in str(run.stopped("it failed:"))
    assert not run.logged([os.fspath(run.BUILD / "no such program")])


def test_two_set_ups_take_turns(run):
    other = run.sqlite3.connect(run.BUILD / "set-up.lock", timeout=0, isolation_level=None)
    with closing(other), run.alone(), pytest.raises(run.sqlite3.OperationalError):
        other.execute("BEGIN EXCLUSIVE")
    with run.alone():
        pass


def test_texts_are_compiled_when_their_source_is_newer(run):
    folder = run.ROOT / "resources" / "locale" / "sv"
    folder.mkdir(parents=True)
    source, made = folder / "inspektor.po", folder / "inspektor.mo"
    source.touch()
    assert run.stale_texts()
    made.touch()
    os.utime(source, (1000, 1000))
    assert not run.stale_texts()
    os.utime(made, (500, 500))
    assert run.stale_texts()
