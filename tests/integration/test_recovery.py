"""A forgotten passphrase: the words of the recovery sheet open the workspace and a new passphrase takes over."""

from pathlib import Path

import pytest
from builders import PASSPHRASE, QUICK

from inspektor.actions import first_start, signing
from inspektor.errors import RuleBroken
from inspektor.queries.templates import templates
from inspektor.store.keys import WrongPassphrase, WrongRecoveryPhrase

NEW = "sju gula kaffekoppar på rad"


@pytest.fixture
def locked(tmp_path: Path) -> tuple[Path, list[str]]:
    """A workspace that is closed, and its recovery phrase."""
    start = first_start.FirstStart("Karin Åkerström", "Uppföljare", "Norrby", "Socialnämnden", PASSPHRASE)
    workspace, phrase = first_start.set_up(tmp_path / "arbetsyta", start, cost=QUICK)
    workspace.close()
    return tmp_path / "arbetsyta", phrase


def test_the_words_give_a_new_passphrase_and_a_signing_key_under_it(locked):
    folder, phrase = locked
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
