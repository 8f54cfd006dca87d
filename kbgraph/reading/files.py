"""Find the documents under files and folders."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kbgraph.errors import NoDocumentError
from kbgraph.reading.patterns import matcher
from kbgraph.reading.readers import readers, suffixes
from kbgraph.regular_files import kind_of

_LONG_NAME = 80  # characters


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read."""

    path: Path  # absolute
    key: str  # relative to the root, with "/"; unique among the sources found together
    root: Path  # absolute; the folder given, or the folder of the file given
    shown: str  # as a person would open it: relative to the input as given

    @property
    def folder(self) -> str:
        """Give the name of the root."""
        return _printable(self.root.name)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file or folder that was left out, and why."""

    path: str  # as a person would open it
    reason: str
    key: str  # relative to the root, with "/"


@dataclass(frozen=True, slots=True)
class Found:
    """The documents under some paths, in the order of their keys, and what was left out."""

    sources: tuple[Source, ...]
    left_out: tuple[LeftOut, ...] = ()


def find_files(
    paths: Iterable[str | Path],
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    follow_links: bool = False,
) -> Found:
    """Find every document under the paths: files as given, and in folders those with an ending that is read.

    Hidden files and folders under a folder are not looked at, and links that lead out of it only with
    `follow_links`. Patterns are those of a .gitignore, from the root of each input. A file that several paths
    or links lead to is taken once. Raises `NoDocumentError` for a path that does not exist or is neither a
    folder nor a regular file, and where nothing is left to read.
    """
    given = [Path(path) for path in paths]
    left_out: list[LeftOut] = []
    candidates = [source for path in given for source in _under(path, left_out, follow_links=follow_links)]
    wanted, unwanted = matcher(include or ["*"]), matcher(exclude)
    sources: dict[str, Source] = {}
    for source in sorted(candidates, key=lambda source: (source.path.is_symlink(), source.key, source.shown)):
        first = sources.setdefault(os.path.realpath(source.path), source)
        if not wanted(source.key) or unwanted(source.key):
            del sources[os.path.realpath(source.path)]
            left_out.append(LeftOut(source.shown, "excluded by a pattern", source.key))
        elif first is not source and first.path != source.path:
            left_out.append(LeftOut(source.shown, f"the same file as {first.key}", source.key))
    if not sources:
        where = ", ".join(_printable(str(path)) for path in given)
        said = f"no document to read; kbgraph reads {', '.join(suffixes())} files that are not hidden"
        broken = [f"the reader {each.name} can't be used ({each.fault})" for each in readers() if each.fault]
        raise NoDocumentError("; ".join([said, *broken]), path=where)
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


def _under(path: Path, left_out: list[LeftOut], *, follow_links: bool) -> Iterator[Source]:
    absolute = Path(os.path.abspath(path))
    shown = _printable(path.as_posix())
    try:
        mode = absolute.stat().st_mode
    except FileNotFoundError:
        raise NoDocumentError("no such file or folder", path=shown) from None
    except OSError as error:
        raise NoDocumentError(f"can't be opened: {error.strerror}", path=shown) from error
    if stat.S_ISDIR(mode):
        yield from _Walk(path, absolute, left_out, follow_links=follow_links).sources()
    elif (kind := kind_of(mode)) is not None:
        raise NoDocumentError(f"{kind}, and only regular files are read", path=shown)
    else:
        yield Source(absolute, _printable(absolute.name), absolute.parent, shown)


class _Walk:
    """Walk a folder; links to folders come after what is there itself, and no folder is read twice."""

    def __init__(self, given: Path, root: Path, left_out: list[LeftOut], *, follow_links: bool) -> None:
        self.given = given
        self.root = root
        self.left_out = left_out
        self.inside = None if follow_links else os.path.join(os.path.realpath(root), "")

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
                mode = _mode(entry)
                is_folder = mode is not None and stat.S_ISDIR(mode)
                unreachable = mode is None and not os.path.islink(entry)  # it may be a folder of documents
                if not (is_folder or unreachable or entry.name.lower().endswith(suffixes())):
                    continue
                if (reason := self._why_not(entry, mode)) is not None:
                    self._leave(entry, reason)
                elif is_folder:
                    (links if entry.is_symlink() else folders).append(entry)
                else:
                    key = _printable(entry.relative_to(self.root).as_posix())
                    yield Source(entry, key, self.root, self._shown(entry))

    def _why_not(self, entry: Path, mode: int | None) -> str | None:
        """Say why a folder or file is not to be read; None where it is."""
        if mode is None:
            return "a link that leads nowhere" if os.path.islink(entry) else "can't be opened"
        if self.inside is not None and entry.is_symlink() and not _is_under(entry, self.inside):
            return "a link that leads out of the input; --follow-links reads it"
        return None if stat.S_ISDIR(mode) else kind_of(mode)

    def _entries(self, folder: Path) -> list[Path]:
        try:
            names = sorted(os.listdir(folder))
        except OSError as error:
            self._leave(folder, f"can't be opened: {error.strerror}")
            return []
        return [folder / name for name in names if not name.startswith(".")]

    def _leave(self, entry: Path, reason: str) -> None:
        key = _printable(entry.relative_to(self.root).as_posix())
        self.left_out.append(LeftOut(self._shown(entry), reason, key))

    def _shown(self, entry: Path) -> str:
        return _printable((self.given / entry.relative_to(self.root)).as_posix())


def _is_under(entry: Path, folder: str) -> bool:
    return os.path.join(os.path.realpath(entry), "").startswith(folder)


def _mode(entry: Path) -> int | None:
    """Give the mode of what an entry leads to; None where that can't be reached."""
    try:
        return entry.stat().st_mode
    except OSError:
        return None


def _printable(name: str) -> str:
    """Write the bytes of a file name that are no UTF-8 as escapes, so that names stay different."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _unique(sources: list[Source]) -> list[Source]:
    """Put as many folders of the root before keys that are the same as it takes to tell them apart.

    Where that does not (a name that holds the escape of another's byte), they are numbered in the order of paths.
    """
    keys = [source.key for source in sources]
    for depth in range(1, 1 + max(len(source.root.parts) for source in sources)):
        roots = {(key, source.root) for key, source in zip(keys, sources, strict=True)}
        counts = Counter(key for key, _ in roots)
        if len(counts) == len(roots):
            break
        keys = [
            key if counts[key] == 1 else _prefixed(source, depth)
            for key, source in zip(keys, sources, strict=True)
        ]
    seen: Counter[str] = Counter()
    unique = []
    for source, key in sorted(zip(sources, keys, strict=True), key=lambda pair: os.fsencode(pair[0].path)):
        seen[key] += 1
        unique.append(replace(source, key=key if seen[key] == 1 else f"{key}~{seen[key]}"))
    return unique


def _prefixed(source: Source, depth: int) -> str:
    return _printable("/".join([*source.root.parts[-depth:], source.key])).lstrip("/")
