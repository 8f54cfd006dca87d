"""What the built-in vocabulary covers, and what holds over all of it."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import botocore.session
import pytest

from kbgraph.schema import NodeType
from kbgraph.vocabulary import Entry, Vocabulary, load_vocabulary, normalise

ROOT = Path(__file__).parents[3]

ByName = dict[tuple[str, NodeType], Entry]

GUIDELINE_IDS = [
    "sqs",
    "s3",
    "lambda",
    "eventbridge",
    "iam",
    "ec2",
    "application-load-balancer",
    "network-load-balancer",
    "elastic-load-balancing",
    "aws-cli",
    "management-console",
    "kinesis-data-streams",
    "kinesis-data-firehose",
    "cloudwatch",
    "cloudwatch-logs",
    "step-functions",
    "api-gateway",
    "efs",
    "fargate",
    "aurora",
    "ec2-auto-scaling",
    "systems-manager",
    "secrets-manager",
    "kinesis",
]
PRODUCTS = {
    "Nitro": "nitro",
    "Graviton": "graviton",
    "ALB": "application-load-balancer",
    "NLB": "network-load-balancer",
    "Gateway Load Balancer": "gateway-load-balancer",
    "Classic Load Balancer": "classic-load-balancer",
    "AWS CLI": "aws-cli",
    "SDK for Java": "sdk-for-java",
    "Boto3": "boto3",
    "SDK for C++": "sdk-for-cpp",
    "Tools for PowerShell": "tools-for-powershell",
    "Lambda@Edge": "lambda-edge",
    "KCL": "kinesis-client-library",
    "DAX": "dax",
    "Session Manager": "session-manager",
    "Aurora Serverless": "aurora-serverless",
    "Elasticsearch Service": "opensearch-service",
    "Managed Service for Apache Flink": "kinesis-data-analytics",
    "Bottlerocket": "bottlerocket",
}
ORDINARY = [
    "Config",
    "Batch",
    "Connect",
    "Backup",
    "Shield",
    "Glue",
    "Lex",
    "Translate",
    "Organizations",
    "Artifact",
    "Chime",
    "Support",
    "Inspector",
    "RAM",
    "Data Pipeline",
    "Transcribe",
    "Forecast",
    "Personalize",
    "Detective",
]
EXAMPLE_CONCEPTS = [
    "capacity planning",
    "multi-AZ",
    "eventual consistency",
    "failure domain",
    "scaling trigger",
    "throttling",
    "error rate",
    "saturation",
    "IAM role",
    "S3 bucket",
    "security group",
    "long polling",
    "Docker",
    "NFSv4",
]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture(scope="module")
def by_name(vocabulary: Vocabulary) -> ByName:
    entries = vocabulary.entries
    return {(normalise(name), entries[key].type): entries[key] for name, key, _ in vocabulary.labels()}


def of_type(vocabulary: Vocabulary, node_type: NodeType) -> list[Entry]:
    return [entry for entry in vocabulary.entries.values() if entry.type is node_type]


def test_every_service_of_botocore_belongs_to_exactly_one_entry(vocabulary: Vocabulary) -> None:
    listed = Counter(
        api
        for entry in vocabulary.entries.values()
        if entry.vocabulary_id
        for api in entry.vocabulary_id.split(", ")
    )
    assert set(botocore.session.get_session().get_available_services()) <= listed.keys()
    assert set(listed.values()) == {1}


@pytest.mark.parametrize("key", GUIDELINE_IDS)
def test_ids_are_the_names_that_engineers_use(vocabulary: Vocabulary, key: str) -> None:
    assert f"service:{key}" in vocabulary.entries


@pytest.mark.parametrize(("name", "key"), PRODUCTS.items())
def test_products_that_are_no_api_have_an_entry(by_name: ByName, name: str, key: str) -> None:
    assert by_name[normalise(name), NodeType.SERVICE].id == f"service:{key}"


@pytest.mark.parametrize("name", ORDINARY)
def test_names_that_are_ordinary_words_are_marked(by_name: ByName, name: str) -> None:
    assert name in by_name[normalise(name), NodeType.SERVICE].ordinary


@pytest.mark.parametrize("name", EXAMPLE_CONCEPTS)
def test_terms_of_the_field_are_concepts(by_name: ByName, name: str) -> None:
    assert (normalise(name), NodeType.CONCEPT) in by_name


def test_there_are_concepts_enough(vocabulary: Vocabulary) -> None:
    assert len(of_type(vocabulary, NodeType.CONCEPT)) >= 1200


def test_no_two_entries_of_a_type_share_a_name(vocabulary: Vocabulary) -> None:
    bearers = Counter((normalise(name), vocabulary.entries[key].type) for name, key, _ in vocabulary.labels())
    assert [name for name, count in bearers.items() if count > 1] == []


def test_a_name_of_a_concept_is_marked_where_a_service_bears_it(vocabulary: Vocabulary) -> None:
    concepts = {normalise(name) for entry in of_type(vocabulary, NodeType.CONCEPT) for name in entry.names}
    shared = [
        (entry.id, name)
        for entry in of_type(vocabulary, NodeType.SERVICE)
        for name in entry.names
        if normalise(name) in concepts and name not in entry.ordinary
    ]
    assert shared == []


def test_every_service_with_an_api_has_a_category(vocabulary: Vocabulary) -> None:
    services = of_type(vocabulary, NodeType.SERVICE)
    assert [entry.id for entry in services if entry.category is None and entry.vocabulary_id] == []


def test_a_part_names_its_service(vocabulary: Vocabulary) -> None:
    assert vocabulary.entries["service:lambda-edge"].parent == "service:cloudfront"
    assert vocabulary.entries["service:fargate"].parent == "service:ecs"


def test_an_entry_of_the_package_stands_in_a_file_by_its_bare_name(vocabulary: Vocabulary) -> None:
    files = {entry.origin.rpartition(":")[0] for entry in vocabulary.entries.values()}
    assert files <= {"aws-services.yaml", "aws-concepts.yaml", "aws-hand.yaml"}


def test_it_loads_quickly_and_without_yaml() -> None:
    code = """if True:
        import sys, time
        start = time.perf_counter()
        from kbgraph.vocabulary.loading import load_vocabulary
        load_vocabulary()
        assert "yaml" not in sys.modules
        print(time.perf_counter() - start)
    """
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert float(run.stdout) < 1  # 0.15 s where nothing else runs


def test_the_files_are_what_the_script_makes() -> None:
    run = subprocess.run(
        [sys.executable, "scripts/make_vocabulary.py", "--check"], capture_output=True, text=True, cwd=ROOT
    )
    assert run.returncode == 0, run.stdout + run.stderr
