"""What a query of a graph file may do: the operators of Ladybug's plans and the functions that only read the graph.

Closed lists, of the release that is pinned. Whatever is not on them is refused, what a later release brings too.
"""

from __future__ import annotations

FIRST_WORDS = ("MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL")
"""What a query begins with; every other statement changes something or touches files, extensions or settings."""

OPERATORS = {
    "AGGREGATE": "counts and collects rows of the query",
    "AGGREGATE_FINALIZE": "ends an aggregation",
    "AGGREGATE_SCAN": "gives what was aggregated",
    "COUNT_REL_TABLE": "counts the relations of a type",
    "CROSS_PRODUCT": "pairs rows of the query",
    "DUMMY_SINK": "ends a part of a plan, and writes nothing",
    "EMPTY_RESULT": "gives no rows",
    "FILTER": "leaves out rows",
    "FLATTEN": "gives rows one at a time",
    "HASH_JOIN_BUILD": "joins rows, in memory",
    "HASH_JOIN_PROBE": "joins rows, in memory",
    "INTERSECT": "joins several patterns at once, in memory",
    "INTERSECT_BUILD": "joins several patterns at once, in memory",
    "LIMIT": "ends after some rows",
    "MULTIPLICITY_REDUCER": "repeats rows",
    "ORDER_BY": "sorts rows",
    "ORDER_BY_MERGE": "sorts rows",
    "ORDER_BY_SCAN": "gives what was sorted",
    "PATH_PROPERTY_PROBE": "looks up the properties of a path",
    "PRIMARY_KEY_SCAN_NODE_TABLE": "finds a node by its id",
    "PROJECTION": "works out values",
    "QUERY_PRIMARY_KEY_LOOKUP": "finds nodes by their ids",
    "RECURSIVE_EXTEND": "walks along relations of a path",
    "RESULT_COLLECTOR": "gathers the answer",
    "SCAN_NODE_TABLE": "reads nodes of the graph",
    "SCAN_REL_TABLE": "reads relations of the graph",
    "SEMI_MASKER": "marks nodes that are needed",
    "SKIP": "leaves out the first rows",
    "TABLE_FUNCTION_CALL": "calls a function, for which there is a list of its own",
    "TOP_K": "sorts the first rows",
    "TOP_K_SCAN": "gives the first rows",
    "UNION_ALL_SCAN": "gives rows of several queries",
    "UNWIND": "gives the items of a list",
}

FUNCTIONS = {
    "READ_FTABLE": "gives rows of the query itself, held in memory",
    "CATALOG_VERSION": "tells a number",
    "DB_VERSION": "tells the release of the engine",
    "SHOW_CONNECTION": "tells which labels a relation type joins",
    "SHOW_FUNCTIONS": "lists the functions",
    "SHOW_INDEXES": "lists the indexes",
    "SHOW_MACROS": "lists the macros",
    "SHOW_SEQUENCES": "lists the sequences",
    "SHOW_TABLES": "lists labels and relation types",
    "SHOW_WARNINGS": "lists warnings",
    "TABLE_INFO": "lists the properties of a label",
}
