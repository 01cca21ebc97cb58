"""The key file's bytes: damage, hostile content, the spare copy."""

import json

import pytest

from inspektor.store import key_file, keys
from inspektor.store.key_file import DAMAGED_FILE, SPARE_FILE, Box, KdfCost, KeyFile, Slot
from inspektor.store.keys import KeyFileDamaged, KeyFileMissing, KeyFileTooNew, KeyFileUnreadable

PASSPHRASE = "fyra helt olika ord"
CHEAP = KdfCost(memory_kib=8, passes=1, lanes=1)


def _example() -> KeyFile:
    slot = Slot(CHEAP, salt=bytes(range(16)), box=Box(bytes(12), bytes(range(48))))
    return KeyFile("0f" * 16, slot, slot, {"device": Box(bytes(12), bytes(20))})


def _spelled(content: dict) -> bytes:
    """A file whose check holds, whatever stands in it: what someone hostile would write."""
    content = {key: value for key, value in content.items() if key != "check"}
    return json.dumps({**content, "check": key_file._check(content)}).encode()


def _content(**changes) -> dict:
    content = json.loads(key_file.to_bytes(_example()))
    for path, value in changes.items():
        place, *rest = path.split("__")
        if rest:
            content[place][rest[0]] = value
        else:
            content[place] = value
    return content


def test_the_file_comes_back():
    assert key_file.from_bytes(key_file.to_bytes(_example())) == _example()


def test_every_flipped_bit_is_damage():
    whole = key_file.to_bytes(_example())
    for place in range(len(whole)):
        for bit in range(8):
            flipped = bytearray(whole)
            flipped[place] ^= 1 << bit
            with pytest.raises(ValueError, match=r"."):
                key_file.from_bytes(bytes(flipped))


def test_every_cut_is_damage():
    whole = key_file.to_bytes(_example())
    for length in range(len(whole) - 1):  # without its last line break it is still whole
        with pytest.raises(ValueError, match=r"."):
            key_file.from_bytes(whole[:length])


@pytest.mark.parametrize(
    "changes",
    [
        {"passphrase__memory_kib": 2**40},
        {"passphrase__memory_kib": 256 * 1024 + 1},
        {"passphrase__memory_kib": 7},
        {"passphrase__memory_kib": True},
        {"passphrase__memory_kib": 65536.0},
        {"passphrase__memory_kib": -1},
        {"recovery__passes": 0},
        {"recovery__passes": 10**9},
        {"recovery__lanes": 2**24},
        {"recovery__lanes": 0},
        {"passphrase__kdf": "none"},
        {"passphrase__salt": ""},
        {"passphrase__salt": "A" * 400},
        {"passphrase__salt": "å"},
        {"passphrase__nonce": "AAAA"},
        {"passphrase__data": "AAAA"},
        {"passphrase__data": None},
        {"passphrase": []},
        {"recovery": None},
        {"sealed": []},
        {"sealed": {"device": 1}},
        {"key_id": "0f"},
        {"key_id": 5},
        {"format": "1"},
        {"format": None},
    ],
)
def test_a_hostile_file_is_damage(changes, tmp_path):
    (tmp_path / "keys.json").write_bytes(_spelled(_content(**changes)))
    with pytest.raises(KeyFileDamaged):
        keys.unlock(tmp_path, PASSPHRASE)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\xff\xfe{",
        b"[" * 500_000,
        b'{"a":' * 100_000,
        b'{"check":NaN}',
        b'{"check":' + b"9" * 10_000 + b"}",
        b" " * 2_000_000,
        b'{"check": "a", "check": "b"}',
    ],
    ids=["empty", "null", "list", "object", "utf16", "deep", "deeper", "nan", "long", "large", "double"],
)
def test_anything_else_is_damage(data, tmp_path):
    (tmp_path / "keys.json").write_bytes(data)
    with pytest.raises(KeyFileDamaged) as caught:
        key_file.load(tmp_path)
    assert not caught.value.spare_exists


def test_a_later_format_is_told_apart_from_damage(tmp_path):
    (tmp_path / "keys.json").write_bytes(_spelled({"format": 2, "something": "new"}))
    with pytest.raises(KeyFileTooNew) as caught:
        key_file.load(tmp_path)
    assert caught.value.text()
    assert caught.value.advice()


def test_a_folder_in_the_files_place_cannot_be_read(tmp_path):
    (tmp_path / "keys.json").mkdir()
    with pytest.raises((KeyFileUnreadable, KeyFileDamaged)):
        key_file.load(tmp_path)


@pytest.fixture
def folder(tmp_path):
    made, _ = keys.create_keys(tmp_path, PASSPHRASE, CHEAP)
    made.set_sealed("device", b"identity")
    return tmp_path


def test_the_spare_replaces_a_damaged_file_only_when_asked(folder):
    path = folder / "keys.json"
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(KeyFileDamaged) as caught:
        keys.unlock(folder, PASSPHRASE)
    assert caught.value.spare_exists
    keys.use_spare(folder)
    assert keys.unlock(folder, PASSPHRASE).sealed("device") == b"identity"
    assert (folder / DAMAGED_FILE).stat().st_size == 100


def test_the_spare_replaces_a_missing_file(folder):
    (folder / "keys.json").unlink()
    with pytest.raises(KeyFileMissing) as caught:
        keys.unlock(folder, PASSPHRASE)
    assert caught.value.spare_exists
    keys.use_spare(folder)
    assert keys.unlock(folder, PASSPHRASE).sealed("device") == b"identity"


def test_advice_differs_with_and_without_a_spare(folder):
    (folder / "keys.json").unlink()
    with pytest.raises(KeyFileMissing) as with_spare:
        key_file.load(folder)
    (folder / SPARE_FILE).write_bytes(b"{")
    with pytest.raises(KeyFileMissing) as without:
        key_file.load(folder)
    assert with_spare.value.advice() != without.value.advice()
    with pytest.raises(KeyFileDamaged):
        keys.use_spare(folder)


def test_a_lost_spare_is_made_again_at_the_next_unlocking(folder):
    (folder / SPARE_FILE).unlink()
    keys.unlock(folder, PASSPHRASE)
    assert (folder / SPARE_FILE).read_bytes() == (folder / "keys.json").read_bytes()


def test_a_spare_that_cannot_be_written_does_not_stop_the_unlocking(folder):
    (folder / SPARE_FILE).unlink()
    (folder / SPARE_FILE).mkdir()
    assert keys.unlock(folder, PASSPHRASE).sealed("device") == b"identity"
