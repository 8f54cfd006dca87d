"""Find limits said in prose: "up to 10 messages", "the maximum message size is 256 KB"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from kbgraph.analysis.clauses import Clause
from kbgraph.analysis.parsing import NOUN_TAGS, Parse
from kbgraph.analysis.resolving import Resolver
from kbgraph.analysis.slots import Slot
from kbgraph.model import Relation, Term
from kbgraph.schema import HAS_QUOTA, NodeType, node_id, slug
from kbgraph.vocabulary.names import singular

QUOTA = "quota"
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
_LOOK_BACK = 80
"""Characters before an amount that tell whether it is a limit."""

_PER = re.compile(r"[^.;,]{0,40}\bper\b")


def find_quotas(
    parse: Parse, clauses: list[Clause], slots: list[Slot], resolve: Resolver
) -> Iterator[tuple[Term, Relation]]:
    """Give the limits that a clause states of its subject, each as a term in a slot of its own and a relation."""
    number = len(slots)
    said: set[tuple[int, int]] = set()
    for clause in clauses:
        subjects = [
            slot
            for token in clause.subjects
            for slot in resolve(token)
            if singular(_longest_term(parse, slots[slot])) not in _LIMIT_NOUNS
        ]
        if not subjects or clause.condition or clause.lemma == "take":  # "takes up to a minute" is no limit
            continue
        begin, end = _extent(parse, clause)
        for match in _AMOUNT.finditer(parse.text, begin, end):
            if _is_example(parse.text, begin, match.start()) or _is_of_noun(parse, clause, match.start()):
                continue
            if _PER.match(parse.text, match.end()):
                continue  # what it is per stands too far off to be told
            before = parse.text[max(begin, match.start() - _LOOK_BACK) : match.start()]
            bound = _bound_before(before) or _bound_of_subject(parse, clause)
            if bound is None or (match.start(), subjects[0]) in said:
                continue
            said.add((match.start(), subjects[0]))
            name = _name(bound, match)
            key = node_id(NodeType.QUOTA, slug(name))
            yield (
                Term(match.start(), match.end(), NodeType.QUOTA, key, name, QUOTA, number),
                Relation(
                    HAS_QUOTA,
                    subjects[0],
                    number,
                    clause.word,
                    "X have at most|at least N",
                    negated=clause.negated,
                    modality=None if clause.modality == "can" else clause.modality,  # a limit says so itself
                    condition=clause.condition,
                    confidence=0.8,
                ),
            )
            number += 1


def _longest_term(parse: Parse, slot: Slot) -> str:
    return parse.text[slot.terms[0].start : slot.terms[0].end].casefold()


def _name(bound: str, match: re.Match[str]) -> str:
    """Give a limit's name, which is all there is to know of it: "at most 256 KB"."""
    unit = match["unit"]
    if re.fullmatch(r"[KMGTPE]i?b", unit):
        unit += "it"
    return f"{bound} {match['value'].replace(',', '')} {unit}{match['rate'] or ''}"


def _extent(parse: Parse, clause: Clause) -> tuple[int, int]:
    """Give the range of the text from the clause's verb to where the next clause begins."""
    for token in range(clause.verb + 1, len(parse)):
        ends = parse.deps[token] in {"nsubj", "nsubjpass"} or parse.words[token] in {";", ":", "("}
        if ends and parse.heads[token] != clause.verb:
            return parse.ends[clause.verb], parse.starts[token]
    return parse.ends[clause.verb], len(parse.text)


def _is_example(text: str, begin: int, end: int) -> bool:
    """Tell whether an open bracket with an example precedes: "(e.g., at least 8"."""
    return text.rfind(")", begin, end) < 0 <= text.find("(e.g", begin, end)


def _is_of_noun(parse: Parse, clause: Clause, start: int) -> bool:
    """Tell whether the limit is that of the noun just before: "aggregates them into records up to 1 MB"."""
    at = bisect_left(parse.starts, start) % len(parse)
    up = parse.lowers[max(0, at - 3) : at]
    noun = at - 3
    return up[1:] == ("up", "to") and noun > clause.verb and parse.tags[noun] in NOUN_TAGS


def _bound_before(text: str) -> str | None:
    words = text.casefold().rstrip().removesuffix(" a total of")
    if words.endswith("by up to"):  # a change, no limit
        return None
    if any(words.endswith(limiter) for limiter in _UPPER):
        return "at most"
    return "at least" if any(words.endswith(limiter) for limiter in _LOWER) else None


def _bound_of_subject(parse: Parse, clause: Clause) -> str | None:
    """Read "the maximum message size is 256 KB" and "the limit is 10 queues"."""
    if clause.lemma != "be":
        return None
    for subject in clause.subjects:
        for token in (subject, *parse.children[subject]):
            if (bound := _LIMIT_NOUNS.get(parse.lowers[token])) is not None:
                return bound
    return None


def read_quota(name: str) -> tuple[float, str]:
    """Give the value and the unit (in the singular) of a limit's name."""
    _, _, value, unit = name.split(" ", 3)
    counted, per, rate = unit.partition(" per ")
    head, blank, last = counted.rpartition(" ")
    return float(value), head + blank + (singular(last) if last.islower() else last) + per + rate
