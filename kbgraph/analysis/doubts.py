"""Tell which clauses are not to be read, for the words contradict the parse.

The small model hangs a verb on the wrong noun where a sentence is long. English shows some of that: a verb agrees
with its subject, and a participle follows the noun that it is about.
"""

from __future__ import annotations

import re

from kbgraph.analysis.parsing import NOUN_TAGS, PLURAL_TAGS, VERB_TAGS, Parse
from kbgraph.analysis.tree import children, is_infinitive

_NUMBER = {"VBZ": "singular", "VBP": "plural"}
_ACRONYMS = re.compile(r"[A-Z\d]{2,}s")
_EITHER = frozenset({"data", "metadata", "media", "criteria", "series"})
"""Words that go with both numbers, or with a plural though they are one."""

_EFFECTS = frozenset(
    {
        "affect", "allow", "cause", "decrease", "enable", "ensure", "help", "improve", "increase", "lead", "make",
        "mean", "minimize", "prevent", "reduce", "result",
    }
)  # fmt: skip
"""What "…, which" says of all that stands before it: "aggregates records, which increases throughput"."""

_CLOSE = frozenset({"det", "amod", "compound", "nmod", "nummod", "poss", "punct"})
_MARKS = frozenset({",", "(", ")", ";", ":", "such"})
_BREAKS = frozenset({":", "-", "\u2013", "\u2014", ",", "("})


def is_contradicted(parse: Parse, verb: int, subjects: tuple[int, ...]) -> bool:
    """Tell whether the subjects of a verb can't be its own, nor those of the verbs that it governs."""
    return (
        _disagrees(parse, verb, subjects)
        or _follows_something_else(parse, verb)
        or _is_parted(parse, verb, subjects)
        or any(_is_listed_after_for(parse, subject) for subject in subjects if subject < verb)
    )


def is_doubtful(parse: Parse, verb: int) -> bool:
    """Tell whether nothing is to be read from a verb."""
    return _is_misread(parse, verb) or _has_lost_subject(parse, verb) or _follows_clause(parse, verb)


def _is_listed_after_for(parse: Parse, subject: int) -> bool:
    """Tell whether a subject ends a list that "for" begins: "The SDKs for Go, Java, and Ruby include"."""
    commas = 0
    index = subject - 1
    while index > 0 and (parse.tags[index] in NOUN_TAGS or parse.lowers[index] in {",", "and", "or"}):
        commas += parse.lowers[index] == ","
        index -= 1
    return commas > 1 and parse.lowers[index] == "for"


def _disagrees(parse: Parse, verb: int, subjects: tuple[int, ...]) -> bool:
    """Tell whether the verb has another number than its subject: "consumer processes and deletes"."""
    own = children(parse, verb, {"nsubj", "nsubjpass"})
    if len(own) != 1 or len(subjects) != 1 or parse.lowers[subjects[0]] in _EITHER:
        return False
    helpers = children(parse, verb, {"aux", "auxpass"})
    number = _NUMBER.get(parse.tags[helpers[0] if helpers else verb])
    if not helpers and parse.tags[verb] == "VB" and not is_infinitive(parse, verb):
        if any(_is_label_end(parse, index) for index in range(own[0], verb)):
            return False  # "Cognito: create user pools"
        number = "plural"  # "centralized management, create accounts" is a list
    subject = subjects[0]
    if number is None or parse.tags[subject] not in NOUN_TAGS or children(parse, subject, {"conj", "prep"}):
        return False
    plural = parse.tags[subject] in PLURAL_TAGS or _ACRONYMS.fullmatch(parse.words[subject]) is not None
    named = parse.words[subject][0].isupper() and parse.lowers[subject].endswith("s")
    if parse.deps[subject] == "conj" or (named and not _ACRONYMS.fullmatch(parse.words[subject])):
        return False  # names have either: "Kinesis Data Streams stores"
    return (number == "plural") != plural


def _is_misread(parse: Parse, verb: int) -> bool:
    """Tell whether a verb has what none has: two subjects, one without being finite, or another form than its conjunct.

    "The account A administrator creates", "this service monitors throttling", "permissions are to get and send".
    """
    subjects = children(parse, verb, {"nsubj", "nsubjpass", "csubj"})
    if len(subjects) > 1 and _MARKS.isdisjoint(parse.lowers[subjects[0] : subjects[-1]]):
        return True
    head = parse.heads[verb]
    if parse.deps[verb] == "conj" and parse.tags[head] in VERB_TAGS:
        unlike = parse.tags[head] in {"VBN", "VBZ", "VBD", "VBG"} or parse.lemmas[head] == "be"
        if parse.tags[verb] == "VB" and unlike and not children(parse, verb, {"aux", "nsubj"}):
            return True
        return _is_misread(parse, head)
    if _is_modifier(parse, verb):
        return True
    bare = parse.tags[verb] == "VBG" and not children(parse, verb, {"aux", "auxpass"})
    return bare and bool(subjects) and parse.deps[verb] == "ROOT"


def _is_modifier(parse: Parse, verb: int) -> bool:
    """Tell whether a participle describes the noun after it: "moves infrequently accessed files"."""
    alone = parse.tags[verb] in {"VBD", "VBN"} and not children(parse, verb, {"aux", "auxpass"})
    noun = parse.tags[verb + 1 : verb + 2]
    return (
        alone and verb > 0 and parse.lowers[verb - 1].endswith("ly") and bool(noun) and noun[0] in NOUN_TAGS
    )


def _has_lost_subject(parse: Parse, verb: int) -> bool:
    """Tell whether the subject that the parse gives stands after one that is left out, or a gerund.

    "Compiles code and produces packages", "DynamoDB - Allows backups and provides tables", "adding resources
    reduces throttling".
    """
    own = children(parse, verb, {"nsubj", "nsubjpass"})
    if not own:
        return False
    if any(parse.lowers[child] in {"which", "what"} for child in children(parse, own[0], {"det"})):
        return True  # "determines which shards require a split"
    if parse.lowers[0].endswith("ing") and parse.heads[0] == 0 and _is_as_clause(parse, verb):
        return True  # "Including all files as layers in the image reduces"
    relative = parse.tags[own[0]] in {"WDT", "WP"} or parse.lowers[own[0]] == "that"
    if relative or parse.deps[verb] in {"ccomp", "advcl", "relcl"}:
        return False
    starts = [0, *(index + 1 for index in range(own[0]) if _is_label_end(parse, index))]
    start = starts[-1]
    if start < own[0] and parse.tags[start] == "VBZ" and _BREAKS.isdisjoint(parse.lowers[start : own[0]]):
        return True
    gerund = parse.tags[start] == "VBG" or parse.lowers[start] == "including"
    return (
        gerund
        and start < own[0]
        and parse.heads[start] != own[0]
        and _BREAKS.isdisjoint(parse.lowers[start : own[0]])
    )


def _is_as_clause(parse: Parse, verb: int) -> bool:
    return any(parse.lowers[child] == "as" for child in children(parse, verb, {"mark"}))


def _is_parted(parse: Parse, verb: int, subjects: tuple[int, ...]) -> bool:
    """Tell whether a single comma parts the subject from its verb: "minimize risks, predictably manage budgets"."""
    own = children(parse, verb, {"nsubj"})
    if (
        len(own) != 1
        or own[0] not in subjects
        or parse.children[own[0]]
        != tuple(child for child in parse.children[own[0]] if parse.deps[child] in _CLOSE)
    ):
        return False
    return list(parse.lowers[own[0] + 1 : verb]).count(",") == 1


def _is_label_end(parse: Parse, index: int) -> bool:
    return parse.lowers[index] in {":", "-", "\u2013", "\u2014"} and not parse.joined[index]


def _follows_clause(parse: Parse, verb: int) -> bool:
    """Tell whether ", which" with an effect refers to all that stands before it."""
    return parse.lemmas[verb] in _EFFECTS and any(
        parse.lowers[child] == "which" and child > 0 and parse.lowers[child - 1] == ","
        for child in children(parse, verb, {"nsubj", "nsubjpass"})
    )


def _follows_something_else(parse: Parse, verb: int) -> bool:
    """Tell whether a clause hangs on a noun with another noun, or a break, between: "Spam - receiving mail".

    Of relative clauses that is asked only in brackets: "permissions for principals (that may use the queue)".
    """
    head = parse.heads[verb]
    for subject in children(parse, verb, {"nsubj", "nsubjpass"}):
        if parse.deps[verb] == "relcl" and parse.lowers[subject - 1] == "(":
            return head < subject - 2
    if parse.deps[verb] != "acl" or parse.tags[verb] != "VBG" or verb <= head:
        return False
    if parse.heads[head] == head:
        return True  # a phrase without a verb: "Support applications running on AWS"
    between = range(head + 1, verb)
    return any(parse.lowers[index] in _BREAKS or parse.tags[index] in NOUN_TAGS for index in between)
