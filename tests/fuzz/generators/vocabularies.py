"""Vocabulary files: sound ones, those with faults of every kind, and YAML that is a trap."""

from __future__ import annotations

import json
from random import Random

from tests.fuzz.case import Case
from tests.fuzz.generators.characters import characters
from tests.fuzz.generators.words import NAMES, WORDS, words
from tests.fuzz.mutations import damaged, mutated

_KEYS = (
    "prefLabel", "altLabel", "id", "broader", "parent", "ordinary", "remove", "prefix", "category",
    "vocabulary_id", "colour", "", "~", "<<", "no", "1", "prefLabel ", "PREFLABEL",
)  # fmt: skip
_SECTIONS = ("concepts", "services", "same", "different", "ignore", "terms", "<<", "concepts", "services")
_TRAPS = (
    "&a x", "*a", "!!python/object:os.system x", "!!binary aGk=", "!!set {a, b}", "!<tag:x> y", "? a",
    "? [a]\n: b", "<<: {a: b}", "- - - a", "[[[[[[[[[[[[[[[[[[", "{{{{", "|\n a", ">+2\n  a",
    "%YAML 9.9\n---\na", "--- a", "...", "\t- a", "'", '"\\q"', '"\\ud800"', '"\\U00110000"', "@a", "`a",
    "a: b: c", "[a, b", "{a, b", "- a\n -b", "0x_", "2024-02-30", ".inf", "1e999", "0o9", "=", "null", "\x85",
    "\u2028", "\ufeff", "a\u200b", "\u2015", "ﬁ", "İ", "ß", "-", "--", "&", "'s", "s", "AWS ",
)  # fmt: skip


def vocabulary(rng: Random) -> Case:
    """Give a vocabulary file."""
    chance = rng.random()
    if chance < 0.4:
        text = _block_style(rng)
    elif chance < 0.75:
        text = _flow_style(rng)
    elif chance < 0.85:
        text = f"concepts:\n  - prefLabel: {_trap(rng)}\n    altLabel: [{_trap(rng)}]\n"
    elif chance < 0.9:
        text = _bomb(rng)
    else:
        text = "\n".join([_trap(rng) for _ in range(1 + int(rng.random() * 5))])
    if rng.random() < 0.5:
        text = mutated(text, rng, 3)
    if rng.random() < 0.1:
        return Case(damaged(text, rng), ".yaml")
    return Case(text.encode("utf-8", "surrogatepass"), ".yaml")


def _block_style(rng: Random) -> str:
    rows = []
    for _ in range(1 + int(rng.random() * 3)):
        section = _SECTIONS[int(rng.random() * len(_SECTIONS))]
        rows.append(f"{section}:")
        for _ in range(int(rng.random() * 6)):
            rows += (
                _entry(rng) if section in ("concepts", "services") else [f"  - [{_name(rng)}, {_name(rng)}]"]
            )
    return "\n".join(rows) + "\n"


def _entry(rng: Random) -> list[str]:
    rows = [f"  - prefLabel: {_name(rng)}"] if rng.random() < 0.8 else [f"  - id: {_name(rng)}"]
    for _ in range(int(rng.random() * 4)):
        key = _KEYS[int(rng.random() * len(_KEYS))]
        many = rng.random() < 0.4
        rows.append(f"    {key}: " + (f"[{_name(rng)}, {_name(rng)}]" if many else _name(rng)))
    return rows


def _name(rng: Random) -> str:
    chance = rng.random()
    if chance < 0.35:
        return json.dumps(NAMES[int(rng.random() * len(NAMES))])
    if chance < 0.55:
        return ("queue", "dead-letter-queue", "service:sqs", "concept:queue", "a", "b")[int(rng.random() * 6)]
    if chance < 0.75:
        return json.dumps(words(rng, 3))
    if chance < 0.85:
        return json.dumps(WORDS[int(rng.random() * len(WORDS))] + characters(rng, 2))
    return _trap(rng) if chance < 0.93 else characters(rng, 5)


def _trap(rng: Random) -> str:
    return _TRAPS[int(rng.random() * len(_TRAPS))]


def _flow_style(rng: Random) -> str:
    tree = {
        _SECTIONS[int(rng.random() * len(_SECTIONS))]: _tree(rng, 0) for _ in range(1 + int(rng.random() * 3))
    }
    return json.dumps(tree, ensure_ascii=rng.random() < 0.5, indent=2 if rng.random() < 0.5 else None)


def _tree(rng: Random, depth: int) -> object:
    chance = rng.random()
    if depth < 4 and chance < 0.45:
        return [_tree(rng, depth + 1) for _ in range(int(rng.random() * 4))]
    if depth < 4 and chance < 0.8:
        keys = [_KEYS[int(rng.random() * len(_KEYS))] for _ in range(int(rng.random() * 4))]
        return {key: _tree(rng, depth + 1) for key in keys}
    return (words(rng, 3), characters(rng, 4), "queue", 7, 1.5, None, True, "x" * 300)[int(rng.random() * 8)]


def _bomb(rng: Random) -> str:
    if rng.random() < 0.5:
        depth = 1 << int(rng.random() * 12)
        return "concepts: " + "[" * depth + "]" * int(rng.random() * 2) * depth
    rows = ["a0: &a0 [x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 2 + int(rng.random() * 20))]
    return "\n".join(rows)
