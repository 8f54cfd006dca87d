"""Find the documents under files and folders."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kbgraph.errors import NoDocumentError
from kbgraph.reading.patterns import matcher

MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdx")
SUFFIXES = (*MARKDOWN_SUFFIXES, ".txt")
_LONG_NAME = 80  # characters


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

    path: str  # as a person would open it
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """The documents under some paths, in the order of their keys, and what was left out."""

    sources: tuple[Source, ...]
    left_out: tuple[LeftOut, ...] = ()


def find_files(
    paths: Iterable[str | Path], *, include: Sequence[str] = (), exclude: Sequence[str] = ()
) -> Found:
    """Find every document under the paths: files as given, and in folders those with one of `SUFFIXES`.

    Hidden files and folders under a folder are not looked at. Patterns are those of a .gitignore, from the
    root of each input. A file that several paths or links lead to is taken once. Raises `NoDocumentError` for
    a path that does not exist and where nothing is left to read.
    """
    given = [Path(path) for path in paths]
    left_out: list[LeftOut] = []
    candidates = [source for path in given for source in _under(path, left_out)]
    wanted, unwanted = matcher(include or ["*"]), matcher(exclude)
    sources: dict[str, Source] = {}
    for source in sorted(candidates, key=lambda source: (source.path.is_symlink(), source.key, source.shown)):
        first = sources.setdefault(os.path.realpath(source.path), source)
        if not wanted(source.key) or unwanted(source.key):
            del sources[os.path.realpath(source.path)]
            left_out.append(LeftOut(source.shown, "excluded by a pattern"))
        elif first is not source and first.path != source.path:
            left_out.append(LeftOut(source.shown, f"the same file as {first.shown}"))
    if not sources:
        where = ", ".join(_printable(str(path)) for path in given)
        raise NoDocumentError(
            f"no document to read; kbgraph reads {', '.join(SUFFIXES)} files that are not hidden", path=where
        )
    found = sorted(_unique(list(sources.values())), key=lambda source: source.key)
    return Found(tuple(found), tuple(sorted(left_out, key=lambda item: (item.path, item.reason))))


def input_name(paths: Iterable[str | Path]) -> str:
    """Give the name of what is read: a file's without its suffix, a folder's; of several, joined by "+".

    Where that would be longer than a line, the name of the folder that all of them stand in; empty for a root.
    """
    given = [Path(os.path.abspath(path)) for path in paths]
    joined = "+".join(sorted({path.name if path.is_dir() else path.stem for path in given} - {""}))
    if len(joined) > _LONG_NAME and len(given) > 1:
        joined = Path(os.path.commonpath([path.parent for path in given])).name
    return _printable(joined)


def _under(path: Path, left_out: list[LeftOut]) -> Iterator[Source]:
    absolute = Path(os.path.abspath(path))
    if absolute.is_dir():
        yield from _Walk(path, absolute, left_out).sources()
    elif absolute.exists():
        yield Source(absolute, _printable(absolute.name), absolute.parent, _printable(path.as_posix()))
    else:
        raise NoDocumentError("no such file or folder", path=_printable(str(path)))


class _Walk:
    """Walk a folder; links to folders come after what is there itself, and no folder is read twice."""

    def __init__(self, given: Path, root: Path, left_out: list[LeftOut]) -> None:
        self.given = given
        self.root = root
        self.left_out = left_out

    def sources(self) -> Iterator[Source]:
        """Yield the documents of the folder."""
        seen: set[str] = set()
        folders, links = [self.root], list[Path]()
        while folders or links:
            folder = folders.pop() if folders else links.pop(0)
            real = os.path.realpath(folder)
            if real in seen:
                self._leave(folder, "a link to a folder that is read already")
                continue
            seen.add(real)
            for entry in self._entries(folder):
                if entry.is_dir():
                    (links if entry.is_symlink() else folders).append(entry)
                elif entry.name.lower().endswith(SUFFIXES):
                    yield from self._source(entry)

    def _source(self, entry: Path) -> Iterator[Source]:
        if entry.is_file():
            key = _printable(entry.relative_to(self.root).as_posix())
            yield Source(entry, key, self.root, self._shown(entry))
        else:
            self._leave(entry, "a link that leads nowhere" if entry.is_symlink() else "not a regular file")

    def _entries(self, folder: Path) -> list[Path]:
        try:
            names = sorted(os.listdir(folder))
        except OSError as error:
            self._leave(folder, f"can't be opened: {error.strerror}")
            return []
        return [folder / name for name in names if not name.startswith(".")]

    def _leave(self, entry: Path, reason: str) -> None:
        self.left_out.append(LeftOut(self._shown(entry), reason))

    def _shown(self, entry: Path) -> str:
        return _printable((self.given / entry.relative_to(self.root)).as_posix())


def _printable(name: str) -> str:
    """Replace the bytes of a file name that are no UTF-8."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _unique(sources: list[Source]) -> list[Source]:
    """Put as many folders of the root before keys that are the same as it takes to tell them apart."""
    keys = [source.key for source in sources]
    for depth in range(1, 1 + max(len(source.root.parts) for source in sources)):
        counts = Counter(keys)
        if len(counts) == len(keys):
            break
        keys = [
            key if counts[key] == 1 else _prefixed(source, depth)
            for key, source in zip(keys, sources, strict=True)
        ]
    return [replace(source, key=key) for source, key in zip(sources, keys, strict=True)]


def _prefixed(source: Source, depth: int) -> str:
    return _printable("/".join([*source.root.parts[-depth:], source.key])).lstrip("/")
