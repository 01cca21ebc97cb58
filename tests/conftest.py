"""What every test gets: no display, no network, no trace of the user who runs it, Swedish, and a clock to stop."""

import gc
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

# Before Qt is imported: without a display it would abort.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("INSPEKTOR_TEST_PLATFORM", "offscreen")

import pytest
from hypothesis import settings

from inspektor import clock, i18n
from tests.network import refused

# Time limits of single examples would make the suite depend on how busy the machine is.
settings.register_profile("inspektor", deadline=None, print_blob=True)
settings.register_profile("ci", parent=settings.get_profile("inspektor"), derandomize=True, max_examples=60)
settings.load_profile("ci" if os.environ.get("INSPEKTOR_CI") else "inspektor")

pytest_plugins = ["tests.made_once", "tests.demo_run"]

PROXIES = [name for name in os.environ if name.lower().endswith("_proxy")]
USER_FOLDERS = ("HOME", "USERPROFILE", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA")
_HOMES = count()
FRIDAY = datetime(2026, 11, 27, 8, 26, tzinfo=UTC)


def pytest_collection_finish() -> None:
    """What was imported stays: looking through it again with each collection of garbage would cost seconds."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Refuse every internet connection of this process but to a server that the test runs itself."""
    with refused():
        yield


@pytest.fixture(scope="session", autouse=True)
def _one_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One cache folder for the whole run: fontconfig fills it, which takes seconds each time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(autouse=True)
def _nobodys_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test has a user's folders of its own, beside its tmp_path, not in it."""
    home = tmp_path_factory.mktemp(f"home{next(_HOMES)}", numbered=False)
    for name in USER_FOLDERS:
        monkeypatch.setenv(name, str(home))
    for name in PROXIES:
        monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _swedish() -> Iterator[None]:
    """Tests read what the user reads. A test of English says so itself."""
    i18n.use_language("sv")
    yield
    i18n.use_language("sv")


class StoppedClock:
    """A clock that stands still until it is moved."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **step: float) -> None:
        """Move on, by the names timedelta has: seconds, minutes, days."""
        self.moment += timedelta(**step)


@pytest.fixture
def frozen_clock() -> Iterator[StoppedClock]:
    """The program's clock, stopped on Friday 27 November 2026, 9.26 in Sweden."""
    stopped = StoppedClock(FRIDAY)
    clock.set_source(stopped)
    yield stopped
    clock.set_source(None)
