"""A build is one list of steps, whoever takes them; and takes a pipeline with steps of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import kbgraph
from kbgraph.pipeline import STEPS
from kbgraph.schema import SCHEMA_VERSION

TEXT = "# Queues\n\nAmazon SQS stores messages.\n"


def _write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_progress_names_the_steps_in_order(tmp_path: Path) -> None:
    steps: list[str] = []

    def note(step: str, done: int, total: int) -> None:
        if not steps or steps[-1] != step:
            steps.append(step)

    kbgraph.build(_write(tmp_path, {"a.md": TEXT}), progress=note)
    assert steps == [name for name, _ in STEPS]


@Language.component("test_storage")
def state_storage(doc: Doc) -> Doc:
    for left, right in zip(doc.ents, doc.ents[1:], strict=False):
        kbgraph.add_relation(doc, "STORES", left, right, rule="beside")
    return doc


def test_a_step_of_ones_own_reaches_the_graph(tmp_path: Path) -> None:
    nlp = kbgraph.load()
    nlp.add_pipe("test_storage", after="kbgraph_relations")

    graph = kbgraph.build(_write(tmp_path, {"a.md": "# A\n\nAmazon SQS and AWS KMS.\n"}), nlp=nlp)

    (edge,) = [data for *_, data in graph.edges(data=True) if data["type"] == "STORES"]
    assert edge["rule"] == ["beside"]


def test_a_pipeline_brings_its_vocabulary(tmp_path: Path) -> None:
    nlp = kbgraph.load(kbgraph.load_vocabulary(only=True))
    source = _write(tmp_path, {"a.md": "# A\n\nAmazon SQS stores messages.\n"})

    assert "service:sqs" not in kbgraph.build(source, nlp=nlp)
    with pytest.raises(kbgraph.SettingError, match="vocabulary of its own"):
        kbgraph.build(source, nlp=nlp, vocabulary=kbgraph.load_vocabulary())


def test_a_pipeline_without_our_steps_is_refused(tmp_path: Path) -> None:
    with pytest.raises(kbgraph.ModelError, match="another tokenizer"):
        kbgraph.build(_write(tmp_path, {"a.md": TEXT}), nlp=spacy.blank("en"))


def test_a_relative_and_an_absolute_path_give_the_same_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _write(
        tmp_path / "sqs-guide", {"a/b.md": "# Queues\n\nThis service stores messages. See [it](none.md).\n"}
    )
    absolute = kbgraph.build(folder)
    monkeypatch.chdir(tmp_path)

    relative = kbgraph.build("sqs-guide")

    assert (dict(relative.nodes(data=True)), relative.graph) == (
        dict(absolute.nodes(data=True)),
        absolute.graph,
    )
    assert relative.nodes["document:a/b.md"]["path"] == "a/b.md"
    assert [link["path"] for link in relative.graph["broken_links"]] == ["a/b.md"]
    assert str(tmp_path) not in str(dict(absolute.nodes(data=True)))


def test_the_graph_says_what_made_it(tmp_path: Path) -> None:
    made = kbgraph.build(_write(tmp_path, {"a.md": "# A\n\nSQS stores messages.\n"})).graph

    assert made["schema"] == SCHEMA_VERSION
    assert made["model"] == "en_core_web_sm 3.8.0"
    assert made["relations"] == kbgraph.load_relation_types().version
    assert made["vocabulary"] == kbgraph.load_vocabulary().version
