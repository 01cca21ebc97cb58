"""Two colleagues, each on a laptop of their own."""

import pytest

from tests.builders import a_workspace


@pytest.fixture
def anna(tmp_path):
    workspace = a_workspace(tmp_path / "anna", "Anna Ask")
    yield workspace
    workspace.close()


@pytest.fixture
def bo(tmp_path):
    workspace = a_workspace(tmp_path / "bo", "Bo Bok")
    yield workspace
    workspace.close()
