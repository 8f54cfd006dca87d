"""Find names that are exact by themselves: API actions, CloudFormation types, and the services that ARNs name."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kbgraph.nlp.entity_matcher import Match
from kbgraph.rules import TermRule
from kbgraph.schema import NodeType, node_id

_FILE = Path(__file__).parent / "data" / "apis.json"
_ACTION = re.compile(r"(?<![\w:./-])([A-Za-z][A-Za-z0-9-]*+):([A-Z][A-Za-z0-9]++)(?![\w:/])")
_OPERATION = re.compile(r"(?<![\w:./-])[A-Z][a-z]++(?:[A-Z][a-z0-9]*+)+(?![\w:/]|\.\w)")
_RESOURCE_TYPE = re.compile(r"(?<![\w:])(?:AWS|Alexa)::[A-Za-z0-9]++(?:::[A-Za-z0-9]++)+(?![\w:])")
_ARN = re.compile(r"(?<![\w:])arn:aws[a-z-]*+:([a-z0-9-]++):")


@dataclass(frozen=True, slots=True)
class Apis:
    """`services` gives the service of each IAM prefix; `actions` the node ids of an action's name, by service."""

    services: Mapping[str, str]
    actions: Mapping[str, Mapping[str, str]]


@cache
def load_apis() -> Apis:
    """Read `data/apis.json`, which `scripts/make_apis.py` writes, once."""
    services: dict[str, str] = {}
    actions: dict[str, dict[str, str]] = defaultdict(dict)
    for prefix, api in json.loads(_FILE.read_bytes()).items():
        services[prefix] = api["service"]
        for action in api["actions"]:
            actions[action].setdefault(api["service"], node_id(NodeType.ACTION, f"{prefix}:{action}"))
    return Apis(services, dict(actions))


def find_identifiers(text: str, apis: Apis) -> Iterator[Match]:
    """Give the identifiers of a text, in code spans and in prose alike.

    An operation's bare name ("PutItem") is given as it stands, with the evidence "operation": which service's it is
    depends on the context.
    """
    for match in _ACTION.finditer(text):
        prefix, action = match.groups()
        if (found := apis.actions.get(action, {}).get(apis.services.get(prefix, ""))) is not None:
            yield Match(match.start(), match.end(), found, NodeType.ACTION, TermRule.IDENTIFIER)
    for match in _OPERATION.finditer(text):
        if match.group() in apis.actions:
            yield Match(match.start(), match.end(), match.group(), NodeType.ACTION, TermRule.OPERATION)
    for match in _RESOURCE_TYPE.finditer(text):
        found = node_id(NodeType.RESOURCE_TYPE, match.group())
        yield Match(match.start(), match.end(), found, NodeType.RESOURCE_TYPE, TermRule.IDENTIFIER)
    for match in _ARN.finditer(text):
        if (service := apis.services.get(match.group(1))) is not None:
            yield Match(match.start(1), match.end(1), service, NodeType.SERVICE, TermRule.ARN)
