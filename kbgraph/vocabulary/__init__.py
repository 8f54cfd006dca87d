"""Services and concepts with their names: the built-in vocabulary of AWS, and a user's own."""

from kbgraph.vocabulary.loading import load_vocabulary
from kbgraph.vocabulary.model import Entry, Vocabulary
from kbgraph.vocabulary.normalization import normalise, singular

__all__ = ["Entry", "Vocabulary", "load_vocabulary", "normalise", "singular"]
