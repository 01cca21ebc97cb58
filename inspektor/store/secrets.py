"""What an open workspace's keys do for its owner: tell who is asking, exchange passphrase and recovery sheet, keep the PIN."""

import hmac
import os
from typing import Final

from inspektor.store import keys as key_room
from inspektor.store.keys import DEFAULT_COST, KdfCost, Keys

_PIN: Final = "pin"
_SALT_BYTES: Final = 16


class Secrets:
    """Nothing here leads to a key; it only says whether what was written is right, and changes what opens the workspace.

    The PIN opens a covered window, never a locked workspace. Its verifier lies under the data key, so that nobody who has the
    disk alone can try the million there are; answering takes no time, so a window may ask while it waits.
    """

    def __init__(self, keys: Keys) -> None:
        """Take the unlocked keys."""
        self._keys = keys

    def confirm_passphrase(self, passphrase: str) -> None:
        """Raise WrongPassphrase unless it opens this workspace; asked again at signing."""
        key_room.confirm_passphrase(self._keys, passphrase)

    def set_passphrase(self, passphrase: str, cost: KdfCost = DEFAULT_COST) -> None:
        """Let another passphrase open the workspace; the caller has confirmed the old one."""
        key_room.set_passphrase(self._keys, passphrase, cost)

    def new_recovery_phrase(self, passphrase: str, cost: KdfCost = DEFAULT_COST) -> list[str]:
        """Exchange the words of the recovery sheet; the old ones open nothing after this. WrongPassphrase changes nothing."""
        self.confirm_passphrase(passphrase)
        return key_room.new_recovery_phrase(self._keys, cost)

    def seal_secret(self) -> str:
        """The secret under which this laptop's seal certificate is kept."""
        return self._keys.derive("seal certificate").hex()

    def use_keyring(self, on: bool) -> None:
        """Let the system's keyring open the workspace, or no longer; NoKeyring."""
        from inspektor.store import os_keyring

        (os_keyring.turn_on if on else os_keyring.turn_off)(self._keys)

    def has_pin(self) -> bool:
        """Whether a PIN was chosen."""
        return self._keys.sealed(_PIN) is not None

    def set_pin(self, pin: str | None) -> None:
        """Choose the PIN, or do without one."""
        if pin is None:
            self._keys.set_sealed(_PIN, None)
        else:
            salt = os.urandom(_SALT_BYTES)
            self._keys.set_sealed(_PIN, salt + self._verifier(salt, pin))

    def pin_is_right(self, pin: str) -> bool:
        """Whether this is the PIN; never without one."""
        kept = self._keys.sealed(_PIN)
        if kept is None:
            return False
        salt, verifier = kept[:_SALT_BYTES], kept[_SALT_BYTES:]
        return hmac.compare_digest(verifier, self._verifier(salt, pin))

    def _verifier(self, salt: bytes, pin: str) -> bytes:
        return hmac.digest(self._keys.derive("pin"), salt + pin.encode(), "sha256")
