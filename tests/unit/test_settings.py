"""The settings of this computer: kept, defaulted, and never lost to a newer version."""

import json

import pytest

from inspektor import paths, settings
from inspektor.settings import Settings


def test_without_a_file_everything_is_the_default(tmp_path):
    assert settings.load(tmp_path) == Settings()
    assert Settings().workspace_folder == paths.default_workspace()


def test_what_is_saved_comes_back(tmp_path):
    chosen = Settings("en", "dark", 130, str(tmp_path / "arbetsyta å"))
    settings.save(chosen, tmp_path / "ny mapp")
    assert settings.load(tmp_path / "ny mapp") == chosen
    assert chosen.workspace_folder == tmp_path / "arbetsyta å"


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '"text"', "[" * 100_000, "\x00" * 300])
def test_a_file_that_makes_no_sense_is_kept_aside(tmp_path, content):
    (tmp_path / settings.FILE).write_text(content, encoding="utf-8")
    assert settings.load(tmp_path) == Settings()
    assert not (tmp_path / settings.FILE).exists()
    assert (tmp_path / settings.DAMAGED_FILE).read_text(encoding="utf-8") == content
    settings.save(Settings("en"), tmp_path)
    assert settings.load(tmp_path).language == "en"


def test_a_file_that_is_no_text_is_kept_aside(tmp_path):
    (tmp_path / settings.FILE).write_bytes(b"\xff\xfe\x00")
    assert settings.load(tmp_path) == Settings()
    assert (tmp_path / settings.DAMAGED_FILE).is_file()


def test_a_value_that_makes_no_sense_is_the_default(tmp_path):
    content = {"language": "xx", "scheme": 3, "text_size": True, "workspace": None}
    (tmp_path / settings.FILE).write_text(json.dumps(content), encoding="utf-8")
    assert settings.load(tmp_path) == Settings()


def test_keys_of_a_newer_version_stay(tmp_path):
    (tmp_path / settings.FILE).write_text('{"later": [1], "language": "en"}', encoding="utf-8")
    settings.save(Settings("sv"), tmp_path)
    kept = json.loads((tmp_path / settings.FILE).read_text(encoding="utf-8"))
    assert kept["later"] == [1]
    assert kept["language"] == "sv"


def test_the_users_own_folder_is_used():
    settings.save(Settings("en"))
    assert (paths.user_config() / settings.FILE).is_file()
    assert settings.load().language == "en"
