"""Read how a verb is said: denied, with what modality, under what condition, or not stated at all."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kbgraph.nlp.tokens import NOUN_TAGS, VERB_TAGS, children, end_of, is_infinitive, norms, text_of

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
_ARGUMENTS = frozenset({"dobj", "attr", "nsubj", "nsubjpass"})
_EXCEPTIONS = frozenset(
    {
        "until", "without", "except", "unless", "default", "all", "every", "many", "only", "more", "other", "another",
        "again", "second", "same", "twice",
    }
)  # fmt: skip
"""Words after which a denial is of less than it seems: "does not process records until …", "… in all Regions"."""

_PARTICULAR = frozenset({"other", "this", "these", "that", "those"})
_MANNERS = frozenset({"well", "fully", "easily", "directly", "automatically", "necessarily"})


def _governors(verb: Token) -> Iterator[Token]:
    """Give the verb and those whose negation and modality it shares: governors of infinitives, first conjuncts."""
    yield verb
    while True:
        head, dep = verb.head, verb.dep_
        had = dep == "ccomp" and head.lemma_ == "have" and verb.tag_ == "VBN"
        shares = dep == "xcomp" or had or (dep == "conj" and not _is_whole(verb))
        if not shares or head.tag_ not in VERB_TAGS:
            return
        verb = head
        yield verb


def _is_whole(verb: Token) -> bool:
    """Tell whether a verb has a subject or an auxiliary of its own; the "to" of infinitives is none."""
    return any(
        child.dep_ in {"nsubj", "nsubjpass", "auxpass"} or (child.dep_ == "aux" and child.norm_ != "to")
        for child in verb.children
    )


def is_negated(verb: Token) -> bool:
    """Tell whether what a verb says is denied."""
    governors = list(_governors(verb))
    if any(_denies(governor) for governor in governors):
        return True
    if any(governor.lemma_ in _FAILING for governor in governors[1:]):
        return True
    determiners = (child for argument in children(verb, _ARGUMENTS) for child in children(argument, {"det"}))
    return any(determiner.norm_ in {"no", "neither"} for determiner in determiners)


def _denies(verb: Token) -> bool:
    """Tell whether "not", "never" or "no longer" stands with a verb."""
    if children(verb, {"neg"}):
        return True
    adverbs = {child.norm_: child for child in verb.children}
    longer = adverbs.get("longer")
    return "never" in adverbs or (
        longer is not None and any(child.norm_ == "no" for child in longer.children)
    )


def _lacks(noun: Token) -> bool:
    """Tell whether there is none of a noun: "no guarantee that …"."""
    return any(child.norm_ == "no" for child in children(noun, {"det"}))


def denies_in_part(verb: Token) -> bool:
    """Tell whether a denial is of something narrower than its words: in a relative clause, or before an exception."""
    if verb.dep_ in {"relcl", "acl", "advcl"}:
        return True
    if any(governor.lemma_ in OBLIGATIONS for governor in _governors(verb) if governor.i != verb.i):
        return True  # "need not" is no "must not"
    arguments = children(verb, _ARGUMENTS)
    if any(children(argument, {"prep", "acl", "relcl"}) for argument in arguments):
        return True
    if any(child.norm_ in _PARTICULAR for argument in arguments for child in argument.children):
        return True
    if any(child.norm_ in _MANNERS for child in verb.children):
        return True
    return not _EXCEPTIONS.isdisjoint(norms(verb.doc, verb.i, len(verb.doc)))


def find_modality(verb: Token) -> str | None:
    """Give the modal verb as a word of its own; a duty is "must", what is permitted "can"."""
    for governor in _governors(verb):
        for child in children(governor, {"aux"}):
            if child.tag_ == "MD":
                return _MODALS.get(child.norm_, child.norm_)
        above, dep = governor.head.lemma_, governor.dep_
        bare = above == "let" or is_infinitive(governor)
        if bare and dep in {"xcomp", "ccomp", "advcl"}:
            if above in _PERMISSIONS:
                return "can"
            if dep == "xcomp" and above in OBLIGATIONS:
                return OBLIGATIONS[above]
        if dep == "advcl" and bare and above in _USING:
            return find_modality(governor.head)
        if dep == "ccomp" and above in _CLAIMS:
            return "must"
        if dep == "ccomp" and above in _ADVICE:
            return "should"
    return None


def find_condition(verb: Token) -> str | None:
    """Give the conditional clause of the verb as written, or None."""
    for governor in _governors(verb):
        for child in children(governor, {"advcl"}):
            if any(mark.norm_ in _CONDITIONS for mark in children(child, {"mark", "advmod"})):
                tokens = list(child.subtree)
                first, last = min(token.i for token in tokens), max(token.i for token in tokens)
                return text_of(verb.doc)[verb.doc[first].idx : end_of(verb.doc[last])].strip(" ,;:")
    return None


def is_hypothetical(verb: Token) -> bool:
    """Tell whether a verb is not stated: after "if" or "whether", or after "when" in an instruction."""
    token = verb
    while True:
        if any(mark.norm_ in _CONDITIONS for mark in children(token, {"mark"})):
            return True
        head, dep = token.head, token.dep_
        if dep == "ccomp" and _denies(head):
            return True
        if dep in {"acl", "ccomp"} and _lacks(head):
            return True
        if dep in {"acl", "advcl", "ccomp"} and head.text == "need" and token.i > head.i:
            return head.tag_ in NOUN_TAGS  # "eliminates the need for the master to write"
        timed = any(mark.norm_ == "when" for mark in children(token, {"advmod"}))
        if timed and head.tag_ == "VB" and not children(head, _SUBJECTS):
            return True
        if head.i == token.i or token.tag_ in NOUN_TAGS:
            return False
        token = head
