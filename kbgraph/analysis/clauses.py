"""Read the clauses of a parse: who does what to whom, with voice, negation, modality and condition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kbgraph.analysis.parsing import NOUN_TAGS, VERB_TAGS, Parse

_INSTRUMENT_VERBS = frozenset({"use", "leverage", "utilize", "utilise", "employ", "let", "configure"})
_FAILING = frozenset({"fail", "refuse", "avoid"})
_CONDITIONS = frozenset({"if", "unless", "provided", "whether"})
_PREPOSITIONS = frozenset({"prep", "agent", "dative"})
_PRONOUNS = frozenset({"that", "which", "who", "whom"})
_ADVERBIAL = frozenset({"use", "cause", "result", "lead", "depend", "include", "follow", "base"})
"""Verbs whose participles say how or with what effect, not who does it."""

_DEMANDS = frozenset({"require", "need", "demand", "involve", "mean", "recommend", "suggest", "consider"})
"""Verbs that don't say who does what their gerund names: "resilience requires tracking metrics"."""

_TIMES = frozenset({"when", "before", "after", "since", "until"})
_ASPECTS = frozenset({"start", "begin", "stop", "keep", "continue", "finish", "avoid"})
"""Verbs whose subject is also that of the gerund after them."""

_GENERIC = frozenset({"you", "we", "users", "customers", "one", "they", "i"})
"""Subjects that stand for whoever does it."""

_OBLIGATIONS = {"need": "must", "have": "must", "require": "must"}


@dataclass(frozen=True, slots=True)
class Clause:
    """One verb with its arguments, as token indices.

    `word` is the verb as written (after "be", the participle or adjective); `voice` is "active", "passive" or
    "copula"; `prepositions` pairs each preposition with its objects. `condition` is the clause it depends on, as
    written.
    """

    verb: int
    lemma: str
    word: str
    voice: str
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    prepositions: tuple[tuple[str, tuple[int, ...]], ...]
    negated: bool
    modality: str | None
    condition: str | None


def find_clauses(parse: Parse) -> Iterator[Clause]:
    """Give the clauses that state something; what stands under "if" or "whether" is not stated."""
    for verb, tag in enumerate(parse.tags):
        if tag not in VERB_TAGS or parse.deps[verb] in {"aux", "auxpass", "amod", "compound"}:
            continue
        if _hypothetical(parse, verb) or _dangles(parse, verb):
            continue
        passive = _is_passive(parse, verb)
        clause = Clause(
            verb=verb,
            lemma=parse.lemmas[verb],
            word=parse.lowers[verb],
            voice="passive" if passive else "active",
            subjects=_agents(parse, verb, passive=passive),
            objects=tuple(_objects(parse, verb)),
            prepositions=(*_prepositions(parse, verb), *_instrument_as_agent(parse, verb, passive=passive)),
            negated=_negated(parse, verb),
            modality=_modality(parse, verb),
            condition=_condition(parse, verb),
        )
        yield clause
        if clause.lemma == "be":
            for predicate in _children(parse, verb, {"acomp", "attr"}):
                yield replace(
                    clause,
                    lemma=parse.lemmas[predicate],
                    word=parse.lowers[predicate],
                    voice="copula",
                    objects=(),
                    prepositions=tuple(_prepositions(parse, predicate)),
                )


def _children(parse: Parse, index: int, deps: set[str] | frozenset[str]) -> list[int]:
    return [child for child in parse.children[index] if parse.deps[child] in deps]


def _is_passive(parse: Parse, verb: int) -> bool:
    if parse.tags[verb] not in {"VBN", "VBD"}:
        return False
    if _children(parse, verb, {"auxpass", "nsubjpass"}) or parse.deps[verb] == "acl":
        return True
    if parse.deps[verb] == "conj" and not _children(parse, verb, {"nsubj", "aux"}):
        return parse.tags[verb] == "VBN" and _is_passive(parse, parse.heads[verb])
    return False


def _subjects(parse: Parse, verb: int) -> Iterator[int]:
    """Give the verb's subjects: its own, its antecedent's, or those of the verb that governs it."""
    own = _children(parse, verb, {"nsubj", "nsubjpass", "csubj"})
    dep, head = parse.deps[verb], parse.heads[verb]
    if own:
        for subject in own:
            yield _antecedent(parse, verb, subject)
    elif dep in {"acl", "relcl"}:
        if parse.tags[verb] in {"VBN", "VBG"} or (dep == "relcl" and not _is_infinitive(parse, verb)):
            yield head
    elif dep == "conj" and parse.tags[head] in VERB_TAGS:
        yield from _subjects(parse, head)
    elif dep in {"xcomp", "advcl"} and parse.tags[head] in VERB_TAGS:
        objects = _children(parse, head, {"dobj"})
        if objects and parse.lemmas[head] in _INSTRUMENT_VERBS and _is_infinitive(parse, verb):
            yield from objects
        elif dep == "advcl" and parse.tags[verb] != "VBG":
            return
        elif not (parse.tags[verb] == "VBG" and parse.lemmas[head] in _DEMANDS):
            yield from _subjects(parse, head)


def _agents(parse: Parse, verb: int, *, passive: bool) -> tuple[int, ...]:
    """Give the subjects; where those are "you" or nobody, the instrument: "create a queue using the console"."""
    subjects = tuple(_subjects(parse, verb))
    if passive or any(parse.lowers[subject] not in _GENERIC for subject in subjects):
        return subjects
    return tuple(_instruments(parse, verb)) or subjects


def _instrument_as_agent(parse: Parse, verb: int, *, passive: bool) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Read "a queue is created using the console" as "by the console"."""
    if passive and (instruments := tuple(_instruments(parse, verb))):
        yield "by", instruments


def _instruments(parse: Parse, verb: int) -> Iterator[int]:
    """Give what stands after a "using" that says how the verb is done, wherever the parser hung it."""
    for index in range(verb + 1, len(parse)):
        if parse.lowers[index] != "using" or parse.tags[index] != "VBG":
            continue
        governor = parse.heads[index]
        while (
            governor != verb and parse.tags[governor] not in VERB_TAGS and parse.heads[governor] != governor
        ):
            governor = parse.heads[governor]
        if governor == verb:
            yield from _children(parse, index, {"dobj"})


def _is_infinitive(parse: Parse, verb: int) -> bool:
    return any(parse.lowers[child] == "to" for child in parse.children[verb])


def _antecedent(parse: Parse, verb: int, index: int) -> int:
    """Give the noun that a relative pronoun stands for, or the index itself."""
    if parse.lowers[index] in _PRONOUNS and parse.tags[index] in {"WDT", "WP", "IN", "DT"}:
        head = verb
        while parse.deps[head] == "conj" and parse.tags[parse.heads[head]] in VERB_TAGS:
            head = parse.heads[head]
        if parse.deps[head] == "relcl":
            return parse.heads[head]
    return index


def _objects(parse: Parse, verb: int) -> Iterator[int]:
    for child in _children(parse, verb, {"dobj"}):
        yield _antecedent(parse, verb, child)
    for child in _children(parse, verb, {"xcomp"}):  # "requires monitoring"
        if parse.tags[child] == "VBG":
            yield child


def _prepositions(parse: Parse, index: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Give the prepositions of a word with their objects, through "depending on" and "according to"."""
    for child in parse.children[index]:
        if parse.deps[child] in _PREPOSITIONS and parse.children[child]:
            objects = tuple(_children(parse, child, {"pobj"}))
            if objects:
                yield parse.lowers[child], objects
            for inner in _children(parse, child, {"prep"}):
                if objects := tuple(_children(parse, inner, {"pobj"})):
                    yield parse.lowers[inner], objects
        elif parse.deps[child] == "advcl" and parse.lowers[child] == "using":
            if objects := tuple(_children(parse, child, {"dobj"})):
                yield "using", objects
        elif parse.deps[child] == "dobj":
            for inner in _children(
                parse, child, {"prep"}
            ):  # attached to the object: "send messages to a queue"
                if objects := tuple(_children(parse, inner, {"pobj"})):
                    yield parse.lowers[inner], objects


def _governors(parse: Parse, verb: int) -> Iterator[int]:
    """Give the verb and those whose negation and modality it shares: governors of infinitives, first conjuncts."""
    yield verb
    while True:
        head, dep = parse.heads[verb], parse.deps[verb]
        shares = dep == "xcomp" or (
            dep == "conj" and not _children(parse, verb, {"nsubj", "nsubjpass", "aux"})
        )
        if not shares or parse.tags[head] not in VERB_TAGS:
            return
        verb = head
        yield verb


def _negated(parse: Parse, verb: int) -> bool:
    governors = list(_governors(parse, verb))
    if any(_denies(parse, governor) for governor in governors):
        return True
    if any(parse.lemmas[governor] in _FAILING for governor in governors if governor != verb):
        return True
    arguments = _children(parse, verb, {"dobj", "attr", "nsubj", "nsubjpass"})
    determiners = (child for argument in arguments for child in _children(parse, argument, {"det"}))
    return any(parse.lowers[determiner] in {"no", "neither"} for determiner in determiners)


def _denies(parse: Parse, verb: int) -> bool:
    """Tell whether "not", "never" or "no longer" stands with a verb."""
    if _children(parse, verb, {"neg"}):
        return True
    adverbs = {parse.lowers[child]: child for child in parse.children[verb]}
    longer = adverbs.get("longer")
    return "never" in adverbs or (
        longer is not None and "no" in {parse.lowers[child] for child in parse.children[longer]}
    )


def _modality(parse: Parse, verb: int) -> str | None:
    for governor in _governors(parse, verb):
        for child in _children(parse, governor, {"aux"}):
            if parse.tags[child] == "MD":
                return {"ca": "can", "wo": "will", "'ll": "will", "'d": "would"}.get(
                    parse.lowers[child], parse.lowers[child]
                )
        if governor != verb and parse.lemmas[governor] in _OBLIGATIONS and _is_infinitive(parse, verb):
            return _OBLIGATIONS[parse.lemmas[governor]]
    return None


def _condition(parse: Parse, verb: int) -> str | None:
    """Give the conditional clause of the verb as written, or None."""
    for governor in _governors(parse, verb):
        for child in _children(parse, governor, {"advcl"}):
            if any(parse.lowers[mark] in _CONDITIONS for mark in _children(parse, child, {"mark", "advmod"})):
                tokens = _subtree(parse, child)
                return parse.text[parse.starts[min(tokens)] : parse.ends[max(tokens)]].strip(" ,;:")
    return None


def _hypothetical(parse: Parse, verb: int) -> bool:
    """Tell whether the verb stands in a clause after "if", "unless" or "whether"."""
    index = verb
    while True:
        if any(parse.lowers[mark] in _CONDITIONS for mark in _children(parse, index, {"mark"})):
            return True
        head = parse.heads[index]
        if head == index or parse.tags[index] in NOUN_TAGS:
            return False
        index = head


def _dangles(parse: Parse, verb: int) -> bool:
    """Tell whether a participle or infinitive has no subject that the grammar gives.

    "Queues using X-Ray", "…, causing loss", "when connecting to a file system", "resources required to process
    messages", "to enforce creating encrypted volumes".
    """
    while parse.deps[verb] == "conj" and parse.tags[parse.heads[verb]] == parse.tags[verb] == "VBG":
        verb = parse.heads[verb]
    if parse.tags[verb] == "VBG" and parse.lemmas[verb] in _ADVERBIAL:
        return not _children(parse, verb, {"aux"})
    if _children(parse, verb, {"nsubj", "nsubjpass"}):
        return False
    governor = parse.heads[verb]
    if parse.tags[verb] == "VBG":
        if parse.deps[verb] == "xcomp":
            return parse.lemmas[governor] not in _ASPECTS
        timed = any(parse.lowers[child] in _TIMES for child in _children(parse, verb, {"advmod", "mark"}))
        return timed and parse.deps[verb] in {"acl", "advcl"}
    return (
        parse.deps[verb] == "xcomp"
        and parse.deps[governor] == "acl"
        and parse.lemmas[governor] in _OBLIGATIONS
    )


def _subtree(parse: Parse, index: int) -> list[int]:
    found = [index]
    for child in parse.children[index]:
        found += _subtree(parse, child)
    return found
