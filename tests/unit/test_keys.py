"""The keys of a workspace: making, opening, changing, sealing, wiping."""

import base64
import itertools
import logging
import pickle
import subprocess
import sys
import unicodedata

import pytest

from inspektor.shapes import words
from inspektor.store import keys
from inspektor.store.key_file import KdfCost, KeyFile
from inspektor.store.keys import (
    KeyFileDamaged,
    KeyFileExists,
    KeyFileMissing,
    KeyFileNotSaved,
    PassphraseTooShort,
    PassphraseTooSimple,
    WrongPassphrase,
    WrongRecoveryPhrase,
)

PASSPHRASE = "blå häst äter långsamt"
CHEAP = KdfCost(memory_kib=8, passes=1, lanes=1)


@pytest.fixture
def made(tmp_path):
    return keys.create_keys(tmp_path, PASSPHRASE, CHEAP)


def test_the_passphrase_opens_the_same_keys(made, tmp_path):
    created, _ = made
    opened = keys.unlock(tmp_path, PASSPHRASE)
    assert opened.data_key == created.data_key
    assert len(opened.data_key) == 32
    assert opened.key_id == created.key_id
    assert opened.media_key == created.media_key


def test_the_recovery_phrase_opens_the_same_keys(made, tmp_path):
    created, phrase = made
    assert len(phrase) == 18
    assert keys.unlock_with_recovery(tmp_path, phrase).data_key == created.data_key


def test_an_apple_keyboard_writes_the_same_passphrase(made, tmp_path):
    created, _ = made
    decomposed = unicodedata.normalize("NFD", PASSPHRASE)
    assert decomposed != PASSPHRASE
    assert keys.unlock(tmp_path, decomposed).data_key == created.data_key


@pytest.mark.parametrize(
    "wrong", ["", "x", PASSPHRASE + " ", PASSPHRASE.upper(), "\ud800", "\x00" * 12, "ä" * 10_000]
)
def test_a_wrong_passphrase_is_just_that(made, tmp_path, wrong):
    with pytest.raises(WrongPassphrase) as caught:
        keys.unlock(tmp_path, wrong)
    assert caught.value.text()
    assert caught.value.advice()


def test_no_two_workspaces_share_a_key(tmp_path):
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
    one, two = (keys.create_keys(folder, PASSPHRASE, CHEAP) for folder in folders)
    assert one[0].data_key != two[0].data_key
    assert one[0].key_id != two[0].key_id
    with pytest.raises(WrongRecoveryPhrase) as caught:
        keys.unlock_with_recovery(folders[0], two[1])
    assert (caught.value.place, caught.value.count) == (None, None)


def test_wrong_recovery_words_are_told_apart(made, tmp_path):
    _, phrase = made
    unknown = [*phrase[:6], "häst", *phrase[7:]]
    swapped = [phrase[1], phrase[0], *phrase[2:]] if phrase[0] != phrase[1] else [*phrase[:17], "zebra"]
    sentences = set()
    for attempt, place, count in ((unknown, 7, None), (phrase[:17], None, 17), (swapped, None, None)):
        with pytest.raises(WrongRecoveryPhrase) as caught:
            keys.unlock_with_recovery(tmp_path, attempt)
        assert (caught.value.place, caught.value.count) == (place, count)
        assert caught.value.advice()
        sentences.add(caught.value.text())
    assert len(sentences) == 3


@pytest.mark.parametrize("short", ["", "elva tecken", "ä" * 11, unicodedata.normalize("NFD", "å" * 11)])
def test_a_short_passphrase_is_refused(tmp_path, short):
    with pytest.raises(PassphraseTooShort) as caught:
        keys.create_keys(tmp_path, short, CHEAP)
    assert caught.value.field == "passphrase"
    assert "12" in caught.value.text()
    assert list(tmp_path.iterdir()) == []


def test_a_passphrase_of_few_characters_is_refused(tmp_path):
    with pytest.raises(PassphraseTooSimple):
        keys.create_keys(tmp_path, "1212121212121212", CHEAP)
    with pytest.raises(keys.RuleBroken):
        keys.create_keys(tmp_path, "abcde" * 1000, CHEAP)


def test_keys_are_never_made_over_keys(made, tmp_path):
    before = (tmp_path / "keys.json").read_bytes()
    with pytest.raises(KeyFileExists):
        keys.create_keys(tmp_path, PASSPHRASE, CHEAP)
    assert (tmp_path / "keys.json").read_bytes() == before
    (tmp_path / "keys.json").unlink()  # the spare alone is reason enough
    with pytest.raises(KeyFileExists):
        keys.create_keys(tmp_path, PASSPHRASE, CHEAP)


def test_an_empty_folder_has_no_key_file(tmp_path):
    with pytest.raises(KeyFileMissing) as caught:
        keys.unlock(tmp_path, PASSPHRASE)
    assert str(tmp_path) in caught.value.text()


def test_a_changed_passphrase_opens_and_the_old_one_opens_no_copy(made, tmp_path):
    created, phrase = made
    changed = keys.change_passphrase(tmp_path, PASSPHRASE, "en helt annan mening", CHEAP)
    assert changed.data_key == created.data_key
    assert keys.unlock(tmp_path, "en helt annan mening").data_key == created.data_key
    assert keys.unlock_with_recovery(tmp_path, phrase).data_key == created.data_key
    with pytest.raises(WrongPassphrase):
        keys.unlock(tmp_path, PASSPHRASE)
    (tmp_path / "keys.json").unlink()
    keys.use_spare(tmp_path)
    with pytest.raises(WrongPassphrase):
        keys.unlock(tmp_path, PASSPHRASE)


def test_a_change_needs_the_old_passphrase_and_a_good_new_one(made, tmp_path):
    before = (tmp_path / "keys.json").read_bytes()
    with pytest.raises(WrongPassphrase):
        keys.change_passphrase(tmp_path, "inte rätt lösenfras", "en helt annan mening", CHEAP)
    with pytest.raises(PassphraseTooShort):
        keys.change_passphrase(tmp_path, PASSPHRASE, "kort", CHEAP)
    assert (tmp_path / "keys.json").read_bytes() == before


def test_a_new_recovery_phrase_ends_the_old_one(made, tmp_path):
    created, old = made
    new = keys.new_recovery_phrase(created, CHEAP)
    assert keys.unlock_with_recovery(tmp_path, new).data_key == created.data_key
    assert keys.unlock(tmp_path, PASSPHRASE).data_key == created.data_key
    with pytest.raises(WrongRecoveryPhrase):
        keys.unlock_with_recovery(tmp_path, old)


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_phrase(made, tmp_path):
    created, phrase = made
    keys.set_passphrase(keys.unlock_with_recovery(tmp_path, phrase), "en helt ny mening", CHEAP)
    assert keys.unlock(tmp_path, "en helt ny mening").data_key == created.data_key


def test_the_passphrase_is_confirmed_at_signing(made):
    created, _ = made
    keys.confirm_passphrase(created, PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        keys.confirm_passphrase(created, PASSPHRASE[:-1])


def test_a_key_file_put_in_place_of_the_opened_one_confirms_nothing(made, tmp_path):
    created, _ = made
    other = tmp_path / "other"
    other.mkdir()
    keys.create_keys(other, "någon annans fras", CHEAP)
    (tmp_path / "keys.json").write_bytes((other / "keys.json").read_bytes())
    with pytest.raises(WrongPassphrase):
        keys.confirm_passphrase(created, "någon annans fras")
    keys.confirm_passphrase(created, PASSPHRASE)


def test_small_secrets_are_sealed_replaced_and_removed(made, tmp_path):
    created, _ = made
    assert created.sealed("device") is None
    created.set_sealed("device", b"first")
    created.set_sealed("seal", b"")
    created.set_sealed("device", b"second")
    opened = keys.unlock(tmp_path, PASSPHRASE)
    assert (opened.sealed("device"), opened.sealed("seal")) == (b"second", b"")
    opened.set_sealed("device", None)
    again = keys.unlock(tmp_path, PASSPHRASE)
    assert (again.sealed("device"), again.sealed("seal")) == (None, b"")


def test_a_sealed_secret_under_another_name_is_damage(made, tmp_path):
    created, _ = made
    created.set_sealed("device", b"identity")
    content = created._content
    moved = KeyFile(content.key_id, content.passphrase, content.recovery, {"seal": content.sealed["device"]})
    with pytest.raises(KeyFileDamaged):
        keys.Keys(tmp_path, created.data_key, moved).sealed("seal")


def test_slots_that_changed_places_open_nothing(made, tmp_path):
    created, phrase = made
    content = created._content
    created._save(KeyFile(content.key_id, content.recovery, content.passphrase, content.sealed))
    with pytest.raises(WrongPassphrase):
        keys.unlock(tmp_path, PASSPHRASE)
    with pytest.raises(WrongRecoveryPhrase):
        keys.unlock_with_recovery(tmp_path, phrase)


def test_another_data_key_under_the_right_passphrase_is_damage(made, tmp_path):
    created, _ = made
    wrong = keys._wrap(bytes(32), "passphrase", created.key_id, PASSPHRASE.encode(), CHEAP)
    content = created._content
    created._save(KeyFile(content.key_id, wrong, content.recovery, content.sealed))
    with pytest.raises(KeyFileDamaged):
        keys.unlock(tmp_path, PASSPHRASE)


def test_a_write_that_fails_changes_nothing(made, tmp_path):
    created, _ = made
    created.set_sealed("device", b"identity")
    (tmp_path / "keys.json.new").mkdir()
    with pytest.raises(KeyFileNotSaved):
        created.set_sealed("device", b"other")
    with pytest.raises(KeyFileNotSaved):
        keys.set_passphrase(created, "en helt annan mening", CHEAP)
    assert created.sealed("device") == b"identity"
    assert keys.unlock(tmp_path, PASSPHRASE).sealed("device") == b"identity"


def test_derived_keys_differ_by_purpose_and_from_the_data_key(made):
    created, _ = made
    every = [created.data_key, created.media_key, created.derive("sealed"), created.derive("backup")]
    assert len(set(every)) == 4
    assert created.derive("media") == created.media_key


def test_derivation_never_changes(tmp_path):
    # Files on disk depend on these values. If this fails, the derivation was changed: change it back.
    slot = keys._wrap(bytes(32), "passphrase", "00" * 16, b"x", CHEAP)
    fixed = keys.Keys(tmp_path, bytes(range(32)), KeyFile("00" * 16, slot, slot))
    assert keys._fingerprint(bytes(range(32))) == "8fea99f460ce4a8552dd0da1d8831bf8"
    assert fixed.media_key.hex() == "3d679b48ffcf64b31bbc79a4eb65dc7d27da9dd7dcf2c6ec5c5edee5b8d9c59d"
    wrapping = keys._wrapping_key(b"secret", bytes(16), CHEAP)
    assert wrapping.hex() == "5eb8e75a1a46244e3376ba4f71bb3c476ea0d02453b69f52cf7ef8b2ff105b92"


def test_wiped_keys_are_gone(made):
    created, _ = made
    created.wipe()
    with pytest.raises(ValueError, match="wiped"):
        _ = created.data_key
    with pytest.raises(ValueError, match="wiped"):
        _ = created.media_key
    created.wipe()


def test_keys_do_not_show_themselves(made):
    created, _ = made
    assert created.data_key.hex() not in repr(created)
    assert str(created.data_key) not in str(vars(created)["_content"])
    with pytest.raises(TypeError):
        pickle.dumps(created)


def test_no_secret_is_readable_in_any_file_or_log(tmp_path, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    created, phrase = keys.create_keys(tmp_path, PASSPHRASE, CHEAP)
    created.set_sealed("device", b"KANARIEFAGEL-identitet")
    with pytest.raises(WrongPassphrase):
        keys.unlock(tmp_path, PASSPHRASE + "x")
    secret = words.secret_of_phrase(phrase)
    needles = [PASSPHRASE.encode(), b"KANARIEFAGEL", *phrase_pairs(phrase)]
    for raw in (created.data_key, created.media_key, secret, b"KANARIEFAGEL-identitet"):
        needles += [raw, raw.hex().encode(), base64.b64encode(raw).rstrip(b"=")]
    seen = caplog.text.encode() + "".join(capfd.readouterr()).encode()
    places = [seen, *(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())]
    assert len(places) == 3
    assert [needle for needle in needles if any(needle in place for place in places)] == []


def phrase_pairs(phrase: list[str]) -> list[bytes]:
    """Two neighbours together: a single short word may stand anywhere by chance."""
    return [f"{a} {b}".encode() for a, b in itertools.pairwise(phrase)]


def test_the_default_cost_is_what_was_decided():
    assert KdfCost(memory_kib=65536, passes=3, lanes=2) == keys.DEFAULT_COST
    assert keys.DEFAULT_COST.acceptable


def test_importing_the_module_loads_no_cryptography():
    script = (
        "import sys, inspektor.store.keys\n"
        "sys.exit(any(name.split('.')[0] in ('argon2', 'cryptography') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
