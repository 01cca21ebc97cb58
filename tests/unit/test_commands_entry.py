"""The way into a workspace: where the passphrase comes from, and whose files are not believed."""

import argparse
import io
import os
import sys
from pathlib import Path

import pytest

from inspektor import settings
from inspektor.commands import entry, references
from inspektor.settings import Settings
from tests.command_line import run


def given(**options: object) -> argparse.Namespace:
    return argparse.Namespace(**{"workspace": None, "passphrase_file": None, "passphrase_fd": None} | options)


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "lösen"
    path.write_bytes("fyra blå cyklar\r\nandra raden\r\n".encode())
    path.chmod(0o600)
    return path


def test_the_first_line_of_a_file_is_the_passphrase(secret):
    assert entry.passphrase(given(passphrase_file=secret)) == "fyra blå cyklar"
    secret.write_bytes(b"\xef\xbb\xbf" + "från Anteckningar".encode())
    assert entry.passphrase(given(passphrase_file=secret)) == "från Anteckningar"


@pytest.mark.skipif(os.name != "posix", reason="Windows decides by the folder's rights")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o622, 0o601])
def test_a_file_that_others_can_reach_is_refused(secret, mode):
    secret.chmod(mode)
    with pytest.raises(entry.PassphraseExposed) as refused:
        entry.passphrase(given(passphrase_file=secret))
    assert "chmod 600" in refused.value.advice()


@pytest.mark.parametrize("content", [b"", b"\n", b"\nandra raden", b"\xff\xfe\x00"])
def test_a_file_without_a_passphrase_is_refused(secret, content):
    secret.write_bytes(content)
    with pytest.raises(entry.PassphraseUnreadable):
        entry.passphrase(given(passphrase_file=secret))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(entry.PassphraseUnreadable):
        entry.passphrase(given(passphrase_file=tmp_path / "finns inte"))


def test_a_descriptor(secret):
    with secret.open("rb") as file:
        assert entry.passphrase(given(passphrase_fd=file.fileno())) == "fyra blå cyklar"
    with pytest.raises(entry.PassphraseUnreadable):
        entry.passphrase(given(passphrase_fd=987))


def test_nobody_to_ask_is_said(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    with pytest.raises(entry.NobodyToAsk):
        entry.passphrase(given())


class Terminal:
    """Somebody who types at the prompt, each answer once."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
        self.answers, self.prompts = list(answers), []
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("getpass.getpass", self.ask)

    def ask(self, prompt: str, stream: object) -> str:
        assert stream is sys.stderr
        self.prompts.append(prompt)
        if not self.answers:
            raise EOFError
        return self.answers.pop(0)


def test_a_passphrase_is_asked_for_once(monkeypatch):
    terminal = Terminal(monkeypatch, "fyra blå")
    assert entry.passphrase(given()) == "fyra blå"
    assert terminal.prompts == ["Lösenfras: "]


def test_a_new_passphrase_is_asked_for_twice(monkeypatch):
    Terminal(monkeypatch, "fyra blå", "fyra blå")
    assert entry.new_passphrase(given()) == "fyra blå"
    Terminal(monkeypatch, "fyra blå", "fem blå")
    with pytest.raises(entry.NotTheSame):
        entry.new_passphrase(given())


def test_whoever_says_nothing_ends_it(monkeypatch):
    Terminal(monkeypatch)
    with pytest.raises(entry.NobodyToAsk):
        entry.passphrase(given())


def test_the_folder_is_the_one_the_window_opens(tmp_path):
    from inspektor import paths

    assert entry.folder(given()) == paths.default_workspace().absolute()
    settings.save(Settings(workspace=str(tmp_path / "min")))
    assert entry.folder(given()) == tmp_path / "min"
    assert entry.folder(given(workspace=Path("annan"))) == Path.cwd() / "annan"


def test_a_missing_workspace_is_said_before_the_passphrase_is_asked_for(tmp_path):
    done = run("followup", "list", "--workspace", tmp_path / "finns inte")
    assert (done.code, done.out) == (2, "")
    assert "Det finns ingen arbetsyta i den här mappen." in done.err
    settings.save(Settings(workspace=str(tmp_path / "flyttad"), known=True))
    done = run("followup", "list")
    assert (done.code, done.out) == (2, "")
    assert f"Arbetsytan som låg i {tmp_path / 'flyttad'} finns inte där längre." in done.err
    assert "--workspace" in done.err


# --- Which record is meant ----------------------------------------------------------------------------


def meant(given: str) -> str:
    records = [("aaaa-1234", "Ett"), ("bbbb-1234", "Två"), ("cccc-9999", "Tre"), ("dddd", "tre")]
    return references.one(records, given, "The unit", lambda row: row[0], lambda row: row[1])[0]


@pytest.mark.parametrize(
    ("word", "found"),
    [("aaaa-1234", "aaaa-1234"), ("b-1234", "bbbb-1234"), ("9999", "cccc-9999"), ("ETT", "aaaa-1234")],
)
def test_a_record_is_known_by_id_end_or_name(word, found):
    assert meant(word) == found


@pytest.mark.parametrize(("word", "count"), [("1234", 2), ("tre", 2), ("999", 0), ("fyra", 0), ("", 0)])
def test_what_may_mean_several_or_none_is_refused(word, count):
    with pytest.raises(references.NotOne) as refused:
        meant(word)
    assert refused.value.count == count
