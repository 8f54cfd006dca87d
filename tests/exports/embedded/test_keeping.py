"""No state of the database beside a graph file ends or changes an answer."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from exports import export
from exports.embedded import query
from exports.embedded.keeping import is_whole
from exports.embedded.tables import fill
from tests.graphs import small_graph

ROOT = Path(__file__).parents[3]
COUNT = "MATCH (s:Service) RETURN count(*)"
RIGHT = ((2,),)
POSIX = pytest.mark.skipif(not hasattr(os, "getuid"), reason="there are no owners and modes")


@pytest.fixture
def graph_file(tmp_path: Path) -> Path:
    """Write the small graph."""
    return export(small_graph(), "json", tmp_path / "graph.json")


@pytest.fixture
def kept(graph_file: Path) -> Path:
    """Ask once, and give the folder of the database that is kept then."""
    assert query(graph_file, COUNT, {}).rows == RIGHT
    (folder,) = cached(graph_file)
    return folder


def beside(graph_file: Path) -> Path:
    """Give the folder beside the graph."""
    return graph_file.parent / f".{graph_file.name}.ladybug"


def cached(graph_file: Path) -> list[Path]:
    """Give what stands in it."""
    return sorted(beside(graph_file).iterdir())


def cut(database: Path) -> None:
    """Leave the beginning of a file."""
    database.write_bytes(database.read_bytes()[:5000])


def empty(database: Path) -> None:
    """Leave nothing of a file."""
    database.write_bytes(b"")


def scramble(database: Path) -> None:
    """Overwrite a file with as much of something else."""
    database.write_bytes(b"?" * database.stat().st_size)


def scramble_inside(database: Path) -> None:
    """Overwrite pages in the middle, and leave the head, the size and the time."""
    before = database.stat()
    data = bytearray(database.read_bytes())
    for at in range(8192, len(data), 8192):
        data[at : at + 64] = b"\xff" * 64
    database.write_bytes(data[: before.st_size])
    os.utime(database, ns=(before.st_atime_ns, before.st_mtime_ns))


def replace_by_another(database: Path) -> None:
    """Put a whole database of another graph in its place."""
    graph = small_graph()
    graph.remove_node("service:lambda")
    database.unlink()
    fill(database, graph)


def replace_by_folder(database: Path) -> None:
    """Put a folder in its place."""
    database.unlink()
    database.mkdir()


def replace_by_link(database: Path) -> None:
    """Put a link to the same bytes elsewhere in its place."""
    moved = database.parents[2] / "moved"
    shutil.move(database, moved)
    database.symlink_to(moved)


def forget_hash(database: Path) -> None:
    """Remove the hash."""
    (database.parent / "blake2b").unlink()


def forge_hash(database: Path) -> None:
    """Write another hash."""
    (database.parent / "blake2b").write_text("0" * 24)


def add_log(database: Path) -> None:
    """Put a log beside that the engine would replay."""
    database.with_name("graph.lbdb.wal").write_bytes(b"x" * 4096)


DAMAGES = [
    cut,
    empty,
    scramble,
    scramble_inside,
    Path.unlink,
    replace_by_another,
    replace_by_folder,
    replace_by_link,
    forget_hash,
    forge_hash,
    add_log,
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_database_is_made_anew(
    damage: Callable[[Path], None], graph_file: Path, kept: Path
) -> None:
    damage(kept / "graph.lbdb")

    assert query(graph_file, COUNT, {}).rows == RIGHT
    assert is_whole(kept)
    assert query(graph_file, COUNT, {}).rows == RIGHT
    assert cached(graph_file) == [kept]


@pytest.mark.parametrize("stands", ["file", "link", "broken link"])
def test_what_stands_in_the_place_of_the_database_s_folder_goes(
    stands: str, graph_file: Path, kept: Path, tmp_path: Path
) -> None:
    shutil.move(kept, tmp_path / "elsewhere")
    if stands == "file":
        kept.write_text("x")
    else:
        kept.symlink_to(tmp_path / ("elsewhere" if stands == "link" else "nowhere"))

    assert query(graph_file, COUNT, {}).rows == RIGHT
    assert is_whole(kept)


def a_file(folder: Path) -> None:
    """Put a file in the place of the folder."""
    folder.write_text("a file stands where the folder would")


def a_broken_link(folder: Path) -> None:
    """Put a link to nothing there."""
    folder.symlink_to(folder.parent / "nowhere")


def a_link(folder: Path) -> None:
    """Put a link to another folder there."""
    (folder.parent / "another").mkdir()
    folder.symlink_to(folder.parent / "another")


def of_others(folder: Path) -> None:
    """Make a folder that others can write."""
    folder.mkdir()
    folder.chmod(0o777)


def of_a_group(folder: Path) -> None:
    """Make a folder that a group can write."""
    folder.mkdir()
    folder.chmod(0o770)


@POSIX
@pytest.mark.parametrize(
    "stands", [a_file, a_broken_link, a_link, of_others, of_a_group], ids=lambda each: each.__name__
)
def test_a_folder_that_can_t_be_trusted_or_made_is_left_alone(
    stands: Callable[[Path], None], graph_file: Path
) -> None:
    folder = beside(graph_file)
    stands(folder)

    assert query(graph_file, COUNT, {}).rows == RIGHT
    assert not folder.is_dir() or not list(folder.iterdir())


@POSIX
def test_what_others_could_have_written_is_not_read(graph_file: Path, kept: Path) -> None:
    replace_by_another(kept / "graph.lbdb")
    forge = "from exports.embedded.keeping import digest_of; from pathlib import Path; import sys; "
    forge += "print(digest_of(Path(sys.argv[1])), end='')"
    words = [sys.executable, "-c", forge, str(kept / "graph.lbdb")]
    (kept / "blake2b").write_bytes(subprocess.run(words, cwd=ROOT, capture_output=True, check=True).stdout)
    beside(graph_file).chmod(0o777)

    assert query(graph_file, COUNT, {}).rows == RIGHT


@POSIX
def test_the_folders_are_for_their_owner_only(graph_file: Path, kept: Path) -> None:
    for folder in (beside(graph_file), kept):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@POSIX
@pytest.mark.skipif(hasattr(os, "getuid") and os.getuid() == 0, reason="nothing is read-only for root")
@pytest.mark.parametrize("mode", [0o500, 0o000])
def test_a_folder_that_can_t_be_written_or_read_does_no_harm(mode: int, graph_file: Path, kept: Path) -> None:
    scramble(kept / "graph.lbdb")
    for folder in (kept, beside(graph_file)):
        folder.chmod(mode)

    assert query(graph_file, COUNT, {}).rows == RIGHT
    beside(graph_file).chmod(0o700)
    kept.chmod(0o700)


def test_a_full_disk_does_no_harm(graph_file: Path) -> None:
    asked = (
        "import resource, signal; from pathlib import Path; from exports.embedded import query; "
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000)); "
        f"print(query(Path({str(graph_file)!r}), {COUNT!r}, {{}}).rows)"
    )
    pytest.importorskip("resource")
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )

    assert (done.stdout, done.stderr) == (f"{RIGHT}\n", "")
    assert cached(graph_file) == []


@pytest.fixture
def writer(kept: Path) -> Iterator[subprocess.Popen[str]]:
    """Hold the kept database open for writing in another process."""
    held = (
        f"import ladybug, sys; database = ladybug.Database({str(kept / 'graph.lbdb')!r}); "
        "ladybug.Connection(database).execute('RETURN 1'); print('open', flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", held], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    yield process
    process.kill()
    process.wait()


@pytest.mark.usefixtures("writer")
def test_a_locked_database_does_no_harm(graph_file: Path) -> None:
    assert query(graph_file, COUNT, {}).rows == RIGHT


def test_it_is_made_once(graph_file: Path, kept: Path) -> None:
    before = (kept / "graph.lbdb").stat()
    query(graph_file, COUNT, {})
    after = (kept / "graph.lbdb").stat()

    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_several_processes_make_it_at_once(graph_file: Path) -> None:
    asked = "from exports.embedded import query; from pathlib import Path; print(query(Path({!r}), {!r}, {{}}).rows)"
    words = [sys.executable, "-c", asked.format(str(graph_file), COUNT)]
    processes = [
        subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8") for _ in range(4)
    ]

    assert [process.communicate()[0] for process in processes] == [f"{RIGHT}\n"] * 4
    assert len(cached(graph_file)) == 1


def test_a_database_that_is_removed_again_and_again_does_no_harm(graph_file: Path) -> None:
    asked = (
        "from exports.embedded import query; from pathlib import Path\n"
        f"for _ in range(12): print(query(Path({str(graph_file)!r}), {COUNT!r}, {{}}).rows)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", asked],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    while process.poll() is None:
        with suppress(OSError):
            shutil.rmtree(beside(graph_file), ignore_errors=True)
        time.sleep(0.02)

    assert process.communicate() == (f"{RIGHT}\n" * 12, "")


def test_what_a_killed_process_left_does_no_harm_and_goes_in_time(graph_file: Path) -> None:
    folder = beside(graph_file)
    folder.mkdir(mode=0o700)
    for name, age in (("tmpold", 7200), ("tmpnew", 0)):
        (folder / name / "made").mkdir(parents=True)
        os.utime(folder / name, (time.time() - age, time.time() - age))

    assert query(graph_file, COUNT, {}).rows == RIGHT
    assert [each.name for each in cached(graph_file) if each.name.startswith("tmp")] == ["tmpnew"]


def test_a_wrong_query_is_no_damage(graph_file: Path, kept: Path) -> None:
    before = (kept / "graph.lbdb").stat().st_ino
    with suppress(ValueError):
        query(graph_file, "MATCH (n:Nothing) RETURN n", {})

    assert (kept / "graph.lbdb").stat().st_ino == before
