"""The cache gives back what was kept, and makes anew what was damaged."""

import os
import resource
import shutil
import signal
import sqlite3
from contextlib import ExitStack

import pytest

from kbgraph.errors import OutputError
from kbgraph.model import Analysis, Term
from kbgraph.schema import NodeType
from pipelines.cache import Careful, open_cache


def analysis(text):
    return Analysis(text, (Term(0, 1, NodeType.CONCEPT, "a", "a", "candidate", 0),), ())


def keep(folder, *texts, fingerprint="f"):
    with open_cache(folder, fingerprint) as cache:
        cache.write(map(analysis, texts))


def known(folder, *texts, fingerprint="f"):
    with open_cache(folder, fingerprint) as cache:
        return cache.read(texts)


def database(folder):
    (path,) = folder.glob("*.sqlite")
    return path


def change(folder, statement, *values):
    with sqlite3.connect(database(folder)) as connection:
        connection.execute(statement, values)
    connection.close()


def test_what_was_kept_is_known(tmp_path):
    keep(tmp_path, "one", "two")

    assert known(tmp_path, "two", "three") == {"two": analysis("two")}


def test_any_number_of_sentences_can_be_asked_for(tmp_path):
    texts = [f"sentence {number}" for number in range(3000)]
    keep(tmp_path, *texts)

    assert list(known(tmp_path, *texts)) == texts or set(known(tmp_path, *texts)) == set(texts)


def test_another_fingerprint_knows_nothing(tmp_path):
    keep(tmp_path, "one")

    assert known(tmp_path, "one", fingerprint="g") == {}


def test_a_text_that_utf8_can_not_hold_is_kept_too(tmp_path):
    keep(tmp_path, "half \ud800 a pair")

    assert "half \ud800 a pair" in known(tmp_path, "half \ud800 a pair")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE analyses SET packed = x'00'",
        "UPDATE analyses SET packed = 'text'",
        "UPDATE analyses SET packed = CAST(x'ff' AS TEXT)",
        "UPDATE analyses SET packed = NULL",
        "UPDATE analyses SET seal = x'00'",
        "UPDATE analyses SET key = x'00'",
        "DELETE FROM analyses",
    ],
)
def test_a_damaged_entry_is_unknown_and_can_be_kept_again(tmp_path, statement):
    keep(tmp_path, "one")
    change(tmp_path, statement)

    assert known(tmp_path, "one") == {}

    keep(tmp_path, "one")
    assert known(tmp_path, "one") == {"one": analysis("one")}


def test_an_entry_under_another_sentences_key_is_unknown(tmp_path):
    keep(tmp_path, "one", "two")
    change(tmp_path, "UPDATE analyses SET packed = (SELECT packed FROM analyses ORDER BY key DESC LIMIT 1)")

    assert all(text == each.text for text, each in known(tmp_path, "one", "two").items())


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_file_that_is_no_database_is_replaced(tmp_path, content):
    keep(tmp_path, "one")
    database(tmp_path).write_bytes(content)

    keep(tmp_path, "two")

    assert set(known(tmp_path, "one", "two")) == {"two"}


def test_a_database_cut_short_is_replaced(tmp_path):
    keep(tmp_path, *(f"sentence {number}" for number in range(500)))
    whole = database(tmp_path).read_bytes()
    database(tmp_path).write_bytes(whole[: len(whole) // 2])

    keep(tmp_path, "two")

    assert "two" in known(tmp_path, "two")


def test_a_table_of_another_shape_is_replaced(tmp_path):
    keep(tmp_path, "one")
    change(tmp_path, "DROP TABLE analyses")
    change(tmp_path, "CREATE TABLE analyses (something INTEGER)")

    keep(tmp_path, "two")

    assert set(known(tmp_path, "two")) == {"two"}


def test_only_the_newest_files_stay(tmp_path):
    for number in range(9):
        keep(tmp_path, "one", fingerprint=str(number))

    assert len(list(tmp_path.glob("*.sqlite"))) <= 5
    assert known(tmp_path, "one", fingerprint="8") != {}


def test_a_folder_that_can_not_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(OutputError, match="the cache can't be used"), open_cache(tmp_path / "file", "f"):
        pass


def test_folder_and_file_are_for_their_user_alone(tmp_path):
    keep(tmp_path / "a" / "b", "one")

    modes = [path.stat().st_mode & 0o777 for path in (tmp_path / "a" / "b", database(tmp_path / "a" / "b"))]
    assert modes == [0o700, 0o600]


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_a_folder_that_others_can_write_is_not_used(tmp_path, mode):
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(mode)

    with pytest.raises(OutputError, match="others can write there"), open_cache(tmp_path / "shared", "f"):
        pass


def test_a_file_that_others_can_write_is_not_used(tmp_path):
    keep(tmp_path, "one")
    database(tmp_path).chmod(0o666)

    with pytest.raises(OutputError, match="others can write there"):
        known(tmp_path, "one")


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give files away")
def test_a_folder_of_another_user_is_not_used(tmp_path):
    (tmp_path / "theirs").mkdir(mode=0o700)
    os.chown(tmp_path / "theirs", 65534, 65534)

    with pytest.raises(OutputError, match="belongs to another user"), open_cache(tmp_path / "theirs", "f"):
        pass


def test_a_link_in_the_place_of_the_file_is_replaced(tmp_path):
    keep(tmp_path / "cache", "one")
    file = database(tmp_path / "cache")
    file.rename(tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")

    assert known(tmp_path / "cache", "one") == {}
    assert not file.is_symlink()


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT x'00', x'00', x'00' FROM n"


@pytest.mark.parametrize(
    "statements",
    [
        ("DROP TABLE analyses", f"CREATE VIEW analyses(key, seal, packed) AS {ENDLESS}"),
        ("CREATE TRIGGER t AFTER INSERT ON analyses BEGIN DELETE FROM analyses; END",),
        ("CREATE TABLE another (a)",),
        ("CREATE INDEX i ON analyses (seal)",),
    ],
    ids=["a view", "a trigger", "another table", "an index"],
)
def test_what_would_run_or_stand_in_a_forged_file_is_replaced(tmp_path, statements):
    keep(tmp_path, "one")
    for statement in statements:
        change(tmp_path, statement)

    keep(tmp_path, "two")

    assert set(known(tmp_path, "one", "two")) == {"two"}


@pytest.fixture
def careful(tmp_path):
    with ExitStack() as stack:
        yield Careful(stack, tmp_path / "cache", "f")


def test_a_cache_that_is_locked_is_done_without(careful, tmp_path):
    with sqlite3.connect(database(tmp_path / "cache")) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert careful.read(["one"]) == {}
        careful.write([analysis("one")])
        other.rollback()
    other.close()

    assert "locked" in careful.fault


def test_a_cache_that_is_removed_while_it_is_used_is_done_without(careful, tmp_path):
    careful.write([analysis("one")])
    shutil.rmtree(tmp_path / "cache")
    careful.write([analysis(f"sentence {number}") for number in range(2000)])
    careful.read(["one"])

    assert careful.fault is None or "can't be used" in careful.fault


def test_a_cache_that_can_not_grow_is_done_without(careful, tmp_path):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # as a full disk: the write fails
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        careful.write([analysis(f"sentence {number}") for number in range(2000)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)

    assert "can't be used" in careful.fault
    assert known(tmp_path / "cache", "sentence 1") == {}


def test_a_file_that_is_read_only_is_still_read(tmp_path):
    keep(tmp_path, "one")
    database(tmp_path).chmod(0o400)

    assert "one" in known(tmp_path, "one")


@pytest.mark.parametrize("suffix", ["-journal", "-wal", "-shm"])
def test_a_pipe_beside_the_file_is_removed_and_not_waited_for(tmp_path, suffix):
    keep(tmp_path, "one")
    os.mkfifo(database(tmp_path).with_name(database(tmp_path).name + suffix))

    assert "one" in known(tmp_path, "one")
