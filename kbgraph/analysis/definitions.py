"""Read what something is: "X is a Y that …", "X is part of Y", "X, a Y, …"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kbgraph.analysis.clauses import Clause
from kbgraph.analysis.parsing import NOUN_TAGS, PLURAL_TAGS, Parse
from kbgraph.analysis.resolving import Resolver
from kbgraph.analysis.slots import Slot, is_whole
from kbgraph.model import Relation
from kbgraph.schema import NodeType

_KIND_NOUNS = frozenset(
    {"type", "kind", "form", "class", "sort", "example", "instance", "version", "variant"}
)
_PART_NOUNS = frozenset(
    {"part", "component", "feature", "element", "subset", "capability", "member", "extension", "piece"}
)
_NO_KINDS = frozenset({"function", "matter", "result", "number", "must"})
_WHOLE_NOUNS = frozenset({"set", "collection", "group", "sequence", "series", "list", "combination", "pair"})


def find_definitions(
    parse: Parse,
    clauses: list[Clause],
    slots: list[Slot],
    lists: Mapping[int, tuple[int, ...]],
    resolve: Resolver,
) -> Iterator[Relation]:
    """Give the relations of copular clauses and of appositions."""
    for clause in clauses:
        if clause.voice == "active" and clause.lemma == "be":
            yield from _copular(parse, clause, slots, resolve)
        elif clause.voice == "active" and clause.lemma == "include":
            yield from _inclusions(parse, clause, slots, resolve)
    yield from _appositions(parse, slots, lists)


def _inclusions(parse: Parse, clause: Clause, slots: list[Slot], resolve: Resolver) -> Iterator[Relation]:
    """Read "supported engines include X" as X being one, and "a kit includes X" as X being in it."""
    for subject in clause.subjects:
        plural = parse.tags[subject] in PLURAL_TAGS
        if plural and (clause.modality or parse.deps[clause.verb] != "ROOT"):
            continue  # "metrics can include retries", "images that only include the application"
        for whole in resolve(subject):
            for member in (slot for token in clause.objects for slot in resolve(token)):
                if whole != member and not (plural and _is_no_kind(parse, slots[member])):
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


def _is_no_kind(parse: Parse, slot: Slot) -> bool:
    """Tell whether a phrase names one particular thing, or its head is not in its terms: "SQS support"."""
    return not is_whole(parse, slot) or parse.tags[slot.first] in {"DT", "PRP$"}


def _copular(parse: Parse, clause: Clause, slots: list[Slot], resolve: Resolver) -> Iterator[Relation]:
    for predicate in (c for c in parse.children[clause.verb] if parse.deps[c] == "attr"):
        if parse.tags[predicate] not in NOUN_TAGS or _is_aside(parse, clause.verb, predicate):
            continue
        relation, rule, nouns = _reading(parse, predicate)
        if not relation:
            continue
        classes = relation != "IS_A" or bool(nouns) or _indefinite(parse, clause, predicate)
        for token in nouns or (_shared_head(parse, predicate),):
            for target in resolve(token):
                for subject in clause.subjects:
                    for source in resolve(subject):
                        if not classes and slots[source].terms[0].type is not NodeType.SERVICE:
                            continue  # "Route 53 is the DNS service", but not "the owner is the account"
                        if source != target and not (
                            relation == "IS_A" and _is_narrowed(parse, slots[source])
                        ):
                            yield Relation(
                                relation,
                                source,
                                target,
                                f"be {parse.lowers[predicate]} of" if nouns else "be",
                                rule,
                                negated=clause.negated,
                                modality=clause.modality,
                                condition=clause.condition,
                                confidence=0.9,
                            )


def _shared_head(parse: Parse, predicate: int) -> int:
    """Give the noun that "a security and privacy service" is: the last, where only the first has an article."""
    last = predicate
    for child in parse.children[predicate]:
        bare = not any(parse.deps[each] in {"det", "poss"} for each in parse.children[child])
        if (
            parse.deps[child] == "conj"
            and bare
            and any(parse.deps[x] == "det" for x in parse.children[predicate])
        ):
            last = _shared_head(parse, child)
    return last


def _is_aside(parse: Parse, verb: int, predicate: int) -> bool:
    """Tell whether a predicate stands in brackets, or an adjective goes on after it: "is free tier eligible"."""
    between = parse.lowers[verb:predicate]
    return ("(" in between and ")" not in between) or parse.tags[predicate + 1 : predicate + 2] == ("JJ",)


def _is_narrowed(parse: Parse, slot: Slot) -> bool:
    """Tell whether a phrase speaks of some of its kind only: "the queue of a FIFO topic", "a small producer"."""
    start = slot.terms[0].start
    if any(
        parse.tags[token] in {"JJ", "JJR", "JJS"} and parse.starts[token] < start
        for token in range(slot.first, slot.last)
    ):
        return True
    return any(
        parse.deps[child] in {"acl", "relcl"} or parse.lowers[child] in {"of", "for", "with", "in"}
        for child in parse.children[slot.head]
        if child > slot.head
    )


def _reading(parse: Parse, predicate: int) -> tuple[str, str, tuple[int, ...]]:
    """Give the relation that a predicate noun states, its rule, and the nouns after "of" that it is about."""
    word = parse.lowers[predicate]
    nouns = tuple(
        noun
        for preposition in parse.children[predicate]
        if parse.deps[preposition] == "prep" and parse.lowers[preposition] == "of"
        for noun in parse.children[preposition]
        if parse.deps[noun] == "pobj"
    )
    for relation, heads in (("IS_A", _KIND_NOUNS), ("PART_OF", _PART_NOUNS), ("CONSISTS_OF", _WHOLE_NOUNS)):
        if nouns and (word in heads or word.removesuffix("s") in heads):
            return relation, f"X be {word.removesuffix('s')} of Y", nouns
    return ("", "", ()) if nouns and word in _NO_KINDS else ("IS_A", "X be a Y", ())


def _indefinite(parse: Parse, clause: Clause, predicate: int) -> bool:
    """Tell whether the predicate is one of a kind: after "a" of one thing, or a bare plural of a plural."""
    determiners = {
        parse.lowers[child] for child in parse.children[predicate] if parse.deps[child] in {"det", "poss"}
    }
    if determiners & {"a", "an", "another"}:
        return not any(parse.tags[subject] in PLURAL_TAGS for subject in clause.subjects)
    if determiners:
        return False
    plural = parse.tags[predicate] in PLURAL_TAGS
    return plural and any(parse.tags[subject] in PLURAL_TAGS for subject in clause.subjects)


def _appositions(parse: Parse, slots: list[Slot], lists: Mapping[int, tuple[int, ...]]) -> Iterator[Relation]:
    """Read "SQS, a queue service, …": a comma, then an article, and no list ("a key, a value, and a tag")."""
    heads = {slot.head: slot for slot in slots}
    for index, dep in enumerate(parse.deps):
        left, right = heads.get(parse.heads[index]), heads.get(index)
        if dep != "appos" or left is None or right is None or right.first < left.last:
            continue
        listed = len(lists[left.number]) > 1 or len(lists[right.number]) > 1
        if listed or parse.deps[left.head] == "pobj":
            continue
        comma = parse.lowers[left.last : right.first] == (",",)
        if comma and parse.lowers[right.first] in {"a", "an"}:
            yield Relation("IS_A", left.number, right.number, ", a", "X, a Y", confidence=0.7)
