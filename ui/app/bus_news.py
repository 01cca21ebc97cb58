"""What Linux says over D-Bus: that it is about to sleep, that the lid was closed, that the screen was locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import SLOT, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection, QDBusMessage

_LOGIND, _MANAGER = "org.freedesktop.login1", "/org/freedesktop/login1"
_UPOWER, _POWER = "org.freedesktop.UPower", "/org/freedesktop/UPower"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_PATIENCE_MS = 500


class BusNews(QObject):
    """`sleeping` before the computer sleeps, which waits for us, or when its lid closes; `screen_locked` when the desktop is."""

    sleeping = Signal()
    screen_locked = Signal()

    def __init__(self, bus: QDBusConnection, parent: QObject | None = None, *, named: bool = True) -> None:
        """Without `named` the other end of the bus is the service itself, as in tests."""
        super().__init__(parent)
        self._bus, self._named = bus, named
        self._pledge: object = None
        """The system waits with sleeping for as long as this is kept."""
        if not bus.isConnected():
            return
        for service, path, interface, name, slot in (
            (_LOGIND, _MANAGER, f"{_LOGIND}.Manager", "PrepareForSleep", "prepare(bool)"),
            (_LOGIND, "", f"{_LOGIND}.Session", "Lock", "lock()"),
            (_UPOWER, _POWER, _PROPERTIES, "PropertiesChanged", "look_at_lid(QDBusMessage)"),
        ):
            sender = service if named else ""
            bus.connect(sender, path, interface, name, self, SLOT(slot))  # type: ignore[call-overload]  # stubs want bytes
        self._ask_to_wait()

    @Slot(bool)
    def prepare(self, going: bool) -> None:
        """The computer is about to sleep, or has woken."""
        if going:
            self.sleeping.emit()
            self._pledge = None  # closing it says that we are ready
        else:
            self._ask_to_wait()

    @Slot()
    def lock(self) -> None:
        """The desktop locks its screen."""
        self.screen_locked.emit()

    @Slot("QDBusMessage")
    def look_at_lid(self, _: QDBusMessage) -> None:
        """Something about power has changed; the lid, perhaps."""
        if self._asked(_UPOWER, _POWER, _PROPERTIES, "Get", [_UPOWER, "LidIsClosed"]) is True:
            self.sleeping.emit()

    def _ask_to_wait(self) -> None:
        """Ask the system to wait with sleeping until we have locked; it waits some seconds, not longer."""
        words = ["sleep", "Inspektor", "lock", "delay"]
        self._pledge = self._asked(_LOGIND, _MANAGER, f"{_LOGIND}.Manager", "Inhibit", words)

    def _asked(self, service: str, path: str, interface: str, method: str, words: list[str]) -> object:
        from PySide6.QtDBus import QDBusMessage, QDBusVariant

        message = QDBusMessage.createMethodCall(service if self._named else "", path, interface, method)
        message.setArguments(words)
        answers = self._bus.call(message, timeout=_PATIENCE_MS).arguments()
        answer = answers[0] if answers else None
        return answer.variant() if isinstance(answer, QDBusVariant) else answer


def system_bus() -> QDBusConnection | None:
    """The system's bus, if there is one here."""
    from PySide6.QtDBus import QDBusConnection

    bus = QDBusConnection.systemBus()
    return bus if bus.isConnected() else None
