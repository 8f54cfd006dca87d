"""What nobody foresaw is told in a line, and its details are written for the user alone."""

import pytest

from pipelines import faults


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "kbgraph" / "reports"


def raised(message="broken", cause=None):
    try:
        try:
            if cause:
                raise cause
        except type(cause) as error:
            raise ValueError(message) from error
        faults._place(3)  # raises in a line of ours
    except Exception as error:
        return error


def test_the_line_names_error_message_and_place():
    error = raised()
    assert faults.in_a_line(error).startswith("AttributeError: 'int' object has no attribute")
    assert " (at pipelines/faults.py:" in faults.in_a_line(error)


def test_a_long_message_is_cut_at_two_hundred_characters():
    assert faults.in_a_line(ValueError("x" * 5000)).count("x") == 200
    assert faults.details(ValueError("x" * 5000)).count("x") == 200


def test_the_details_name_the_causes_and_hold_no_values_of_variables():
    found = faults.details(raised("outer", KeyError("inner")))
    assert "KeyError: 'inner'" in found
    assert "which led to" in found
    assert "ValueError: outer" in found


def test_a_password_is_masked(monkeypatch, cache):
    monkeypatch.setenv("NEO4J_PASSWORD", "hunter2hunter2")
    error = ValueError("no login with hunter2hunter2 at bolt://neo4j:letmein@db:7687")
    path = faults.write_report([faults.details(error)])
    for said in (faults.in_a_line(error), faults.details(error), path.read_text()):
        assert "hunter2" not in said
        assert "letmein" not in said


def test_a_report_is_for_its_user_alone_and_written_once(cache):
    first, again = (faults.write_report(["a fault", "a fault", "another"]) for _ in range(2))
    assert first == again
    assert first.parent == cache
    assert first.stat().st_mode & 0o777 == 0o600
    assert cache.stat().st_mode & 0o777 == 0o700
    assert first.read_text().count("a fault") == 1
    assert "Python 3." in first.read_text()


def test_only_the_newest_reports_stay(cache):
    for number in range(30):
        faults.write_report([f"fault {number}"])
    assert len(list(cache.iterdir())) == 20


def test_a_report_that_can_not_be_written_is_none_and_said(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert faults.write_report(["a fault"]) is None
    assert "KBGRAPH_DEBUG=1" in faults.how_to_report(None)
