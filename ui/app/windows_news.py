"""What Windows says to every window: that it is about to sleep, that the lid was closed, that the screen was locked."""

import ctypes
import sys
from ctypes import wintypes
from uuid import UUID

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QObject, Signal

POWER, SESSION = 0x0218, 0x02B1
SUSPENDS, SETTING_CHANGED, SESSION_LOCKED = 0x0004, 0x8013, 0x7
LID = UUID("ba3e0f4d-b817-4094-a2d1-d56379e6a0f3")


class Setting(ctypes.Structure):
    """A power setting and its value."""

    _fields_ = (("which", ctypes.c_ubyte * 16), ("length", wintypes.DWORD), ("value", wintypes.DWORD))


class WindowsNews(QObject):
    """`sleeping` before the computer sleeps or when its lid closes, `screen_locked` when Windows is locked."""

    sleeping = Signal()
    screen_locked = Signal()

    def __init__(self, window: int, parent: QObject | None = None) -> None:
        """Windows tells this window of the lid and of the session's lock once it is asked to."""
        super().__init__(parent)
        self._lid_open = (
            False  # a docked laptop works with its lid closed; what counts is that somebody closes it
        )
        self._ear = _Ear(self)
        if sys.platform == "win32":
            which = (ctypes.c_ubyte * 16)(*LID.bytes_le)
            ctypes.windll.user32.RegisterPowerSettingNotification(
                wintypes.HANDLE(window), ctypes.byref(which), 0
            )
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(wintypes.HWND(window), 0)

    @property
    def ear(self) -> QAbstractNativeEventFilter:
        """What the application is to pass its messages through."""
        return self._ear

    def hear(self, message: wintypes.MSG) -> None:
        """Take one of Windows' messages."""
        what = message.wParam
        if message.message == SESSION and what == SESSION_LOCKED:
            self.screen_locked.emit()
        elif message.message == POWER and what == SUSPENDS:
            self.sleeping.emit()
        elif message.message == POWER and what == SETTING_CHANGED and message.lParam:
            setting = Setting.from_address(message.lParam)
            if bytes(setting.which) == LID.bytes_le:
                self._note_lid(setting.value != 0)

    def _note_lid(self, is_open: bool) -> None:
        closed, self._lid_open = self._lid_open and not is_open, is_open
        if closed:
            self.sleeping.emit()


class _Ear(QAbstractNativeEventFilter):
    def __init__(self, news: WindowsNews) -> None:
        super().__init__()
        self._news = news

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        del kind  # both that Windows has point at the same structure
        self._news.hear(wintypes.MSG.from_address(int(message)))
        return False, 0
