"""Cypher over a graph file, without a server."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from exports import export
from exports.embedded import query
from kbgraph.errors import GraphFileError, MissingExtraError, QueryError
from tests.graphs import Graph, any_graphs, small_graph

ROOT = Path(__file__).parents[3]
COUNT = "MATCH (s:Service) RETURN count(*)"
NODES = "MATCH (n) RETURN n"
EDGES = "MATCH (a)-[r:{}]->(b) RETURN a.id, r, b.id"  # one type at a time, since `rule` is a list in some


@pytest.fixture
def graph_file(tmp_path: Path) -> Path:
    """Write the small graph."""
    return export(small_graph(), "json", tmp_path / "graph.json")


def present(data: dict[str, Any]) -> dict[str, Any]:
    """Give the properties that a query can find."""
    return {key: value for key, value in data.items() if value is not None and key != "type"}


def held(graph: Graph, path: Path) -> bool:
    """Tell whether every node and edge is there with its properties and type."""
    nodes = {row["id"]: row for (row,) in query(path, NODES, {}).rows}
    types = {data["type"] for _, _, data in graph.edges(data=True)}
    answers = [query(path, EDGES.format(each), {}).rows for each in types]
    edges = {(source, target, row["id"]): row for rows in answers for source, row, target in rows}
    for row in (*nodes.values(), *edges.values()):
        del row["graph"]
    return nodes == {
        node: present(data) | {"id": node, "labels": _labels(data["type"])}
        for node, data in graph.nodes(data=True)
    } and edges == {
        (source, target, key): present(data) | {"type": data["type"]}
        for source, target, key, data in graph.edges(keys=True, data=True)
    }


def _labels(node_type: str) -> list[str]:
    return sorted([node_type, "Entity"]) if node_type in ("Service", "Concept") else [str(node_type)]


def test_everything_is_there(graph_file: Path) -> None:
    assert held(small_graph(), graph_file)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_graphs())
def test_any_text_is_data(tmp_path: Path, graph: Graph) -> None:
    assert held(graph, export(graph, "json", tmp_path / "graph.json"))


def test_parameters_and_columns(graph_file: Path) -> None:
    cypher = (
        "MATCH (s:Service {name: $name})-[r:USES]->(c:Concept) RETURN c.name AS used, r.confidence AS sure"
    )
    answer = query(graph_file, cypher, {"name": "SQS"})

    assert (answer.columns, answer.rows) == (("used", "sure"), (("layer", 0.7),))


def test_a_path_is_a_list_of_nodes_and_relations(graph_file: Path) -> None:
    ((path,),) = query(
        graph_file, "MATCH p = (:Concept {name: 'dead-letter queue'})-[:IS_A]->() RETURN p", {}
    ).rows

    assert [step.get("name", step.get("type")) for step in path] == ["dead-letter queue", "IS_A", "queue"]


def test_a_changed_graph_is_asked_anew_and_the_old_is_forgotten(graph_file: Path) -> None:
    count = "MATCH (s:Service) RETURN count(*)"
    assert query(graph_file, count, {}).rows == ((2,),)
    graph = small_graph()
    graph.remove_node("service:lambda")
    export(graph, "json", graph_file)

    assert query(graph_file, count, {}).rows == ((1,),)
    assert len(list((graph_file.parent / ".graph.json.ladybug").iterdir())) == 1


def test_a_type_without_edges_gives_no_rows(graph_file: Path) -> None:
    assert query(graph_file, "MATCH (a)-[r:REPLACES]->(b) RETURN a.name", {}).rows == ()


def test_rows_are_limited_and_it_is_told(graph_file: Path) -> None:
    answer = query(graph_file, NODES, {}, limit=3)

    assert (len(answer.rows), answer.cut) == (3, True)


@pytest.mark.parametrize(
    ("cypher", "said"),
    [
        ("MATCH p = shortestPath((a:Service)-[*]-(b:Topic)) RETURN p", "for Neo4j only"),
        ("MATCH (n:Entity) RETURN n", "for Neo4j only"),
        ("CREATE (:Concept {id: 'x'})", "only read"),
    ],
)
def test_what_it_can_t_answer_is_told(cypher: str, said: str, graph_file: Path) -> None:
    with pytest.raises(QueryError, match=said):
        query(graph_file, cypher, {})


def test_a_query_that_takes_too_long_is_stopped(graph_file: Path) -> None:
    with pytest.raises(QueryError, match=r"stopped after 0\.2 s"):
        query(
            graph_file,
            "UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y RETURN sum(x * y)",
            {},
            seconds=0.2,
        )


def test_a_file_that_is_no_graph_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "graph.json"
    path.write_text("{}")
    with pytest.raises(GraphFileError):
        query(path, NODES, {})

    assert not list((tmp_path / ".graph.json.ladybug").iterdir())


@pytest.mark.parametrize(
    ("cypher", "said"),
    [
        ("MTCH (n) RETURN n", "extraneous input 'MTCH' (line: 1, offset: 0)"),
        ("MATCH (n RETURN n", "Invalid input <MATCH (n RETURN> (line: 1, offset: 9)"),
        ("MATCH (n:Sevice) RETURN n", "no label or relation type is named Sevice"),
        ("MATCH (n:Service) RETURN n.nme", "Cannot find property nme for n"),
    ],
)
def test_a_wrong_query_is_told_in_few_words(cypher: str, said: str, graph_file: Path) -> None:
    with pytest.raises(QueryError) as caught:
        query(graph_file, cypher, {})

    assert str(caught.value).startswith(f"{said}. Without a server")
    assert "\n" not in str(caught.value)


def test_the_extra_is_named_where_it_is_missing(graph_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ladybug", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'kbgraph\[cypher\]'"):
        query(graph_file, COUNT, {})


def test_a_parameter_without_a_value_is_told(graph_file: Path) -> None:
    with pytest.raises(QueryError, match=r"no value is given for \$name"):
        query(graph_file, "MATCH (s:Service {name: $name}) RETURN s", {"other": 1})


def test_what_looks_like_a_parameter_in_a_text_or_a_comment_is_none(graph_file: Path) -> None:
    cypher = "RETURN '$a \\' $b' AS `$c`, \"$d\" AS x // $e\n/* $f ; COPY */"

    assert query(graph_file, cypher, {}).rows == (("$a ' $b", "$d"),)


@pytest.mark.parametrize(
    "cypher",
    [
        "COPY (MATCH (n:Service) RETURN n.name) TO '{}'",
        "/* to a file */ copy (MATCH (n:Service) RETURN n.name) TO '{}'",
        "RETURN 1; COPY (MATCH (n:Service) RETURN n.name) TO '{}'",
        "EXPORT DATABASE '{}'",
        "INSTALL httpfs",
        "LOAD FROM '{}' RETURN *",
    ],
)
def test_files_and_extensions_are_left_alone(cypher: str, graph_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "written.csv"
    with pytest.raises(QueryError, match="is no query; a graph file is only read"):
        query(graph_file, cypher.format(target), {})

    assert not target.exists()


def test_a_column_without_a_name_is_named_as_it_was_asked(graph_file: Path) -> None:
    answer = query(graph_file, "MATCH (:Service)-[r]->(:Concept) RETURN label(r), count(*)", {}, limit=1)

    assert answer.columns[0] == "label(r)"


# --- the folder beside the graph -------------------------------------------------------------------------


def cached(graph_file: Path) -> list[Path]:
    """Give what stands in the folder beside the graph."""
    return sorted((graph_file.parent / f".{graph_file.name}.ladybug").iterdir())


def cut(database: Path) -> None:
    """Leave the beginning of a file."""
    database.write_bytes(database.read_bytes()[:5000])


def empty(database: Path) -> None:
    """Leave nothing of a file."""
    database.write_bytes(b"")


def scramble(database: Path) -> None:
    """Overwrite a file with as much of something else."""
    database.write_bytes(b"?" * database.stat().st_size)


@pytest.mark.parametrize("damage", [cut, empty, scramble, Path.unlink])
def test_a_damaged_database_is_made_anew(damage: Callable[[Path], None], graph_file: Path) -> None:
    query(graph_file, COUNT, {})
    (folder,) = cached(graph_file)
    damage(folder / "graph.lbdb")

    assert query(graph_file, COUNT, {}).rows == ((2,),)
    assert query(graph_file, COUNT, {}).rows == ((2,),)
    assert cached(graph_file) == [folder]


def test_it_is_made_once(graph_file: Path) -> None:
    query(graph_file, COUNT, {})
    (folder,) = cached(graph_file)
    before = (folder / "graph.lbdb").stat()
    query(graph_file, COUNT, {})
    after = (folder / "graph.lbdb").stat()

    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_several_processes_make_it_at_once(graph_file: Path) -> None:
    asked = "from exports.embedded import query; from pathlib import Path; print(query(Path({!r}), {!r}, {{}}).rows)"
    words = [sys.executable, "-c", asked.format(str(graph_file), COUNT)]
    processes = [
        subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8") for _ in range(4)
    ]

    assert [process.communicate()[0] for process in processes] == ["((2,),)\n"] * 4
    assert len(cached(graph_file)) == 1


def test_what_a_killed_process_left_does_no_harm_and_goes_in_time(graph_file: Path) -> None:
    folder = graph_file.parent / f".{graph_file.name}.ladybug"
    for name, age in (("tmpold", 7200), ("tmpnew", 0)):
        (folder / name / "made").mkdir(parents=True)
        os.utime(folder / name, (time.time() - age, time.time() - age))

    assert query(graph_file, COUNT, {}).rows == ((2,),)
    assert [each.name for each in cached(graph_file) if each.name.startswith("tmp")] == ["tmpnew"]


def test_a_folder_that_can_t_be_written_does_no_harm(graph_file: Path) -> None:
    folder = graph_file.parent / ".graph.json.ladybug"
    shutil.rmtree(folder, ignore_errors=True)
    folder.write_text("a file stands where the folder would")

    assert query(graph_file, "MATCH (s:Service) RETURN count(*)", {}).rows == ((2,),)
