'use strict';

// Which edges a node has, and what is near it.

(function (kb) {
  const { graph } = kb;
  let offsets = null;
  let around = null;

  function build() {
    offsets = new Uint32Array(graph.count + 1);
    for (let edge = 0; edge < graph.edgeCount; edge += 1) {
      offsets[graph.source[edge] + 1] += 1;
      offsets[graph.target[edge] + 1] += 1;
    }
    for (let node = 0; node < graph.count; node += 1) offsets[node + 1] += offsets[node];
    const next = offsets.slice();
    around = new Uint32Array(2 * graph.edgeCount);
    for (let edge = 0; edge < graph.edgeCount; edge += 1) {
      for (const node of [graph.source[edge], graph.target[edge]]) {
        around[next[node]] = edge;
        next[node] += 1;
      }
    }
  }

  /** The edges of a node in both directions, by priority. */
  kb.edgesAt = function (node) {
    if (!offsets) build();
    return around.subarray(offsets[node], offsets[node + 1]);
  };

  kb.other = (edge, node) => (graph.source[edge] === node ? graph.target[edge] : graph.source[edge]);

  /** Nodes within `depth` steps of the first ones, nearest first, by the priority of the edges that lead there. */
  kb.reach = function (first, depth) {
    const seen = new Set(first);
    let rim = [...first];
    for (let step = 0; step < depth && rim.length; step += 1) {
      const best = new Map();
      for (const node of rim) {
        for (const edge of kb.edgesAt(node)) {
          const other = kb.other(edge, node);
          if (seen.has(other) || !kb.filters.edgeShown(edge)) continue;
          if (!best.has(other) || edge < best.get(other)) best.set(other, edge);
        }
      }
      rim = [...best].sort((a, b) => a[1] - b[1]).map(([node]) => node);
      rim.forEach((node) => seen.add(node));
    }
    return [...seen];
  };

  /** An edge as it is named in the state: type, source, target, and which of several. */
  kb.edgeName = function (edge) {
    const { source, target, edgeType } = graph;
    const same = [...kb.edgesAt(source[edge])].filter((one) => {
      return one <= edge && source[one] === source[edge] && target[one] === target[edge] && edgeType[one] === edgeType[edge];
    });
    return [kb.edgeTypeOf(edge).name, graph.ids[source[edge]], graph.ids[target[edge]], String(same.length - 1)];
  };

  /** The edge of such a name; undefined where there is none. */
  kb.edgeNamed = function ([type, from, to, which]) {
    const [source, target] = [kb.numberOf(from), kb.numberOf(to)];
    if (source === undefined || target === undefined) return undefined;
    return [...kb.edgesAt(source)].filter((edge) => {
      return graph.source[edge] === source && graph.target[edge] === target && kb.edgeTypeOf(edge).name === type;
    })[Number(which) || 0];
  };
})(window.kb);
