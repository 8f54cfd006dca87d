"""Measure the page in a browser beside stock pyvis pages of the same graphs, in the same run.

    python benchmarks/page.py [--nodes 500 2000 5000 20000 50000] [--skip-stock]

prints a Markdown table. The graphs are generated: concepts in communities of about 60, four edges each, a
sentence behind every typed relation. "Interactive" is the time from opening the file until the first frame is
drawn and a search is answered (of stock pages, which have no search: the first frame). Frames are counted
while the camera moves by a few pixels every frame, for two seconds. Stock pages are written and opened in
processes that are stopped after a minute.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx

if TYPE_CHECKING:
    from playwright.sync_api import Page

LIMIT = 60.0  # seconds for a stock page, to write and to open
GROUP = 60
RELATIONS = ("USES", "REQUIRES", "DEPENDS_ON", "PART_OF", "SENDS_TO")
WORDS = "queue stream shard bucket role policy table index cache node cluster zone key token batch".split()  # noqa: SIM905
PAN = """(full) => new Promise((resolve) => {
    const net = window.kb ? kb.map.network : network;
    const { x, y } = net.getViewPosition();
    const scale = net.getScale();
    let frames = 0;
    const begin = performance.now();
    const step = () => {
        const now = performance.now() - begin;
        if (now > 2000) { resolve((1000 * frames) / now); return; }
        frames += 1;
        const far = 120 / scale;
        net.moveTo({ position: { x: x + far * Math.sin(now / 300), y: y + far * Math.cos(now / 300) } });
        requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
})"""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--nodes", type=int, nargs="+", default=[500, 2000, 5000, 20000, 50000])
    parser.add_argument("--skip-stock", action="store_true", help="measure kbgraph's pages alone")
    arguments = parser.parse_args()
    heads = ("nodes", "page", "write, s", "file, MB", "interactive, s", "search, ms")
    heads += ("full map, fps", "neighbourhood, fps", "heap, MB")
    print("|" + "|".join(f" {head} " for head in heads) + "|")
    print("|--:|---|" + "--:|" * (len(heads) - 2))
    with tempfile.TemporaryDirectory() as folder:
        for nodes in arguments.nodes:
            graph = generate(nodes)
            print(own_row(graph, nodes, Path(folder)), flush=True)
            if not arguments.skip_stock:
                print(stock_row(graph, nodes, Path(folder)), flush=True)


def generate(count: int, seed: int = 1) -> nx.MultiDiGraph[str]:
    """Make a weighed graph of so many concepts with four edges each, three of them within a community."""
    from kbgraph.weighing import weigh

    order = random.Random(seed)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(kbgraph="benchmark")
    graph.add_node("document:a.md", type="Document", name="Generated", title="Generated", path="a.md")
    names = [f"{order.choice(WORDS)} {order.choice(WORDS)} {number}" for number in range(count)]
    nodes = [f"concept:{name.replace(' ', '-')}" for name in names]
    for node, name in zip(nodes, names, strict=True):
        graph.add_node(node, type="Concept", name=name, aliases=[f"alias {name}"], source="vocabulary")
    for number in range(0, count, GROUP):
        _add_section(graph, number)
    for number in range(count):
        start = number - number % GROUP
        near = range(start, min(start + GROUP, count))
        for which in range(4):
            other = order.choice(near) if which < 3 else order.randrange(count)
            if other != number:
                _relate(graph, nodes[number], nodes[other], order.choice(RELATIONS), number, which)
    weigh(graph)
    return graph


def _add_section(graph: nx.MultiDiGraph[str], number: int) -> None:
    section, topic = f"section:a.md#part-{number}", f"topic:a/part-{number}"
    graph.add_node(
        section,
        type="Section",
        name=f"Part {number}",
        level=2,
        order=number,
        start=number,
        end=number + 1,
        line=number + 1,
    )
    graph.add_node(topic, type="Topic", name=f"Part {number}", aliases=[])
    for kind, source, target in (("HAS_SECTION", "document:a.md", section), ("ABOUT", section, topic)):
        key = f"{kind}|{source}|{target}"
        graph.add_edge(source, target, key=key, id=key, type=kind, order=number)


def _relate(
    graph: nx.MultiDiGraph[str], source: str, target: str, kind: str, number: int, which: int
) -> None:
    names = graph.nodes[source]["name"], graph.nodes[target]["name"]
    text = f"The {names[0]} {kind.lower().replace('_', ' ')} the {names[1]}."
    sentence = f"sentence:{number}-{which}"
    section = f"section:a.md#part-{number - number % GROUP}"
    graph.add_node(sentence, type="Sentence", name=text[:60], text=text)
    key = f"CONTAINS|{section}|{sentence}|0"
    graph.add_edge(
        section,
        sentence,
        key=key,
        id=key,
        type="CONTAINS",
        start=0,
        end=len(text),
        line=number + 1,
        order=number,
    )
    for end, name in zip((source, target), names, strict=True):
        start = text.index(name)
        key = f"MENTIONS|{sentence}|{end}|{start}"
        graph.add_edge(
            sentence,
            end,
            key=key,
            id=key,
            type="MENTIONS",
            surface=name,
            start=start,
            end=start + len(name),
            rule="vocabulary",
        )
    key = f"{kind}|{source}|{target}"
    graph.add_edge(
        source, target, key=key, id=key, type=kind, predicate=[kind.lower()], negated=False,
        confidence=0.9, rule=["verb"], count=1, evidence=[sentence],
    )  # fmt: skip


def own_row(graph: nx.MultiDiGraph[str], nodes: int, folder: Path) -> str:
    """Measure kbgraph's page of a graph."""
    from exports import export

    path = folder / "own.html"
    export(graph, "html", path)  # once, so that what is imported is not counted
    begin = time.perf_counter()
    export(graph, "html", path)
    writing = time.perf_counter() - begin
    return browse(path, lambda page: _own_figures(page, path, nodes, writing))


def _own_figures(page: Page, path: Path, nodes: int, writing: float) -> str:
    begin = time.perf_counter()
    page.goto(path.as_uri(), wait_until="commit")
    page.wait_for_selector("body[data-ready]")
    page.evaluate("kb.search('queue 1', 12)")
    page.evaluate(FRAME)
    interactive = time.perf_counter() - begin
    search = page.evaluate("""() => {
        const asked = ['queue', 'cache zone', 'alias token', 'batch 17', 'role po', 'x'];
        const times = asked.map((query) => {
            const begin = performance.now();
            const input = document.getElementById('query');
            input.value = query;
            input.dispatchEvent(new Event('input'));
            return performance.now() - begin;
        });
        document.getElementById('query').value = '';
        document.getElementById('query').dispatchEvent(new Event('input'));
        return Math.max(...times);
    }""")
    page.evaluate("kb.change({ level: 'all' })")
    wait_until(page, "!kb.fullMap.isPainting() && kb.fullMap.isCurrent(kb.map.network.getScale())")
    whole = page.evaluate(PAN, True)
    page.evaluate("kb.openNear(0); kb.change({ depth: 3, more: 4 })")
    page.wait_for_timeout(500)
    near = page.evaluate(PAN, False)
    drawn = page.evaluate("kb.map.view().nodes.length")
    heap = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
    size = path.stat().st_size / 1e6
    figures = f"{writing:.2f} | {size:.1f} | {interactive:.2f} | {search:.0f} | {whole:.0f} | {near:.0f}"
    return f"| {nodes:,} | kbgraph | {figures} ({drawn} nodes) | {heap:.0f} |"


FRAME = "() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))"


def wait_until(page: Page, expression: str) -> None:
    """Wait until an expression holds."""
    for _ in range(1500):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(20)
    raise TimeoutError(expression)


def browse(path: Path, work: Callable[[Page], str]) -> str:
    """Open a browser without a GPU and do some work with a page of it."""
    from playwright.sync_api import sync_playwright

    switches = ["--no-sandbox", "--disable-gpu", "--enable-precise-memory-info"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=switches)
        page = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True).new_page()
        try:
            return work(page)
        finally:
            browser.close()


def stock_row(graph: nx.MultiDiGraph[str], nodes: int, folder: Path) -> str:
    """Measure pyvis's own page of what kbgraph's page draws from: the map's nodes and edges."""
    path = folder / "stock.html"
    writing = limited(write_stock, graph, path)
    if writing is None:
        return f"| {nodes:,} | stock pyvis | not finished | | | | | | |"
    size = path.stat().st_size / 1e6
    found = limited(open_stock, path)
    if found is None:
        return f"| {nodes:,} | stock pyvis | {writing:.2f} | {size:.1f} | not finished | | | | |"
    interactive, frames, heap = found
    figures = f"{writing:.2f} | {size:.1f} | {interactive:.2f} | | {frames:.0f} | | {heap:.0f}"
    return f"| {nodes:,} | stock pyvis | {figures} |"


def limited(work: Callable[..., Any], *given: object) -> Any:
    """Give what some work gives in a process of its own; None if it takes longer than the limit."""
    context = multiprocessing.get_context("fork")
    queue = context.Queue()
    process = context.Process(target=lambda: queue.put(work(*given)))
    process.start()
    begin = time.perf_counter()
    while process.is_alive() and queue.empty() and time.perf_counter() - begin < LIMIT:
        time.sleep(0.05)
    found = None if queue.empty() else queue.get()
    process.terminate()
    process.join()
    return found


def write_stock(graph: nx.MultiDiGraph[str], path: Path) -> float:
    """Write pyvis's own page, everything inlined; give the seconds."""
    from pyvis.network import Network

    begin = time.perf_counter()
    network = Network(directed=True, cdn_resources="in_line")
    for node, data in graph.nodes(data=True):
        if data["type"] in ("Concept", "Topic"):
            network.add_node(node, label=data["name"])
    for source, target, data in graph.edges(data=True):
        if data["type"] in (*RELATIONS, "COVERS", "CO_OCCURS_WITH"):
            network.add_edge(source, target, title=data["type"])
    path.write_text(network.generate_html(), encoding="utf-8")
    return time.perf_counter() - begin


def open_stock(path: Path) -> tuple[float, float, float]:
    """Give seconds until the first frame, frames per second while panning, and megabytes of heap."""
    found: list[float] = []

    def work(page: Page) -> str:
        page.set_default_timeout(LIMIT * 1000)
        begin = time.perf_counter()
        page.goto(path.as_uri(), wait_until="commit")
        page.wait_for_function("typeof network !== 'undefined' && document.querySelector('canvas')")
        page.evaluate(FRAME)
        found.append(time.perf_counter() - begin)
        found.append(page.evaluate(PAN, True))
        found.append(page.evaluate("performance.memory.usedJSHeapSize") / 1e6)
        return ""

    browse(path, work)
    return found[0], found[1], found[2]


if __name__ == "__main__":
    sys.exit(main())
