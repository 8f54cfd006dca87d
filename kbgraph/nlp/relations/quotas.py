"""Find limits said in prose: "up to 10 messages", "the maximum message size is 256 KB"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgraph.model import Relation, Term
from kbgraph.nlp.arguments import Argument
from kbgraph.nlp.clauses.extraction import Clause
from kbgraph.nlp.relations.reading import Reading
from kbgraph.nlp.tokens import NOUN_TAGS, end_of, norms, text_of
from kbgraph.rules import TermRule
from kbgraph.schema import HAS_QUOTA, NodeType, node_id, slug
from kbgraph.vocabulary.normalization import singular

_UPPER = (
    "up to",
    "at most",
    "no more than",
    "a maximum of",
    "maximum of",
    "maximum",
    "limited to",
    "not exceed",
    "fewer than",
    "less than",
)
_LOWER = ("at least", "no less than", "no fewer than", "a minimum of", "minimum of", "minimum")
_LIMIT_NOUNS = {
    "maximum": "at most",
    "max": "at most",
    "limit": "at most",
    "quota": "at most",
    "minimum": "at least",
    "min": "at least",
}
_AMOUNT = re.compile(
    r"(?P<value>(?<!\d{3},)\d{1,3}(?:,\d{3}){1,9}(?:\.\d+)?|(?<!\d)\d+(?:\.\d+)?)[ \u00a0-]?"
    r"(?P<unit>(?:[KMGTPE]i?[Bb](?:it|yte)?s?(?:/s(?:ec)?|ps)?|bytes?|bits?|(?:milli|micro)?seconds?|ms|minutes?|hours?|days?|weeks?|months?|years?"
    r"|characters?|percent|%|[a-z]+(?: [a-z]+)?(?<!s)s))"
    r"(?: of [a-z]+(?= per ))?(?P<rate>(?: per [A-Za-z]+)+)?(?![\w-])"
)
_DIGIT = re.compile(r"\d")
_LOOK_BACK = 80
"""Characters before an amount that tell whether it is a limit."""

_PER = re.compile(r"[^.;,]{0,40}\bper\b")


def quotas(reading: Reading) -> Iterator[Relation]:
    """Give the limits that clauses state of their subjects; each target is the number of `quota_terms`."""
    for number, (clause, subject, _) in enumerate(_limits(reading), len(reading.arguments)):
        yield Relation(
            HAS_QUOTA,
            subject,
            number,
            clause.word,
            "X have at most|at least N",
            negated=clause.negated,
            modality=None if clause.modality == "can" else clause.modality,  # a limit says so itself
            condition=clause.condition,
            confidence=0.8,
        )


def quota_terms(reading: Reading) -> Iterator[Term]:
    """Give the limits as terms, numbered on from the arguments of the sentence."""
    for number, (_, _, (name, start, end)) in enumerate(_limits(reading), len(reading.arguments)):
        key = node_id(NodeType.QUOTA, slug(name))
        yield Term(start, end, NodeType.QUOTA, key, name, TermRule.QUOTA, number)


def _limits(reading: Reading) -> Iterator[tuple[Clause, int, tuple[str, int, int]]]:
    """Give the limits of a sentence: the clause, the argument that it limits, and the limit with its range."""
    text = text_of(reading.sentence[0].doc)
    if not _DIGIT.search(text):
        return
    said: set[tuple[int, int]] = set()
    for clause in reading.clauses:
        if clause.condition or clause.lemma == "take":  # "takes up to a minute" is no limit
            continue
        subjects = [
            number
            for token in clause.subjects
            for number in reading.resolve(token)
            if singular(_longest_term(text, reading.arguments[number])) not in _LIMIT_NOUNS
        ]
        if not subjects:
            continue
        begin, end = _extent(clause)
        for match in _AMOUNT.finditer(text, begin, end):
            if _is_example(text, begin, match.start()) or _is_of_noun(clause, match.start()):
                continue
            if _PER.match(text, match.end()):
                continue  # what it is per stands too far off to be told
            before = text[max(begin, match.start() - _LOOK_BACK) : match.start()]
            bound = _bound_before(before) or _bound_of_subject(clause)
            if bound is None or (match.start(), subjects[0]) in said:
                continue
            said.add((match.start(), subjects[0]))
            yield clause, subjects[0], (_name(bound, match), match.start(), match.end())


def _longest_term(text: str, argument: Argument) -> str:
    return text[argument.terms[0].start : argument.terms[0].end].casefold()


def _name(bound: str, match: re.Match[str]) -> str:
    """Give a limit's name, which is all there is to know of it: "at most 256 KB"."""
    unit = match["unit"]
    if re.fullmatch(r"[KMGTPE]i?b", unit):
        unit += "it"
    return f"{bound} {match['value'].replace(',', '')} {unit}{match['rate'] or ''}"


def _extent(clause: Clause) -> tuple[int, int]:
    """Give the range of the text from the clause's verb to where the next clause begins."""
    doc, verb = clause.verb.doc, clause.verb
    for token in doc[verb.i + 1 :]:
        ends = token.dep_ in {"nsubj", "nsubjpass"} or token.norm_ in {";", ":", "("}
        if ends and token.head.i != verb.i:
            return end_of(verb), token.idx
    return end_of(verb), len(text_of(doc))


def _is_example(text: str, begin: int, end: int) -> bool:
    """Tell whether an open bracket with an example precedes: "(e.g., at least 8"."""
    return text.rfind(")", begin, end) < 0 <= text.find("(e.g", begin, end)


def _is_of_noun(clause: Clause, start: int) -> bool:
    """Tell whether the limit is that of the noun just before: "aggregates them into records up to 1 MB"."""
    doc = clause.verb.doc
    at = next((token.i for token in doc if token.idx >= start), 0)
    noun = at - 3
    return norms(doc, at - 2, at) == ("up", "to") and noun > clause.verb.i and doc[noun].tag_ in NOUN_TAGS


def _bound_before(text: str) -> str | None:
    words = text.casefold().rstrip().removesuffix(" a total of")
    if words.endswith("by up to"):  # a change, no limit
        return None
    if any(words.endswith(limiter) for limiter in _UPPER):
        return "at most"
    return "at least" if any(words.endswith(limiter) for limiter in _LOWER) else None


def _bound_of_subject(clause: Clause) -> str | None:
    """Read "the maximum message size is 256 KB" and "the limit is 10 queues"."""
    if clause.lemma != "be":
        return None
    for subject in clause.subjects:
        for token in (subject, *subject.children):
            if (bound := _LIMIT_NOUNS.get(token.norm_)) is not None:
                return bound
    return None
