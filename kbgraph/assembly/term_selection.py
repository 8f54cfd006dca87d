"""Choose what every sentence mentions, over all documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kbgraph.assembly.canonical_names import entity_id
from kbgraph.assembly.termhood import Termhood, measure_termhood
from kbgraph.model import Facts, Relation, SentenceFacts, Term
from kbgraph.rules import CANDIDATES, POSSESSIONS, RelationRule, TermRule
from kbgraph.schema import NodeType
from kbgraph.vocabulary.normalization import normalise


@dataclass(frozen=True, slots=True)
class Chosen:
    """A term that stands, and the node it means."""

    term: Term
    entity: str


@dataclass(slots=True)
class Interpretation:
    """What one distinct sentence says in one document, with the sections (keys) where it stands there.

    `arguments` gives what each argument means; `limits` the sections of a chosen term that holds only in some.
    """

    facts: SentenceFacts
    sections: list[str] = field(default_factory=list)
    arguments: dict[int, list[Chosen]] = field(default_factory=dict)
    limits: dict[Chosen, frozenset[str]] = field(default_factory=dict)


def read_corpus(
    corpus: list[Facts], known: Mapping[str, str]
) -> tuple[dict[str, list[Interpretation]], Termhood]:
    """Give the interpretations of each distinct sentence, and the termhood that decided them."""
    arguments_by_text: dict[str, list[list[Term]]] = {}
    for facts in corpus:
        for sentence in facts.sentences:
            arguments_by_text.setdefault(sentence.text, by_argument(sentence.terms))
    termhood = measure_termhood(arguments_by_text[text] for text in sorted(arguments_by_text))
    termhood = replace(termhood, established=termhood.established | _defined(corpus))
    interpretations: dict[str, list[Interpretation]] = {}
    for facts in corpus:
        made = [_interpretation(sentence, facts, termhood, known) for sentence in facts.sentences]
        for place in facts.places:
            made[place.sentence].sections.append(facts.sections[place.section].key)
        for interpretation in made:
            interpretations.setdefault(interpretation.facts.text, []).append(interpretation)
    return interpretations, termhood


def _defined(corpus: list[Facts]) -> set[str]:
    """Give what abbreviations stand for: a text that defines a short form for it says that it is a term."""
    sentences = (sentence for facts in corpus for sentence in facts.sentences)
    return {
        term.key for sentence in sentences for term in sentence.terms if term.rule == TermRule.ABBREVIATION
    }


def joined(
    interpretation: Interpretation, arguments: Mapping[int, list[Chosen]]
) -> Iterator[tuple[Relation, Chosen, Chosen]]:
    """Give the relations of a sentence between what `arguments` mean; none joins a thing to itself."""
    longest: dict[int, Term] = {}
    for term in interpretation.facts.terms:
        longest.setdefault(term.argument, term)
    for relation in interpretation.facts.relations:
        for source in arguments.get(relation.source, ()):
            for target in arguments.get(relation.target, ()):
                if source.entity != target.entity and _holds(relation, source, target, longest):
                    yield relation, source, target


def _holds(relation: Relation, source: Chosen, target: Chosen, longest: Mapping[int, Term]) -> bool:
    """Tell whether a relation holds of the chosen terms as it does of their phrases.

    A compound's only of the whole compound, a denial only of phrases taken whole, what a verb says of a
    discovered term only where that is the whole subject, and between a term and its
    own head only that the first is of the other's kind.
    """
    if relation.rule == RelationRule.COMPOUND and source.term.start != target.term.start:
        return False
    cut = [one for one in (source, target) if one.term.start > longest[one.term.argument].start]
    if cut and relation.negated:
        return False
    if relation.rule in POSSESSIONS:
        return True
    if source in cut and (source.term.rule in CANDIDATES or _is_word(source.term)):
        return False
    one, other = normalise(source.term.name), normalise(target.term.name)
    return not other.endswith(" " + one) and (relation.type == "IS_A" or not one.endswith(" " + other))


def _is_word(term: Term) -> bool:
    return " " not in term.name.strip()


def by_argument(terms: Iterable[Term]) -> list[list[Term]]:
    """Give the terms of each argument, longest first, in the order of the arguments."""
    arguments: dict[int, list[Term]] = {}
    for term in terms:
        arguments.setdefault(term.argument, []).append(term)
    return [arguments[number] for number in sorted(arguments)]


def _interpretation(
    sentence: SentenceFacts, facts: Facts, termhood: Termhood, known: Mapping[str, str]
) -> Interpretation:
    interpretation = Interpretation(sentence)
    chosen = [
        Chosen(term, entity_id(term, known))
        for argument in by_argument(sentence.terms)
        for term in termhood.choose(argument)
    ]
    for one in outermost(chosen):
        interpretation.arguments.setdefault(one.term.argument, []).append(one)
    places = {sentence.terms[index]: sections for index, sections in sentence.places}
    for one in chosen:
        if (sections := places.get(one.term)) is not None:
            interpretation.limits[one] = frozenset(facts.sections[section].key for section in sections)
    return interpretation


def outermost(chosen: list[Chosen]) -> Iterator[Chosen]:
    """Leave out concepts inside a longer concept: nested terms are kept once, at the length that is established."""
    concepts = [one.term for one in chosen if one.term.type is NodeType.CONCEPT]
    for one in chosen:
        if one.term.type is not NodeType.CONCEPT or not any(_inside(one.term, other) for other in concepts):
            yield one


def _inside(term: Term, other: Term) -> bool:
    longer = other.end - other.start > term.end - term.start
    return longer and other.start <= term.start and term.end <= other.end


def choose_in_heading(terms: Iterable[Term], termhood: Termhood, known: Mapping[str, str]) -> list[Chosen]:
    """Give what a heading names: vocabulary names, and what the text establishes."""
    chosen = [
        Chosen(term, entity_id(term, known))
        for argument in by_argument(terms)
        for term in termhood.choose(argument)
        if term.rule not in CANDIDATES or term.key in termhood.established
    ]
    return list(outermost(chosen))
