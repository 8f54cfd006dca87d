"""Find who does what a verb says."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kbgraph.nlp.clauses.polarity_modality import OBLIGATIONS
from kbgraph.nlp.tokens import VERB_TAGS, children, first_conjunct, is_infinitive, text_of

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


def find_subjects(verb: Token, *, passive: bool) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Give the subjects of a verb, and the instruments that take their place.

    Where the subjects are "you" or nobody ("create a queue using the console"), or the verb is passive, an instrument
    does it.
    """
    subjects = () if _is_asked(verb) else tuple(_subjects(verb))
    somebody = any(subject.norm_ not in _GENERIC for subject in subjects)
    if (somebody and not passive) or verb.lemma_ in _PERSONAL:
        return subjects, ()
    return subjects, (*_enabling(verb), *_setting(verb), *_instruments(verb))


def _enabling(verb: Token) -> Iterator[Token]:
    """Give X of "X lets you create queues and send messages"."""
    verb = first_conjunct(verb)
    if verb.dep_ in {"xcomp", "ccomp"} and verb.head.lemma_ in _ENABLING:
        yield from _subjects(verb.head)


def _setting(verb: Token) -> Iterator[Token]:
    """Give X of "with X, you can create queues"."""
    for child in children(verb, {"prep"}):
        if child.i < verb.i and child.norm_ in {"with", "through"}:
            yield from children(child, {"pobj"})


def _is_asked(verb: Token) -> bool:
    """Tell whether an infinitive is a question: "determines where to store it" does not say who stores."""
    return is_infinitive(verb) and any(child.tag_ == "WRB" for child in verb.children)


def _subjects(verb: Token) -> Iterator[Token]:
    """Give the verb's subjects: its own, its antecedent's, or those of the verb that governs it."""
    own = children(verb, {"nsubj", "nsubjpass", "csubj"})
    dep, head = verb.dep_, verb.head
    if own:
        for subject in _nearest(own):
            yield from _defined(antecedent(verb, subject), subject)
    elif dep in {"acl", "relcl"}:
        if verb.tag_ in {"VBN", "VBG"} or (dep == "relcl" and not is_infinitive(verb)):
            yield from _defined(head, verb)
    elif dep == "conj" and head.tag_ in VERB_TAGS:
        yield from _subjects(head)
    elif dep in {"xcomp", "advcl"} and head.tag_ in VERB_TAGS:
        yield from _governed(verb)


def _nearest(subjects: list[Token]) -> list[Token]:
    """Give of two subjects the one that is meant.

    The last where the first belongs to a clause before ("When a call times out, the client sends"), the first where
    the others are a list that it governs ("The SDKs for Go, Java, and Ruby include").
    """
    between = list(subjects[0].doc[subjects[0].i : subjects[-1].i])
    if len(subjects) == 1 or not any(token.norm_ == "," for token in between):
        return subjects
    if any(token.norm_ == "(" for token in between):
        return subjects
    clause = any(token.tag_ in VERB_TAGS for token in between)
    return subjects[-1:] if clause else subjects[:1]


def _governed(verb: Token) -> Iterator[Token]:
    """Give who does an infinitive or participle: "allow X to V" is X, "use X to V" too, "begin to V" the subject."""
    dep, head = verb.dep_, verb.head
    objects = children(head, {"dobj"})
    if objects and is_infinitive(verb):
        received = verb.lemma_ == "receive" and head.lemma_ in _INSTRUMENT_VERBS
        if head.lemma_ in (_CAUSATIVES if dep == "xcomp" else _INSTRUMENT_VERBS) and not received:
            yield from (each for each in objects if each.norm_.removesuffix("s") not in _INERT)
    elif verb.tag_ == "VBG":
        if head.lemma_ not in _DEMANDS:
            yield from _subjects(head)
    elif dep == "xcomp" and head.lemma_ != "be" and not _is_required(head):
        yield from _subjects(head)


def _is_required(verb: Token) -> bool:
    passive = verb.tag_ in {"VBN", "VBD"} and not children(verb, {"dobj", "nsubj"})
    return verb.lemma_ in _REQUIREMENTS and passive


def _defined(noun: Token, relative: Token) -> Iterator[Token]:
    """Give what a relative clause is about: in "X is a service that …" that is X."""
    verb = noun.head
    while noun.dep_ == "conj" and verb.dep_ in {"attr", "conj"}:
        noun, verb = verb, verb.head  # "X is a security and privacy service that …"
    if noun.i != relative.i and noun.dep_ == "attr" and verb.lemma_ == "be":
        subjects = children(verb, {"nsubj"})
        if subjects:
            yield from subjects
            return
    yield noun


def _instruments(verb: Token) -> Iterator[Token]:
    """Give what stands after a "using" that says how the verb is done, wherever the parser hung it."""
    doc = verb.doc
    for index in range(verb.i + 1, len(doc)):
        token = doc[index]
        if token.norm_ != "using" or token.tag_ != "VBG":
            continue
        if token.text != "using" and text_of(doc).endswith("."):
            continue  # in a title that the sentence cites
        governor = token.head
        while governor.i != verb.i and governor.tag_ not in VERB_TAGS and governor.head.i != governor.i:
            governor = governor.head
        if governor.i == verb.i and not any(between.tag_ in _FINITE for between in doc[verb.i + 1 : index]):
            yield from children(token, {"dobj"})


def antecedent(verb: Token, noun: Token) -> Token:
    """Give the noun that a relative pronoun stands for, or the noun itself."""
    if noun.norm_ in _PRONOUNS and noun.tag_ in {"WDT", "WP", "IN", "DT"}:
        head = first_conjunct(verb)
        if head.dep_ == "relcl":
            later = [child for child in children(head.head, {"conj"}) if child.i < noun.i]
            return later[-1] if later and verb.tag_ == "VBZ" else head.head
    return noun


def dangles(verb: Token) -> bool:
    """Tell whether a participle or infinitive has no subject that the grammar gives.

    "Queues using X-Ray", "…, causing loss", "when connecting to a file system", "resources required to process
    messages", "to enforce creating encrypted volumes".
    """
    while verb.dep_ == "conj" and verb.head.tag_ == verb.tag_ == "VBG":
        verb = verb.head
    adverbial = verb.lemma_ in _ADVERBIAL if verb.tag_ == "VBG" else verb.norm_ == "based"
    if adverbial:
        return not children(verb, {"aux", "auxpass"})
    if children(verb, _SUBJECTS):
        return False
    governor = verb.head
    if verb.tag_ == "VBG":
        if verb.dep_ == "xcomp":
            return governor.lemma_ not in _ASPECTS
        timed = any(child.norm_ in _TIMES for child in children(verb, {"advmod", "mark"}))
        return timed and verb.dep_ in {"acl", "advcl"}
    return verb.dep_ == "xcomp" and governor.dep_ == "acl" and governor.lemma_ in OBLIGATIONS
