"""Score the extraction against passages that people annotated."""

from kbgraph.evaluation.agreement import MEASURES, Pairing, pair
from kbgraph.evaluation.examples import Example, Group, find_false_alarms, find_misses
from kbgraph.evaluation.gold import read_gold, to_jsonl
from kbgraph.evaluation.passages import GoldMention, GoldPassage
from kbgraph.evaluation.predicting import predict
from kbgraph.evaluation.scoring import Estimate, Score, score

__all__ = [
    "MEASURES",
    "Estimate",
    "Example",
    "GoldMention",
    "GoldPassage",
    "Group",
    "Pairing",
    "Score",
    "find_false_alarms",
    "find_misses",
    "pair",
    "predict",
    "read_gold",
    "score",
    "to_jsonl",
]
