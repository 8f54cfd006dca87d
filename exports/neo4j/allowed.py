"""What `kbgraph query` lets a Neo4j do: operators of plans, procedures, and functions with a namespace.

Closed lists, by why each is harmless; of the releases 5.26 and 2026.08. Operators stand without what follows in
brackets and without `Partitioned`. Whatever is not on them is refused: LOAD CSV, ending what others run, closing
their connections, clearing caches, users, databases, and all that plugins bring.
"""

from __future__ import annotations

_RELATIONSHIPS = (
    "AllRelationshipsScan",
    "RelationshipByElementIdSeek",
    "RelationshipByIdSeek",
    "RelationshipIndexContainsScan",
    "RelationshipIndexEndsWithScan",
    "RelationshipIndexScan",
    "RelationshipIndexSeek",
    "RelationshipIndexSeekByRange",
    "RelationshipTypeScan",
    "RelationshipUniqueIndexSeek",
    "RelationshipUniqueIndexSeekByRange",
    "UnionRelationshipTypesScan",
)
_READS = {
    "reads nodes": "AllNodesScan NodeByLabelScan IntersectionNodeByLabelsScan UnionNodeByLabelsScan "
    "SubtractionNodeByLabelsScan DynamicLabelNodeLookup NodeByIdSeek NodeByElementIdSeek NodeCountFromCountStore",
    "looks nodes up in an index": "NodeIndexScan NodeIndexSeek NodeIndexSeekByRange NodeUniqueIndexSeek "
    "NodeUniqueIndexSeekByRange NodeIndexContainsScan NodeIndexEndsWithScan MultiNodeIndexSeek "
    "NodeFulltextIndexSearch NodeVectorIndexSearch",
    "reads relations": "RelationshipCountFromCountStore "
    + " ".join(way + each for way in ("Directed", "Undirected") for each in _RELATIONSHIPS),
    "walks along relations": "Expand OptionalExpand VarLengthExpand ShortestPath StatefulShortestPath Repeat "
    "BidirectionalRepeat ProjectEndpoints PathPropagatingBFS TriadicSelection TriadicBuild TriadicFilter",
    "works on rows of the query": "ProduceResults Projection Filter Distinct OrderedDistinct Limit "
    "ExhaustiveLimit Skip Sort PartialSort Top PartialTop EagerAggregation OrderedAggregation Unwind Union "
    "OrderedUnion Eager CacheProperties RemoteBatchProperties RemoteBatchPropertiesWithFilter Argument Input "
    "EmptyRow EmptyResult Optional NullifyMetadata ArgumentTracker PreserveOrder NonFuseable NonPipelined",
    "joins rows of the query": "Apply SemiApply AntiSemiApply Anti LetSemiApply LetAntiSemiApply "
    "SelectOrSemiApply SelectOrAntiSemiApply LetSelectOrSemiApply LetSelectOrAntiSemiApply ConditionalApply "
    "AntiConditionalApply RollUpApply CartesianProduct NodeHashJoin NodeLeftOuterHashJoin "
    "NodeRightOuterHashJoin ValueHashJoin ValueMergeJoin TransactionApply",
    "lists what there is": "ShowConstraints ShowCurrentGraphType ShowDatabases ShowFunctions ShowIndexes "
    "ShowProcedures ShowSettings ShowTransactions",
    "calls a procedure, for which there is a list of its own": "ProcedureCall",
}
_WRITES = {
    "changes nodes and relations": "Create Merge LockingMerge MergeUniqueNode MergeInto Delete DetachDelete "
    "SetLabels RemoveLabels SetProperty SetProperties SetPropertiesFromMap SetNodeProperty SetNodeProperties "
    "SetNodePropertiesFromMap SetRelationshipProperty SetRelationshipProperties "
    "SetRelationshipPropertiesFromMap SetDynamicProperty",
    "writes row by row": "Foreach ForeachApply SubqueryForeach TransactionForeach",
    "looks up what is merged": "AssertingMultiNodeIndexSeek AssertingMultiRelationshipIndexSeek AssertSameNode "
    "AssertSameRelationship",
    "makes and drops indexes and constraints": "CreateIndex CreateConstraint DropIndex DropConstraint "
    "DoNothingIfExists DoNothingIfNotExists",
}
READS = frozenset(name for names in _READS.values() for name in names.split())
"""Operators of queries that read."""
WRITES = frozenset(name for names in _WRITES.values() for name in names.split())
"""Operators that `--write` allows as well."""
ADMINISTRATION = "AdministrationCommand"
"""The one operator of every command on users and databases; those that begin with SHOW only look."""

READ_PROCEDURES = {
    "db.awaitindex": "waits",
    "db.awaitindexes": "waits",
    "db.index.fulltext.listavailableanalyzers": "lists what there is",
    "db.index.fulltext.querynodes": "looks up in an index",
    "db.index.fulltext.queryrelationships": "looks up in an index",
    "db.index.vector.querynodes": "looks up in an index",
    "db.index.vector.queryrelationships": "looks up in an index",
    "db.info": "tells about the database",
    "db.labels": "lists what there is",
    "db.ping": "tells that the database answers",
    "db.propertykeys": "lists what there is",
    "db.relationshiptypes": "lists what there is",
    "db.schema.nodetypeproperties": "lists what there is",
    "db.schema.reltypeproperties": "lists what there is",
    "db.schema.visualization": "lists what there is",
    "dbms.components": "tells the release",
    "dbms.info": "tells about the server",
    "dbms.showcurrentuser": "tells who asks",
}
WRITE_PROCEDURES = {
    "db.create.setnodevectorproperty": "changes a node",
    "db.create.setrelationshipvectorproperty": "changes a relation",
    "db.createlabel": "makes a name",
    "db.createproperty": "makes a name",
    "db.createrelationshiptype": "makes a name",
    "db.index.fulltext.awaiteventuallyconsistentindexrefresh": "waits",
    "db.index.vector.createnodeindex": "makes an index",
}
_TIMES = ("date", "datetime", "localdatetime", "localtime", "time")
FUNCTIONS = frozenset(
    {
        *(
            f"{kind}.{each}"
            for kind in _TIMES
            for each in ("realtime", "statement", "transaction", "truncate")
        ),
        "datetime.fromepoch",
        "datetime.fromepochmillis",
        *(f"duration.{each}" for each in ("between", "indays", "inmonths", "inseconds")),
        "point.distance",
        "point.withinbbox",
        "vector.similarity.cosine",
        "vector.similarity.euclidean",
    }
)
"""Functions with a namespace that compute and do no more; those without one are all the language's own."""
