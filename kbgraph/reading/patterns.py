"""Patterns for file names, as in a .gitignore.

A pattern is an automaton whose states are the bits of a number (Baeza-Yates and Gonnet 1992, "A new approach to text
searching"), so that a key is matched in one pass, whatever the pattern: a regular expression tries the stars of
`*a*a*a` in every combination.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

_TOKEN = re.compile(r"\[!?\]?[^\]]*+\]|(?:\*\*/)+|\*+|[^*]")
_LAST_TOKEN = re.compile(r"/\*\*$|(?:\*\*/)+|\*+|[^*]")  # where no bracket closes any more
_ANY_FOLDER = "**/"

Fits = Callable[[str], bool]
"""Tells of a character whether it may stand somewhere."""


def matcher(patterns: Sequence[str]) -> Callable[[str], bool]:
    """Give the test whether a key (a path with "/") is matched by one of the patterns.

    A pattern without a slash matches a name at any depth, with one it matches from the root; `**` spans
    folders; what it matches includes everything under it.
    """
    compiled = [_compiled(pattern) for pattern in patterns]
    return lambda key: any(automaton.matches(key) for automaton in compiled)


@dataclass(frozen=True, slots=True)
class _State:
    """What leads on from a state: a character to the next one, any of some to itself, nothing to one `skip` on."""

    steps: Fits
    stays: Fits
    skip: int = 0


@dataclass(slots=True)
class _Automaton:
    """States in their order; a key is matched where it leads to one of the `final` ones."""

    states: list[_State]
    final: int
    skips: tuple[int, int]  # the states that one and two are skipped from
    known: dict[str, tuple[int, int]] = field(
        default_factory=dict
    )  # of a character: states it steps from, stays in

    def matches(self, key: str) -> bool:
        """Tell whether a key is matched."""
        reached = _skipped(1, *self.skips)
        for character in key:
            steps, stays = self._of(character)
            reached = _skipped((reached & steps) << 1 | reached & stays, *self.skips)
            if not reached:
                return False
        return bool(reached & self.final)

    def _of(self, character: str) -> tuple[int, int]:
        found = self.known.get(character)
        if found is None:
            found = self.known[character] = (
                _bits(state.steps(character) for state in self.states),
                _bits(state.stays(character) for state in self.states),
            )
        return found


def _bits(states: Iterable[bool]) -> int:
    """Give the number whose bits are the states, the first one the lowest."""
    return int("".join("01"[state] for state in states)[::-1], 2)


def _skipped(reached: int, by_one: int, by_two: int) -> int:
    """Add the states that nothing leads to; where a folder may be left out, a star may follow, not the reverse."""
    reached |= (reached & by_two) << 2
    return reached | (reached & by_one) << 1


def _compiled(pattern: str) -> _Automaton:
    given = pattern.removeprefix("./")
    body = given.strip("/")
    anchored = "/" in given.rstrip("/")
    last = body.rfind("]") + 1
    tokens = [*_TOKEN.findall(body, 0, last), *_LAST_TOKEN.findall(body, last)]
    if not anchored:
        tokens.insert(0, _ANY_FOLDER)
    states = [state for token in tokens for state in _states(token)]
    inside = len(states) + 1
    states += [_State(_is_slash, _none), _State(_none, _any)]  # the end of what is named; what is under it
    final = 1 << inside | (0 if pattern.endswith("/") else 1 << inside - 1)
    return _Automaton(states, final, (_bits(s.skip == 1 for s in states), _bits(s.skip == 2 for s in states)))


def _states(token: str) -> Iterator[_State]:
    """Give the states of a part of a pattern."""
    if token.endswith(_ANY_FOLDER):
        yield _State(_any, _none, skip=2)
        yield _State(_is_slash, _any)
    elif token == "/**":
        yield _State(_is_slash, _none)
        yield _State(_any, _none)
        yield _State(_none, _any, skip=1)
    elif token.startswith("*"):
        yield _State(_none, _in_name, skip=1)
    elif token == "?":
        yield _State(_in_name, _none)
    elif token.startswith("[") and len(token) > 2 and (fits := _character_class(token)) is not None:
        yield _State(fits, _none)
    else:
        yield from (_State(character.__eq__, _none) for character in token)


def _character_class(token: str) -> Fits | None:
    """Read a class such as [a-z] or [!ab]; None for one that is none, and is taken as it is written."""
    negated = token[1] == "!"
    inner = re.sub(r"([\\\[\]&~|^])", r"\\\1", token[1 + negated : -1])
    try:
        made = re.compile(f"[^/{inner}]" if negated else f"[{inner}]")
    except re.error:
        return None
    return lambda character: made.fullmatch(character) is not None


def _any(character: str) -> bool:
    return True


def _none(character: str) -> bool:
    return False


def _is_slash(character: str) -> bool:
    return character == "/"


def _in_name(character: str) -> bool:
    return character != "/"
