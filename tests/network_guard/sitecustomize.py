"""Found by every Python that a test starts: no network there either; a server that a test runs itself may be asked."""

import sys

_HERE = ("127.0.0.1", "::1", "localhost", None)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect":
        address = arguments[1]
        reached = address[0] if isinstance(address, tuple) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        reached = arguments[0]
    else:
        return
    if reached not in _HERE:
        raise ConnectionRefusedError(f"{event}: {reached!r}")


sys.addaudithook(_refuse)
