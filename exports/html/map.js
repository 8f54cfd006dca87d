'use strict';

// The map: puts a view into vis-network, paints what is chosen, and tells what is clicked.

(function (kb) {
  const { graph, fullMap } = kb;
  const container = document.getElementById('map');
  const nodes = new vis.DataSet(kb.opening.nodes);
  const edges = new vis.DataSet(kb.opening.edges);
  const network = new vis.Network(container, { nodes, edges }, {
    ...kb.opening.options,
    interaction: { ...kb.opening.options.interaction, hover: false, selectable: false },
  });
  container.querySelectorAll('[tabindex]').forEach((one) => { one.tabIndex = -1; }); // the map is one stop itself
  const SMALLEST = 0.3; // share of their size that nodes keep on the screen when the map is far away
  const NARROW = 600; // pixels of width under which the chosen node comes first
  const FAR_AWAY = 0.2; // scale under which the full map has fewer names
  const MOST_LIT = 300; // edges of the chosen node that are drawn over the full map
  let view = null;
  let growth = 1;
  let hovered = null;
  let pointed = null; // where the arrow keys stand: a node or a disc
  let wasDrawn = []; // boxes of the labels that stand on the screen
  const camera = kb.makeCamera(network, container, settled);
  const ratio = () => network.canvas.frame.canvas.width / container.clientWidth || 1;

  const chosen = () => {
    const node = kb.numberOf(kb.state().node);
    return node === undefined ? null : node;
  };
  const chosenEdge = () => {
    const { edge } = kb.state();
    const found = edge.length ? kb.edgeNamed(edge) : undefined;
    return found === undefined ? null : found;
  };

  /** The chosen node with what is tied to it, or an edge's ends; null where nothing is chosen that is drawn. */
  function lit() {
    const [node, edge] = [chosen(), chosenEdge()];
    if (edge !== null) return new Set([graph.source[edge], graph.target[edge]]);
    if (node === null || !isDrawn(node)) return null;
    const around = view.kind === 'all' ? litEdges() : view.edges;
    const ties = around.filter((one) => graph.source[one] === node || graph.target[one] === node);
    return new Set([node, ...ties.map((one) => kb.other(one, node))]);
  }

  const litEdges = () => [...kb.edgesAt(chosen())].filter(kb.filters.edgeShown).slice(0, MOST_LIT);
  const isDrawn = (node) => (view.kind === 'all' ? kb.filters.nodeShown(node) : view.places.has(node));

  function items() {
    const near = lit();
    const edge = chosenEdge();
    const mark = { growth, chosen: chosen(), near, chosenEdge: edge };
    const isLit = (one) => (edge !== null ? one === edge
      : graph.source[one] === mark.chosen || graph.target[one] === mark.chosen);
    const between = new Map();
    const bent = (one) => {
      const [a, b] = [graph.source[one], graph.target[one]];
      const pair = Math.min(a, b) * graph.count + Math.max(a, b);
      between.set(pair, (between.get(pair) || 0) + 1);
      return between.get(pair) - 1;
    };
    if (view.kind === 'all') return { nodes: [], edges: [] };
    return {
      nodes: [
        ...(view.discs || []).map(kb.discItem),
        ...view.nodes.map((node) => kb.nodeItem(node, view.places.get(node), mark)),
      ],
      edges: [
        ...(view.links || []).map((link) => kb.linkItem(link, growth)),
        ...view.edges.map((one) => kb.edgeItem(one, bent(one), { ...mark, lit: near ? isLit : null })),
      ],
    };
  }

  /** Put what the view holds into the network; what is there already is only painted anew. */
  function fill() {
    const wanted = items();
    for (const [set, rows] of [[edges, wanted.edges], [nodes, wanted.nodes]]) {
      const keep = new Set(rows.map((row) => row.id));
      const gone = set.getIds().filter((id) => !keep.has(id));
      if (gone.length) set.remove(gone);
    }
    nodes.update(wanted.nodes);
    edges.update(wanted.edges);
  }

  function grow() {
    const wanted = Math.max(1, SMALLEST / network.getScale());
    if (view.kind === 'all' || Math.abs(wanted / growth - 1) < 0.15) return;
    growth = wanted;
    fill();
  }

  function box() {
    if (view.kind === 'all') return kb.bounds(view.nodes);
    const found = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    const add = ({ x, y }, far) => {
      found.left = Math.min(found.left, x - far); found.right = Math.max(found.right, x + far);
      found.top = Math.min(found.top, y - far); found.bottom = Math.max(found.bottom, y + far);
    };
    (view.discs || []).forEach((disc) => add(disc, disc.radius));
    view.places.forEach((place) => add(place, 0));
    return Number.isFinite(found.left) ? found : { left: 0, right: 0, top: 0, bottom: 0 };
  }

  function boxOf(some) {
    const places = [...some].map((node) => kb.placeOf(view, node));
    const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
    return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
  }

  function settled() {
    grow();
    if (view.kind !== 'all') return;
    fullMap.refresh(camera.now(), camera.size(), ratio(), () => network.redraw());
  }

  function aim(animated) {
    const saved = kb.state().camera;
    if (saved && saved.length === 3) camera.move({ x: saved[0], y: saved[1], scale: saved[2] }, false);
    else if (chosen() !== null && isDrawn(chosen()) && camera.size().width < NARROW) camera.frame(boxOf(lit()), animated);
    else camera.frame(box(), animated);
    grow();
  }

  function show(made, move) {
    const [before, wasAll] = [view, view && view.kind === 'all'];
    view = made;
    [hovered, pointed] = [null, null];
    if (wasAll && view.kind !== 'all') fullMap.close();
    network.setOptions({ interaction: { dragNodes: view.kind !== 'all' && !view.discs } });
    if (view.kind === 'all') fullMap.open(view, settled);
    fill();
    if (move || !before) aim(false);
    network.redraw();
  }

  function over(context) {
    const node = chosen();
    if (view.kind !== 'all' || node === null || !kb.filters.nodeShown(node)) return;
    const theme = kb.theme();
    const scale = network.getScale();
    context.save();
    context.lineWidth = 1.1 / scale;
    context.globalAlpha = 0.45;
    context.strokeStyle = theme.relation;
    context.beginPath();
    for (const edge of litEdges()) {
      context.moveTo(graph.x[graph.source[edge]], graph.y[graph.source[edge]]);
      context.lineTo(graph.x[graph.target[edge]], graph.y[graph.target[edge]]);
    }
    context.stroke();
    context.globalAlpha = 1;
    for (const one of lit()) fullMap.drawNode(context, one, Math.max(kb.radius(one), 4 / scale));
    context.strokeStyle = theme.chosen;
    context.lineWidth = 2.5 / scale;
    context.beginPath();
    context.arc(graph.x[node], graph.y[node], Math.max(kb.radius(node), 4 / scale) + 4 / scale, 0, 2 * Math.PI);
    context.stroke();
    context.restore();
  }

  function ring(context) {
    if (!pointed) return;
    const scale = network.getScale();
    const far = pointed.node === undefined ? 14 / scale : kb.radius(pointed.node) * growth + 5 / scale;
    context.save();
    context.strokeStyle = kb.theme().chosen;
    context.lineWidth = 2 / scale;
    context.setLineDash([5 / scale, 3 / scale]);
    context.beginPath();
    context.arc(pointed.x, pointed.y, far, 0, 2 * Math.PI);
    context.stroke();
    context.restore();
  }

  function label(context) {
    const scale = network.getScale();
    const origin = network.canvasToDOM({ x: 0, y: 0 });
    const to = ({ x, y }) => ({ x: x * scale + origin.x, y: y * scale + origin.y });
    const size = camera.size();
    const near = lit();
    const now = { ...view, discs: view.kind === 'all' && scale < 0.35 ? kb.overview.discs.filter((disc) => kb.filters.communityShown(disc.number)) : view.discs };
    const labels = kb.captions(now, {
      to, scale, size, growth: view.kind === 'all' ? 1 : growth, hovered, chosen: chosen(), chosenEdge: chosenEdge(), near,
    });
    const solid = view.kind === 'all' ? [] : labels.filter((one) => one.node !== undefined);
    const obstacles = solid.map(({ x, y, away }) => ({ x: x - away, y: y - away, width: 2 * away, height: 2 * away }));
    wasDrawn = kb.drawLabels(context, labels, obstacles, size, view.kind === 'all' && scale < FAR_AWAY ? 70 : 160);
  }

  function ground(context) {
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = kb.theme().ground;
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    context.restore();
    if (view && view.kind === 'all') fullMap.copy(context);
  }

  /** What lies under a place of the screen: { node }, { disc }, { edge } or { link }; nothing else. */
  function under(place) {
    if (view.kind === 'all') {
      const { x, y } = network.DOMtoCanvas(place);
      const node = fullMap.pick(x, y, 9 / network.getScale());
      return node === null ? {} : { node };
    }
    const at = network.getNodeAt(place);
    const node = kb.itemNode(at);
    if (node !== null) return { node };
    if (at !== undefined) return { disc: at };
    const edge = network.getEdgeAt(place);
    if (typeof edge === 'number') return { edge };
    return edge === undefined ? {} : { link: kb.overview.links[Number(edge.slice(1))] };
  }

  function hover(place) {
    const node = place ? under(place).node : undefined;
    const next = node === undefined ? null : node;
    container.classList.toggle('pointing', next !== null);
    if (next === hovered) return;
    hovered = next;
    network.redraw();
  }

  network.on('beforeDrawing', ground);
  network.on('afterDrawing', (context) => { if (view) { over(context); ring(context); label(context); } });
  network.on('zoom', () => { if (view.kind !== 'all') grow(); });
  kb.onTheme(() => {
    if (!view) return;
    if (view.kind === 'all') fullMap.open(view, settled);
    fill();
    network.redraw();
  });

  kb.map = {
    network, camera, show, under, hover, aim, fit: (animated) => camera.frame(box(), animated),
    paint() { fill(); network.redraw(); },
    point(stop) { pointed = stop; hovered = stop && stop.node !== undefined ? stop.node : null; network.redraw(); },
    isDrawn, view: () => view, hovered: () => hovered, labels: () => wasDrawn,
    canvas: () => network.canvas.frame.canvas,
    place: (node) => kb.placeOf(view, node),
    reveal(node) {
      if (camera.size().width < NARROW && view.kind !== 'all') camera.frame(boxOf(lit() || [node]), true);
      else camera.reveal(kb.placeOf(view, node), view.kind === 'all' ? 0.6 : 0.35);
    },
  };
})(window.kb);
