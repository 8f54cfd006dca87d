"""What each section is about: its canonical heading, or that of the section it tells a facet of."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from pathlib import PurePosixPath

from kbgraph.model import Document, Section, Topic
from kbgraph.reading.labels import data_lines
from kbgraph.reading.titles import title_section
from kbgraph.schema import slug

_FACET_PARENTS = 3  # topics that a heading stands under before it counts as a facet
_MARKS = 3  # numbers and marks of continuation that one heading may bear
_NUMBER = r"(?:\d{1,3}|[IVXivx]{1,5}|[A-Za-z]|one|two|three|four|five|six|seven|eight|nine|ten)"
_DIVISION = (
    r"(?:section|part|chapter|step|lesson|module|lab|unit|appendix|phase|exercise|task|volume|day|week)"
)
_PREFIX = re.compile(
    rf"(?:\d{{1,3}}(?:\.\d{{1,3}})+[.)]?\s+|\d{{1,3}}[.)]\s+"
    rf"|{_DIVISION}\s+{_NUMBER}(?:\.\d{{1,3}})*(?:\s*[:.)\u2013\u2014-]\s*|\s+(?=[A-Z(])))",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    rf"(?:\s*[(\[](?:(?:{_DIVISION}\s*)?{_NUMBER}(?:\s*(?:of|/)\s*{_NUMBER})?|(?:continued|cont(?:\.|'d|\u2019d)?))[)\]]"
    rf"|\s*[,:\u2013\u2014-]\s*(?:{_DIVISION}\s+{_NUMBER}(?:\s+of\s+{_NUMBER})?|continued))\s*$",
    re.IGNORECASE,
)
_HYPHENS = re.compile("[\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")


def assign_topics(document: Document) -> tuple[Topic | None, ...]:
    """Give the topic of each section of a document, in the order of its sections.

    The section that is the document's title has none. A facet is about the nearest topic above it, and where
    there is none, about the document's title; so are text under no heading and sections whose heading holds
    no text.
    """
    sections = document.sections
    names = [canonical_heading(section.heading.text) if section.heading else "" for section in sections]
    folds = [fold(name) for name in names]
    title = title_section(sections)
    tops = _nearest_tops(sections, folds, title)
    shown: dict[str, str] = {}
    for fold_, name in zip(folds, names, strict=True):
        shown.setdefault(fold_, name)
    fallback = canonical_heading(document.title)
    stem = str(PurePosixPath(document.key).with_suffix("")) if document.key else ""
    slugs: dict[str, str] = {}
    topics: list[Topic | None] = []
    for index, top in enumerate(tops):
        if index == title:
            topics.append(None)
            continue
        name = shown[folds[top]] if top is not None else shown.get(fold(fallback), fallback)
        facet = names[index] if top != index and folds[index] != fold(name) else ""
        if name not in slugs:
            slugs[name] = slug(_plain(name))
        topics.append(Topic(f"{stem}/{slugs[name]}", name, facet or None))
    return tuple(topics)


def canonical_heading(heading: str) -> str:
    """Strip a heading's number and the mark of its continuation; "VPC (Section 5)" is "VPC"."""
    name = " ".join(heading.split())
    for _ in range(_MARKS):
        stripped = _SUFFIX.sub("", _PREFIX.sub("", name, count=1) if _PREFIX.match(name) else name).strip()
        if stripped == name or not re.search(r"\w", stripped):
            break
        name = stripped
    return name.rstrip(":").rstrip() or name


def fold(name: str) -> str:
    """Give the form of a canonical heading by which headings are compared."""
    return _plain(name).casefold().rstrip(".:")


def _plain(name: str) -> str:
    return " ".join(_HYPHENS.sub("-", unicodedata.normalize("NFKC", name)).split())


def _nearest_tops(sections: Sequence[Section], folds: Sequence[str], title: int | None) -> list[int | None]:
    """Give for each section the nearest one, itself or above it, that has a topic of its own.

    Facets are those of the data file and those that stand under several topics. A heading that is found to be
    a facet gives its parents' topics to what stands under it, so the search is repeated until it finds no
    more.
    """
    listed = data_lines("facets.txt")
    facets: set[str] = set()
    while True:
        tops: list[int | None] = []
        parents: defaultdict[str, set[str]] = defaultdict(set)
        for index, (section, fold_) in enumerate(zip(sections, folds, strict=True)):
            above = tops[section.parent] if section.parent is not None else None
            if above is not None:
                parents[fold_].add(folds[above])
            parent = "" if above is None else folds[above]
            facet = _without(fold_, parent) in listed or (fold_ in facets and above is not None)
            tops.append(above if index == title or not fold_ or facet else index)
        found = {fold_ for fold_, above in parents.items() if len(above) >= _FACET_PARENTS} - facets - {""}
        if not found:
            return tops
        facets |= found


def _without(fold_: str, parent: str) -> str:
    """Take the name of the topic above off a heading: "S3 tips" under "S3" is a facet as "tips" is."""
    for name in (parent, parent.removesuffix("s")):
        if name and fold_.startswith(f"{name} "):
            return fold_.removeprefix(f"{name} ")
    return fold_
