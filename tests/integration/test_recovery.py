"""What opens a workspace, exchanged: a forgotten passphrase, another passphrase, another sheet, the PIN of a covered window."""

from pathlib import Path

import pytest
from builders import PASSPHRASE, QUICK, a_workspace, quick_signing_keys, set_up_for

from inspektor.actions import first_start, passphrases, signing
from inspektor.errors import RuleBroken
from inspektor.queries.templates import templates
from inspektor.store.keys import WrongPassphrase, WrongRecoveryPhrase

NEW = "sju gula kaffekoppar på rad"


@pytest.fixture
def locked(tmp_path: Path) -> tuple[Path, list[str]]:
    """A workspace that is closed, and its recovery phrase."""
    workspace, phrase = set_up_for(tmp_path / "arbetsyta")
    workspace.close()
    return tmp_path / "arbetsyta", phrase


def test_the_words_give_a_new_passphrase_and_a_signing_key_under_it(locked):
    folder, phrase = locked
    with quick_signing_keys():
        workspace = first_start.recover(folder, phrase, NEW, cost=QUICK)
    assert len(templates(workspace)) == 12
    assert signing.personal(workspace, NEW)
    workspace.close()
    with pytest.raises(WrongPassphrase):
        first_start.open_workspace(folder, PASSPHRASE)
    first_start.open_workspace(folder, NEW).close()


def test_wrong_words_and_weak_passphrases_change_nothing(locked):
    folder, phrase = locked
    with pytest.raises(WrongRecoveryPhrase):
        first_start.recover(folder, [*phrase[1:], phrase[0]], NEW, cost=QUICK)
    with pytest.raises(RuleBroken):
        first_start.recover(folder, phrase, "kort", cost=QUICK)
    first_start.open_workspace(folder, PASSPHRASE).close()


def test_a_new_phrase_takes_the_place_of_the_old_one(locked):
    folder, old = locked
    workspace = first_start.open_workspace(folder, PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        first_start.new_recovery_phrase(workspace, NEW, cost=QUICK)
    fresh = first_start.new_recovery_phrase(workspace, PASSPHRASE, cost=QUICK)
    workspace.close()
    with pytest.raises(WrongRecoveryPhrase):
        first_start.recover(folder, old, NEW, cost=QUICK)
    first_start.recover(folder, fresh, NEW, cost=QUICK).close()


def test_another_passphrase_opens_workspace_and_signing_key_even_if_it_was_exchanged_half(
    locked, monkeypatch
):
    folder, _ = locked
    workspace = first_start.open_workspace(folder, PASSPHRASE)
    with pytest.raises(RuleBroken, match="lösenfras") as refused:
        passphrases.change_passphrase(workspace, NEW, NEW, cost=QUICK)
    assert refused.value.field == "old_passphrase"
    with monkeypatch.context() as patch:
        patch.setattr(signing, "exchange", lambda _: None)  # the power goes once the key file is written
        passphrases.change_passphrase(workspace, PASSPHRASE, NEW, cost=QUICK)
    workspace.close()
    with pytest.raises(WrongPassphrase):
        first_start.open_workspace(folder, PASSPHRASE)
    workspace = first_start.open_workspace(folder, NEW)
    before = signing.personal(workspace, NEW).der()
    passphrases.change_passphrase(workspace, NEW, PASSPHRASE, cost=QUICK)
    assert signing.personal(workspace, PASSPHRASE).der() == before
    workspace.close()


def test_a_pin_is_no_word_on_the_disk_and_opens_by_itself_alone(tmp_path):
    workspace = a_workspace(tmp_path / "w")
    folder = workspace.folder
    assert not workspace.secrets.pin_is_right("")
    for weak in ("12345", "1234567", "111111", "121212", "123123", "345678", "987654", "90123a"):
        with pytest.raises(RuleBroken):
            passphrases.choose_pin(workspace, weak, PASSPHRASE)
    with pytest.raises(RuleBroken):
        passphrases.choose_pin(workspace, "204871", NEW)
    passphrases.choose_pin(workspace, "204871", PASSPHRASE)
    assert workspace.secrets.pin_is_right("204871")
    assert not workspace.secrets.pin_is_right("204872")
    workspace.close()
    assert not any(b"204871" in file.read_bytes() for file in folder.iterdir() if file.is_file())
    workspace = first_start.open_workspace(folder, PASSPHRASE)
    assert passphrases.has_pin(workspace)
    passphrases.drop_pin(workspace)
    assert not workspace.secrets.pin_is_right("204871")
    workspace.close()
