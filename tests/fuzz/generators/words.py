"""Words, names and sentences of technical prose, written for this."""

from __future__ import annotations

from random import Random

from tests.fuzz.generators.characters import characters

NAMES = (
    "SQS", "Amazon SQS", "Amazon Simple Queue Service", "S3", "Amazon S3", "AWS Lambda", "Lambda@Edge", "IAM",
    "EC2 Auto Scaling", "Kinesis Data Streams", "DynamoDB", "VPC", "CloudFront", "Route 53", "Step Functions",
    "dead-letter queue", "DLQ", "security group", "availability zone", "multi-AZ", "partition key",
    "load balancer", "S3 bucket policy", "Transit Gateway", "s3:GetObject", "AWS::S3::Bucket", "EventBridge",
    "KMS key", "ALBs",
)  # fmt: skip
WORDS = (
    "the", "a", "of", "and", "queue", "stream", "is", "are", "stores", "requires", "messages", "by", "for",
    "with", "which", "table", "index", "cache", "policy", "uses", "can", "must", "not", "if", "when", "that",
    "256 KB", "up to", "e.g.", "i.e.", "etc.", "vs.", "No. 5", "v1.2.3", "10,000", "C++", "don't", "its", "it",
    "this service", "such as", "including", "between", "encryption", "at rest", "eventual consistency",
    "per second", "unless",
)  # fmt: skip
_SENTENCES = (
    "{} stores messages in {}.",
    "{} is a {} that depends on {}.",
    "{} requires {} and {}, unless {} is used.",
    "If {} fails, {} triggers {}.",
    "{} ({}) supports {}, {}, and {}.",
    "Security boundaries are enforced through {}, {}, and {}.",
    "The maximum size of {} is 256 KB per {}.",
    "{} does not support {}; it must use {} instead.",
    "{}'s {} integrates with {} such as {} or {}.",
    "Unlike {}, {} can be used by {} to control {}.",
    "Does {} replace {}?",
    "This service uses {}.",
    "{}/{}-{} – {} — {}: {}",
    "{}",
)
_ENDS = (". ", "! ", "? ", "; ", " ", ".) ", ".\u201d ", "… ", ": ", "\n", "  \n", "\\\n")


def word(rng: Random) -> str:
    """Give a word: mostly plain, now and then a name or something that no word is made of."""
    chance = rng.random()
    if chance < 0.7:
        return WORDS[int(rng.random() * len(WORDS))]
    if chance < 0.92:
        return NAMES[int(rng.random() * len(NAMES))]
    if chance < 0.97:
        made = WORDS[int(rng.random() * len(WORDS))]
        at = int(rng.random() * (len(made) + 1))
        return made[:at] + characters(rng, 2) + made[at:]
    return characters(rng, 6)


def words(rng: Random, most: int) -> str:
    """Give up to so many words, one at least."""
    return " ".join([word(rng) for _ in range(1 + int(rng.random() * most))])


def sentence(rng: Random) -> str:
    """Give a sentence that states something of names, or a run of words."""
    if rng.random() < 0.3:
        return words(rng, 14) + _ENDS[int(rng.random() * len(_ENDS))].rstrip(" ")
    pattern = _SENTENCES[int(rng.random() * len(_SENTENCES))]
    return pattern.format(*(_thing(rng) for _ in range(6)))


def prose(rng: Random, most: int = 3) -> str:
    """Give up to so many sentences on one line or several."""
    parts = []
    for _ in range(1 + int(rng.random() * most)):
        parts += [sentence(rng), _ENDS[int(rng.random() * len(_ENDS))]]
    return "".join(parts[:-1])


def _thing(rng: Random) -> str:
    chance = rng.random()
    if chance < 0.65:
        return NAMES[int(rng.random() * len(NAMES))]
    if chance < 0.9:
        return words(rng, 3)
    name = NAMES[int(rng.random() * len(NAMES))]
    at = (0, len(name), int(rng.random() * len(name)))[int(rng.random() * 3)]
    return name[:at] + characters(rng, 2) + name[at:]
