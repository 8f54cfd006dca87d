"""The main job, on the user's own knowledge base and on small corpora."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from spacy.language import Language

import kbgraph
from kbgraph.errors import NoDocumentError
from kbgraph.schema import COVERS, HAS_SECTION, MENTIONS, NodeType
from tests.conformity import faults
from tests.golden import build_passage, relation_lines
from tests.graphs import Graph

EXAMPLE = Path(__file__).parents[2] / "examples" / "aws-monster-knowledge-base.md"

# The user's ten sentences, by their beginnings, and what each must say at least.
STATED = {
    "Pricing scales": [
        "pricing SCALES_WITH data transfer",
        "pricing SCALES_WITH compute allocation",
        "pricing SCALES_WITH storage consumption",
    ],
    "Large-scale production workloads": [
        "production workload REQUIRES capacity planning",
        "capacity planning ALIGNED_WITH request burst",
        "capacity planning ALIGNED_WITH long-term growth",
    ],
    "AWS leverages": ["control plane ORCHESTRATES lifecycle operation"],
    "Integrations": [
        "integration RELIES_ON asynchronous messaging pattern",
        "SQS IS_A asynchronous messaging pattern",
        "SNS IS_A asynchronous messaging pattern",
        "EventBridge IS_A asynchronous messaging pattern",
    ],
    "Security boundaries": [
        "security boundary ENFORCED_BY IAM",
        "security boundary ENFORCED_BY network segmentation",
        "security boundary ENFORCED_BY policy evaluation",
    ],
    "Operational excellence": [
        "operational excellence REQUIRES monitoring",
        "throughput IS_A metric",
        "error rate IS_A metric",
        "saturation IS_A metric",
        "throttling IS_A metric",
    ],
    "Architectural decisions": [
        "architectural decision CONSIDERS failure domain (must)",
        "architectural decision CONSIDERS scaling trigger (must)",
        "architectural decision CONSIDERS eventual consistency (must)",
    ],
    "Data durability": [
        "data durability ACHIEVED_BY multi-AZ replication",
        "data durability ACHIEVED_BY background reconciliation",
    ],
    "Latency characteristics": [
        "latency DEPENDS_ON resource placement",
        "latency DEPENDS_ON AZ topology",
        "latency DEPENDS_ON regional replication strategy",
    ],
    "This service operates": [
        "distributed subsystem DESIGNED_FOR fault isolation",
        "distributed subsystem DESIGNED_FOR high availability",
    ],
}

SERVICES = {
    "VPC Routing Internals": ["VPC"],
    "S3 Security & Encryption": ["S3"],
    "S3 Eventing and Notification Flows": ["S3"],
    "Kinesis Shard Scaling Strategies": ["Kinesis"],
    "CloudFront Edge Cache Behavior": ["CloudFront"],
    "SageMaker Training/Inference Pipeline": ["SageMaker"],
    "ELB/ALB/NLB Load Balancing Algorithms": [
        "Elastic Load Balancing",
        "Application Load Balancer",
        "Network Load Balancer",
    ],
    "DynamoDB Partitioning and Hot Partition Avoidance": ["DynamoDB"],
    "Lambda Concurrency Model": ["Lambda"],
    "Aurora Storage Engine Internals": ["Aurora"],
    "EKS Control Plane Architecture": ["EKS"],
    "EC2 Nitro System Architecture": ["EC2", "Nitro"],
    "API Gateway Execution Pipeline": ["API Gateway"],
    "IAM Policy Evaluation Logic": ["IAM"],
}


@pytest.fixture(scope="session")
def example() -> Graph:
    return kbgraph.build(EXAMPLE)


def _of_type(graph: Graph, node_type: NodeType) -> list[str]:
    return [node for node, kind in graph.nodes(data="type") if kind == node_type]


def _named(graph: Graph, node_type: NodeType, name: str) -> str:
    return next(node for node in _of_type(graph, node_type) if graph.nodes[node]["name"] == name)


@pytest.mark.parametrize("stated", [pytest.param(facts, id=beginning) for beginning, facts in STATED.items()])
def test_example_states(stated: list[str], example: Graph) -> None:
    assert set(stated) <= relation_lines(example)


def test_example_has_the_documents_shape(example: Graph) -> None:
    levels = [example.nodes[section]["level"] for section in _of_type(example, NodeType.SECTION)]
    under = [
        sum(kind == HAS_SECTION for *_, kind in example.out_edges(section, data="type"))
        for section in _of_type(example, NodeType.SECTION)
        if example.nodes[section]["level"] == 2
    ]
    assert len(_of_type(example, NodeType.DOCUMENT)) == 1
    assert (levels.count(2), set(under)) == (55, {5})
    assert len(_of_type(example, NodeType.TOPIC)) == 20


def test_example_has_ten_sentences_in_1375_places(example: Graph) -> None:
    places = [kind for *_, kind in example.edges(data="type") if kind == "CONTAINS"]
    assert (len(_of_type(example, NodeType.SENTENCE)), len(places)) == (10, 1375)


@pytest.mark.parametrize(("topic", "services"), SERVICES.items(), ids=SERVICES)
def test_topic_of_the_example_names_its_services(topic: str, services: list[str], example: Graph) -> None:
    node = _named(example, NodeType.TOPIC, topic)
    sections = [source for source, _, kind in example.in_edges(node, data="type") if kind == "ABOUT"]
    mentioned = {
        example.nodes[target]["name"]
        for section in sections
        for _, target, kind in example.out_edges(section, data="type")
        if kind == MENTIONS and example.nodes[target]["type"] == NodeType.SERVICE
    }
    assert mentioned == set(services)


@pytest.mark.parametrize(("topic", "services"), SERVICES.items(), ids=SERVICES)
def test_topic_of_the_example_covers_its_services_first(
    topic: str, services: list[str], example: Graph
) -> None:
    node = _named(example, NodeType.TOPIC, topic)
    covered = sorted(
        (
            (data["weight"], example.nodes[target]["name"])
            for _, target, data in example.out_edges(node, data=True)
            if data["type"] == COVERS
        ),
        reverse=True,
    )
    weights = [weight for weight, _ in covered]
    assert covered[0][1] == services[0]
    assert weights[0] > weights[1]
    assert {name for _, name in covered[: len(services)]} == set(services)


def test_this_service_of_the_example_is_that_of_each_topic(example: Graph) -> None:
    sentence = next(
        node
        for node in _of_type(example, NodeType.SENTENCE)
        if example.nodes[node]["name"].startswith("This service")
    )
    places = {section for section, _, kind in example.in_edges(sentence, data="type") if kind == "CONTAINS"}
    titles = {
        example.nodes[target]["name"]
        for section in places
        for _, target, kind in example.out_edges(section, data="type")
        if kind == "ABOUT"
    }
    meant = {services[0] for topic, services in SERVICES.items() if topic in titles}
    subjects = {
        line.split(" OPERATES_ACROSS ")[0] for line in relation_lines(example) if " OPERATES_ACROSS " in line
    }
    assert subjects == meant


def test_example_keeps_to_the_schema(example: Graph) -> None:
    assert faults(example) == []


def test_mentions_of_the_example_are_their_surfaces(example: Graph) -> None:
    for source, _, data in example.edges(data=True):
        if data["type"] == MENTIONS:
            node = example.nodes[source]
            text = node.get("text", node["name"])
            assert text[data["start"] : data["end"]] == data["surface"]


def test_place_of_a_sentence_is_its_range_in_the_file(example: Graph) -> None:
    text = EXAMPLE.read_bytes().decode("utf-8")
    for _, target, data in example.edges(data=True):
        if data["type"] == "CONTAINS":
            assert text[data["start"] : data["end"]] == example.nodes[target]["text"]
            assert text.count("\n", 0, data["start"]) + 1 == data["line"]


# --- reworded sentences, and other subjects in the same constructions ------------------------------------

REWORDED = {
    "Memory consumption scales with heap size and queue depth.": "memory consumption SCALES_WITH heap size",
    "Licensing fees increase with the number of processor cores.": "licensing fee SCALES_WITH processor core",
    "Small test environments need access control aligned with project milestones.": (
        "access control ALIGNED_WITH project milestone"
    ),
    "AWS uses internal control planes to coordinate failover operations while presenting a simple interface to "
    "users.": "control plane ORCHESTRATES failover operation",
    "Integrations with partner systems usually rely on message brokers such as RabbitMQ, Kafka, or ActiveMQ.": (
        "Apache ActiveMQ IS_A message broker"
    ),
    "Access restrictions are enforced via permission boundaries and session tags.": (
        "access restriction ENFORCED_BY session tag"
    ),
    "Site reliability demands monitoring important signals such as latency and saturation.": (
        "site reliability REQUIRES monitoring"
    ),
    "Migration plans should consider schema changes, dual writes, and rollback procedures.": (
        "migration plan CONSIDERS dual write (should)"
    ),
    "High availability is achieved with cross-zone load balancing and automatic failover.": (
        "high availability ACHIEVED_BY cross-zone load balancing"
    ),
    "Battery life depends mostly on screen brightness, signal strength, and background processes.": (
        "battery life DEPENDS_ON signal strength"
    ),
}


@pytest.mark.parametrize("sentence", REWORDED, ids=range(len(REWORDED)))
def test_reworded_sentence_states(sentence: str, nlp: Language) -> None:
    assert REWORDED[sentence] in relation_lines(build_passage(sentence, (), nlp))


# --- what builds of any corpus keep ------------------------------------------------------------------------


def _write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


CORPUS = {
    "sqs.md": "# Amazon SQS\n\nThis service supports dead-letter queues. SQS queues hold messages.\n",
    "deep/sns.md": "# Amazon SNS\n\n## Overview\n\nThis service sends messages to SQS queues.\n",
    "notes.txt": "Write sharding spreads a hot key. Write sharding adds a suffix.\n\nNo heading here.\n",
    "mixed.md": "---\ntitle: Mixed\n---\n\n# Caf\u00e9 \\& queues\n\n* a&nbsp;dead\u2011letter queue\n* `code` \\*\n\n"
    "| A | B |\n| - | - |\n| Lambda uses Python. | IAM roles |\n",
}


def test_order_of_paths_makes_no_difference(tmp_path: Path) -> None:
    folder = _write(tmp_path, CORPUS)
    paths = [folder / name for name in CORPUS]
    first = kbgraph.build(paths)
    random.Random(1).shuffle(paths)
    second = kbgraph.build(paths)
    assert list(first.nodes(data=True)) == list(second.nodes(data=True))
    assert list(first.edges(keys=True, data=True)) == list(second.edges(keys=True, data=True))


def test_build_of_several_kinds_of_files_keeps_to_the_schema(tmp_path: Path) -> None:
    assert faults(kbgraph.build(_write(tmp_path, CORPUS))) == []


def test_this_service_is_one_service_in_each_document(tmp_path: Path) -> None:
    lines = relation_lines(kbgraph.build(_write(tmp_path, CORPUS)))
    assert "SQS SUPPORTS dead-letter queue" in lines
    assert {line.split()[0] for line in lines if " SENDS_TO " in line} == {"SNS"}


def test_path_without_documents_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NoDocumentError, match="no document"):
        kbgraph.build(tmp_path)


def test_a_mention_in_a_heading_is_its_surface(tmp_path: Path) -> None:
    graph = kbgraph.build(
        _write(tmp_path, {"a.md": "# Guide\n\n## Amazon SQS FIFO queues\n\nA FIFO queue keeps order.\n"})
    )

    named = [
        (graph.nodes[source]["name"], data)
        for source, _, data in graph.edges(data=True)
        if data["type"] == "MENTIONS" and graph.nodes[source]["type"] == "Section"
    ]
    assert named
    assert all(name[data["start"] : data["end"]] == data["surface"] for name, data in named)


def test_a_service_that_only_a_link_names_has_its_official_name(tmp_path: Path) -> None:
    text = "# Queues\n\nRead [the guide](https://docs.aws.amazon.com/AWSSimpleQueueService/latest/index.html) first.\n"

    graph = kbgraph.build(_write(tmp_path, {"a.md": text}))

    assert "Amazon SQS" in graph.nodes["service:sqs"]["aliases"]


def test_a_condition_holds_for_its_sentence_alone(tmp_path: Path) -> None:
    text = "# Queues\n\nSNS requires SQS.\n\nSNS requires SQS if the queue is encrypted.\n"

    graph = kbgraph.build(_write(tmp_path, {"a.md": text}))

    (edge,) = [data for *_, data in graph.edges(data=True) if data["type"] == "REQUIRES"]
    said = {
        graph.nodes[each]["text"]: condition
        for each, condition in zip(edge["evidence"], edge["conditions"], strict=True)
    }
    assert "condition" not in edge
    assert said == {
        "SNS requires SQS.": "",
        "SNS requires SQS if the queue is encrypted.": "if the queue is encrypted",
    }


def test_a_condition_of_every_sentence_is_that_of_the_edge(tmp_path: Path) -> None:
    text = "# Queues\n\nSNS requires SQS if the queue is encrypted.\n"

    graph = kbgraph.build(_write(tmp_path, {"a.md": text}))

    (edge,) = [data for *_, data in graph.edges(data=True) if data["type"] == "REQUIRES"]
    assert (edge["condition"], edge["conditions"]) == (
        "if the queue is encrypted",
        ["if the queue is encrypted"],
    )
