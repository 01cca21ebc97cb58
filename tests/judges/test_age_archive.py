"""The municipality opens its archive with the printed recovery key and Debian's own age, without Inspektor."""

import hashlib
import subprocess
import zlib
from pathlib import Path

import msgspec
import pytest

from inspektor.actions import observations
from inspektor.shapes import words
from inspektor.sync import joining, keyring
from inspektor.sync.engine import sync_once
from tests.builders import a_follow_up, a_workspace
from tests.photo_files import jpeg
from tests.sync_folders import join


def opened(age: str, identity: Path, file: Path) -> bytes:
    verdict = subprocess.run([age, "--decrypt", "-i", identity, file], capture_output=True, check=False)
    assert verdict.returncode == 0, verdict.stderr
    return verdict.stdout


@pytest.fixture
def archive(tmp_path):
    """A folder with a group of two, notes and a file; what was printed; and the words."""
    place = tmp_path / "delad"
    place.mkdir()
    anna, bo = a_workspace(tmp_path / "anna", "Anna Ask"), a_workspace(tmp_path / "bo", "Bo Bok")
    try:
        founding = joining.found_group(anna, place, "Enheten")
        seen = observations.add(anna, a_follow_up(anna), "Brandsläckare saknas").created("observation")
        observations.add_photo(anna, seen, jpeg())
        join(anna, bo, place)
        sync_once(anna)
    finally:
        anna.close()
        bo.close()
    return place, founding


def test_age_opens_every_bundle_with_the_printed_key(age, tmp_path, archive):
    place, founding = archive
    printed = tmp_path / "utskriven.txt"
    printed.write_text(founding.recovery_key + "\n", encoding="ascii")
    key_files = sorted(place.rglob("*.ink"))
    assert len(key_files) == 2
    for number, file in enumerate(key_files):
        keys = tmp_path / f"grupp{number}.txt"
        keys.write_bytes(opened(age, printed, file))
        bundles = sorted(place.rglob("*.inb"))
        assert bundles
        for each in bundles:
            assert opened(age, keys, each).startswith(b"INSP1")
        (photo,) = place.rglob("*.ina")
        assert opened(age, keys, photo).startswith(b"\xff\xd8")
        statements = [opened(age, keys, each) for each in sorted(place.rglob("*.inm"))]
        assert all(each.startswith(b"INSM1") for each in statements)
        assert all(any(name in each for each in statements) for name in (b"Anna Ask", b"Bo Bok"))


def test_the_words_give_the_same_key(archive):
    _, founding = archive
    assert keyring.recovery_of_words(list(founding.recovery_words)).identity == founding.recovery_key
    swapped = list(founding.recovery_words)
    swapped[0], swapped[1] = swapped[1], swapped[0]
    with pytest.raises(words.PhraseError):
        keyring.recovery_of_words(swapped)


def test_a_bundle_is_what_its_description_says(age, tmp_path, archive):
    """Read by the description in `bundle` alone: a stranger's twenty lines, for the archive."""
    place, founding = archive
    printed, keys = tmp_path / "utskriven.txt", tmp_path / "grupp.txt"
    printed.write_text(founding.recovery_key + "\n", encoding="ascii")
    keys.write_bytes(opened(age, printed, next(iter(place.rglob("*.ink")))))
    plain = opened(age, keys, next(iter(place.rglob("*.inb"))))
    size = int.from_bytes(plain[5:9])
    manifest = msgspec.msgpack.decode(plain[9 : 9 + size])
    assert manifest[0] == 1
    assert manifest[4] == 1
    assert manifest[11][0][0] == "org"
    columns = 9 + size + 64
    values = columns + manifest[11][0][2]
    assert hashlib.sha256(plain[columns:values]).digest() == manifest[11][0][1]
    assert int.from_bytes(plain[values : values + 4]) == len(plain) - values - 8
    assert int.from_bytes(plain[values + 4 : values + 8]) == zlib.crc32(plain[values + 8 :])


def test_age_refuses_without_the_key(age, tmp_path, archive):
    place, _ = archive
    stranger = tmp_path / "annan.txt"
    from inspektor.sync import sealing

    stranger.write_text(sealing.new_identity() + "\n", encoding="ascii")
    for file in (*place.rglob("*.ink"), *place.rglob("*.inb"), *place.rglob("*.inm"), *place.rglob("*.inj")):
        verdict = subprocess.run([age, "--decrypt", "-i", stranger, file], capture_output=True, check=False)
        assert verdict.returncode != 0
