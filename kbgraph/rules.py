"""By which rule something was found: the words that `rule` holds in the graph."""

from __future__ import annotations

from enum import StrEnum


class TermRule(StrEnum):
    """How a name or term was found."""

    VOCABULARY = "vocabulary"
    CASED = "ordinary:cased"  # a name that is an ordinary word too, written as a name
    INITIAL = "ordinary:initial"  # the same where every word has a capital
    IDENTIFIER = "identifier"  # an API action or CloudFormation type, exact by itself
    OPERATION = "operation"  # an action's bare name: whose it is depends on the context
    ARN = "arn"
    CANDIDATE = "candidate"  # a noun phrase that no vocabulary holds
    NOUN_PAIR = "noun pair"  # a candidate of two nouns, a term more readily than an adjective with a noun
    KIND = "kind"  # a general word, for examples of it follow: "formats such as Parquet and ORC"
    ANAPHOR = "anaphor"  # "this service"
    PRONOUN = "pronoun"
    ABBREVIATION = "abbreviation"
    QUOTA = "quota"
    SHORT_NAME = "short name"  # a service that the document calls by a part of its name


CANDIDATES = frozenset({TermRule.CANDIDATE, TermRule.NOUN_PAIR})
"""Rules of discovered terms."""

ORDINARY = frozenset({TermRule.CASED, TermRule.INITIAL})
"""Rules of names that are ordinary words too: they count only where the context shows it."""


class RelationRule(StrEnum):
    """How a relation was found, where no sentence of `relations.yaml` says it."""

    COMPOUND = "XY"  # holds of the whole compound only, not of its head alone
    POSSESSIVE = "X's Y"
    OF = "the Y of X"


POSSESSIONS = frozenset(RelationRule)
"""Rules whose relation holds of a part of the owner's phrase, too."""
