"""No test reaches the network; a server that a test runs itself, on this computer, is all it may talk to."""

import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_FOR_OTHERS = Path(__file__).parent / "network_guard"
"""What the Pythons that tests start find there keeps them from the network too."""
_OWN: set[int] = set()
"""The ports of the servers that tests run now."""


class NetworkRefused(AssertionError):
    """A test reached for the network; the program never does without being told to."""


@contextmanager
def local_server(port: int) -> Iterator[None]:
    """Let the test talk to its own server for as long as the block lasts."""
    _OWN.add(port)
    try:
        yield
    finally:
        _OWN.discard(port)


@contextmanager
def refused() -> Iterator[None]:
    """Refuse every other internet connection and every look-up of a name, here and in each Python that a test starts."""

    def guarded(original: Callable[..., object]) -> Callable[..., object]:
        def connect(self: socket.socket, address: object) -> object:
            if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_own(address):
                raise NetworkRefused(f"connection to {address!r}")
            return original(self, address)

        return connect

    look_up = socket.getaddrinfo

    def looked_up(host: str, *more: object, **named: object) -> object:
        if host not in ("127.0.0.1", "::1", "localhost", None):
            raise NetworkRefused(f"look-up of {host!r}")
        return look_up(host, *more, **named)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
        patch.setattr(socket, "getaddrinfo", looked_up)
        patch.setenv("PYTHONPATH", os.fspath(_FOR_OTHERS), prepend=os.pathsep)
        yield


def _is_own(address: object) -> bool:
    """Windows builds its socket pairs over the loopback; event loops need them."""
    if not isinstance(address, tuple) or address[0] not in ("127.0.0.1", "::1"):
        return False
    return sys.platform == "win32" or address[1] in _OWN
