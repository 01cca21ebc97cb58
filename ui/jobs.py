"""Lanes of threads. Work runs off the GUI thread; its answer comes back there, or not if its owner died.

`write` is one thread, so changes keep their order. `slow` is two, for documents, photos and folders. Worker
threads hold only the work and a number: whom the answer is for stays on the GUI thread, so that no widget is
let go of on another one.
"""

import gc
import threading
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from itertools import count
from types import MappingProxyType, MethodType
from typing import TYPE_CHECKING, Any, Literal
from weakref import WeakMethod, ref

from PySide6.QtCore import QObject, Qt, QTimerEvent, Signal
from shiboken6 import isValid

from inspektor.errors import InspektorError
from ui.patience import Patience

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

Lane = Literal["write", "slow"]
Done = Callable[[Any], object]
Failed = Callable[[InspektorError], object]
Progress = Callable[[int, int], object]
WRITE: Lane = "write"
_MOMENT_S = 0.02
LANES: Mapping[str, int] = MappingProxyType({WRITE: 1, "slow": 2})


class Job:
    """One piece of work under way. `cancel` drops its answer and tells work that asks."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop; nothing more is heard of it."""
        self._cancelled.set()

    def cancelled(self) -> bool:
        """Whether it was asked to stop; safe from any thread."""
        return self._cancelled.is_set()


class _Answer:
    """Whom an answer is for; lives and dies on the GUI thread."""

    def __init__(
        self,
        job: Job,
        owner: QObject | None,
        done: Done | None,
        failed: Failed | None,
        progress: Progress | None,
        held: Failed | None = None,
        *,
        kept: bool = False,
    ) -> None:
        self.job, self.kept = job, kept
        self._owner = None if owner is None else ref(owner)
        self._done, self._failed, self._progress = _loosely(done), _loosely(failed), _loosely(progress)
        self._held = _loosely(held)

    def wanted(self) -> bool:
        """Whether the owner is still there and did not cancel."""
        if self.job.cancelled():
            return False
        if self._owner is None:
            return True
        owner = self._owner()
        return owner is not None and isValid(owner)

    def done(self, result: Any) -> None:
        if (call := self._done()) is not None:
            call(result)

    def failed(self, error: Exception, on_bug: Callable[[BaseException], object]) -> None:
        """Tell the asker of trouble a user can meet. Of a bug it hears as much as it needs to go on."""
        call = self._failed()
        known = isinstance(error, InspektorError)
        if call is not None:
            call(error if known else InspektorError())
        if call is None or not known:
            on_bug(error)

    def held(self, error: InspektorError) -> None:
        """Tell the asker that it is not done yet."""
        if (call := self._held()) is not None:
            call(error)

    def progress(self, done: int, total: int) -> None:
        if (call := self._progress()) is not None:
            call(done, total)


def _loosely(call: Callable[..., object] | None) -> Callable[[], Callable[..., object] | None]:
    """A way back to the callable that does not keep a widget alive, and leads nowhere once that is gone."""
    if not (isinstance(call, MethodType) and isinstance(call.__self__, QObject)):
        return lambda: call
    weak = WeakMethod(call)

    def found() -> Callable[..., object]:
        method = weak()
        return method if method is not None and isValid(method.__self__) else _ignore

    return found


def _ignore(*_: object) -> None:
    """Called for somebody who is no longer there."""


class _Mailbox(QObject):
    """What threads have to say, in order. Its one signal wakes the GUI thread."""

    _ring = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._letters: deque[Callable[[], object]] = deque()
        self._ring.connect(self.empty, Qt.ConnectionType.QueuedConnection)

    def post(self, letter: Callable[[], object]) -> None:
        """Leave something to call on the GUI thread; from any thread."""
        self._letters.append(letter)
        self._ring.emit()

    def empty(self) -> None:
        """Call what has been left so far."""
        for _ in range(len(self._letters)):
            if not self._letters:  # a letter that was called emptied the box itself
                return
            self._letters.popleft()()

    def discard(self) -> None:
        """Forget everything left."""
        self._letters.clear()


def _raise(error: BaseException) -> None:
    raise error


class Jobs:
    """The lanes. Use from the GUI thread only, apart from `post`."""

    def __init__(
        self,
        lanes: Mapping[str, int] = LANES,
        on_bug: Callable[[BaseException], object] = _raise,
    ) -> None:
        """`on_bug` gets every error that is not an InspektorError, and those that nobody asked for."""
        self._on_bug = on_bug
        self._threads = dict(lanes)
        self._lanes: dict[str, ThreadPoolExecutor] = {}
        self._mailbox = _Mailbox()
        self.patience = Patience(self.post)
        self._answers: dict[int, _Answer] = {}
        self._numbers = count()
        self._closed = False

    def run(
        self,
        lane: str,
        work: Callable[..., Any],
        *,
        owner: QObject | None,
        done: Done | None = None,
        failed: Failed | None = None,
        progress: Progress | None = None,
        held: Failed | None = None,
        keep: bool = False,
    ) -> Job:
        """Run `work()` on a lane; with `progress` given, `work(progress=…, cancelled=…)`.

        Work on `write` is never skipped, only its answer. `done(result)` and `failed(InspektorError)` are called
        on the GUI thread unless the owner has died or the job was cancelled. With `keep`, work that the disk refuses
        keeps its turn until it is done, and `held(error)` is called once; other work on the lane is refused meanwhile.
        """
        job = Job()
        if self._closed:
            job.cancel()
            return job
        number = next(self._numbers)
        self._answers[number] = _Answer(job, owner, done, failed, progress, held, kept=keep)
        call = work if progress is None else partial(_with_progress, work, job, partial(self._report, number))
        if keep:
            call = partial(self.patience.keep, call, partial(self._hold, number))
        elif lane == WRITE and (trouble := self.patience.trouble) is not None:
            self.patience.hurry()
            self.post(partial(self._deliver_failure, number, trouble))
            return job
        skip = _never if lane == WRITE else job.cancelled  # what a user did is written, whoever waits for it
        self._lane(lane).submit(self._perform, number, skip, call)
        return job

    def post(self, letter: Callable[[], object]) -> None:
        """Call on the GUI thread, after what was said before; from any thread."""
        self._mailbox.post(letter)

    def flush(self) -> None:
        """Wait until everything now on the write lane is done, or kept from it once more; deliver the answers."""
        if WRITE in self._lanes:
            self.patience.hurry()
            barrier: Future[None] = self._lanes[WRITE].submit(_nothing)
            while not self.patience.refused():
                with suppress(TimeoutError):
                    barrier.result(_MOMENT_S)
                    break
        self._mailbox.empty()

    def close(self) -> None:
        """Take no more work, finish all of `write` that can be, drop what waits on the other lanes, stop the threads."""
        if self._closed:
            return
        self.flush()
        self.patience.give_up()
        self.flush()
        self._closed = True
        for answer in self._answers.values():
            answer.job.cancel()
        for name, lane in self._lanes.items():
            lane.shutdown(wait=True, cancel_futures=name != WRITE)
        self._mailbox.discard()
        self._answers.clear()

    def _lane(self, name: str) -> "ThreadPoolExecutor":
        """The lane of that name, opened when it is first used: the first window does not wait for it."""
        if name not in self._lanes:
            from concurrent.futures import ThreadPoolExecutor

            self._lanes[name] = ThreadPoolExecutor(
                max_workers=self._threads[name], thread_name_prefix=f"inspektor-{name}"
            )
        return self._lanes[name]

    def _perform(self, number: int, skip: Callable[[], bool], call: Callable[[], Any]) -> None:
        if skip():
            self.post(partial(self._forget, number))
            return
        try:
            result = call()
        except Exception as error:  # noqa: BLE001  the door between threads: whatever it is, the GUI decides
            self.post(partial(self._deliver_failure, number, error))
        else:
            self.post(partial(self._deliver, number, result))

    def _forget(self, number: int) -> None:
        self._answers.pop(number, None)

    def _deliver(self, number: int, result: Any) -> None:
        answer = self._answers.pop(number, None)
        if answer is not None and answer.wanted():
            answer.done(result)

    def _deliver_failure(self, number: int, error: Exception) -> None:
        answer = self._answers.pop(number, None)
        if answer is not None and answer.wanted():
            answer.failed(error, self._on_bug)
        elif answer and answer.kept and isinstance(error, InspektorError):
            self.patience.refused_late.emit(error)

    def _hold(self, number: int, error: InspektorError) -> None:
        self.post(partial(self._deliver_hold, number, error))

    def _deliver_hold(self, number: int, error: InspektorError) -> None:
        answer = self._answers.get(number)
        if answer is not None and answer.wanted():
            answer.held(error)

    def _report(self, number: int, latest: "_Latest") -> None:
        self.post(partial(self._deliver_progress, number, latest))

    def _deliver_progress(self, number: int, latest: "_Latest") -> None:
        done, total = latest.take()
        answer = self._answers.get(number)
        if answer is not None and answer.wanted():
            answer.progress(done, total)


class _Latest:
    """The newest figures of a running job; a loop that reports often does not flood the GUI thread."""

    def __init__(self, announce: Callable[["_Latest"], None]) -> None:
        self._announce = announce
        self._lock = threading.Lock()
        self._figures = (0, 0)
        self._waiting = False

    def __call__(self, done: int, total: int) -> None:
        with self._lock:
            self._figures = (done, total)
            silent, self._waiting = self._waiting, True
        if not silent:
            self._announce(self)

    def take(self) -> tuple[int, int]:
        with self._lock:
            self._waiting = False
            return self._figures


def _with_progress(work: Callable[..., Any], job: Job, announce: Callable[[_Latest], None]) -> Any:
    return work(progress=_Latest(announce), cancelled=job.cancelled)


def _nothing() -> None:
    return None


def _never() -> bool:
    return False


class InstantJobs(Jobs):
    """The same interface without threads: everything happens at once. For tests."""

    def __init__(self, on_bug: Callable[[BaseException], object] = _raise) -> None:
        super().__init__({}, on_bug)

    def run(
        self,
        lane: str,
        work: Callable[..., Any],
        *,
        owner: QObject | None,
        done: Done | None = None,
        failed: Failed | None = None,
        progress: Progress | None = None,
        held: Failed | None = None,
        keep: bool = False,
    ) -> Job:
        """Run the work now and deliver its answer before returning."""
        if lane not in LANES:
            raise KeyError(lane)
        job = Job()  # not kept: nobody could wait
        answer = _Answer(job, owner, done, failed, progress)
        if self._closed:
            job.cancel()
            return job
        call = work
        if progress is not None:
            call = partial(work, progress=partial(_tell, answer), cancelled=job.cancelled)
        try:
            result = call()
        except Exception as error:  # noqa: BLE001  as on a lane
            if answer.wanted():
                answer.failed(error, self._on_bug)
        else:
            if answer.wanted():
                answer.done(result)
        return job

    def post(self, letter: Callable[[], object]) -> None:
        """Call it now."""
        letter()

    def flush(self) -> None:
        """Nothing is ever waiting."""


def _tell(answer: _Answer, done: int, total: int) -> None:
    if answer.wanted():
        answer.progress(done, total)


class GuiThreadGarbage(QObject):
    """Collects garbage on the GUI thread alone.

    Python collects cycles on whichever thread happens to allocate. A cycle that holds a widget would then be
    destroyed on a worker thread: seen to stop timers wrongly, and to hang both threads.
    """

    EVERY = 1000  # ms
    WHOLE_HEAP_EVERY = 60  # rounds

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._rounds = 0
        self.startTimer(self.EVERY)

    def timerEvent(self, event: QTimerEvent) -> None:
        self._rounds += 1
        if self._rounds % self.WHOLE_HEAP_EVERY == 0:
            gc.collect()
            return
        youngest, middle, _ = gc.get_count()
        limits = gc.get_threshold()
        if middle > limits[1]:
            gc.collect(1)
        elif youngest > limits[0]:
            gc.collect(0)
