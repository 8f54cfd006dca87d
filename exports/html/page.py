"""Fill the page's template: pyvis renders it, with scripts and style set in and allowed by their hashes."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import orjson
from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined
from markupsafe import Markup

from kbgraph.errors import OutputError
from kbgraph.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from pyvis.network import Network

SCRIPTS = (
    "data.js",
    "dom.js",
    "state.js",
    "theme.js",
    "search.js",
    "filters.js",
    "neighbours.js",
    "paths.js",
    "layout.js",
    "views.js",
    "sprites.js",
    "labels.js",
    "fullmap.js",
    "items.js",
    "captions.js",
    "camera.js",
    "map.js",
    "actions.js",
    "pointer.js",
    "evidence.js",
    "lists.js",
    "nodepanel.js",
    "otherpanels.js",
    "panel.js",
    "combobox.js",
    "finder.js",
    "route.js",
    "legend.js",
    "bar.js",
    "csv.js",
    "downloads.js",
    "tables.js",
    "keys.js",
    "main.js",
)
"""The page's scripts, in the order in which they run."""

_VIS_NETWORK = "lib/vis-9.1.2/vis-network.min.js"
_UNSAFE_IN_HTML = {
    "&": "\\u0026",
    "<": "\\u003c",
    ">": "\\u003e",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


def fill(network: Network, map_: dict[str, Any], evidence: dict[str, Any]) -> str:
    """Give the whole page: the opening view as pyvis knows it, the map, and the sentences behind it."""
    scripts = [_vis_network(), *(_own(name) for name in SCRIPTS)]
    style = _own("style.css")
    network.path = "page.html"
    network.templateEnv = _environment(network.template_dir)
    network.templateEnv.globals.update(
        map=map_,
        evidence=evidence,
        scripts=[Markup(script) for script in scripts],
        style=Markup(style),
        policy=_policy(scripts, style),
        schema=SCHEMA_VERSION,
    )
    try:
        return str(network.generate_html()) + "\n"
    except ValueError as error:
        raise OutputError(f"the page can't hold a value of the graph: {error}") from error


def embedded(value: object) -> Markup:
    """Give a value as JSON that can stand in a script element and is inert there.

    Text is taken for JSON, which is how pyvis hands over its options. Numbers have to be finite.
    """
    if isinstance(value, str):
        value = json.loads(value)
    try:
        text = orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
    except TypeError:  # a lone surrogate, or an integer over 64 bits: the standard library writes both
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
