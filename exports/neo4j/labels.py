"""The labels and relation types that stand in statements: node types of the schema, and names of edge types."""

from __future__ import annotations

from kbgraph.errors import OutputError
from kbgraph.schema import EDGE_TYPE, NodeType

GRAPH = "KnowledgeGraph"
"""Label of the one node of every named graph that tells its version and what made it."""
STAGED = "KbgraphStaged"
"""Label of nodes that are loaded and not yet to be seen."""
RETIRED = "KbgraphRetired"
"""Label of nodes that are replaced and not yet removed."""
STAGING = "KbgraphStaging"
"""Label of the node that tells how far staging has come."""
LOCK = "KbgraphLock"
"""Label of the node that a load holds its lock on; it is never committed."""
ENTITY = "Entity"
ENTITIES = frozenset({NodeType.SERVICE, NodeType.CONCEPT})


def labels(node_type: NodeType) -> str:
    """Give the labels of a node type as they stand in a statement."""
    return f"{node_type.value}:{ENTITY}" if node_type in ENTITIES else node_type.value


def staged_label(node_type: NodeType) -> str:
    """Give the label that tells what a staged node will be."""
    return f"{STAGED}{node_type.value}"


def checked_type(edge_type: str, owner: str) -> str:
    """Give an edge type that is written as one; raise OutputError for any other."""
    if EDGE_TYPE.fullmatch(edge_type):
        return edge_type
    raise OutputError(f"{owner}: {edge_type!r} is no edge type of the schema")


def checked_node_type(node_type: str, owner: str) -> NodeType:
    """Give a node type of the schema; raise OutputError for any other."""
    try:
        return NodeType(node_type)
    except ValueError:
        raise OutputError(f"{owner}: {node_type!r} is no node type of the schema") from None
