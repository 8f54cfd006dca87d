"""What can go wrong, in the words a person acts on: every message shows the bad value and where it stands."""

from __future__ import annotations


class KbgraphError(Exception):
    """Base of every error that kbgraph raises on purpose."""


class InputError(KbgraphError, ValueError):
    """An input can't be used.

    `path` and `line` (from 1) say where; either is None where it does not apply.
    """

    def __init__(self, message: str, *, path: str | None = None, line: int | None = None) -> None:
        where = "" if path is None else f"{path}: " if line is None else f"{path}:{line}: "
        super().__init__(where + message)
        self.message = message
        self.path = path
        self.line = line

    def __reduce__(self) -> tuple[object, ...]:
        return _restore, (type(self), self.message, self.path, self.line)


def _restore(kind: type[InputError], message: str, path: str | None, line: int | None) -> InputError:
    return kind(message, path=path, line=line)


class VocabularyError(InputError):
    """A vocabulary file breaks its rules; one error lists every fault found in it."""


class RelationsError(InputError):
    """A file of relation types breaks its rules; one error lists every fault found in it."""


class GraphFileError(InputError):
    """A graph file is not one that kbgraph wrote, or is damaged."""


class NoDocumentError(InputError, LookupError):
    """Nothing under the given paths is a document that kbgraph reads."""


class ModelMissingError(KbgraphError, ImportError):
    """The spaCy model is not installed."""


class ModelError(KbgraphError, ValueError):
    """A spaCy pipeline can't be used: it lacks a step, or is not for English."""


class UnknownNameError(KbgraphError, LookupError):
    """No node bears the name asked for; `nearest` holds the names that come closest, best first."""

    def __init__(self, name: str, nearest: tuple[str, ...] = ()) -> None:
        hint = f"; the nearest names are {', '.join(nearest)}" if nearest else ""
        super().__init__(f"nothing in the graph is named {name!r}{hint}")
        self.name = name
        self.nearest = nearest


class OutputError(KbgraphError, OSError):
    """A file can't be written."""


class BusyError(OutputError):
    """Another process is writing in the same place."""


class UnknownFormatError(KbgraphError, LookupError):
    """An export format that does not exist."""


class PluginError(KbgraphError, RuntimeError):
    """What another package adds to kbgraph can't be used."""


class MissingExtraError(KbgraphError, ImportError):
    """A format needs a package that is not installed; the message names the extra that brings it."""


class GoldFileError(InputError):
    """A gold file breaks its format; one error lists every fault found in it."""


class SettingError(KbgraphError, ValueError):
    """A setting, from an option or the environment, is missing or can't be used."""


class ServerError(KbgraphError, ConnectionError):
    """A database server can't be reached, refuses, or fails at what it is asked."""


class QueryError(KbgraphError, ValueError):
    """A query can't be answered as it was asked."""


class WorkerError(KbgraphError, RuntimeError):
    """A process of a run ended before its work did."""
