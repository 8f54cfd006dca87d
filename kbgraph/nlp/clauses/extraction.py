"""Read the clauses of a sentence: who does what to whom, with voice, negation, modality and condition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from spacy.tokens import Token

from kbgraph.nlp.clauses.factuality import is_stated, states_facts
from kbgraph.nlp.clauses.parse_checks import is_contradicted, is_doubtful
from kbgraph.nlp.clauses.polarity_modality import (
    denies_in_part,
    find_condition,
    find_modality,
    is_hypothetical,
    is_negated,
)
from kbgraph.nlp.clauses.subjects import antecedent, dangles, find_subjects
from kbgraph.nlp.tokens import NOUN_TAGS, VERB_TAGS, Sentence, children, is_infinitive, norms, text_of

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
_NO_CLAUSES = frozenset({"aux", "auxpass", "amod", "compound"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One verb with its arguments.

    `word` is the verb as written (after "be", the participle or adjective); `voice` is "active", "passive" or
    "copula"; `prepositions` pairs each preposition with its objects. `instruments` do it where nobody else is named.
    `condition` is the clause it depends on, as written.
    """

    verb: Token
    lemma: str
    word: str
    voice: str
    subjects: tuple[Token, ...]
    instruments: tuple[Token, ...]
    objects: tuple[Token, ...]
    prepositions: tuple[tuple[str, tuple[Token, ...]], ...]
    negated: bool
    modality: str | None
    condition: str | None


def find_clauses(sentence: Sentence) -> Iterator[Clause]:
    """Give the clauses of a sentence that state something; what stands under "if" is not stated."""
    if not states_facts(text_of(sentence[0].doc)):
        return
    contradicted: set[int] = set()
    for verb in sentence:
        if verb.tag_ not in VERB_TAGS or verb.dep_ in _NO_CLAUSES or _is_no_clause(verb):
            continue
        negated = is_negated(verb)
        if is_hypothetical(verb) or dangles(verb) or (negated and denies_in_part(verb)):
            continue
        passive = _is_passive(verb)
        subjects, instruments = find_subjects(verb, passive=passive)
        if is_contradicted(verb, subjects) or _inherits(verb, contradicted):
            contradicted.add(verb.i)
            continue
        if is_doubtful(verb) or not is_stated(verb):
            continue
        clause = Clause(
            verb=verb,
            lemma=_lemma(verb),
            word=verb.norm_,
            voice="passive" if passive else "active",
            subjects=subjects,
            instruments=() if negated else instruments,
            objects=tuple(_objects(verb)),
            prepositions=tuple(_prepositions(verb)),
            negated=negated,
            modality=find_modality(verb),
            condition=find_condition(verb),
        )
        yield clause
        if clause.lemma == "be":
            for predicate in children(verb, {"acomp", "attr"}):
                yield replace(
                    clause,
                    lemma=predicate.lemma_,
                    word=predicate.norm_,
                    voice="copula",
                    objects=(),
                    prepositions=tuple(_prepositions(predicate)),
                )


def _inherits(verb: Token, contradicted: set[int]) -> bool:
    """Tell whether a verb has its subject from one whose own that can't be."""
    governed = verb.dep_ in {"xcomp", "ccomp", "conj"} and verb.head.i in contradicted
    return governed and not any(child.tag_ in NOUN_TAGS for child in children(verb, {"nsubj", "nsubjpass"}))


def _is_no_clause(verb: Token) -> bool:
    """Tell whether what looks like a verb is none: "have to", and "read and write access"."""
    if verb.lemma_ == "have":
        return any(is_infinitive(child) for child in children(verb, {"xcomp"}))
    return verb.norm_ in _ACCESSES and not _RIGHTS.isdisjoint(norms(verb.doc, verb.i, verb.i + 5))


def _lemma(verb: Token) -> str:
    """Give the base form with its particle: "back up", "run off"."""
    return " ".join([verb.lemma_, *(child.norm_ for child in children(verb, {"prt"}))])


def _is_passive(verb: Token) -> bool:
    if verb.tag_ not in {"VBN", "VBD"}:
        return False
    if children(verb, {"auxpass", "nsubjpass"}) or verb.dep_ == "acl":
        return True
    if verb.dep_ == "conj" and not children(verb, {"nsubj", "aux"}):
        return verb.tag_ == "VBN" and _is_passive(verb.head)
    return False


def _objects(verb: Token) -> Iterator[Token]:
    """Give what the verb is done to; "X" in "enable X to connect" is who does the other verb."""
    if verb.lemma_ in _ENABLING and any(is_infinitive(child) for child in children(verb, {"xcomp", "ccomp"})):
        return
    if verb.lemma_ in _FURNISHING and _is_given_with(verb):
        return  # "provides the worker with a configuration"
    for child in children(verb, {"dobj"}):
        if verb.doc[child.i - 1].norm_ == "(" or (verb.lemma_, child.norm_) in _IDIOMS:
            continue
        given = verb.lemma_ in _GIVING and child.norm_ in _RIGHTS
        if given and children(child, {"compound", "poss"}):
            continue  # "grants his account access"
        if verb.lemma_ in _COUNTING and child.norm_ in _AMOUNTS:
            continue  # "allows a lower number of messages"
        if verb.lemma_ == "cause" and any(is_infinitive(each) for each in child.children):
            continue  # "causes the counter to start"
        if not any(det.norm_ in _QUESTIONS for det in children(child, {"det"})):
            yield antecedent(verb, child)
    for child in children(verb, {"xcomp"}):  # "requires monitoring"
        if child.tag_ == "VBG":
            yield child


def _is_given_with(verb: Token) -> bool:
    return any(child.norm_ == "with" and child.i > verb.i for child in children(verb, {"prep"}))


def _is_relative(preposition: Token) -> bool:
    """Tell whether a preposition stands with a relative pronoun: "the Region in which it runs"."""
    return any(child.tag_ in {"WDT", "WP"} for child in preposition.children)


def _prepositions(word: Token) -> Iterator[tuple[str, tuple[Token, ...]]]:
    """Give the prepositions of a word with their objects, through "depending on" and "according to"."""
    for child in word.children:
        if child.dep_ in _PREPOSITIONS and (child.n_lefts or child.n_rights):
            if child.i < word.i and not _is_relative(child):
                continue  # sets the scene: "with Amazon ECS, tasks run in …"
            yield from _with_objects(child, "pobj")
            for inner in children(child, {"prep"}):
                yield from _with_objects(inner, "pobj")
        elif child.dep_ == "advcl" and child.norm_ == "using":
            yield from _with_objects(child, "dobj")
        elif child.dep_ == "dobj":
            for inner in children(child, {"prep"}):  # attached to the object: "send messages to a queue"
                yield from _with_objects(inner, "pobj")


def _with_objects(preposition: Token, dep: str) -> Iterator[tuple[str, tuple[Token, ...]]]:
    if objects := tuple(children(preposition, {dep})):
        yield preposition.norm_, objects


# --- on a Doc --------------------------------------------------------------------------------------------


def clause_to_row(clause: Clause) -> dict[str, Any]:
    """Give a clause as plain data, tokens as their indices."""
    return {
        "verb": clause.verb.i,
        "lemma": clause.lemma,
        "word": clause.word,
        "voice": clause.voice,
        "subjects": [token.i for token in clause.subjects],
        "instruments": [token.i for token in clause.instruments],
        "objects": [token.i for token in clause.objects],
        "prepositions": [[word, [token.i for token in objects]] for word, objects in clause.prepositions],
        "negated": clause.negated,
        "modality": clause.modality,
        "condition": clause.condition,
    }


def clause_from_row(sentence: Sentence, row: dict[str, Any]) -> Clause:
    """Make a clause of what `clause_to_row` gave."""

    def tokens(indices: list[int]) -> tuple[Token, ...]:
        return tuple(sentence[index] for index in indices)

    return Clause(
        verb=sentence[row["verb"]],
        lemma=row["lemma"],
        word=row["word"],
        voice=row["voice"],
        subjects=tokens(row["subjects"]),
        instruments=tokens(row["instruments"]),
        objects=tokens(row["objects"]),
        prepositions=tuple((word, tokens(objects)) for word, objects in row["prepositions"]),
        negated=row["negated"],
        modality=row["modality"],
        condition=row["condition"],
    )
