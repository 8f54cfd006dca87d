"""Find the documents under files and folders."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kbgraph.errors import InputError, NoDocumentError

MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdx")
SUFFIXES = (*MARKDOWN_SUFFIXES, ".txt")


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read."""

    path: Path  # absolute
    key: str  # relative to the root, with "/"; unique among the sources found together
    root: Path  # absolute; the folder given, or the folder of the file given
    shown: str  # as a person would open it: relative to the input as given


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file or folder that was left out, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """The documents under some paths, by key, and what was left out."""

    sources: tuple[Source, ...]
    left_out: tuple[LeftOut, ...]


def find_files(
    paths: Iterable[str | Path], *, include: Sequence[str] = (), exclude: Sequence[str] = ()
) -> Found:
    """Find every document under the paths: files as given, folders walked in sorted order.

    Patterns are those of a .gitignore: without a slash they match a name at any depth, with one they match from
    the input's root; `**` spans folders; what a pattern matches includes everything under it.
    Raises `InputError` for a path that does not exist and `NoDocumentError` where nothing is left to read.
    """
    given = [Path(path) for path in paths]
    wanted, unwanted = _matcher(include), _matcher(exclude)
    left_out: list[LeftOut] = []
    sources: dict[str, Source] = {}
    for path in given:
        for source in _under(path, left_out):
            if (include and not wanted(source.key)) or unwanted(source.key):
                left_out.append(LeftOut(source.shown, "not among the files asked for"))
            else:
                sources.setdefault(os.path.realpath(source.path), source)
    if not sources:
        where = ", ".join(str(path) for path in given)
        raise NoDocumentError(
            f"no document here that was asked for; kbgraph reads {', '.join(SUFFIXES)}", path=where
        )
    found = sorted(_unique(list(sources.values())), key=lambda source: source.key)
    return Found(tuple(found), tuple(sorted(left_out, key=lambda item: (item.path, item.reason))))


def _under(path: Path, left_out: list[LeftOut]) -> Iterator[Source]:
    absolute = Path(os.path.abspath(path))
    if absolute.is_dir():
        yield from _walk(path, absolute, left_out)
    elif absolute.exists():
        yield Source(absolute, _text(absolute.name), absolute.parent, _text(str(path)))
    else:
        raise NoDocumentError("no such file or folder", path=_text(str(path)))


def _walk(given: Path, root: Path, left_out: list[LeftOut]) -> Iterator[Source]:
    """Yield the documents of a folder; links come after what is there itself, and no folder is read twice."""
    seen = {os.path.realpath(root)}
    folders, links = [root], list[Path]()
    while folders or links:
        folder = folders.pop() if folders else links.pop(0)
        if folder.is_symlink() and folder != root:
            real = os.path.realpath(folder)
            if real in seen:
                left_out.append(
                    LeftOut(_shown(given, root, folder), "a link to a folder that is read already")
                )
                continue
            seen.add(real)
        entries = _entries(folder, given, root, left_out)
        for entry in entries:
            if not entry.is_dir() and entry.name.lower().endswith(SUFFIXES):
                if entry.is_file():
                    key = _text(entry.relative_to(root).as_posix())
                    yield Source(entry, key, root, _shown(given, root, entry))
                else:
                    left_out.append(LeftOut(_shown(given, root, entry), "not a file that can be opened"))
        inner = [entry for entry in entries if entry.is_dir()]
        links.extend(entry for entry in inner if entry.is_symlink())
        own = [entry for entry in inner if not entry.is_symlink()]
        seen.update(os.path.realpath(entry) for entry in own)
        folders.extend(reversed(own))


def _entries(folder: Path, given: Path, root: Path, left_out: list[LeftOut]) -> list[Path]:
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        left_out.append(LeftOut(_shown(given, root, folder), f"can't be opened: {error.strerror}"))
        return []
    return [folder / name for name in names if not name.startswith(".")]


def _shown(given: Path, root: Path, entry: Path) -> str:
    return _text((given / entry.relative_to(root)).as_posix())


def _text(name: str) -> str:
    """Make a file name printable; bytes that are no UTF-8 are replaced."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _unique(sources: list[Source]) -> list[Source]:
    """Put as many names of the root before keys that are the same as it takes to tell them apart."""
    depth = 0
    keys = [source.key for source in sources]
    while (counts := Counter(keys)) and max(counts.values()) > 1:
        depth += 1
        prefixes = ["/".join(source.root.parts[-depth:]).lstrip("/") for source in sources]
        keys = [
            key if counts[key] == 1 else f"{_text(prefix)}/{source.key}".lstrip("/")
            for key, prefix, source in zip(keys, prefixes, sources, strict=True)
        ]
        if depth > max(len(source.root.parts) for source in sources):
            raise InputError("two files whose names can't be told apart", path=sources[0].shown)
    return [replace(source, key=key) for source, key in zip(sources, keys, strict=True)]


def _matcher(patterns: Sequence[str]) -> Callable[[str], bool]:
    """Give the test whether a key is matched by one of the patterns."""
    compiled = [re.compile(_expression(pattern)) for pattern in patterns]
    return lambda key: any(pattern.match(key) for pattern in compiled)


_GLOB = re.compile(r"\*\*/|/\*\*$|\*+|\?|\[!?[^\]]+\]|[^*?\[]+|\[")
_FIXED = {"**/": "(?:.+/)?", "/**": "/.+", "?": "[^/]"}


def _expression(pattern: str) -> str:
    """Translate a glob pattern into a regular expression for keys."""
    body = pattern.removeprefix("./").strip("/")
    anchored = pattern.startswith("/") or "/" in body
    made = ["" if anchored else "(?:.+/)?"]
    for token in _GLOB.findall(body):
        if token in _FIXED:
            made.append(_FIXED[token])
        elif token.startswith("*"):
            made.append("[^/]*")
        elif token.startswith("[") and len(token) > 1:
            made.append(
                "[" + ("^" if token[1] == "!" else "") + token[1:-1].lstrip("!").replace("\\", r"\\") + "]"
            )
        else:
            made.append(re.escape(token))
    return "".join(made) + ("/.*" if pattern.endswith("/") else "(?:/.*)?") + r"\Z"
