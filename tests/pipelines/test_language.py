"""Builds with relation types, models and steps of the user's own."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from exports.node_link_reader import read_graph

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (
    "# Queues\n\nAmazon SQS shadows each S3 bucket.\n\nAWS KMS next to Amazon ECS encrypts each S3 bucket.\n"
)


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "queues.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def block(document, kind, number=0):
    return re.findall(rf"```{kind}\n(.*?)```", (DOCS / document).read_text(encoding="utf-8"), re.DOTALL)[
        number
    ]


def relations(folder):
    graph = read_graph(folder / "graph.json")
    return {(source, data["type"], target) for source, target, data in graph.edges(data=True)}


def test_relation_types_of_a_file_are_read(kbgraph, document, tmp_path):
    types = tmp_path / "my-relations.yaml"
    types.write_text(block("relations.md", "yaml"), encoding="utf-8")

    answer = kbgraph("build", document, "-o", tmp_path / "out", "-f", "json", "--relations", types)

    assert answer.code == 0, answer.err
    assert ("service:sqs", "SHADOWS", "concept:s3-bucket") in relations(tmp_path / "out")


def test_another_list_of_relations_meets_no_old_analysis(kbgraph, document, tmp_path):
    types = tmp_path / "my-relations.yaml"
    types.write_text("SHADOWS: {inverse: SHADOWED_BY, says: [X shadow Y]}", encoding="utf-8")
    kbgraph("build", document, "-o", tmp_path / "out", "-f", "json")

    kbgraph("build", document, "-o", tmp_path / "out", "-f", "json", "--relations", types)

    assert "SHADOWS" in {kind for _, kind, _ in relations(tmp_path / "out")}


def test_a_fault_in_relation_types_is_told_with_its_line(kbgraph, document, tmp_path):
    types = tmp_path / "my-relations.yaml"
    types.write_text("\nUSES: {says: [X Y]}\n", encoding="utf-8")

    answer = kbgraph("build", document, "-o", tmp_path / "out", "--relations", types)

    assert answer.code == 1
    assert answer.err.splitlines()[-1].startswith(f"kbgraph: {types}:2: ")
    assert not (tmp_path / "out").exists()


def test_what_a_model_lacks_is_said_in_a_line(kbgraph, document, tmp_path):
    spacy.blank("en").to_disk(tmp_path / "blank")

    answer = kbgraph("build", document, "-o", tmp_path / "out", "--model", tmp_path / "blank", "-q")

    assert (answer.code, len(answer.err.splitlines())) == (1, 1)
    assert "has no tok2vec and no tagger and no parser and no lemmatizer" in answer.err


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """The package of the docs, installed into a folder of its own."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("site")
    (source / "pyproject.toml").write_text(block("extending.md", "toml"), encoding="utf-8")
    step = block("extending.md", "python", 1).partition("nlp = ")[0]
    (source / "kbgraph_neighbours.py").write_text(step, encoding="utf-8")
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
    ]
    subprocess.run([*install, "--target", target, source], check=True)
    return target


@pytest.fixture(scope="module")
def model(package, tmp_path_factory):
    """A pipeline that has the package's step, saved by a process that imports it as any other would."""
    script = (
        "import sys, kbgraph\n"
        "nlp = kbgraph.load()\n"
        "nlp.add_pipe('neighbours', after='kbgraph_relations')\n"
        "nlp.meta['name'], nlp.meta['version'] = 'own', '1.2'\n"
        "nlp.to_disk(sys.argv[1])\n"
    )
    folder = tmp_path_factory.mktemp("own") / "model"
    environment = os.environ | {"PYTHONPATH": str(package)}
    subprocess.run([sys.executable, "-c", script, folder], env=environment, check=True)
    return folder


def test_a_step_of_a_package_reaches_the_graph_from_every_process(
    process, document, package, model, tmp_path
):
    many = tmp_path / "many.md"
    many.write_text("".join(f"Step {n} is done.\n\n" for n in range(600)) + TEXT, encoding="utf-8")

    made = [
        process(
            "build", many, "-o", tmp_path / "out", "-f", "json", "--model", model, "--workers", "2",
            PYTHONPATH=str(package),
        )
        for _ in range(2)
    ]  # fmt: skip

    assert ("service:kms", "ALIGNED_WITH", "service:ecs") in relations(tmp_path / "out")
    assert read_graph(tmp_path / "out" / "graph.json").graph["model"] == "en_own 1.2"
    assert "of them known from an earlier run" not in made[0].out
    assert "604 of them known from an earlier run" in made[1].out


def test_a_step_without_a_version_is_never_remembered(process, document, package, model, tmp_path):
    plain = tmp_path / "plain"
    plain.mkdir()
    for file in package.rglob("*"):
        if file.is_file():
            copy = plain / file.relative_to(package)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes().replace(b'neighbours.version = "1"', b""))

    answer = process("build", document, "-o", tmp_path / "out", "--model", model, PYTHONPATH=str(plain))

    assert "step 'neighbours' declares no version" in answer.out


def test_a_step_that_is_not_installed_is_named(process, document, model, tmp_path):
    answer = process("build", document, "-o", tmp_path / "out", "--model", model, "-q")

    assert (answer.code, len(answer.err.splitlines())) == (1, 1)
    assert "neighbours" in answer.err
