"""Every assigned character, alone and about a name, is matched, compared and made an id of like any other."""

import sys
import unicodedata
from functools import cache

import pytest

from kbgraph.nlp.entity_matcher import Matcher
from kbgraph.schema import slug
from kbgraph.vocabulary import load_vocabulary
from kbgraph.vocabulary.normalization import normalise

LAST_PLANES = range(0xF0000, sys.maxunicode + 1)  # private use, where no character differs from another
CHARACTERS = [
    chr(code)
    for code in range(sys.maxunicode + 1)
    if unicodedata.category(chr(code)) not in ("Cn", "Cs")
    and (code not in LAST_PLANES or code & 0xFFFF in (0, 0xFFFD))
]
"""Every assigned one; of each of the last planes the first and the last."""

FORMS = ["{c}", "{c}{c}Amazon SQS{c}", "dead{c}letter queue{c}{c}s"]
BATCH = 4096  # characters a text
DASHES = "\u2015\u207b\u208b\ufe31\ufe32\ufe58"


@cache
def matcher() -> Matcher:
    return Matcher(load_vocabulary())


@pytest.mark.parametrize("form", FORMS)
def test_a_key_is_its_own_key(form: str) -> None:
    for character in CHARACTERS:
        key = normalise(form.replace("{c}", character))
        assert normalise.__wrapped__(key) == key, ascii(character)


@pytest.mark.parametrize("form", FORMS[:2])
def test_a_slug_is_ascii_and_never_empty(form: str) -> None:
    for character in CHARACTERS:
        made = slug(form.replace("{c}", character))
        assert made, ascii(character)
        assert made.isascii(), ascii(character)
        assert made.replace("-", "a").isalnum(), ascii(character)


@pytest.mark.parametrize("form", FORMS)
def test_names_are_found_where_they_stand(form: str) -> None:
    for first in range(0, len(CHARACTERS), BATCH):
        text = " | ".join(form.replace("{c}", character) for character in CHARACTERS[first : first + BATCH])
        for match in matcher().find(text):
            surface = text[match.start : match.end]
            assert 0 <= match.start < match.end <= len(text)
            assert surface == surface.strip() != ""
            assert "|" not in surface


@pytest.mark.parametrize("dash", DASHES)
def test_what_is_a_dash_by_its_form_parts_words_as_a_hyphen_does(dash: str) -> None:
    found = matcher().find(f"Amazon SQS{dash} has a dead{dash}letter queue{dash}")
    assert [match.id for match in found] == ["service:sqs", "concept:dead-letter-queue"]
    assert normalise(f"dead{dash}letter") == "dead letter"
