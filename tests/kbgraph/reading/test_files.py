"""Finding documents."""

import os
import socket
from pathlib import Path
from typing import Any

import pytest

from kbgraph.errors import NoDocumentError
from kbgraph.reading.files import find_files


def lay(root: Path, *names: str) -> Path:
    """Make files under a folder."""
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    return root


def keys(*paths: Path, **options: Any) -> list[str]:
    return [source.key for source in find_files(paths, **options).sources]


def test_a_folder_gives_every_document_in_the_order_of_keys(tmp_path: Path) -> None:
    lay(tmp_path, "b.md", "a.txt", "sub/c.MARKDOWN", "sub/d.mdx", "e.rst", "sub/deep/f.md")
    assert keys(tmp_path) == ["a.txt", "b.md", "sub/c.MARKDOWN", "sub/d.mdx", "sub/deep/f.md"]


def test_a_file_is_taken_whatever_its_suffix_and_keyed_by_its_name(tmp_path: Path) -> None:
    lay(tmp_path, "x/README")
    (source,) = find_files([tmp_path / "x/README"]).sources
    assert (source.key, source.root, source.path) == ("README", tmp_path / "x", tmp_path / "x/README")


def test_paths_are_shown_as_they_were_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay(tmp_path, "docs/sub/a.md"))
    assert find_files(["docs/"]).sources[0].shown == "docs/sub/a.md"
    assert find_files(["."]).sources[0].shown == "docs/sub/a.md"


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    assert keys(lay(tmp_path, "a.md", ".b.md", ".git/c.md", "sub/.d/e.md")) == ["a.md"]


def test_a_hidden_folder_that_is_given_is_read(tmp_path: Path) -> None:
    lay(tmp_path, ".notes/a.md")
    assert keys(tmp_path / ".notes") == ["a.md"]


def test_a_link_that_leads_in_a_circle_is_left_out_and_reported(tmp_path: Path) -> None:
    lay(tmp_path, "a/b.md")
    (tmp_path / "a/up").symlink_to(tmp_path, target_is_directory=True)
    found = find_files([tmp_path])
    assert [source.key for source in found.sources] == ["a/b.md"]
    assert [left.reason for left in found.left_out] == ["a link to a folder that is read already"]


@pytest.mark.parametrize("target", ["out", "out/b.md"])
def test_a_link_out_of_the_folder_is_named_and_followed_only_where_asked(tmp_path: Path, target: str) -> None:
    lay(tmp_path, "in/a.md", "out/b.md")
    (tmp_path / "in/link.md").symlink_to(tmp_path / target)
    found = find_files([tmp_path / "in"])
    assert [source.key for source in found.sources] == ["a.md"]
    assert [(left.key, left.reason) for left in found.left_out] == [
        ("link.md", "a link that leads out of the input; --follow-links reads it")
    ]
    assert len(keys(tmp_path / "in", follow_links=True)) == 2


def test_a_folder_whose_name_begins_as_that_of_the_input_is_outside(tmp_path: Path) -> None:
    lay(tmp_path, "in/a.md", "in-too/b.md")
    (tmp_path / "in/link").symlink_to(tmp_path / "in-too", target_is_directory=True)
    assert keys(tmp_path / "in") == ["a.md"]


def test_a_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    lay(tmp_path, "a.md", ".hidden/b.md")
    (tmp_path / "seen").symlink_to(tmp_path / ".hidden", target_is_directory=True)
    assert keys(tmp_path) == ["a.md", "seen/b.md"]


def test_a_link_that_is_given_is_followed(tmp_path: Path) -> None:
    lay(tmp_path, "real/a.md")
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    assert keys(tmp_path / "link") == ["a.md"]
    assert keys(tmp_path / "link" / "a.md") == ["a.md"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_what_is_no_regular_file_is_named_and_never_opened(tmp_path: Path) -> None:
    lay(tmp_path, "a.md")
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "device.md").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s.md"))
        left_out = find_files([tmp_path], follow_links=True).left_out
    assert [(left.key, left.reason) for left in left_out] == [
        ("device.md", "a device"),
        ("pipe.md", "a pipe"),
        ("s.md", "a socket"),
    ]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
@pytest.mark.parametrize("kind", ["a pipe", "a device"])
def test_what_is_no_regular_file_is_refused_where_it_is_given(tmp_path: Path, kind: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    path = {"a pipe": tmp_path / "pipe", "a device": Path("/dev/zero")}[kind]
    with pytest.raises(NoDocumentError, match=f"{path}: {kind}, and only regular files are read"):
        find_files([path])


def test_a_file_and_a_link_to_it_are_one_document_under_its_own_name(tmp_path: Path) -> None:
    lay(tmp_path, "z.md")
    (tmp_path / "a.md").symlink_to(tmp_path / "z.md")
    found = find_files([tmp_path])
    assert [source.key for source in found.sources] == ["z.md"]
    assert [os.path.basename(left.path) for left in found.left_out] == ["a.md"]


def test_a_link_that_leads_nowhere_is_reported(tmp_path: Path) -> None:
    lay(tmp_path, "a.md")
    (tmp_path / "b.md").symlink_to(tmp_path / "gone.md")
    assert [left.reason for left in find_files([tmp_path]).left_out] == ["a link that leads nowhere"]


def test_the_same_path_given_twice_is_one_document(tmp_path: Path) -> None:
    lay(tmp_path, "a.md")
    assert keys(tmp_path, tmp_path / "a.md", tmp_path) == ["a.md"]


def test_keys_that_are_the_same_get_the_names_of_their_roots(tmp_path: Path) -> None:
    lay(tmp_path, "one/a.md", "two/a.md", "two/b.md")
    assert keys(tmp_path / "one", tmp_path / "two") == ["b.md", "one/a.md", "two/a.md"]
    assert keys(tmp_path / "two", tmp_path / "one") == ["b.md", "one/a.md", "two/a.md"]


def test_roots_of_the_same_name_get_one_more_folder(tmp_path: Path) -> None:
    lay(tmp_path, "x/docs/a.md", "y/docs/a.md")
    assert keys(tmp_path / "x/docs", tmp_path / "y/docs") == ["x/docs/a.md", "y/docs/a.md"]


def test_include_and_exclude_pick_files_and_say_what_they_left_out(tmp_path: Path) -> None:
    lay(tmp_path, "a.md", "b.txt", "sub/c.md", "sub/old/d.md")
    assert keys(tmp_path, include=("*.md",)) == ["a.md", "sub/c.md", "sub/old/d.md"]
    assert keys(tmp_path, include=("sub/**",), exclude=("old/",)) == ["sub/c.md"]
    found = find_files([tmp_path], exclude=["sub"])
    assert [left.reason for left in found.left_out] == ["excluded by a pattern"] * 2


def test_a_path_that_does_not_exist_is_an_error_with_the_path(tmp_path: Path) -> None:
    with pytest.raises(NoDocumentError, match=r"gone: no such file or folder"):
        find_files([lay(tmp_path, "a.md"), tmp_path / "gone"])


def test_a_folder_without_documents_is_an_error_that_names_what_is_read(tmp_path: Path) -> None:
    with pytest.raises(NoDocumentError, match=r"no document to read; kbgraph reads \.md"):
        find_files([lay(tmp_path, "a.rst")])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_names_that_are_no_utf8_stay_different(tmp_path: Path) -> None:
    for name in (b"x\xff.md", b"x\xfe.md", b"x\\xff.md"):
        Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name))).write_text("text")
    assert keys(tmp_path) == ["x\\xfe.md", "x\\xff.md", "x\\xff.md~2"]


def test_a_path_that_is_too_long_is_named_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path, "a.md")
    monkeypatch.chdir(tmp_path)
    for _ in range(20):  # deeper than a path may be long
        os.mkdir("d" * 250)
        os.chdir("d" * 250)
    found = find_files([tmp_path])
    assert [source.key for source in found.sources] == ["a.md"]
    assert [left.reason.partition(":")[0] for left in found.left_out] == ["can't be opened"]
