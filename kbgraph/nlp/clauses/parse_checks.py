"""Tell which clauses are not to be read, for the words contradict the parse.

The small model hangs a verb on the wrong noun where a sentence is long. English shows some of that: a verb agrees
with its subject, and a participle follows the noun that it is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from spacy.tokens import Doc, Token

from kbgraph.nlp.tokens import (
    NOUN_TAGS,
    PLURAL_TAGS,
    VERB_TAGS,
    children,
    is_infinitive,
    is_joined,
    norms,
    tags,
)

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
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


def is_contradicted(verb: Token, subjects: Sequence[Token]) -> bool:
    """Tell whether the subjects of a verb can't be its own, nor those of the verbs that it governs."""
    return any(check(verb, subjects) for check in SUBJECT_CHECKS)


def is_doubtful(verb: Token) -> bool:
    """Tell whether nothing is to be read from a verb."""
    return any(check(verb) for check in VERB_CHECKS)


def ends_list_after_for(verb: Token, subjects: Sequence[Token]) -> bool:
    """Tell whether a subject ends a list that "for" begins: "The SDKs for Go, Java, and Ruby include"."""
    return any(_is_listed_after_for(subject) for subject in subjects if subject.i < verb.i)


def _is_listed_after_for(subject: Token) -> bool:
    commas, doc, index = 0, subject.doc, subject.i - 1
    while index > 0 and (doc[index].tag_ in NOUN_TAGS or doc[index].norm_ in {",", "and", "or"}):
        commas += doc[index].norm_ == ","
        index -= 1
    return commas > 1 and doc[index].norm_ == "for"


def disagrees(verb: Token, subjects: Sequence[Token]) -> bool:
    """Tell whether the verb has another number than its subject: "consumer processes and deletes"."""
    own = children(verb, _SUBJECTS)
    if len(own) != 1 or len(subjects) != 1 or subjects[0].norm_ in _EITHER:
        return False
    helpers = children(verb, {"aux", "auxpass"})
    number = _NUMBER.get((helpers[0] if helpers else verb).tag_)
    if not helpers and verb.tag_ == "VB" and not is_infinitive(verb):
        if any(_is_label_end(verb.doc[index]) for index in range(own[0].i, verb.i)):
            return False  # "Cognito: create user pools"
        number = "plural"  # "centralized management, create accounts" is a list
    (subject,) = subjects
    if number is None or subject.tag_ not in NOUN_TAGS or children(subject, {"conj", "prep"}):
        return False
    acronyms = _ACRONYMS.fullmatch(subject.text) is not None
    named = subject.text[0].isupper() and subject.norm_.endswith("s")
    if subject.dep_ == "conj" or (named and not acronyms):
        return False  # names have either: "Kinesis Data Streams stores"
    return (number == "plural") != (subject.tag_ in PLURAL_TAGS or acronyms)


def follows_something_else(verb: Token, subjects: Sequence[Token]) -> bool:
    """Tell whether a clause hangs on a noun with another noun, or a break, between: "Spam - receiving mail".

    Of relative clauses that is asked only in brackets: "permissions for principals (that may use the queue)".
    """
    doc, head = verb.doc, verb.head
    for subject in children(verb, _SUBJECTS):
        if verb.dep_ == "relcl" and doc[subject.i - 1].norm_ == "(":
            return head.i < subject.i - 2
    if verb.dep_ != "acl" or verb.tag_ != "VBG" or verb.i <= head.i:
        return False
    if head.head.i == head.i:
        return True  # a phrase without a verb: "Support applications running on AWS"
    between = doc[head.i + 1 : verb.i]
    return any(token.norm_ in _BREAKS or token.tag_ in NOUN_TAGS for token in between)


def is_parted(verb: Token, subjects: Sequence[Token]) -> bool:
    """Tell whether a single comma parts the subject from its verb: "minimize risks, predictably manage budgets"."""
    own = children(verb, {"nsubj"})
    if len(own) != 1 or all(subject.i != own[0].i for subject in subjects):
        return False
    if any(child.dep_ not in _CLOSE for child in own[0].children):
        return False
    return norms(verb.doc, own[0].i + 1, verb.i).count(",") == 1


SUBJECT_CHECKS: tuple[Callable[[Token, Sequence[Token]], bool], ...] = (
    disagrees,
    follows_something_else,
    is_parted,
    ends_list_after_for,
)
"""How the subjects that the parse gives a verb may not be its own."""


def is_misread(verb: Token) -> bool:
    """Tell whether a verb has what none has: two subjects, one without being finite, or another form than its conjunct.

    "The account A administrator creates", "this service monitors throttling", "permissions are to get and send".
    """
    subjects = children(verb, {"nsubj", "nsubjpass", "csubj"})
    if len(subjects) > 1 and _MARKS.isdisjoint(norms(verb.doc, subjects[0].i, subjects[-1].i)):
        return True
    head = verb.head
    if verb.dep_ == "conj" and head.tag_ in VERB_TAGS:
        unlike = head.tag_ in {"VBN", "VBZ", "VBD", "VBG"} or head.lemma_ == "be"
        if verb.tag_ == "VB" and unlike and not children(verb, {"aux", "nsubj"}):
            return True
        return is_misread(head)
    if _is_modifier(verb):
        return True
    bare = verb.tag_ == "VBG" and not children(verb, {"aux", "auxpass"})
    return bare and bool(subjects) and verb.dep_ == "ROOT"


def _is_modifier(verb: Token) -> bool:
    """Tell whether a participle describes the noun after it: "moves infrequently accessed files"."""
    alone = verb.tag_ in {"VBD", "VBN"} and not children(verb, {"aux", "auxpass"})
    after = tags(verb.doc, verb.i + 1, verb.i + 2)
    return alone and verb.i > 0 and verb.nbor(-1).norm_.endswith("ly") and not NOUN_TAGS.isdisjoint(after)


def has_lost_subject(verb: Token) -> bool:
    """Tell whether the subject that the parse gives stands after one that is left out, or a gerund.

    "Compiles code and produces packages", "DynamoDB - Allows backups and provides tables", "adding resources
    reduces throttling".
    """
    doc, own = verb.doc, children(verb, _SUBJECTS)
    if not own:
        return False
    subject = own[0]
    if any(child.norm_ in {"which", "what"} for child in children(subject, {"det"})):
        return True  # "determines which shards require a split"
    if doc[0].norm_.endswith("ing") and doc[0].head.i == 0 and _is_as_clause(verb):
        return True  # "Including all files as layers in the image reduces"
    relative = subject.tag_ in {"WDT", "WP"} or subject.norm_ == "that"
    if relative or verb.dep_ in {"ccomp", "advcl", "relcl"}:
        return False
    start = _label_end(doc, subject)
    if start.i >= subject.i or not _BREAKS.isdisjoint(norms(doc, start.i, subject.i)):
        return False
    gerund = start.tag_ == "VBG" or start.norm_ == "including"
    return start.tag_ == "VBZ" or (gerund and start.head.i != subject.i)


def _label_end(doc: Doc, before: Token) -> Token:
    """Give the token after the last label that ends before a token; the first of all where there is none."""
    for index in range(before.i - 1, -1, -1):
        if _is_label_end(doc[index]):
            return doc[index + 1]
    return doc[0]


def _is_as_clause(verb: Token) -> bool:
    return any(child.norm_ == "as" for child in children(verb, {"mark"}))


def _is_label_end(token: Token) -> bool:
    return token.norm_ in {":", "-", "\u2013", "\u2014"} and not is_joined(token)


def follows_clause(verb: Token) -> bool:
    """Tell whether ", which" with an effect refers to all that stands before it."""
    return verb.lemma_ in _EFFECTS and any(
        child.norm_ == "which" and child.i > 0 and child.nbor(-1).norm_ == ","
        for child in children(verb, _SUBJECTS)
    )


VERB_CHECKS: tuple[Callable[[Token], bool], ...] = (is_misread, has_lost_subject, follows_clause)
"""How what the parse says of a verb may be wrong."""
