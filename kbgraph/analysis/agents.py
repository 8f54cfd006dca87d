"""Find who does what a verb says."""

from __future__ import annotations

from collections.abc import Iterator

from kbgraph.analysis.moods import OBLIGATIONS
from kbgraph.analysis.parsing import VERB_TAGS, Parse
from kbgraph.analysis.tree import children, first_conjunct, is_infinitive

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_INSTRUMENT_VERBS = frozenset({"use", "leverage", "utilize", "utilise", "employ"})
_FINITE = frozenset({"VB", "VBP", "VBZ"})
_PRONOUNS = frozenset({"that", "which", "who", "whom"})
_GENERIC = frozenset({"you", "we", "users", "customers", "one", "they", "i"})
"""Subjects that stand for whoever does it."""

_ADVERBIAL = frozenset({"use", "cause", "result", "lead", "depend", "include", "follow", "base"})
"""Verbs whose participles say how or with what effect, not who does it."""

_TIMES = frozenset({"when", "before", "after", "since", "until"})
_ASPECTS = frozenset({"start", "begin", "stop", "keep", "continue", "finish", "avoid"})
"""Verbs whose subject is also that of the gerund after them."""

_REQUIREMENTS = frozenset({"require", "need", "recommend"})
"""Verbs whose passive says what is for an infinitive, not who does it: "permissions are required to perform a task"."""

_INERT = frozenset({"permission", "addresse", "address", "hostname", "name", "option"})
"""What is used, but does nothing itself: "use the host name to send traffic"."""

_PERSONAL = frozenset({"work", "interact", "view", "see", "know", "launch"})
"""Verbs that are done by whoever uses an instrument, not by that: "work with queues using the console"."""

_CAUSATIVES = _INSTRUMENT_VERBS | frozenset(
    {
        "allow", "ask", "authorize", "build", "call", "cause", "configure", "create", "design", "direct", "enable",
        "expect", "force", "have", "help", "instruct", "invoke", "let", "loop", "permit", "program", "require", "run",
        "set", "tell", "want",
    }
)  # fmt: skip
"""Verbs whose object does the infinitive: "configures the queue to keep messages", unlike "follow the steps to V"."""

_ENABLING = frozenset({"allow", "enable", "let", "permit", "help"})
"""Verbs whose subject is what it is done with: "X lets you create queues"."""

_DEMANDS = frozenset({"require", "need", "demand", "involve", "mean", "recommend", "suggest", "consider"})
"""Verbs that don't say who does what their gerund names: "resilience requires tracking metrics"."""


def find_agents(parse: Parse, verb: int, *, passive: bool) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Give the subjects of a verb, and the instruments that take their place.

    Where the subjects are "you" or nobody ("create a queue using the console"), or the verb is passive, an instrument
    does it.
    """
    subjects = () if _is_asked(parse, verb) else tuple(_subjects(parse, verb))
    somebody = any(parse.lowers[subject] not in _GENERIC for subject in subjects)
    if (somebody and not passive) or parse.lemmas[verb] in _PERSONAL:
        return subjects, ()
    return subjects, (*_enabling(parse, verb), *_setting(parse, verb), *_instruments(parse, verb))


def _enabling(parse: Parse, verb: int) -> Iterator[int]:
    """Give X of "X lets you create queues and send messages"."""
    verb = first_conjunct(parse, verb)
    head = parse.heads[verb]
    if parse.deps[verb] in {"xcomp", "ccomp"} and parse.lemmas[head] in _ENABLING:
        yield from _subjects(parse, head)


def _setting(parse: Parse, verb: int) -> Iterator[int]:
    """Give X of "with X, you can create queues"."""
    for child in children(parse, verb, {"prep"}):
        if child < verb and parse.lowers[child] in {"with", "through"}:
            yield from children(parse, child, {"pobj"})


def _is_asked(parse: Parse, verb: int) -> bool:
    """Tell whether an infinitive is a question: "determines where to store it" does not say who stores."""
    return is_infinitive(parse, verb) and any(parse.tags[child] == "WRB" for child in parse.children[verb])


def _subjects(parse: Parse, verb: int) -> Iterator[int]:
    """Give the verb's subjects: its own, its antecedent's, or those of the verb that governs it."""
    own = children(parse, verb, {"nsubj", "nsubjpass", "csubj"})
    dep, head = parse.deps[verb], parse.heads[verb]
    if own:
        for subject in _nearest(parse, own):
            yield from _defined(parse, antecedent(parse, verb, subject), subject)
    elif dep in {"acl", "relcl"}:
        if parse.tags[verb] in {"VBN", "VBG"} or (dep == "relcl" and not is_infinitive(parse, verb)):
            yield from _defined(parse, head, verb)
    elif dep == "conj" and parse.tags[head] in VERB_TAGS:
        yield from _subjects(parse, head)
    elif dep in {"xcomp", "advcl"} and parse.tags[head] in VERB_TAGS:
        yield from _governed(parse, verb)


def _nearest(parse: Parse, subjects: list[int]) -> list[int]:
    """Give of two subjects the one that is meant.

    The last where the first belongs to a clause before ("When a call times out, the client sends"), the first where
    the others are a list that it governs ("The SDKs for Go, Java, and Ruby include").
    """
    between = range(subjects[0], subjects[-1])
    if len(subjects) == 1 or not any(parse.lowers[index] == "," for index in between):
        return subjects
    if any(parse.lowers[index] == "(" for index in between):
        return subjects
    clause = any(parse.tags[index] in VERB_TAGS for index in between)
    return subjects[-1:] if clause else subjects[:1]


def _governed(parse: Parse, verb: int) -> Iterator[int]:
    """Give who does an infinitive or participle: "allow X to V" is X, "use X to V" too, "begin to V" the subject."""
    dep, head = parse.deps[verb], parse.heads[verb]
    objects = children(parse, head, {"dobj"})
    if objects and is_infinitive(parse, verb):
        received = parse.lemmas[verb] == "receive" and parse.lemmas[head] in _INSTRUMENT_VERBS
        if parse.lemmas[head] in (_CAUSATIVES if dep == "xcomp" else _INSTRUMENT_VERBS) and not received:
            yield from (each for each in objects if parse.lowers[each].removesuffix("s") not in _INERT)
    elif parse.tags[verb] == "VBG":
        if parse.lemmas[head] not in _DEMANDS:
            yield from _subjects(parse, head)
    elif dep == "xcomp" and parse.lemmas[head] != "be" and not _is_required(parse, head):
        yield from _subjects(parse, head)


def _is_required(parse: Parse, verb: int) -> bool:
    passive = parse.tags[verb] in {"VBN", "VBD"} and not children(parse, verb, {"dobj", "nsubj"})
    return parse.lemmas[verb] in _REQUIREMENTS and passive


def _defined(parse: Parse, noun: int, relative: int) -> Iterator[int]:
    """Give what a relative clause is about: in "X is a service that …" that is X."""
    verb = parse.heads[noun]
    while parse.deps[noun] == "conj" and parse.deps[verb] in {"attr", "conj"}:
        noun, verb = verb, parse.heads[verb]  # "X is a security and privacy service that …"
    if noun != relative and parse.deps[noun] == "attr" and parse.lemmas[verb] == "be":
        subjects = children(parse, verb, {"nsubj"})
        if subjects:
            yield from subjects
            return
    yield noun


def _instruments(parse: Parse, verb: int) -> Iterator[int]:
    """Give what stands after a "using" that says how the verb is done, wherever the parser hung it."""
    for index in range(verb + 1, len(parse)):
        titled = parse.words[index] != "using" and parse.text.endswith(".")
        if parse.lowers[index] != "using" or parse.tags[index] != "VBG" or titled:
            continue
        governor = parse.heads[index]
        while (
            governor != verb and parse.tags[governor] not in VERB_TAGS and parse.heads[governor] != governor
        ):
            governor = parse.heads[governor]
        if governor == verb and not any(parse.tags[between] in _FINITE for between in range(verb + 1, index)):
            yield from children(parse, index, {"dobj"})


def antecedent(parse: Parse, verb: int, index: int) -> int:
    """Give the noun that a relative pronoun stands for, or the index itself."""
    if parse.lowers[index] in _PRONOUNS and parse.tags[index] in {"WDT", "WP", "IN", "DT"}:
        head = first_conjunct(parse, verb)
        if parse.deps[head] == "relcl":
            noun = parse.heads[head]
            later = [child for child in children(parse, noun, {"conj"}) if child < index]
            return later[-1] if later and parse.tags[verb] == "VBZ" else noun
    return index


def dangles(parse: Parse, verb: int) -> bool:
    """Tell whether a participle or infinitive has no subject that the grammar gives.

    "Queues using X-Ray", "…, causing loss", "when connecting to a file system", "resources required to process
    messages", "to enforce creating encrypted volumes".
    """
    while parse.deps[verb] == "conj" and parse.tags[parse.heads[verb]] == parse.tags[verb] == "VBG":
        verb = parse.heads[verb]
    adverbial = (
        parse.lemmas[verb] in _ADVERBIAL if parse.tags[verb] == "VBG" else parse.lowers[verb] == "based"
    )
    if adverbial:
        return not children(parse, verb, {"aux", "auxpass"})
    if children(parse, verb, {"nsubj", "nsubjpass"}):
        return False
    governor = parse.heads[verb]
    if parse.tags[verb] == "VBG":
        if parse.deps[verb] == "xcomp":
            return parse.lemmas[governor] not in _ASPECTS
        timed = any(parse.lowers[child] in _TIMES for child in children(parse, verb, {"advmod", "mark"}))
        return timed and parse.deps[verb] in {"acl", "advcl"}
    return (
        parse.deps[verb] == "xcomp"
        and parse.deps[governor] == "acl"
        and parse.lemmas[governor] in OBLIGATIONS
    )
