"""Mend parses whose tags and arcs contradict each other: the parser is right more often than the tagger.

The small model reads "DynamoDB stores items" with a noun "stores" that has a subject and an object. English has
no such noun, so the tag gives way. Each step mends one contradiction of that kind and leaves other parses alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj"})
_VERBAL = _SUBJECTS | _OBJECTS | {"aux", "auxpass"}
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "compound"})
_MODIFIERS = frozenset({"compound", "amod", "nmod", "nummod", "det", "poss"})
_OWN_MODIFIERS = frozenset({"compound", "amod", "nmod"})
_PRESENT = {"NN": "VBP", "NNS": "VBZ"}
_NOUN = {"VB": "NN", "VBP": "NN", "VBZ": "NNS"}
_FINITE = frozenset({"VBZ", "VBP", "VBD"})


class Arcs:
    """The columns of a parse that may be mended; see `Parse` for what they hold."""

    def __init__(self, words: Sequence[str], tags: list[str], deps: list[str], heads: list[int]) -> None:
        self.words = words
        self.tags = tags
        self.deps = deps
        self.heads = heads
        self.children: list[list[int]] = [[] for _ in words]
        for index, head in enumerate(heads):
            if head != index:
                self.children[head].append(index)

    def attach(self, child: int, head: int, dep: str) -> None:
        """Hang a token on another one."""
        if self.heads[child] != child:
            self.children[self.heads[child]].remove(child)
        self.heads[child], self.deps[child] = head, dep
        self.children[head] = sorted([*self.children[head], child])

    def has(self, index: int, deps: frozenset[str]) -> bool:
        """Tell whether something hangs on a token by one of `deps`."""
        return not deps.isdisjoint([self.deps[child] for child in self.children[index]])


def mend(arcs: Arcs) -> None:
    """Mend a parse in place, a step after the other."""
    for step in _STEPS:
        for index in range(len(arcs.words)):
            step(arcs, index)


def _noun_with_subject_and_object(arcs: Arcs, index: int) -> None:
    """Read "stores/NNS" in "DynamoDB stores items" as a verb."""
    tag = _PRESENT.get(arcs.tags[index])
    if tag and " " not in arcs.words[index] and arcs.has(index, _SUBJECTS) and arcs.has(index, _OBJECTS):
        arcs.tags[index] = tag


def _verb_as_argument(arcs: Arcs, index: int) -> None:
    """Read "instances/VBZ" in "terminates EC2 instances" as a noun."""
    tag = _NOUN.get(arcs.tags[index])
    if tag and arcs.deps[index] in _ARGUMENTS and not arcs.has(index, _VERBAL):
        arcs.tags[index] = tag


def _verb_after_argument(arcs: Arcs, index: int) -> None:
    """Read "workloads/VBZ" at the end of "features to Amazon ECS workloads" as the head of the noun phrase."""
    noun = index - 1
    idle = arcs.tags[index] in {"VBZ", "VBP"} and not arcs.children[index] and arcs.heads[index] != index
    ends = index + 1 < len(arcs.words) and arcs.words[index + 1] in {".", ",", ";", ")"}
    named = noun >= 0 and arcs.tags[noun].startswith("NN") and arcs.deps[noun] in {"pobj", "dobj"}
    if not (idle and ends and named):
        return
    arcs.tags[index] = _NOUN[arcs.tags[index]]
    arcs.attach(index, arcs.heads[noun], arcs.deps[noun])
    for child in list(arcs.children[noun]):
        arcs.attach(child, index, arcs.deps[child])
    arcs.attach(noun, index, "compound")


def _compound_of_verb(arcs: Arcs, index: int) -> None:
    """Read "consumption/compound" in "Memory consumption scales with …" as the subject of the verb."""
    verb = arcs.heads[index]
    if arcs.deps[index] != "compound" or arcs.tags[verb] not in _FINITE or verb <= index:
        return
    before = [child for child in arcs.children[verb] if child < verb and arcs.deps[child] in _MODIFIERS]
    if index != before[-1] or arcs.deps[verb] in _ARGUMENTS | _MODIFIERS or arcs.has(verb, _SUBJECTS):
        return
    arcs.deps[index] = "nsubj"
    for child in before[:-1]:
        arcs.attach(child, index, arcs.deps[child])


def _verb_in_list_of_nouns(arcs: Arcs, index: int) -> None:
    """Read "replay/VB speed/dobj" in "on snapshot size, throughput, and replay speed" as a noun phrase."""
    verb = (
        arcs.deps[index] == "conj"
        and arcs.tags[index] in {"VB", "VBP"}
        and not arcs.has(index, _VERBAL - _OBJECTS)
    )
    if not verb or not _in_list_of_nouns(arcs, index):
        return
    objects = [child for child in arcs.children[index] if arcs.deps[child] in _OBJECTS]
    if objects == [index + 1]:
        noun, others = index + 1, [child for child in arcs.children[index] if child != index + 1]
        arcs.attach(noun, arcs.heads[index], "conj")
        arcs.attach(index, noun, "compound")
        for child in others:
            arcs.attach(child, noun, arcs.deps[child])
    if len(objects) == 0 or objects == [index + 1]:
        arcs.tags[index] = "NN"


def _shared_head(arcs: Arcs, index: int) -> None:
    """Read "blast radius and rollback plans" as two nouns, where the parse takes both for modifiers of "plans".

    Only where the first is of several words itself: "CPU and memory use" is left alone.
    """
    head = arcs.heads[index]
    several = " " in arcs.words[index] or arcs.has(index, _OWN_MODIFIERS)
    if arcs.deps[index] not in {"nmod", "compound"} or head < index or not several:
        return
    last = [child for child in arcs.children[index] if arcs.deps[child] == "conj"]
    nouns = all(arcs.tags[each].startswith("NN") for each in (index, head, *last))
    if last != [head - 1] or not nouns:
        return
    for child in (index, *last):
        arcs.attach(child, head, "compound")
    arcs.attach(index, arcs.heads[head], arcs.deps[head])
    arcs.attach(head, index, "conj")


def _in_list_of_nouns(arcs: Arcs, index: int) -> bool:
    """Tell whether a conjunct goes back to the object of a preposition, or is the third noun of a list at least."""
    conjuncts = 0
    while arcs.deps[index] == "conj" and arcs.heads[index] != index:
        index = arcs.heads[index]
        conjuncts += 1
        if not arcs.tags[index].startswith("NN"):
            return False
    return arcs.deps[index] == "pobj" or (arcs.deps[index] in _OBJECTS and conjuncts > 1)


_STEPS: tuple[Callable[[Arcs, int], None], ...] = (
    _noun_with_subject_and_object,
    _verb_as_argument,
    _verb_after_argument,
    _compound_of_verb,
    _verb_in_list_of_nouns,
    _shared_head,
)
