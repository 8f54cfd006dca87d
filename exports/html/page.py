"""Fill the page's template: pyvis renders it, with scripts and style set in and allowed by their hashes."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined
from markupsafe import Markup

from kbgraph.errors import OutputError

if TYPE_CHECKING:
    from pyvis.network import Network

SCRIPTS = (
    "data.js",
    "dom.js",
    "theme.js",
    "labels.js",
    "map.js",
    "panel.js",
    "legend.js",
    "search.js",
    "main.js",
)
"""The page's scripts, in the order in which they run."""

_VIS_NETWORK = "lib/vis-9.1.2/vis-network.min.js"
_UNSAFE_IN_HTML = {"&": "\\u0026", "<": "\\u003c", ">": "\\u003e"}


def fill(network: Network, details: dict[str, Any]) -> str:
    """Give the whole page: the network as pyvis knows it, and what the page says of its nodes."""
    scripts = [_vis_network(), *(_own(name) for name in SCRIPTS)]
    style = _own("style.css")
    network.path = "page.html"
    network.templateEnv = _environment(network.template_dir)
    network.templateEnv.globals.update(
        details=details,
        scripts=[Markup(script) for script in scripts],
        style=Markup(style),
        policy=_policy(scripts, style),
    )
    try:
        return str(network.generate_html()) + "\n"
    except ValueError as error:
        raise OutputError(f"the page can't hold a value of the graph: {error}") from error


def embedded(value: object) -> Markup:
    """Give a value as JSON that can stand in a script element and is inert there.

    Text is taken for JSON, which is how pyvis hands over its options. Everything outside ASCII is escaped,
    U+2028 and U+2029 among it.
    """
    if isinstance(value, str):
        value = json.loads(value)
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)
    for character, escape in _UNSAFE_IN_HTML.items():
        text = text.replace(character, escape)
    return Markup(text)


def _environment(pyvis_templates: str) -> Environment:
    ours: BaseLoader = PackageLoader("exports.html", "")
    loader = ChoiceLoader([ours, FileSystemLoader(pyvis_templates)])
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters["embedded"] = embedded
    return environment


def _policy(scripts: list[str], style: str) -> str:
    allowed = " ".join(map(_hash, scripts))
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data: blob:; "
        "connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _own(name: str) -> str:
    return _inlinable(files("exports.html").joinpath(name).read_text(encoding="utf-8"))


@cache
def _vis_network() -> str:
    return _inlinable(files("pyvis").joinpath(_VIS_NETWORK).read_text(encoding="utf-8"))


def _inlinable(text: str) -> str:
    """Check that a file can stand inside an element as it is; its hash is of these very characters."""
    text = text.replace("\r\n", "\n")
    lowered = text.lower()
    for closing in ("</script", "</style", "<!--"):
        if closing in lowered:
            raise ValueError(f"{closing} stands in a script or style of the page, which would end it")
    return text
