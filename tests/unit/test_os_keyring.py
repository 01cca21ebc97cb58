"""The system's keyring: what it opens, what it does not, and that only real ones are asked."""

import shutil

import pytest
from builders import PASSPHRASE, lay_down

from inspektor.store import keys as key_room
from inspektor.store import os_keyring


class Ring:
    """A keyring in memory, or one that has gone."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.broken = False

    def get_password(self, service: str, username: str) -> str | None:
        """What lies there."""
        if self.broken:
            raise RuntimeError("no answer")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Put it there."""
        if self.broken:
            raise RuntimeError("no answer")
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Take it out."""
        self.kept.pop((service, username))


def test_the_keyring_opens_until_it_is_turned_off_and_is_worth_nothing_alone(tmp_path):
    folder, ring = tmp_path / "w", Ring()
    lay_down(folder)
    keys = key_room.unlock(folder, PASSPHRASE)
    ring.broken = True
    with pytest.raises(os_keyring.NoKeyring):
        os_keyring.turn_on(keys, ring)
    assert not os_keyring.is_on(folder)
    ring.broken = False
    os_keyring.turn_on(keys, ring)
    shutil.copy(folder / "keys.json", tmp_path / "keys.json")
    assert os_keyring.is_on(folder)
    assert keys.data_key.hex() not in "".join(ring.kept.values())
    assert os_keyring.unlock(folder, ring).data_key == keys.data_key
    key_room.set_passphrase(keys, "en helt annan mening", key_room.KdfCost(64, 1, 1))
    assert os_keyring.unlock(folder, ring).data_key == keys.data_key
    with pytest.raises(os_keyring.NoKeyring):
        os_keyring.unlock(folder, Ring())  # a copied profile on another computer
    os_keyring.turn_off(keys, ring)
    assert ring.kept == {}
    shutil.copy(tmp_path / "keys.json", folder / "keys.json")  # an older key file brings nothing back
    with pytest.raises(os_keyring.NoKeyring):
        os_keyring.unlock(folder, ring)
    keys.wipe()


def test_no_environment_leads_to_a_back_end_that_keeps_secrets_in_the_clear(monkeypatch):
    for name in (
        "keyring.backends.null.Keyring",
        "keyrings.alt.file.PlaintextKeyring",
        "keyring.backends.fail.Keyring",
    ):
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", name)
        found = os_keyring.back_end()
        assert found is None or type(found[1]).__module__ in {
            module for module, *_ in os_keyring._BACK_ENDS.values()
        }
    monkeypatch.setattr(os_keyring, "_BACK_ENDS", {"linux": ("keyring.backends.fail", "Keyring", "x")})
    monkeypatch.setattr(os_keyring.sys, "platform", "linux")
    assert os_keyring.back_end() is None
