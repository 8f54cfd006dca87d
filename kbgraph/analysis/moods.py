"""Read how a verb is said: denied, with what modality, under what condition, or not stated at all."""

from __future__ import annotations

from collections.abc import Iterator

from kbgraph.analysis.parsing import NOUN_TAGS, VERB_TAGS, Parse
from kbgraph.analysis.tree import children, is_infinitive, subtree

_FAILING = frozenset({"fail", "refuse", "avoid"})
_CONDITIONS = frozenset({"if", "unless", "provided", "whether"})
OBLIGATIONS = {"need": "must", "have": "must", "require": "must"}
"""Verbs that make an infinitive a duty, and the modality they stand for."""

_CLAIMS = frozenset({"require", "demand", "ensure", "sure"})
"""Verbs after which a clause says what has to be: "requires that the file system has a mount target"."""

_USING = frozenset({"use", "leverage", "utilize"})
_ADVICE = frozenset({"recommend", "suggest", "advise"})

_PERMISSIONS = frozenset({"allow", "enable", "permit", "authorize", "let"})

_MODALS = {"ca": "can", "wo": "will", "'ll": "will", "'d": "would"}
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_EXCEPTIONS = frozenset(
    {
        "until", "without", "except", "unless", "default", "all", "every", "many", "only", "more", "other", "another",
        "again", "second", "same", "twice",
    }
)  # fmt: skip
"""Words after which a denial is of less than it seems: "does not process records until …", "… in all Regions"."""

_PARTICULAR = frozenset({"other", "this", "these", "that", "those"})
_MANNERS = frozenset({"well", "fully", "easily", "directly", "automatically", "necessarily"})


def _governors(parse: Parse, verb: int) -> Iterator[int]:
    """Give the verb and those whose negation and modality it shares: governors of infinitives, first conjuncts."""
    yield verb
    while True:
        head, dep = parse.heads[verb], parse.deps[verb]
        had = dep == "ccomp" and parse.lemmas[head] == "have" and parse.tags[verb] == "VBN"
        shares = dep == "xcomp" or had or (dep == "conj" and not _is_whole(parse, verb))
        if not shares or parse.tags[head] not in VERB_TAGS:
            return
        verb = head
        yield verb


def _is_whole(parse: Parse, verb: int) -> bool:
    """Tell whether a verb has a subject or an auxiliary of its own; the "to" of infinitives is none."""
    helpers = (child for child in children(parse, verb, {"aux"}) if parse.lowers[child] != "to")
    return bool(children(parse, verb, {"nsubj", "nsubjpass", "auxpass"})) or any(True for _ in helpers)


def is_negated(parse: Parse, verb: int) -> bool:
    governors = list(_governors(parse, verb))
    if any(_denies(parse, governor) for governor in governors):
        return True
    if any(parse.lemmas[governor] in _FAILING for governor in governors if governor != verb):
        return True
    arguments = children(parse, verb, {"dobj", "attr", "nsubj", "nsubjpass"})
    determiners = (child for argument in arguments for child in children(parse, argument, {"det"}))
    return any(parse.lowers[determiner] in {"no", "neither"} for determiner in determiners)


def _denies(parse: Parse, verb: int) -> bool:
    """Tell whether "not", "never" or "no longer" stands with a verb."""
    if children(parse, verb, {"neg"}):
        return True
    adverbs = {parse.lowers[child]: child for child in parse.children[verb]}
    longer = adverbs.get("longer")
    return "never" in adverbs or (
        longer is not None and "no" in {parse.lowers[child] for child in parse.children[longer]}
    )


def _lacks(parse: Parse, noun: int) -> bool:
    """Tell whether there is none of a noun: "no guarantee that …"."""
    return any(parse.lowers[child] == "no" for child in children(parse, noun, {"det"}))


def denies_in_part(parse: Parse, verb: int) -> bool:
    """Tell whether a denial is of something narrower than its words: in a relative clause, or before an exception."""
    if parse.deps[verb] in {"relcl", "acl", "advcl"}:
        return True
    if any(parse.lemmas[governor] in OBLIGATIONS for governor in _governors(parse, verb) if governor != verb):
        return True  # "need not" is no "must not"
    arguments = children(parse, verb, {"dobj", "attr", "nsubj", "nsubjpass"})
    if any(children(parse, argument, {"prep", "acl", "relcl"}) for argument in arguments):
        return True
    if any(
        parse.lowers[child] in _PARTICULAR for argument in arguments for child in parse.children[argument]
    ):
        return True
    if any(parse.lowers[child] in _MANNERS for child in parse.children[verb]):
        return True
    return not _EXCEPTIONS.isdisjoint(parse.lowers[verb:])


def find_modality(parse: Parse, verb: int) -> str | None:
    """Give the modal verb as a word of its own; a duty is "must", what is permitted "can"."""
    for governor in _governors(parse, verb):
        for child in children(parse, governor, {"aux"}):
            if parse.tags[child] == "MD":
                return _MODALS.get(parse.lowers[child], parse.lowers[child])
        above = parse.lemmas[parse.heads[governor]]
        bare = above == "let" or is_infinitive(parse, governor)
        if bare and parse.deps[governor] in {"xcomp", "ccomp", "advcl"}:
            if above in _PERMISSIONS:
                return "can"
            if parse.deps[governor] == "xcomp" and above in OBLIGATIONS:
                return OBLIGATIONS[above]
        if parse.deps[governor] == "advcl" and bare and above in _USING:
            return find_modality(parse, parse.heads[governor])
        if parse.deps[governor] == "ccomp" and above in _CLAIMS:
            return "must"
        if parse.deps[governor] == "ccomp" and above in _ADVICE:
            return "should"
    return None


def find_condition(parse: Parse, verb: int) -> str | None:
    """Give the conditional clause of the verb as written, or None."""
    for governor in _governors(parse, verb):
        for child in children(parse, governor, {"advcl"}):
            if any(parse.lowers[mark] in _CONDITIONS for mark in children(parse, child, {"mark", "advmod"})):
                tokens = subtree(parse, child)
                return parse.text[parse.starts[min(tokens)] : parse.ends[max(tokens)]].strip(" ,;:")
    return None


def is_hypothetical(parse: Parse, verb: int) -> bool:
    """Tell whether a verb is not stated: after "if" or "whether", or after "when" in an instruction."""
    index = verb
    while True:
        if any(parse.lowers[mark] in _CONDITIONS for mark in children(parse, index, {"mark"})):
            return True
        head = parse.heads[index]
        if parse.deps[index] == "ccomp" and _denies(parse, head):
            return True
        if parse.deps[index] in {"acl", "ccomp"} and _lacks(parse, head):
            return True
        if parse.deps[index] in {"acl", "advcl", "ccomp"} and parse.words[head] == "need" and index > head:
            return parse.tags[head] in NOUN_TAGS  # "eliminates the need for the master to write"
        timed = any(parse.lowers[mark] == "when" for mark in children(parse, index, {"advmod"}))
        if timed and parse.tags[head] == "VB" and not children(parse, head, _SUBJECTS):
            return True
        if head == index or parse.tags[index] in NOUN_TAGS:
            return False
        index = head
