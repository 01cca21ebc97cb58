"""What every command shares: languages, exit codes, one line for what is wrong, and no traceback ever."""

import argparse
import gettext
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from inspektor import __main__, __version__, paths
from inspektor.commands import demo, frame, saying, typed
from inspektor.errors import RuleBroken
from inspektor.shapes.enums import Form
from tests.command_line import run

ROOT = paths.resources().parent


def every_command(parser: argparse.ArgumentParser, words: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The words of each command and group of commands."""
    found = [words]
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, each in action.choices.items():
                found += every_command(each, (*words, name))
    return found


COMMANDS = every_command(frame.parser("sv"))


def test_the_table_of_commands_is_whole():
    names = {" ".join(words) for words in COMMANDS}
    assert names >= set(
        """demo, init, doctor, search, audit, template list, template show, template check, template import,
        template export, followup list, followup show, followup new, followup note, followup observe, followup rate,
        followup deficiency, document make, document sign, document verify, sync, sync status, sync found,
        sync request, sync approve, sync members""".replace("\n", " ")
        .replace("        ", "")
        .split(", ")
    )


def test_the_readme_names_every_command():
    rows = re.findall(r"^\| (`.*`) \|", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    named = [set(re.findall(r"[a-z-]+", row)) for row in rows]
    assert [words for words in COMMANDS if words and not any(set(words) <= row for row in named)] == []


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_has_help_in_each_language(words, language):
    done = run("--language", language, *words, "--help")
    assert (done.code, done.err) == (0, "")
    swedish = language == "sv"
    assert ("användning: " in done.out) is swedish
    assert ("usage: " in done.out) is not swedish
    assert ("visa den här hjälpen" in done.out) is swedish


@pytest.mark.parametrize("words", [words for words in COMMANDS if words], ids=" ".join)
def test_no_command_is_undone_by_an_option_it_does_not_know(words):
    done = run(*words, "--finns-inte")
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert "--help" in done.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("demo",), "måste anges: MAPP"),
        (("demo", "x", "--seed", "y"), "ogiltigt värde"),
        (("demo", "x", "--seed"), "ett värde måste anges"),
        (("giraff",), "ogiltigt val: 'giraff'"),
        (("doctor", "--work", "x"), "okända argument: --work x"),
        (("doctor", "--passphrase-file", "x", "--passphrase-fd", "3"), "kan inte anges tillsammans med"),
        (("--language", "fi", "demo"), "ogiltigt val: 'fi'"),
        (("followup", "new", "a", "b", "--planned-on", "i morgon"), "2026-12-18"),
        (("followup", "arrive", "a", "--at", "i morgon"), "08:30"),
        (("followup", "document", "a", "b", "--sample-size", "-1"), "heltal"),
    ],
)
def test_wrong_use_is_said_in_swedish_in_one_line(words, said):
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert said in done.err
    assert "usage" not in done.err


def test_wrong_use_is_said_in_english_when_asked():
    assert "the following arguments are required" in run("--language", "en", "demo").err
    assert "the following arguments are required" in run("demo", "--language", "en").err


def test_a_text_after_two_dashes_is_a_text():
    language, rest = frame._language(["followup", "note", "x", "--", "--language", "en"])
    assert (language, rest) == ("sv", ["followup", "note", "x", "--", "--language", "en"])


def test_the_process_is_left_as_it_was(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "de")
    domain = gettext.textdomain()
    run("demo")
    assert os.environ["LANGUAGE"] == "de"
    assert gettext.textdomain() == domain


def test_no_command_shows_the_help_and_is_wrong_use():
    done = run()
    assert (done.code, done.out) == (2, "")
    assert "doctor" in done.err


def test_the_version():
    assert run("--version").out == f"Inspektor {__version__}\n"


@pytest.fixture
def demo_does(monkeypatch):
    """Lets the command `demo` do something else."""

    def do(run):
        monkeypatch.setattr(demo, "_run", run)
        frame.parser.cache_clear()

    yield do
    frame.parser.cache_clear()


def test_a_rule_names_its_field(demo_does):
    def refuse(_arguments):
        raise RuleBroken("name", "Fill in this field.")

    demo_does(refuse)
    done = run("demo", "x")
    assert (done.code, done.err) == (2, "inspektor: Fyll i det här fältet. (name)\n")


@pytest.mark.parametrize(("raised", "code"), [(KeyboardInterrupt, 130), (BrokenPipeError, 1)])
def test_interruptions_have_their_codes(monkeypatch, demo_does, raised, code):
    def stop(_arguments):
        raise raised

    demo_does(stop)
    monkeypatch.setattr(frame, "_deaf", lambda: None)
    assert run("demo", "x").code == code


def test_a_fault_of_ours_is_one_line_and_its_place_in_the_log(monkeypatch, demo_does, tmp_path, capsys):
    def stumble(_arguments):
        raise ZeroDivisionError("det som någon skrev")

    demo_does(stumble)
    monkeypatch.setattr(sys, "argv", ["inspektor", "demo", str(tmp_path / "x")])
    monkeypatch.setattr(paths, "user_data", lambda: tmp_path)
    assert __main__.main() == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    log = tmp_path / "logs" / "inspektor.log"
    assert str(log) in said.err
    written = log.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in written
    assert "stumble" in written
    assert "någon skrev" not in written + said.err


def test_help_needs_nothing_heavy():
    check = (
        "import sys; from inspektor.commands import frame; frame.run(['--help']);"
        "heavy = {'sqlalchemy', 'sqlmodel', 'pydantic', 'reportlab', 'pyhanko', 'PIL', 'cryptography', 'yaml'};"
        "sys.exit(' '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", check], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(os.name != "posix", reason="pipes end otherwise on Windows")
def test_a_reader_that_goes_away_is_no_fault():
    """As in `inspektor template check FILE | head -0`."""
    reader, writer = os.pipe()
    os.close(reader)
    template = paths.resources() / "templates" / "hemtjanst.yaml"
    done = subprocess.run(
        [sys.executable, "-P", "-m", "inspektor", "template", "check", template],
        cwd=ROOT,
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, b"")


# --- Answers ------------------------------------------------------------------------------------------


@dataclass
class Inner:
    day: date
    form: Form


def test_values_become_json():
    value = {
        "path": Path("a") / "b",
        "at": datetime(2026, 11, 27, 8, 26, tzinfo=UTC),
        "inner": (Inner(date(2026, 12, 4), Form.IN_DEPTH),),
        "none": None,
        "number": 3,
    }
    assert json.loads(json.dumps(saying.plain(value))) == {
        "path": str(Path("a") / "b"),
        "at": "2026-11-27T08:26:00+00:00",
        "inner": [{"day": "2026-12-04", "form": "in_depth"}],
        "none": None,
        "number": 3,
    }


def test_columns_are_as_wide_as_their_widest():
    assert saying.columns([("a", "bb", "c"), ("aaa", "b", "ccc")]) == ["a    bb  c", "aaa  b   ccc"]
    assert saying.columns([]) == []


def test_moments_and_days(frozen_clock):
    assert typed.a_moment("2026-11-27T08:30+01:00") == datetime(2026, 11, 27, 7, 30, tzinfo=UTC)
    assert typed.a_moment("2026-11-27T08:30").tzinfo is not None
    today = typed.a_moment("8.30")
    assert (today.hour, today.minute, today.date()) == (8, 30, date(2026, 11, 27))
    assert typed.a_day("2026-12-18") == date(2026, 12, 18)
    for wrong in ("25.00", "i morgon", "", "2026-13-01"):
        with pytest.raises(argparse.ArgumentTypeError):
            typed.a_moment(wrong)
    with pytest.raises(argparse.ArgumentTypeError):
        typed.a_day("18/12")
