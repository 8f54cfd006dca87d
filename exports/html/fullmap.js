'use strict';

// The full map as a picture: painted a slice at a time, repainted when zooming settles, and copied while it moves.

(function (kb) {
  const { graph, filters } = kb;
  const SLICE = 7; // milliseconds of painting between two frames
  const MARGIN = 0.5; // of the view's size, painted beyond each side
  const CELL = 160; // of the grid that nodes are found by, in units of the map
  const SMALLEST = [0.55, 1.8]; // radius on the screen: where nodes are crowded, and where they are not
  const ROOM = 34; // units of the map around each node, as the layout leaves them
  const [NEAR, FAR] = [0.5, 0.09]; // how strong edges are within a community, and between two
  const outlines = Object.fromEntries(Object.entries(kb.outlines).map(([name, path]) => [name, new Path2D(path)]));
  let view = null;
  let rough = null; // the whole map, small: stands in where the fine picture ends
  let fine = null;
  let job = null;
  let grid = null;

  const radius = (node) => {
    const { smallest, largest } = kb.typeOf(node);
    return smallest + (largest - smallest) * Math.sqrt(graph.weight[node] / 1000);
  };
  kb.radius = radius;

  kb.bounds = function (nodes) {
    const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    for (const node of nodes) {
      box.left = Math.min(box.left, graph.x[node]); box.right = Math.max(box.right, graph.x[node]);
      box.top = Math.min(box.top, graph.y[node]); box.bottom = Math.max(box.bottom, graph.y[node]);
    }
    return nodes.length ? box : { left: 0, right: 0, top: 0, bottom: 0 };
  };

  function drawNode(context, node, size) {
    const { colour, shape } = kb.typeOf(node);
    const [x, y] = [graph.x[node], graph.y[node]];
    context.fillStyle = colour;
    if (size * context.getTransform().a < 3.5) {
      context.fillRect(x - size * 0.9, y - size * 0.9, size * 1.8, size * 1.8);
      return;
    }
    context.save();
    context.translate(x, y);
    context.scale(size / 9, size / 9);
    context.fill(outlines[shape] || outlines.dot);
    context.restore();
  }

  function drawDiscs(context) {
    const theme = kb.theme();
    for (const disc of kb.overview.discs) {
      if (!filters.communityShown(disc.number)) continue;
      context.globalAlpha = theme.disc * 0.6;
      context.fillStyle = kb.hue(disc.number);
      context.beginPath();
      context.arc(disc.x, disc.y, disc.radius, 0, 2 * Math.PI);
      context.fill();
    }
    context.globalAlpha = 1;
  }

  /** Paint what lies in a box, giving way now and then; the first nodes last, so that they lie on top. */
  function* paint(context, box, scale) {
    const theme = kb.theme();
    const isIn = (x, y) => x > box.left && x < box.right && y > box.top && y < box.bottom;
    drawDiscs(context);
    context.lineWidth = Math.max(0.5, 0.7 / scale);
    const isNear = (edge) => graph.community[graph.source[edge]] === graph.community[graph.target[edge]];
    for (let at = 0; at < view.edges.length;) {
      const kind = kb.edgeTypeOf(view.edges[at]).kind;
      const near = isNear(view.edges[at]);
      context.globalAlpha = near ? NEAR : FAR;
      context.strokeStyle = theme[kind];
      context.beginPath();
      for (let count = 0; count < 250 && at < view.edges.length; count += 1, at += 1) {
        const edge = view.edges[at];
        if (kb.edgeTypeOf(edge).kind !== kind || isNear(edge) !== near) break;
        const [a, b] = [graph.source[edge], graph.target[edge]];
        if (!isIn(graph.x[a], graph.y[a]) && !isIn(graph.x[b], graph.y[b])) continue;
        context.moveTo(graph.x[a], graph.y[a]);
        context.lineTo(graph.x[b], graph.y[b]);
      }
      context.stroke();
      yield;
    }
    context.globalAlpha = 1;
    const least = Math.min(SMALLEST[1], Math.max(SMALLEST[0], ROOM * scale)) / scale;
    for (let at = view.nodes.length - 1; at >= 0; at -= 1) {
      const node = view.nodes[at];
      if (isIn(graph.x[node], graph.y[node])) drawNode(context, node, Math.max(radius(node), least));
      if (at % 300 === 0) yield;
    }
  }

  function picture(box, scale, ratio) {
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.ceil((box.right - box.left) * scale * ratio));
    canvas.height = Math.max(1, Math.ceil((box.bottom - box.top) * scale * ratio));
    const context = canvas.getContext('2d');
    context.setTransform(scale * ratio, 0, 0, scale * ratio, -box.left * scale * ratio, -box.top * scale * ratio);
    return { canvas, context, box, scale };
  }

  function run(target, done) {
    const steps = paint(target.context, target.box, target.scale);
    const mine = { stopped: false };
    const turn = () => {
      if (mine.stopped) return;
      const end = performance.now() + SLICE;
      while (performance.now() < end) {
        if (steps.next().done) {
          done();
          return;
        }
      }
      requestAnimationFrame(turn);
    };
    requestAnimationFrame(turn); // not at once: who waits has to know the job before it is done
    return mine;
  }

  /** Paint the part around what is seen anew. */
  function refresh(camera, size, ratio, done) {
    if (job) job.stopped = true;
    const across = (size.width / camera.scale) * (0.5 + MARGIN);
    const down = (size.height / camera.scale) * (0.5 + MARGIN);
    const box = { left: camera.x - across, right: camera.x + across, top: camera.y - down, bottom: camera.y + down };
    const target = picture(box, camera.scale, ratio);
    job = run(target, () => { fine = target; job = null; done(); });
  }

  /** Put edges of one kind in a row, so that they are painted in few strokes; those between communities first. */
  function inStrokes(edges) {
    const kinds = ['together', 'covers', 'relation'];
    const rank = (edge) => kinds.indexOf(kb.edgeTypeOf(edge).kind) +
      (graph.community[graph.source[edge]] === graph.community[graph.target[edge]] ? 3 : 0);
    const ranks = new Map(edges.map((edge) => [edge, rank(edge)]));
    return [...edges].sort((a, b) => ranks.get(a) - ranks.get(b));
  }

  function open(made, done) {
    view = { ...made, edges: inStrokes(made.edges) };
    fine = null;
    grid = null;
    const box = kb.bounds(view.nodes);
    const [across, down] = [box.right - box.left + 200, box.bottom - box.top + 200];
    const around = { left: box.left - 100, right: box.right + 100, top: box.top - 100, bottom: box.bottom + 100 };
    const target = picture(around, Math.min(1, 900 / Math.max(across, down)), 1);
    run(target, () => { rough = target; done(); });
  }

  /** Copy the pictures to the canvas, whose context is in units of the map. */
  function copy(context) {
    const put = ({ canvas, box }) => {
      context.drawImage(canvas, box.left, box.top, box.right - box.left, box.bottom - box.top);
    };
    if (!fine) {
      if (rough) put(rough);
      return;
    }
    const { a, e, f } = context.getTransform();
    const { clientWidth, width, height } = context.canvas;
    const seen = { left: -e / a, top: -f / a, right: (width - e) / a, bottom: (height - f) / a };
    const { box } = fine;
    const holds = box.left <= seen.left && box.right >= seen.right && box.top <= seen.top && box.bottom >= seen.bottom;
    if (!holds && rough && clientWidth) {
      context.save();
      context.beginPath();
      context.rect(seen.left, seen.top, seen.right - seen.left, seen.bottom - seen.top);
      context.rect(box.left, box.top, box.right - box.left, box.bottom - box.top);
      context.clip('evenodd');
      put(rough);
      context.restore();
    }
    put(fine);
  }

  function cells() {
    if (grid) return grid;
    grid = new Map();
    for (const node of view.nodes) {
      const key = `${Math.floor(graph.x[node] / CELL)} ${Math.floor(graph.y[node] / CELL)}`;
      if (!grid.has(key)) grid.set(key, []);
      grid.get(key).push(node);
    }
    return grid;
  }

  /** The node nearest to a point of the map, within `reach` of its rim; null where there is none. */
  function pick(x, y, reach) {
    const far = Math.ceil((reach + 26) / CELL);
    if (far > 12) return nearest(view.nodes, x, y, reach);
    const near = [];
    for (let column = -far; column <= far; column += 1) {
      for (let row = -far; row <= far; row += 1) {
        near.push(...(cells().get(`${Math.floor(x / CELL) + column} ${Math.floor(y / CELL) + row}`) || []));
      }
    }
    return nearest(near, x, y, reach);
  }

  function nearest(nodes, x, y, reach) {
    let [best, least] = [null, Infinity];
    for (const node of nodes) {
      const distance = Math.hypot(graph.x[node] - x, graph.y[node] - y) - radius(node);
      if (distance < least && distance <= reach) [best, least] = [node, distance];
    }
    return best;
  }

  kb.fullMap = {
    open, refresh, copy, pick, drawNode,
    close() { if (job) job.stopped = true; [view, rough, fine, job, grid] = [null, null, null, null, null]; },
    isCurrent: (scale) => fine !== null && Math.abs(fine.scale / scale - 1) < 0.001,
    isPainting: () => job !== null,
  };
})(window.kb);
