"""Real Markdown to damage: the repository's own, the specification's examples, and a folder that is named.

KBGRAPH_CORPUS names folders (apart by the system's sign for that) whose documents are read too. None of their text
is ever kept: a failure is scrubbed of words before it is written.
"""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path
from random import Random

from tests.commonmark import SpecMissingError, spec_examples

CORPUS = "KBGRAPH_CORPUS"
_ROOT = Path(__file__).parents[3]
_SUFFIXES = (".md", ".mdx", ".markdown", ".txt")
_LARGEST = 2_000_000  # bytes of a file that is taken


@cache
def documents() -> tuple[str, ...]:
    """Give the texts of all real documents, the repository's own first."""
    own = [_ROOT / "README.md", *sorted(_ROOT.glob("docs/*.md")), *sorted(_ROOT.glob("examples/*.md"))]
    named = os.environ.get(CORPUS, "").split(os.pathsep)
    others = [path for folder in named if folder for path in sorted(Path(folder).rglob("*"))]
    paths = own + [path for path in others if path.suffix in _SUFFIXES and path.is_file()]
    texts = (path.read_bytes().decode("utf-8", "replace") for path in paths if path.stat().st_size < _LARGEST)
    return tuple(text for text in texts if text.strip())


@cache
def examples() -> tuple[str, ...]:
    """Give the examples of the CommonMark specification; none where it can't be had."""
    try:
        return tuple(spec_examples())
    except SpecMissingError:
        return ()


@cache
def fingerprint() -> str:
    """Say what the inputs are made from beside their seed: equal where equal seeds make equal inputs."""
    digest = hashlib.sha256()
    for text in (*documents(), "\0", *examples()):
        digest.update(text.encode("utf-8", "surrogatepass"))
    return f"{len(documents())} documents, {len(examples())} examples, {digest.hexdigest()[:8]}"


def excerpt(rng: Random, most: int = 500) -> str:
    """Give some lines of a real document, at most so many characters of them."""
    text = _any(rng, documents())
    start = text.rfind("\n", 0, int(rng.random() * len(text))) + 1
    return text[start : start + 100 + int(rng.random() * most)]


def opening(rng: Random, most: int = 500) -> str:
    """Give the beginning of a real document, where front matter stands."""
    return _any(rng, documents())[: 100 + int(rng.random() * most)]


def example(rng: Random) -> str:
    """Give some of the specification's examples, one after the other; without them, of a real document."""
    if not examples():
        return excerpt(rng)
    return "\n".join([_any(rng, examples()) for _ in range(2 + int(rng.random() * 6))])


def _any(rng: Random, texts: tuple[str, ...]) -> str:
    return texts[int(rng.random() * len(texts))]
