"""Read what something is: "X is a Y that …", "X is part of Y", "X, a Y, …"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kbgraph.model import Relation
from kbgraph.nlp.arguments import Argument, is_whole
from kbgraph.nlp.clauses.extraction import Clause
from kbgraph.nlp.relations.reading import Reading
from kbgraph.nlp.tokens import NOUN_TAGS, PLURAL_TAGS, Sentence, children, norms, tags
from kbgraph.schema import NodeType

_KIND_NOUNS = frozenset(
    {"type", "kind", "form", "class", "sort", "example", "instance", "version", "variant"}
)
_PART_NOUNS = frozenset(
    {"part", "component", "feature", "element", "subset", "capability", "member", "extension", "piece"}
)
_NO_KINDS = frozenset({"function", "matter", "result", "number", "must"})
_WHOLE_NOUNS = frozenset({"set", "collection", "group", "sequence", "series", "list", "combination", "pair"})


def definitions(reading: Reading) -> Iterator[Relation]:
    """Give the relations of copular clauses and of appositions."""
    for clause in reading.clauses:
        if clause.voice == "active" and clause.lemma == "be":
            yield from _copular(clause, reading)
        elif clause.voice == "active" and clause.lemma == "include":
            yield from _inclusions(clause, reading)
    yield from _appositions(reading)


def _inclusions(clause: Clause, reading: Reading) -> Iterator[Relation]:
    """Read "supported engines include X" as X being one, and "a kit includes X" as X being in it."""
    resolve = reading.resolve
    for subject in clause.subjects:
        plural = subject.tag_ in PLURAL_TAGS
        if plural and (clause.modality or clause.verb.dep_ != "ROOT"):
            continue  # "metrics can include retries", "images that only include the application"
        for whole in resolve(subject):
            for member in (number for token in clause.objects for number in resolve(token)):
                if whole != member and not (
                    plural and _is_no_kind(reading.sentence, reading.arguments[member])
                ):
                    yield Relation(
                        "IS_A" if plural else "CONSISTS_OF",
                        member if plural else whole,
                        whole if plural else member,
                        clause.word,
                        "Ks include M" if plural else "X include Y",
                        negated=clause.negated,
                        modality=clause.modality,
                        condition=clause.condition,
                        confidence=0.8,
                    )


def _is_no_kind(sentence: Sentence, argument: Argument) -> bool:
    """Tell whether a phrase names one particular thing, or its head is not in its terms: "SQS support"."""
    return not is_whole(sentence, argument) or sentence[argument.first].tag_ in {"DT", "PRP$"}


def _copular(clause: Clause, reading: Reading) -> Iterator[Relation]:
    resolve, arguments = reading.resolve, reading.arguments
    for predicate in children(clause.verb, {"attr"}):
        if predicate.tag_ not in NOUN_TAGS or _is_aside(clause.verb, predicate):
            continue
        relation, rule, nouns = _reading(predicate)
        if not relation:
            continue
        classes = relation != "IS_A" or bool(nouns) or _indefinite(clause, predicate)
        for token in nouns or (_shared_head(predicate),):
            for target in resolve(token):
                for subject in clause.subjects:
                    for source in resolve(subject):
                        if not classes and arguments[source].terms[0].type is not NodeType.SERVICE:
                            continue  # "Route 53 is the DNS service", but not "the owner is the account"
                        narrowed = relation == "IS_A" and _is_narrowed(reading.sentence, arguments[source])
                        if source != target and not narrowed:
                            yield Relation(
                                relation,
                                source,
                                target,
                                f"be {predicate.norm_} of" if nouns else "be",
                                rule,
                                negated=clause.negated,
                                modality=clause.modality,
                                condition=clause.condition,
                                confidence=0.9,
                            )


def _shared_head(predicate: Token) -> Token:
    """Give the noun that "a security and privacy service" is: the last, where only the first has an article."""
    last = predicate
    if children(predicate, {"det"}):
        for child in children(predicate, {"conj"}):
            if not children(child, {"det", "poss"}):
                last = _shared_head(child)
    return last


def _is_aside(verb: Token, predicate: Token) -> bool:
    """Tell whether a predicate stands in brackets, or an adjective goes on after it: "is free tier eligible"."""
    between = norms(verb.doc, verb.i, predicate.i)
    after = tags(verb.doc, predicate.i + 1, predicate.i + 2)
    return ("(" in between and ")" not in between) or after == ("JJ",)


def _is_narrowed(sentence: Sentence, argument: Argument) -> bool:
    """Tell whether a phrase speaks of some of its kind only: "the queue of a FIFO topic", "a small producer"."""
    start = argument.terms[0].start
    if any(
        token.tag_ in {"JJ", "JJR", "JJS"} and token.idx < start
        for token in sentence[argument.first : argument.last]
    ):
        return True
    return any(
        child.dep_ in {"acl", "relcl"} or child.norm_ in {"of", "for", "with", "in"}
        for child in sentence[argument.head].rights
    )


def _reading(predicate: Token) -> tuple[str, str, tuple[Token, ...]]:
    """Give the relation that a predicate noun states, its rule, and the nouns after "of" that it is about."""
    word = predicate.norm_
    nouns = tuple(
        noun
        for preposition in children(predicate, {"prep"})
        if preposition.norm_ == "of"
        for noun in children(preposition, {"pobj"})
    )
    for relation, heads in (("IS_A", _KIND_NOUNS), ("PART_OF", _PART_NOUNS), ("CONSISTS_OF", _WHOLE_NOUNS)):
        if nouns and (word in heads or word.removesuffix("s") in heads):
            return relation, f"X be {word.removesuffix('s')} of Y", nouns
    return ("", "", ()) if nouns and word in _NO_KINDS else ("IS_A", "X be a Y", ())


def _indefinite(clause: Clause, predicate: Token) -> bool:
    """Tell whether the predicate is one of a kind: after "a" of one thing, or a bare plural of a plural."""
    determiners = {child.norm_ for child in children(predicate, {"det", "poss"})}
    plural = any(subject.tag_ in PLURAL_TAGS for subject in clause.subjects)
    if determiners & {"a", "an", "another"}:
        return not plural
    return not determiners and predicate.tag_ in PLURAL_TAGS and plural


def _appositions(reading: Reading) -> Iterator[Relation]:
    """Read "SQS, a queue service, …": a comma, then an article, and no list ("a key, a value, and a tag")."""
    sentence, lists = reading.sentence, reading.lists
    heads = {argument.head: argument for argument in reading.arguments}
    for token in sentence:
        if token.dep_ != "appos":
            continue
        left, right = heads.get(token.head.i), heads.get(token.i)
        if left is None or right is None or right.first < left.last:
            continue
        listed = len(lists[left.number]) > 1 or len(lists[right.number]) > 1
        if listed or sentence[left.head].dep_ == "pobj":
            continue
        if norms(sentence, left.last, right.first) == (",",) and sentence[right.first].norm_ in {"a", "an"}:
            yield Relation("IS_A", left.number, right.number, ", a", "X, a Y", confidence=0.7)
