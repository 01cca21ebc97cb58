"""When the window is covered, when the workspace is locked, and what opens the window again."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError
from inspektor.policy import Policy
from inspektor.settings import Settings
from inspektor.shapes.pin import TRIES
from ui.app.session import Session
from ui.app.system_news import SystemNews
from ui.app.veil import Veil
from ui.app.watch import Hands, Watch
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.screens.cover import CoverScreen


class Guard(QObject):
    """Covered, the keys stay in memory and saving and sync go on. `lock_asked(why)` when that is not enough any more."""

    lock_asked = Signal(str)

    def __init__(
        self, window: MainWindow, jobs: Jobs, session: Session, settings: Settings, policy: Policy
    ) -> None:
        super().__init__(session)
        self._window, self._jobs, self._session, self._policy = window, jobs, session, policy
        self._veil = Veil(window)
        self._screen: CoverScreen | None = None
        self._wrong = 0
        self._later: Callable[[], object] | None = None
        self._lock_wanted = False
        self._patience = session.operations.patience
        self._patience.waiting.connect(self._hear_of_saving)
        self.watch = Watch(policy.held(settings), self)
        self._hands = Hands(self.watch.touch, self)
        self._hands.cover_asked.connect(self.cover)
        self.watch.idle.connect(self.cover)
        self.watch.forgotten.connect(partial(self.lock_asked.emit, ""))
        self.watch.slept.connect(partial(self.lock_asked.emit, ""))
        self.watch.waiting.connect(self._say_it_waits)
        self._news = SystemNews(window, self)
        self._news.sleeping.connect(partial(self.lock_asked.emit, ""))
        self._news.screen_locked.connect(self.cover)
        session.operations.changed.connect(self._heard)
        self._look_for_interview()

    @property
    def covered(self) -> bool:
        """Whether the window is covered."""
        return self._veil.drawn

    def use(self, settings: Settings) -> None:
        """Go by these settings, as far as the policy lets them."""
        self.watch.use(self._policy.held(settings))

    def cover(self) -> None:
        """Show nothing of the content from this moment on."""
        if self.covered:
            return
        self._session.hand_over()
        self._wrong = 0
        secrets = self._session.operations.workspace.secrets
        self._screen = CoverScreen(secrets.has_pin(), self.watch.locks_at(), self._session.example_passphrase)
        self._screen.pin_given.connect(self._try_pin)
        self._screen.passphrase_given.connect(self._try_passphrase)
        self._screen.lock_asked.connect(partial(self.lock_asked.emit, ""))
        self.watch.set_covered(True)
        self._veil.draw(self._screen)
        self._hear_of_saving(self._patience.trouble)
        self._screen.focus()

    def lock_when_saved(self) -> None:
        """What cannot be saved would be lost by locking: cover now, and ask for the lock once it is, unless one is in again."""
        self._lock_wanted = True

    def _hear_of_saving(self, trouble: InspektorError | None) -> None:
        if self._screen is not None and (trouble is not None or self._lock_wanted):
            self._screen.show_unsaved(trouble)
        if trouble is None and self._lock_wanted:
            self.lock_asked.emit("")

    def when_open(self, work: Callable[[], object]) -> None:
        """Do it now, or once nothing covers the window any more."""
        if self.covered:
            self._later = work
        else:
            work()

    def rest(self) -> None:
        """Another screen stands in the window: nothing is covered, nothing is watched."""
        self.watch.stop()
        self._veil.drop()
        self._screen = None

    def _open(self) -> None:
        if self.covered:
            self._screen = None
            self._lock_wanted = False
            self._veil.lift()
            self.watch.set_covered(False)
            later, self._later = self._later, None
            if later is not None:
                later()

    def _try_pin(self, pin: str) -> None:
        if self._session.operations.workspace.secrets.pin_is_right(pin):
            self._open()
        else:
            self._refuse()

    def _try_passphrase(self, passphrase: str) -> None:
        confirm = partial(self._session.operations.workspace.secrets.confirm_passphrase, passphrase)
        self._jobs.run("slow", confirm, owner=self, done=self._let_in, failed=self._refused)

    def _let_in(self, _: object) -> None:
        self._open()
        self._session.operations.change(
            "actions.passphrases.pin_is_to_be_offered", owner=self, done=self._offer_pin
        )

    def _offer_pin(self, wanted: bool) -> None:
        if wanted and not self._session.example_passphrase:
            self._session.widget.cover_words.offer_pin()

    def _refused(self, _: InspektorError) -> None:
        self._refuse()

    def _refuse(self) -> None:
        self._wrong += 1
        if self._wrong >= TRIES:
            self.lock_asked.emit("tries")
        elif self._screen is not None:
            self._screen.show_wrong(TRIES - self._wrong)

    def _say_it_waits(self, until: datetime | None) -> None:
        self._session.widget.cover_words.show_waiting(until)

    def _heard(self, changes: ChangeSet) -> None:
        if any(each.table == "interview" for each in changes):
            self._look_for_interview()

    def _look_for_interview(self) -> None:
        self._session.operations.ask("queries.interviews.runs", owner=self, done=self.watch.set_interview)
