'use strict';

// The shortest path between two nodes, as `kbgraph path` finds it: relations come before co-occurrences, these
// before what topics cover; then the sum of 1 / weight decides (Dijkstra 1959). What is negated joins nothing.

(function (kb) {
  const { graph } = kb;
  const LEAST = 1; // thousandths

  function before(a, b) {
    for (let part = 0; part < 5; part += 1) if (a[part] !== b[part]) return a[part] < b[part];
    return a[5] < b[5];
  }

  /** A binary heap of [hops, covers, together, distance, distance through topics, node, edge, node before]. */
  function push(heap, item) {
    let at = heap.length;
    heap.push(item);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(item, heap[parent])) break;
      heap[at] = heap[parent];
      at = parent;
    }
    heap[at] = item;
  }

  function pop(heap) {
    const top = heap[0];
    const last = heap.pop();
    if (!heap.length) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1], heap[child])) child += 1;
      if (!before(heap[child], last)) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = last;
    return top;
  }

  function longer(cost, edge, other, node, byHops) {
    const { kind } = kb.edgeTypeOf(edge);
    const distance = 1000 / Math.max(LEAST, graph.edgeWeight[edge]);
    return [
      cost[0] + (byHops ? 1 : 0),
      cost[1] + (kind === 'covers' ? 1 : 0),
      cost[2] + (kind === 'together' ? 1 : 0),
      cost[3] + (kind === 'covers' ? 0 : distance),
      cost[4] + (kind === 'covers' ? distance : 0),
      other, edge, node,
    ];
  }

  function trace(reached, end) {
    const steps = [];
    for (let step = reached.get(end); step[6] >= 0; step = reached.get(step[7])) {
      steps.push({ from: step[7], edge: step[6], to: step[5] });
    }
    return steps.reverse();
  }

  /** Steps { from, edge, to } along what is switched on; null where no path leads there. */
  kb.shortestPath = function (from, to, { byHops = false, throughTopics = false } = {}) {
    const reached = new Map();
    const heap = [[0, 0, 0, 0, 0, from, -1, -1]];
    while (heap.length) {
      const cost = pop(heap);
      const node = cost[5];
      if (reached.has(node)) continue;
      reached.set(node, cost);
      if (node === to) return trace(reached, to);
      if (node !== from && !throughTopics && kb.typeOf(node).name === 'Topic') continue;
      for (const edge of kb.edgesAt(node)) {
        const other = kb.other(edge, node);
        if (reached.has(other) || graph.negated.has(edge) || !kb.filters.edgeShown(edge)) continue;
        push(heap, longer(cost, edge, other, node, byHops));
      }
    }
    return null;
  };
})(window.kb);
