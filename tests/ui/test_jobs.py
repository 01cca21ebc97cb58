"""The one test file with real threads: order, answers, owners that die, shutting down."""

import gc
import threading
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread
from PySide6.QtWidgets import QWidget
from shiboken6 import delete, isValid

from inspektor.errors import InspektorError, MayPass, RuleBroken
from ui.jobs import GuiThreadGarbage, InstantJobs, Jobs


class Asker(QWidget):
    """Somebody who waits for answers."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []
        self.errors: list[Exception] = []
        self.threads: set[QThread] = set()

    def take(self, answer: object) -> None:
        self.answers.append(answer)
        self.threads.add(QThread.currentThread())

    def refuse(self, error: Exception) -> None:
        self.errors.append(error)


def hush(*_: int) -> None:
    """Progress nobody looks at."""


@pytest.fixture
def bugs():
    return []


@pytest.fixture
def jobs(qapp, bugs):
    made = Jobs(on_bug=bugs.append)
    yield made
    made.close()


@pytest.fixture
def asker(qtbot):
    made = Asker()
    qtbot.addWidget(made)
    return made


def test_an_answer_comes_back_on_the_gui_thread(jobs, asker, qtbot):
    jobs.run("slow", threading.get_ident, owner=asker, done=asker.take)
    qtbot.waitUntil(lambda: len(asker.answers) == 1)
    assert asker.answers[0] != threading.get_ident()
    assert asker.threads == {QThread.currentThread()}


def test_a_thousand_changes_keep_their_order(jobs, asker, qtbot):
    written: list[int] = []

    def write(number: int) -> int:
        written.append(number)
        return number

    for number in range(1000):
        jobs.run("write", partial(write, number), owner=asker, done=asker.take)
    qtbot.waitUntil(lambda: len(asker.answers) == 1000)
    assert written == asker.answers == list(range(1000))


def test_a_thousand_slow_jobs_all_answer(jobs, asker, qtbot):
    for number in range(1000):
        jobs.run("slow", partial(int, number), owner=asker, done=asker.take)
    qtbot.waitUntil(lambda: len(asker.answers) == 1000)
    assert sorted(asker.answers) == list(range(1000))


def test_an_owner_deleted_in_the_middle_hears_nothing(jobs, qtbot):
    go_on, ended = threading.Event(), threading.Event()
    heard: list[object] = []

    def work() -> int:
        go_on.wait(20)
        ended.set()
        return 1

    owner = Asker()
    jobs.run("slow", work, owner=owner, done=heard.append, failed=heard.append)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete)
    assert not isValid(owner)
    go_on.set()
    qtbot.waitUntil(ended.is_set)
    jobs.flush()
    qtbot.wait(10)
    assert heard == []


def test_waiting_for_an_answer_keeps_nobody_alive(jobs, qtbot):
    go_on = threading.Event()
    gone: list[int] = []
    owner = Asker()
    owner.destroyed.connect(lambda: gone.append(1))
    jobs.run("slow", partial(go_on.wait, 20), owner=owner, done=owner.take, failed=owner.refuse)
    del owner
    gc.collect()
    assert gone == [1]
    go_on.set()
    qtbot.wait(20)


def test_the_write_of_somebody_who_left_is_done_all_the_same(jobs, qtbot):
    written: list[str] = []
    blocked = threading.Event()
    jobs.run("write", partial(blocked.wait, 20), owner=None)
    owner = Asker()
    job = jobs.run("write", partial(written.append, "text"), owner=owner, done=owner.take)
    job.cancel()
    del owner
    gc.collect()
    blocked.set()
    jobs.flush()
    assert written == ["text"]


def test_cancelled_work_is_told_and_its_answer_dropped(jobs, asker, qtbot):
    begun, stopped = threading.Event(), threading.Event()

    def work(progress, cancelled) -> str:
        begun.set()
        while not cancelled():
            stopped.wait(0.005)
        stopped.set()
        return "half"

    job = jobs.run("slow", work, owner=asker, done=asker.take, progress=hush)
    qtbot.waitUntil(begun.is_set)
    job.cancel()
    qtbot.waitUntil(stopped.is_set)
    qtbot.wait(20)
    assert asker.answers == []
    assert job.cancelled()


def test_a_job_cancelled_before_its_turn_never_runs(jobs, asker, qtbot):
    go_on, ran = threading.Event(), []
    for _ in range(2):
        jobs.run("slow", partial(go_on.wait, 20), owner=asker)
    waiting = jobs.run("slow", partial(ran.append, 1), owner=asker)
    waiting.cancel()
    go_on.set()
    jobs.run("slow", str, owner=asker, done=asker.take)
    qtbot.waitUntil(lambda: asker.answers == [""])
    qtbot.wait(10)
    assert ran == []


def test_progress_comes_in_order_and_does_not_flood(jobs, asker, qtbot):
    seen: list[tuple[int, int]] = []

    def work(progress, cancelled) -> str:
        for done in range(20_000):
            progress(done + 1, 20_000)
        return "ready"

    jobs.run("slow", work, owner=asker, done=asker.take, progress=lambda *figures: seen.append(figures))
    qtbot.waitUntil(lambda: asker.answers == ["ready"])
    assert seen == sorted(seen)
    assert seen[-1] == (20_000, 20_000)
    assert len(seen) < 20_000


class DiskFull(InspektorError):
    """Something a user can meet."""


def fail(error: Exception) -> None:
    raise error


def test_trouble_goes_to_the_asker(jobs, asker, qtbot, bugs):
    jobs.run("slow", partial(fail, DiskFull()), owner=asker, failed=asker.refuse)
    qtbot.waitUntil(lambda: len(asker.errors) == 1)
    assert isinstance(asker.errors[0], DiskFull)
    assert bugs == []


def test_a_bug_is_reported_and_the_asker_may_go_on(jobs, asker, qtbot, bugs):
    jobs.run("write", partial(fail, ValueError("hemligt")), owner=asker, failed=asker.refuse)
    qtbot.waitUntil(lambda: len(bugs) == 1)
    assert isinstance(bugs[0], ValueError)
    assert [type(error) for error in asker.errors] == [InspektorError]


def test_trouble_nobody_asked_about_is_reported(jobs, asker, qtbot, bugs):
    jobs.run("slow", partial(fail, DiskFull()), owner=asker)
    qtbot.waitUntil(lambda: len(bugs) == 1)


class NoPower(MayPass):
    """Something that passes."""


def test_what_a_rule_refuses_after_the_disk_did_is_told_whoever_asked_and_nothing_waits_any_more(
    jobs, asker, qtbot
):
    late, waiting, tries = [], [], [NoPower(), RuleBroken("rating", "No source")]
    jobs.patience.refused_late.connect(late.append)
    jobs.patience.waiting.connect(waiting.append)
    gone = QObject()
    for owner in (asker, gone):
        work = partial(_fail_in_turn, tries)
        jobs.run("write", work, owner=owner, failed=asker.refuse, keep=True)
    delete(gone)
    qtbot.waitUntil(lambda: bool(waiting))
    jobs.flush()
    assert [type(error) for error in (*asker.errors, *late)] == [RuleBroken, RuleBroken]
    assert [type(error) for error in waiting] == [NoPower, type(None)]
    assert jobs.patience.trouble is None


def _fail_in_turn(errors: list[Exception]) -> None:
    raise errors.pop(0) if len(errors) > 1 else errors[0]


def test_flush_delivers_what_was_written(jobs, asker):
    for number in range(50):
        jobs.run("write", partial(int, number), owner=asker, done=asker.take)
    jobs.flush()
    assert asker.answers == list(range(50))


def test_what_is_posted_comes_before_the_answer(jobs, asker):
    jobs.run("write", partial(jobs.post, partial(asker.take, "announced")), owner=asker, done=asker.take)
    jobs.flush()
    assert asker.answers == ["announced", None]


def test_closing_writes_everything_and_waits_for_nothing_slow(qapp):
    jobs, written, ran = Jobs(), [], []

    def work(progress, cancelled) -> None:
        while not cancelled():
            threading.Event().wait(0.002)

    for _ in range(2):
        jobs.run("slow", work, owner=None, progress=hush)
    for _ in range(20):
        jobs.run("slow", partial(ran.append, 1), owner=None)
    for number in range(200):
        jobs.run("write", partial(written.append, number), owner=None)
    jobs.close()
    assert written == list(range(200))
    assert ran == []
    assert jobs.run("write", partial(written.append, "late"), owner=None).cancelled()
    assert len(written) == 200
    jobs.close()


def test_an_answer_that_asks_for_more_while_closing_is_still_written(qapp):
    jobs, written = Jobs(), []

    def again(_: object) -> None:
        jobs.run("write", partial(written.append, "second"), owner=None)

    jobs.run("write", partial(written.append, "first"), owner=None, done=again)
    jobs.close()
    assert written == ["first", "second"]


def test_no_widget_is_let_go_of_on_a_worker_thread(jobs, qtbot):
    """The last reference to a caller in a cycle falls while the work runs; a timer inside would complain."""
    ended: list[int] = []
    for _ in range(30):
        owner = Asker()
        owner.itself = owner  # type: ignore[attr-defined]
        owner.startTimer(1)
        jobs.run("slow", partial(ended.append, 1), owner=owner, done=owner.take)
        del owner
    jobs.run("slow", partial(gc.get_count), owner=None)
    qtbot.waitUntil(lambda: len(ended) == 30)
    gc.collect()


def test_garbage_is_collected_on_this_thread_alone(qapp):
    keeper = GuiThreadGarbage()
    try:
        assert not gc.isenabled()
        loop: list[object] = []
        loop.append(loop)
    finally:
        keeper.deleteLater()


class TestInstantJobs:
    """The stand-in behaves as the lanes do, at once."""

    def test_answers_before_it_returns(self, asker):
        InstantJobs().run("slow", partial(int, 7), owner=asker, done=asker.take)
        assert asker.answers == [7]

    def test_sorts_trouble_and_bugs_as_the_lanes_do(self, asker, bugs):
        jobs = InstantJobs(bugs.append)
        jobs.run("write", partial(fail, DiskFull()), owner=asker, failed=asker.refuse)
        jobs.run("write", partial(fail, KeyError("x")), owner=asker, failed=asker.refuse)
        assert [type(error) for error in asker.errors] == [DiskFull, InspektorError]
        assert [type(error) for error in bugs] == [KeyError]

    def test_hands_on_progress(self, asker):
        seen: list[tuple[int, int]] = []

        def work(progress, cancelled) -> None:
            progress(1, 2)
            assert not cancelled()

        InstantJobs().run("slow", work, owner=asker, progress=lambda *figures: seen.append(figures))
        assert seen == [(1, 2)]

    def test_knows_no_other_lanes(self):
        with pytest.raises(KeyError):
            InstantJobs().run("fast", int, owner=None)

    def test_takes_nothing_after_closing(self):
        jobs, done = InstantJobs(), []
        jobs.close()
        assert jobs.run("slow", partial(done.append, 1), owner=QObject()).cancelled()
        assert done == []
