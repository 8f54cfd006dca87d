"""Tell which verbs state nothing that stands: what they say is tried, past, rare, a case, or the title of something."""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.tokens import Token

from kbgraph.nlp.tokens import children, norms, text_of

_ATTEMPTS = frozenset({"try", "want", "wish", "plan", "suppose", "seem", "appear", "aim"})
_SUPPOSITIONS = frozenset({"assume", "suppose", "imagine", "pretend"})
_HYPOTHESES = frozenset({"would", "'d"})
_FORMER = re.compile(r"\b(?:until|prior to|before) (?:\w+ )?(?:19|20)\d\d\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:as of|in|since) (?:\w+ )?(?:19|20)\d\d\b", re.IGNORECASE)
_CASE = re.compile(
    r"^(?:consider|suppose|imagine|assume|if (?:this|that|so))\b|(?:^|, )should (?:you|your|the)\b"
    r"|\bin (?:this|our|the (?:preceding|previous|above)) (?:diagram|example|figure|scenario|illustration)\b",
    re.IGNORECASE,
)
"""What begins a worked example."""

_CONTROLS = frozenset({"tab", "page", "button", "pane", "menu", "dialog", "wizard", "icon"})
_OPENERS = frozenset({":", "-", "\u2013", "\u2014", ".", "(", '"'})
_AGAINST = frozenset({"instead", "than", "preferable"})
_SELDOM = frozenset({"rarely", "seldom", "hardly", "sometimes"})
_SOMETIMES = frozenset({"usually", "often", "frequently", "typically", "mostly"})
_NEARLY = frozenset({("sort", "of"), ("kind", "of"), ("not", "exactly")})
_KINDS = frozenset({"a", "the", "another", "this", "one"})


def states_facts(text: str) -> bool:
    """Tell whether a sentence may state facts: a question, a worked example and what once was state none."""
    return not (text.endswith("?") or _CASE.search(text) or _FORMER.search(text))


def is_stated(verb: Token) -> bool:
    """Tell whether what a verb says is stated as standing."""
    return not any(check(verb) for check in CHECKS)


def is_attempted(verb: Token) -> bool:
    """Tell whether a verb is only tried or supposed, or something only would be something."""
    if verb.lemma_ == "be" and any(child.norm_ in _HYPOTHESES for child in children(verb, {"aux"})):
        return True
    governor = verb.head
    if verb.dep_ == "xcomp":
        intended = verb.lemma_ == "be" and governor.lemma_ == "intend"
        return intended or governor.lemma_ in _ATTEMPTS
    return verb.dep_ == "ccomp" and governor.lemma_ in _SUPPOSITIONS


def is_control(verb: Token) -> bool:
    """Tell whether a verb is the name of a control: "the Lambda triggers tab"."""
    return not _CONTROLS.isdisjoint(norms(verb.doc, verb.i + 1, verb.i + 2))


def is_past(verb: Token) -> bool:
    """Tell whether a verb tells what was: a past tense, or a year in which it was so."""
    helpers = children(verb, {"aux", "auxpass"})
    told = verb.tag_ == "VBD" and not helpers
    past = told and bool(children(verb, {"dobj", "attr"}))
    was = any(child.tag_ == "VBD" for child in helpers) and _PAST.search(text_of(verb.doc)) is not None
    return past or was


def is_opposed(verb: Token) -> bool:
    """Tell whether a gerund says what is not done: "instead of storing keys", "preferable to storing keys"."""
    if verb.tag_ != "VBG":
        return False
    before = norms(verb.doc, verb.i - 5, verb.i)
    return not _AGAINST.isdisjoint(before) and "," not in before


def is_rare(verb: Token) -> bool:
    """Tell whether something seldom does what the verb says, or only sometimes is what it says."""
    adverbs = {child.norm_ for child in verb.children}
    adverbs |= {inner.norm_ for child in children(verb, {"acomp"}) for inner in child.children}
    return not _SELDOM.isdisjoint(adverbs) or (verb.lemma_ == "be" and not _SOMETIMES.isdisjoint(adverbs))


def is_in_title(verb: Token) -> bool:
    """Tell whether a verb belongs to a title that a sentence cites: "see Connecting to Your Instance"."""
    sentence = text_of(verb.doc).endswith(".") and verb.i > 0 and verb.text.istitle()
    return sentence and verb.nbor(-1).norm_ not in _OPENERS


def is_qualified(verb: Token) -> bool:
    """Tell whether something is only about what it is said to be: "is sort of a database"."""
    if verb.lemma_ != "be":
        return False
    words = norms(verb.doc, verb.i, len(verb.doc))
    return any(
        words[at : at + 2] in _NEARLY and words[at - 1] not in _KINDS for at in range(1, len(words) - 1)
    )


CHECKS: tuple[Callable[[Token], bool], ...] = (
    is_attempted,
    is_control,
    is_past,
    is_opposed,
    is_rare,
    is_in_title,
    is_qualified,
)
"""How what a verb says may be less than a fact."""
