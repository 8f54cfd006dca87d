'use strict';

// Places for a neighbourhood: a spring layout (Fruchterman and Reingold 1991) that starts from rings around the
// middle, so that nothing in it is drawn by lot; distances across count less, because labels are wide.

(function (kb) {
  const { graph } = kb;
  const APART = 120; // pixels between two nodes, before it is stretched
  const WIDE = 1.2;
  const [NEAREST_X, NEAREST_Y] = [120, 62];

  /** Put nodes that have no place yet on a ring around the middle, what belongs together side by side. */
  function start(nodes, fixed, middle) {
    const loose = nodes.filter((node) => !fixed.has(node));
    const ordered = [...loose].sort((a, b) => graph.community[a] - graph.community[b] || a - b);
    const radius = APART * (0.6 + Math.sqrt(ordered.length) / 2);
    const places = new Map(fixed);
    ordered.forEach((node, at) => {
      const angle = (2 * Math.PI * at) / ordered.length;
      const far = radius * (1 + 0.3 * (at % 2));
      places.set(node, { x: middle.x + far * WIDE * Math.cos(angle), y: middle.y + far * Math.sin(angle) });
    });
    return places;
  }

  function spring(xs, ys, moves, pairs, rounds) {
    const count = xs.length;
    for (let round = 0; round < rounds; round += 1) {
      const [dx, dy] = [new Float64Array(count), new Float64Array(count)];
      for (let a = 0; a < count; a += 1) {
        for (let b = a + 1; b < count; b += 1) {
          const [x, y] = [xs[a] - xs[b] || 0.1, ys[a] - ys[b] || 0.1];
          const push = (APART * APART) / (x * x + y * y);
          dx[a] += x * push; dy[a] += y * push;
          dx[b] -= x * push; dy[b] -= y * push;
        }
      }
      for (const [a, b, pull] of pairs) {
        const [x, y] = [xs[a] - xs[b], ys[a] - ys[b]];
        const force = (Math.hypot(x, y) * pull) / APART;
        dx[a] -= x * force; dy[a] -= y * force;
        dx[b] += x * force; dy[b] += y * force;
      }
      const heat = APART * 0.9 * (1 - round / rounds) + 1;
      for (let a = 0; a < count; a += 1) {
        if (!moves[a]) continue;
        const [x, y] = [dx[a] - xs[a] * 0.4, dy[a] - ys[a] * 0.4];
        const length = Math.hypot(x, y) || 1;
        xs[a] += (x / length) * Math.min(length, heat);
        ys[a] += (y / length) * Math.min(length, heat);
      }
    }
  }

  /** Push nodes apart whose labels would meet. */
  function part(places, isFixed) {
    const all = [...places];
    for (let round = 0; round < 30; round += 1) {
      let met = false;
      for (let a = 0; a < all.length; a += 1) {
        for (let b = a + 1; b < all.length; b += 1) {
          const [one, other] = [all[a][1], all[b][1]];
          const [x, y] = [one.x - other.x, one.y - other.y];
          const [overX, overY] = [NEAREST_X - Math.abs(x), NEAREST_Y - Math.abs(y)];
          if (overX <= 0 || overY <= 0) continue;
          met = true;
          const along = overX / NEAREST_X < overY / NEAREST_Y ? 'x' : 'y';
          const move = ((along === 'x' ? overX : overY) / 2 + 1) * ((along === 'x' ? x : y) < 0 ? -1 : 1);
          if (!isFixed(all[a][0])) one[along] += move;
          if (!isFixed(all[b][0])) other[along] -= move;
        }
      }
      if (!met) break;
    }
  }

  /**
   * Give a map of node to { x, y }. `fixed` nodes stay where they are; `middle` is where new ones come from.
   */
  kb.layout = function (nodes, edges, fixed, middle) {
    const places = start(nodes, fixed, middle);
    const at = new Map(nodes.map((node, number) => [node, number]));
    const xs = Float64Array.from(nodes, (node) => places.get(node).x / WIDE);
    const ys = Float64Array.from(nodes, (node) => places.get(node).y);
    const moves = nodes.map((node) => !fixed.has(node));
    const pairs = edges.map((edge) => {
      return [at.get(graph.source[edge]), at.get(graph.target[edge]), 0.25 + graph.edgeWeight[edge] / 1000];
    });
    spring(xs, ys, moves, pairs, nodes.length > 150 ? 60 : 140);
    const found = new Map(nodes.map((node, number) => {
      return [node, fixed.has(node) ? { ...fixed.get(node) } : { x: xs[number] * WIDE, y: ys[number] }];
    }));
    part(found, (node) => fixed.has(node));
    return found;
  };
})(window.kb);
