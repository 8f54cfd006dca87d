"""Tell which verbs state nothing that stands: what they say is tried, past, rare, a case, or the title of something."""

from __future__ import annotations

import re

from kbgraph.analysis.parsing import Parse
from kbgraph.analysis.tree import children

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


def is_hedged(parse: Parse, verb: int) -> bool:
    """Tell whether what a verb says is not stated as standing."""
    return (
        _is_attempted(parse, verb)
        or _is_example(parse, verb)
        or _is_past(parse, verb)
        or _is_opposed(parse, verb)
        or _is_rare(parse, verb)
        or _is_in_title(parse, verb)
        or _is_qualified(parse, verb)
    )


def _is_attempted(parse: Parse, verb: int) -> bool:
    """Tell whether a verb is only tried or supposed, or something only would be something."""
    if parse.lemmas[verb] == "be" and any(
        parse.lowers[child] in _HYPOTHESES for child in children(parse, verb, {"aux"})
    ):
        return True
    governor, dep = parse.heads[verb], parse.deps[verb]
    if dep == "xcomp":
        intended = parse.lemmas[verb] == "be" and parse.lemmas[governor] == "intend"
        return intended or parse.lemmas[governor] in _ATTEMPTS
    return dep == "ccomp" and parse.lemmas[governor] in _SUPPOSITIONS


def _is_example(parse: Parse, verb: int) -> bool:
    """Tell whether a sentence tells a case, or the verb is the name of a control: "the Lambda triggers tab"."""
    after = parse.lowers[verb + 1 : verb + 2]
    return _CASE.search(parse.text) is not None or bool(after and after[0] in _CONTROLS)


def _is_past(parse: Parse, verb: int) -> bool:
    """Tell whether a verb tells what was: a past tense, or a year until which it was so."""
    helpers = children(parse, verb, {"aux", "auxpass"})
    told = parse.tags[verb] == "VBD" and not helpers
    past = told and bool(children(parse, verb, {"dobj", "attr"}))
    was = any(parse.tags[child] == "VBD" for child in helpers) and _PAST.search(parse.text) is not None
    return past or was or _FORMER.search(parse.text) is not None


def _is_opposed(parse: Parse, verb: int) -> bool:
    """Tell whether a gerund says what is not done: "instead of storing keys", "preferable to storing keys"."""
    if parse.tags[verb] != "VBG":
        return False
    before = parse.lowers[max(0, verb - 5) : verb]
    return not _AGAINST.isdisjoint(before) and "," not in before


def _is_rare(parse: Parse, verb: int) -> bool:
    """Tell whether something seldom does what the verb says, or only sometimes is what it says."""
    adverbs = {parse.lowers[child] for child in parse.children[verb]}
    adverbs |= {
        parse.lowers[inner] for child in children(parse, verb, {"acomp"}) for inner in parse.children[child]
    }
    return not _SELDOM.isdisjoint(adverbs) or (
        parse.lemmas[verb] == "be" and not _SOMETIMES.isdisjoint(adverbs)
    )


def _is_qualified(parse: Parse, verb: int) -> bool:
    """Tell whether something is only about what it is said to be: "is sort of a database"."""
    return parse.lemmas[verb] == "be" and any(
        parse.lowers[index : index + 2] in {("sort", "of"), ("kind", "of"), ("not", "exactly")}
        and parse.lowers[index - 1] not in {"a", "the", "another", "this", "one"}
        for index in range(verb + 1, len(parse))
    )


def _is_in_title(parse: Parse, verb: int) -> bool:
    """Tell whether a verb belongs to a title that a sentence cites: "see Connecting to Your Instance"."""
    sentence = parse.text.endswith(".") and verb > 0 and parse.words[verb].istitle()
    return sentence and parse.lowers[verb - 1] not in _OPENERS
