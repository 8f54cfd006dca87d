'use strict';

// The map in columns, and the evidence, which is parsed when it is first asked for.

window.kb = (function () {
  const block = (id) => JSON.parse(document.getElementById(id).textContent);
  const map = block('map-data');
  const { nodes, edges } = map;
  const graph = {
    count: nodes.id.length,
    ids: nodes.id,
    type: Uint8Array.from(nodes.type),
    weight: Uint16Array.from(nodes.weight), // thousandths
    x: Float64Array.from(nodes.x),
    y: Float64Array.from(nodes.y),
    community: Int32Array.from(nodes.community),
    edgeCount: edges.type.length,
    source: Uint32Array.from(edges.source),
    target: Uint32Array.from(edges.target),
    edgeType: Uint8Array.from(edges.type),
    edgeWeight: Uint16Array.from(edges.weight), // thousandths
    negated: new Set(edges.negated),
    backbone: map.backbone,
  };
  const opening = { nodes: block('nodes'), edges: block('edges'), options: block('options') };
  const isBlank = (text) => !text.replace(/[\p{C}\p{Z}\p{M}]/gu, '');
  let numbers = null;
  let evidence = null;

  return {
    graph,
    opening,
    title: map.title,
    documents: map.documents,
    types: map.types,
    edgeTypes: map.edgeTypes,
    communities: map.communities,
    overview: map.overview,
    isSmall: map.overview.discs.length === 0, // the map itself is what the page opens on
    aliases: (node) => nodes.aliases[node] || [],
    details: (node) => nodes.details[node] || {},
    /** A node's name as it is shown; one that can't be seen gives way to the id. */
    name: (node) => (isBlank(nodes.name[node]) ? nodes.id[node] : nodes.name[node]),
    names: nodes.name,
    typeOf: (node) => map.types[nodes.type[node]],
    edgeTypeOf: (edge) => map.edgeTypes[edges.type[edge]],
    communityName: (number) => map.communities[number] || 'no community',
    /** The number of a node by its id; undefined where there is none. */
    numberOf(id) {
      numbers = numbers || new Map(nodes.id.map((one, number) => [one, number]));
      return numbers.get(id);
    },
    evidence() {
      evidence = evidence || block('evidence');
      return evidence;
    },
  };
})();
