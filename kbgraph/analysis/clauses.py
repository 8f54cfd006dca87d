"""Read the clauses of a parse: who does what to whom, with voice, negation, modality and condition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kbgraph.analysis.agents import antecedent, dangles, find_agents
from kbgraph.analysis.doubts import is_contradicted, is_doubtful
from kbgraph.analysis.hedges import is_hedged
from kbgraph.analysis.moods import denies_in_part, find_condition, find_modality, is_hypothetical, is_negated
from kbgraph.analysis.parsing import NOUN_TAGS, VERB_TAGS, Parse
from kbgraph.analysis.tree import children, is_infinitive

_ENABLING = frozenset({"enable", "allow", "permit", "let", "cause", "help", "authorize", "require"})
_FURNISHING = frozenset({"provide", "supply", "present"})
_GIVING = frozenset({"give", "grant", "deny"})
_RIGHTS = frozenset({"access", "permission", "permissions"})
_COUNTING = frozenset({"allow", "define", "determine", "affect", "influence", "specify"})
_IDIOMS = frozenset({("perform", "function"), ("perform", "functions"), ("have", "record")})
_AMOUNTS = frozenset({"number", "amount"})
_QUESTIONS = frozenset({"which", "what", "whose"})
_ACCESSES = frozenset({"read", "write", "execute"})
_PREPOSITIONS = frozenset({"prep", "agent", "dative"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One verb with its arguments, as token indices.

    `word` is the verb as written (after "be", the participle or adjective); `voice` is "active", "passive" or
    "copula"; `prepositions` pairs each preposition with its objects. `instruments` do it where nobody else is named.
    `condition` is the clause it depends on, as written.
    """

    verb: int
    lemma: str
    word: str
    voice: str
    subjects: tuple[int, ...]
    instruments: tuple[int, ...]
    objects: tuple[int, ...]
    prepositions: tuple[tuple[str, tuple[int, ...]], ...]
    negated: bool
    modality: str | None
    condition: str | None


def find_clauses(parse: Parse) -> Iterator[Clause]:
    """Give the clauses that state something; what stands under "if" or "whether" is not stated."""
    contradicted: set[int] = set()
    for verb, tag in enumerate(parse.tags):
        if tag not in VERB_TAGS or parse.deps[verb] in {"aux", "auxpass", "amod", "compound"}:
            continue
        if _is_no_clause(parse, verb):
            continue
        negated = is_negated(parse, verb)
        if is_hypothetical(parse, verb) or dangles(parse, verb) or (negated and denies_in_part(parse, verb)):
            continue
        passive = _is_passive(parse, verb)
        subjects, instruments = find_agents(parse, verb, passive=passive)
        if is_contradicted(parse, verb, subjects) or _inherits(parse, verb, contradicted):
            contradicted.add(verb)
            continue
        if is_doubtful(parse, verb) or is_hedged(parse, verb):
            continue
        clause = Clause(
            verb=verb,
            lemma=_lemma(parse, verb),
            word=parse.lowers[verb],
            voice="passive" if passive else "active",
            subjects=subjects,
            instruments=() if negated else instruments,
            objects=tuple(_objects(parse, verb)),
            prepositions=tuple(_prepositions(parse, verb)),
            negated=negated,
            modality=find_modality(parse, verb),
            condition=find_condition(parse, verb),
        )
        yield clause
        if clause.lemma == "be":
            for predicate in children(parse, verb, {"acomp", "attr"}):
                yield replace(
                    clause,
                    lemma=parse.lemmas[predicate],
                    word=parse.lowers[predicate],
                    voice="copula",
                    objects=(),
                    prepositions=tuple(_prepositions(parse, predicate)),
                )


def _inherits(parse: Parse, verb: int, contradicted: set[int]) -> bool:
    """Tell whether a verb has its subject from one whose own that can't be."""
    governed = parse.deps[verb] in {"xcomp", "ccomp", "conj"} and parse.heads[verb] in contradicted
    return governed and not any(
        parse.tags[child] in NOUN_TAGS for child in children(parse, verb, {"nsubj", "nsubjpass"})
    )


def _is_no_clause(parse: Parse, verb: int) -> bool:
    """Tell whether what looks like a verb is none: "have to", and "read and write access"."""
    if parse.lemmas[verb] == "have":
        return any(is_infinitive(parse, child) for child in children(parse, verb, {"xcomp"}))
    return parse.lowers[verb] in _ACCESSES and not _RIGHTS.isdisjoint(parse.lowers[verb : verb + 5])


def _lemma(parse: Parse, verb: int) -> str:
    """Give the base form with its particle: "back up", "run off"."""
    return " ".join([parse.lemmas[verb], *(parse.lowers[child] for child in children(parse, verb, {"prt"}))])


def _is_passive(parse: Parse, verb: int) -> bool:
    if parse.tags[verb] not in {"VBN", "VBD"}:
        return False
    if children(parse, verb, {"auxpass", "nsubjpass"}) or parse.deps[verb] == "acl":
        return True
    if parse.deps[verb] == "conj" and not children(parse, verb, {"nsubj", "aux"}):
        return parse.tags[verb] == "VBN" and _is_passive(parse, parse.heads[verb])
    return False


def _objects(parse: Parse, verb: int) -> Iterator[int]:
    """Give what the verb is done to; "X" in "enable X to connect" is who does the other verb."""
    if parse.lemmas[verb] in _ENABLING and any(
        is_infinitive(parse, child) for child in children(parse, verb, {"xcomp", "ccomp"})
    ):
        return
    if parse.lemmas[verb] in _FURNISHING and _is_given_with(parse, verb):
        return  # "provides the worker with a configuration"
    for child in children(parse, verb, {"dobj"}):
        if parse.lowers[child - 1] == "(" or (parse.lemmas[verb], parse.lowers[child]) in _IDIOMS:
            continue
        given = parse.lemmas[verb] in _GIVING and parse.lowers[child] in _RIGHTS
        if given and children(parse, child, {"compound", "poss"}):
            continue  # "grants his account access"
        if parse.lemmas[verb] in _COUNTING and parse.lowers[child] in _AMOUNTS:
            continue  # "allows a lower number of messages"
        if parse.lemmas[verb] == "cause" and any(
            is_infinitive(parse, each) for each in parse.children[child]
        ):
            continue  # "causes the counter to start"
        if not any(parse.lowers[det] in _QUESTIONS for det in children(parse, child, {"det"})):
            yield antecedent(parse, verb, child)
    for child in children(parse, verb, {"xcomp"}):  # "requires monitoring"
        if parse.tags[child] == "VBG":
            yield child


def _is_given_with(parse: Parse, verb: int) -> bool:
    return any(parse.lowers[child] == "with" and child > verb for child in children(parse, verb, {"prep"}))


def _is_relative(parse: Parse, preposition: int) -> bool:
    """Tell whether a preposition stands with a relative pronoun: "the Region in which it runs"."""
    return any(parse.tags[child] in {"WDT", "WP"} for child in parse.children[preposition])


def _prepositions(parse: Parse, index: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Give the prepositions of a word with their objects, through "depending on" and "according to"."""
    for child in parse.children[index]:
        if parse.deps[child] in _PREPOSITIONS and parse.children[child]:
            if child < index and not _is_relative(parse, child):
                continue  # sets the scene: "with Amazon ECS, tasks run in …"
            objects = tuple(children(parse, child, {"pobj"}))
            if objects:
                yield parse.lowers[child], objects
            for inner in children(parse, child, {"prep"}):
                if objects := tuple(children(parse, inner, {"pobj"})):
                    yield parse.lowers[inner], objects
        elif parse.deps[child] == "advcl" and parse.lowers[child] == "using":
            if objects := tuple(children(parse, child, {"dobj"})):
                yield "using", objects
        elif parse.deps[child] == "dobj":
            for inner in children(
                parse, child, {"prep"}
            ):  # attached to the object: "send messages to a queue"
                if objects := tuple(children(parse, inner, {"pobj"})):
                    yield parse.lowers[inner], objects
