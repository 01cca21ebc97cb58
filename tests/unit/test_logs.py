"""The log never holds what people wrote."""

import logging
import warnings

import pytest

from inspektor import logs, paths

CANARY = "KANARIEFAGEL"
OWN = logging.getLogger("inspektor.test_logs")


@pytest.fixture
def log(tmp_path):
    path = logs.start(tmp_path)
    yield path
    logs.stop()


def _written(folder) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()))


def _fail_with(text: str) -> None:
    try:
        {}[text]
    except LookupError as error:
        raise ValueError(text) from error


def test_a_record_holds_time_level_module_message_and_numbers(log):
    OWN.info("bundles read:", extra={"x": CANARY})
    OWN.warning("%d bundles left after %.1f s", 3, 2.5)
    first, second = log.read_text(encoding="utf-8").splitlines()
    assert first.endswith("+00:00 INFO inspektor.test_logs bundles read:")
    assert second.endswith("+00:00 WARNING inspektor.test_logs 3 bundles left after 2.5 s")


def test_texts_given_as_arguments_are_left_out(log):
    OWN.warning("note %s saved %r %s %s", CANARY, CANARY.encode(), [CANARY], None)
    OWN.warning("note %(text)s saved", {"text": CANARY})
    OWN.warning(ValueError(CANARY))
    written = _written(log.parent)
    assert CANARY not in written
    assert "note str saved 'bytes' list NoneType" in written
    assert "note str saved\n" in written


def test_a_placeholder_that_does_not_fit_loses_the_argument_not_the_record(log):
    record = logging.LogRecord("ui.x", logging.INFO, "", 1, "%d bundles of %s", (CANARY,), None)
    assert logs.DiscreetFormatter().format(record).endswith("INFO ui.x %d bundles of %s")


def test_of_an_error_only_class_and_place_are_written(log):
    try:
        _fail_with(CANARY)
    except ValueError:
        OWN.exception("the reading failed")
    written = _written(log.parent)
    assert CANARY not in written
    assert "builtins.ValueError" in written
    assert "builtins.KeyError" in written
    assert "test_logs.py:" in written
    assert "_fail_with" in written


def test_an_error_that_turns_in_a_ring_ends(log):
    error = ValueError(CANARY)
    error.__context__ = KeyError(CANARY)
    error.__context__.__context__ = error
    OWN.error("ring", exc_info=error)
    assert _written(log.parent).count("builtins.ValueError") == 3


def test_what_other_libraries_say_is_left_out(log):
    logging.getLogger("PIL.Image").warning(f"cannot read {CANARY}")
    logging.getLogger("inspektorn").warning(CANARY)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(True)
        warnings.warn(CANARY, stacklevel=1)
    written = _written(log.parent)
    assert CANARY not in written
    assert "WARNING PIL.Image\n" in written


def test_the_log_has_an_upper_size(tmp_path, monkeypatch):
    monkeypatch.setattr(logs, "_MAX_BYTES", 5_000)
    log = logs.start(tmp_path)
    for n in range(400):
        OWN.info("the same line as before, of a usual length %d", n)
    names = sorted(path.name for path in log.parent.iterdir())
    assert names == ["inspektor.log", "inspektor.log.1", "inspektor.log.2", "inspektor.log.3"]
    assert all(path.stat().st_size <= 5_000 for path in log.parent.iterdir())
    logs.stop()


def test_a_log_that_cannot_be_written_stays_silent(tmp_path, capfd):
    (tmp_path / "inspektor.log").mkdir()
    logs.start(tmp_path)
    OWN.warning(CANARY)
    logs.stop()
    (tmp_path / "file").write_bytes(b"")
    logs.start(tmp_path / "file")
    OWN.warning(CANARY)
    logs.stop()
    assert capfd.readouterr() == ("", "")


def test_it_lies_in_the_users_data_and_ends_when_stopped():
    path = logs.start()
    OWN.info("begun")
    logs.stop()
    OWN.info("not written")
    logs.stop()
    assert path == paths.user_data() / "logs" / "inspektor.log"
    assert path.read_text(encoding="utf-8").count("\n") == 1


def test_starting_again_moves_the_log(tmp_path):
    logs.start(tmp_path / "a")
    logs.start(tmp_path / "b")
    OWN.info("once")
    logs.stop()
    assert not (tmp_path / "a" / "inspektor.log").exists()
    assert (tmp_path / "b" / "inspektor.log").read_text(encoding="utf-8").count("once") == 1
