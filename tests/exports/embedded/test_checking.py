"""A query of a graph file reads the graph: no file, no extension, no setting, wherever it stands in it."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from exports import export
from exports.embedded import query
from exports.embedded.allowed import FUNCTIONS, OPERATORS
from exports.embedded.checking import check_operators, check_plan
from exports.embedded.tables import fill
from kbgraph.errors import QueryError
from tests.graphs import small_graph

SECRET = "word-of-a-file"


@pytest.fixture(scope="module")
def graph_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the small graph, and beside it a file that no query may read."""
    folder = tmp_path_factory.mktemp("checking")
    (folder / "secret.csv").write_text(f"{SECRET}\n")
    return export(small_graph(), "json", folder / "graph.json")


FILE = "'{folder}/secret.csv' (header=false)"


@pytest.mark.parametrize(
    "cypher",
    [
        f"LOAD FROM {FILE} RETURN *",
        f"WITH 1 AS x LOAD FROM {FILE} RETURN *",
        f"WITH 1 AS x load /* a comment */ from {FILE} RETURN *",
        f"WITH 1 AS x LOAD // a comment\n FROM {FILE} RETURN *",
        f"MATCH (s:Service) WITH s LOAD FROM {FILE} RETURN *",
        f"UNWIND [1] AS column0 RETURN column0 UNION ALL LOAD FROM {FILE} RETURN column0",
        f"WITH 'LOAD' AS x LOAD WITH HEADERS (a STRING) FROM {FILE} RETURN *",
        f"RETURN '\\'' LOAD FROM {FILE} RETURN *",
        "WITH 1 AS x LOAD FROM 'http://127.0.0.1:9/x.csv' RETURN *",
        "WITH 1 AS x LOAD FROM 's3://bucket/x.csv' RETURN *",
        "COPY (MATCH (n:Service) RETURN n.name) TO '{folder}/written.csv'",
        "/* to a file */ copy (MATCH (n:Service) RETURN n.name) TO '{folder}/written.csv'",
        "COPY Service FROM '{folder}/secret.csv'",
        "EXPORT DATABASE '{folder}/written.csv'",
        "IMPORT DATABASE '{folder}/written.csv'",
        "ATTACH '{folder}/other.lbdb' AS other (dbtype lbug)",
        "DETACH other",
        "USE other",
        "INSTALL httpfs",
        "FORCE INSTALL httpfs",
        "UPDATE httpfs",
        "UNINSTALL httpfs",
        "LOAD EXTENSION httpfs",
        "LOAD httpfs",
        "CALL threads=2",
        "CALL `threads` = 2",
        "BEGIN TRANSACTION",
        "CHECKPOINT",
        "ANALYZE",
        "CREATE MACRO f(a) AS a + 1",
        "MTCH (n) RETURN n",
    ],
)
def test_what_is_no_query_is_refused_before_it_reaches_the_engine(cypher: str, graph_file: Path) -> None:
    with pytest.raises(QueryError, match=r"is no query; a graph file is only read|a setting") as caught:
        query(graph_file, cypher.replace("{folder}", str(graph_file.parent)), {})

    assert SECRET not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not (graph_file.parent / "written.csv").exists()


@pytest.mark.parametrize(
    "cypher",
    [
        "RETURN 1; RETURN 2",
        "RETURN 1;;",
        "; RETURN 1",
        "RETURN 1 /* ; */; INSTALL json",
        "RETURN `a;`; RETURN 1",
    ],
)
def test_several_statements_are_refused(cypher: str, graph_file: Path) -> None:
    with pytest.raises(QueryError, match="several statements"):
        query(graph_file, cypher, {})


@pytest.mark.parametrize(
    "cypher", ["RETURN ';' AS x;", "RETURN 1 AS `x;`", "RETURN 1 // ; RETURN 2", 'RETURN "a\\";"']
)
def test_a_semicolon_in_a_text_a_name_or_a_comment_parts_nothing(cypher: str, graph_file: Path) -> None:
    assert len(query(graph_file, cypher, {}).rows) == 1


@pytest.mark.parametrize("cypher", ["", " ", "// nothing", ";"])
def test_an_empty_query_is_told(cypher: str, graph_file: Path) -> None:
    with pytest.raises(QueryError, match="empty"):
        query(graph_file, cypher, {})


@pytest.mark.parametrize("word", ["EXPLAIN", "profile"])
def test_a_plan_is_refused_since_it_gives_no_rows(word: str, graph_file: Path) -> None:
    with pytest.raises(QueryError, match="gives a plan and no rows"):
        query(graph_file, f"{word} MATCH (s:Service) RETURN s", {})


@pytest.mark.parametrize(
    "call",
    [
        "READ_CSV_PARALLEL('/etc/passwd')",
        "read_csv_serial('x')",
        "`bm_info`()",
        "project_graph('g', ['Service'], ['USES'])",
    ],
)
def test_a_function_that_is_not_on_the_list_is_refused_by_its_name(call: str, graph_file: Path) -> None:
    name = call.partition("(")[0].strip("`")
    for cypher in (f"CALL {call} RETURN *", f"MATCH (s:Service) CALL {call} RETURN *"):
        with pytest.raises(QueryError, match=f"the function {name} may not be called.* show_tables"):
            query(graph_file, cypher, {})


@pytest.mark.parametrize(
    ("call", "column"),
    [("show_tables()", "name"), ("TABLE_INFO('Service')", "name"), ("show_connection('USES')", "*")],
)
def test_what_lists_labels_and_properties_may_be_called(call: str, column: str, graph_file: Path) -> None:
    assert query(graph_file, f"CALL {call} RETURN {column}", {}).rows


@pytest.mark.parametrize(
    "cypher", ["MATCH (s:Service) SET s.name = 'x'", "MATCH (s:Service) DETACH DELETE s"]
)
def test_what_writes_is_told_so(cypher: str, graph_file: Path) -> None:
    with pytest.raises(QueryError, match="only read"):
        query(graph_file, cypher, {})


def test_properties_and_variables_may_be_named_like_key_words(graph_file: Path) -> None:
    cypher = "MATCH (load:Service) WITH load.name AS `call`, 'LOAD FROM' AS `load from` RETURN `call`"

    assert len(query(graph_file, cypher, {}).rows) == 2


# --- the plan itself, which also tells what words do not -------------------------------------------------


@pytest.mark.parametrize(
    ("cypher", "said"),
    [
        (f"WITH 1 AS x LOAD FROM {FILE} RETURN *", "the function READ_CSV_PARALLEL may not"),
        ("COPY (RETURN 1) TO '{folder}/written.csv'", "COPY_TO is not among"),
        ("INSTALL httpfs", "INSTALL_EXTENSION is not among"),
        ("CALL threads=2", "STANDALONE_CALL is not among"),
        ("CREATE (:Concept {{id: 'x'}})", "INSERT is not among"),
        ("CALL bm_info() RETURN *", "the function BM_INFO may not"),
    ],
)
def test_an_operator_that_is_not_on_the_list_is_refused_by_its_name(
    cypher: str, said: str, graph_file: Path
) -> None:
    import ladybug

    with ladybug.Database(":memory:") as database, ladybug.Connection(database) as connection:
        connection.execute("CREATE NODE TABLE Concept(id STRING, PRIMARY KEY(id))")
        with pytest.raises(QueryError, match=said):
            check_plan(connection, cypher.format(folder=graph_file.parent), {})

    assert not (graph_file.parent / "written.csv").exists()


def test_the_engine_itself_plans_no_second_statement() -> None:
    import ladybug

    with ladybug.Database(":memory:") as database, ladybug.Connection(database) as connection:
        with pytest.raises(RuntimeError, match="multiple statements"), warnings.catch_warnings():
            check_plan(connection, "RETURN 1; CREATE NODE TABLE T(id STRING, PRIMARY KEY(id))", {})
        assert not connection.execute("CALL show_tables() RETURN *").has_next()  # type: ignore[union-attr]


@pytest.mark.parametrize("plan", ["", "no plan at all", "│ TABLE_FUNCTION_CALL[0] │"])
def test_a_plan_that_can_t_be_read_is_refused(plan: str) -> None:
    with pytest.raises(QueryError, match="can't be read"):
        check_operators(plan)


@pytest.mark.parametrize("name", ["NEW_OPERATOR", "COPY_TO", "lower"])
def test_an_operator_beside_others_is_seen(name: str) -> None:
    with pytest.raises(QueryError, match=f"{name} is not among"):
        check_operators(f"│ FILTER[2] ││  {name}[1]   │")


def test_every_entry_of_the_lists_says_why() -> None:
    assert all(why and "\n" not in why for why in (*OPERATORS.values(), *FUNCTIONS.values()))
    assert all(name.isupper() for name in (*OPERATORS, *FUNCTIONS))


def test_a_name_in_the_query_can_t_hide_an_operator(tmp_path: Path) -> None:
    import ladybug

    fill(tmp_path / "g.lbdb", small_graph())
    hidden = "WITH 1 AS `│ FILTER[0] │` RETURN 'Function: SHOW_TABLES' AS `Function: READ_FTABLE │`"
    with ladybug.Database(str(tmp_path / "g.lbdb")) as database, ladybug.Connection(database) as connection:
        check_plan(connection, hidden, {})
        with pytest.raises(QueryError, match="BM_INFO"):
            check_plan(connection, hidden.replace("RETURN", "CALL bm_info() RETURN"), {})
