"""The key under which names are compared."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgraph.vocabulary.normalization import normalise, singular

PLURALS = {
    "queues": "queue",
    "policies": "policy",
    "latencies": "latency",
    "classes": "class",
    "addresses": "address",
    "batches": "batch",
    "caches": "cache",
    "hashes": "hash",
    "indexes": "index",
    "indices": "index",
    "databases": "database",
    "responses": "response",
    "statuses": "status",
    "aliases": "alias",
    "analyses": "analysis",
    "causes": "cause",
    "warehouses": "warehouse",
    "sizes": "size",
    "lambdas": "lambda",
    "cookies": "cookie",
    "ties": "tie",
    "VPCs": "vpc",
    "AZs": "az",
    "APIs": "api",
    "CPUs": "cpu",
    "IDs": "id",
}
NOT_PLURALS = [
    "access",
    "alias",
    "analysis",
    "analytics",
    "aws",
    "AWS",
    "bus",
    "chaos",
    "DevOps",
    "DNS",
    "ECS",
    "HTTPS",
    "IOPS",
    "Kinesis",
    "Kubernetes",
    "macOS",
    "Node.js",
    "Postgres",
    "process",
    "Redis",
    "S3",
    "SaaS",
    "series",
    "SQS",
    "status",
    "Windows",
]


@pytest.mark.parametrize(("plural", "expected"), PLURALS.items())
def test_a_plural_becomes_singular(plural: str, expected: str) -> None:
    assert singular(plural) == expected


@pytest.mark.parametrize("word", NOT_PLURALS)
def test_a_word_that_is_no_plural_keeps_its_s(word: str) -> None:
    assert singular(word) == word.casefold()


@pytest.mark.parametrize(
    "written",
    [
        "Dead-Letter Queues",
        "dead\u2011letter queue",
        "dead\u2010letter\u00a0queues",
        "DEAD LETTER QUEUE",
        " dead\u2013letter \n queue ",
        "dead\u00adletter queue's",
        "dead\u2212letter queue\u2019s",
        "dead letter queues'",
    ],
)
def test_spellings_of_one_name_have_one_key(written: str) -> None:
    assert normalise(written) == "dead letter queue"


def test_an_ampersand_is_the_word_and() -> None:
    assert normalise("Cost & Usage Report") == normalise("cost and usage reports")


def test_only_the_last_word_is_put_in_the_singular() -> None:
    assert normalise("Systems Manager") == "systems manager"


def test_compatibility_forms_are_folded() -> None:
    assert normalise("\uff33\uff13 Ｂuckets") == "s3 bucket"


def test_what_tells_two_names_apart_stays() -> None:
    assert len({normalise(name) for name in ("C", "C++", "C#", ".NET", "NET")}) == 5


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet="aehioscuxyz-'s &", max_size=12))
def test_normalising_twice_changes_nothing_in_words_of_many_endings(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet="aehilostuxyz", max_size=10))
def test_the_singular_of_a_singular_is_itself(word: str) -> None:
    assert singular(singular(word)) == singular(word)


@given(st.text())
def test_a_key_has_no_outer_or_double_blanks(text: str) -> None:
    key = normalise(text)
    assert key == " ".join(key.split(" "))
    assert "  " not in key
    assert key == key.strip(" ")


@given(st.text())
def test_canonically_equal_texts_have_one_key(text: str) -> None:
    assert normalise(unicodedata.normalize("NFD", text)) == normalise(unicodedata.normalize("NFC", text))
