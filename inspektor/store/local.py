"""A small drawer inside the encrypted database for things that belong to this laptop and are never synced."""

from threading import Lock

from inspektor.store.journal import Begin


class Local:
    """Bytes by name. What has been read is remembered: nobody else writes here while the workspace is open."""

    def __init__(self, begin_read: Begin, begin_write: Begin) -> None:
        """Take the workspace's two doors."""
        self._read = begin_read
        self._write = begin_write
        self._known: dict[str, bytes | None] = {}
        self._reading = Lock()

    def get(self, key: str) -> bytes | None:
        """What lies under the name, or None."""
        with self._reading:
            if key not in self._known:
                query = "SELECT value FROM local WHERE key = ?"
                with self._read() as connection:
                    found = connection.exec_driver_sql(query, (key,)).scalar_one_or_none()
                self._known[key] = None if found is None else bytes(found)
            return self._known[key]

    def set(self, key: str, value: bytes) -> None:
        """Put it there, replacing what was; nothing is written if it lies there already."""
        if self.get(key) == value:
            return
        with self._write() as connection:
            connection.exec_driver_sql(
                "INSERT INTO local (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, value),
            )
        self._forget(key)

    def drop(self, key: str) -> None:
        """Take it out."""
        with self._write() as connection:
            connection.exec_driver_sql("DELETE FROM local WHERE key = ?", (key,))
        self._forget(key)

    def under(self, prefix: str) -> dict[str, bytes]:
        """Everything whose name begins so."""
        with self._read() as connection:
            found = connection.exec_driver_sql(
                "SELECT key, value FROM local WHERE substr(key, 1, ?) = ?", (len(prefix), prefix)
            )
            return {str(key): bytes(value) for key, value in found}

    def _forget(self, key: str) -> None:
        """After the commit: whoever read meanwhile may have seen what was there before."""
        with self._reading:
            self._known.pop(key, None)
