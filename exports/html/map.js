'use strict';

// The map: what is drawn, what is hidden or dimmed, and what was chosen. Others listen with kb.map.onChoice.

(function (kb) {
  const container = document.getElementById('map');
  const nodes = new vis.DataSet(kb.nodes);
  const edges = new vis.DataSet(kb.edges);
  const network = new vis.Network(container, { nodes, edges }, kb.options);
  const heaviestFirst = [...kb.nodes].sort((a, b) => b.size - a.size || a.id - b.id);
  const hiddenTypes = new Set();
  const hiddenKinds = new Set();
  const listeners = [];
  const NEEDED = 40; // so many of the heaviest nodes are named even where their label covers a node
  const SMALLEST = 0.3; // share of their size that nodes keep on the screen when the map is far away
  let growth = 1;
  let chosen = null;
  let hovered = null;

  /** Nodes and edges grow as the map moves away, so that a large one is more than dust. */
  function grow() {
    const wanted = Math.max(1, SMALLEST / network.getScale());
    if (Math.abs(wanted / growth - 1) < 0.08) return;
    growth = wanted;
    nodes.update(kb.nodes.map((node) => ({ id: node.id, size: node.size * growth })));
    edges.update(kb.edges.map((edge) => ({ id: edge.id, width: edge.width * Math.sqrt(growth) })));
  }

  const isHidden = (node) => hiddenTypes.has(node.kind);
  const isHiddenEdge = (edge) => {
    return hiddenKinds.has(edge.kind) || isHidden(kb.nodes[edge.from]) || isHidden(kb.nodes[edge.to]);
  };

  /** The chosen node and what is tied to it; null where nothing is chosen. */
  function lit() {
    if (chosen === null) return null;
    const numbers = new Set([chosen]);
    for (const edge of kb.edges) {
      if (isHiddenEdge(edge)) continue;
      if (edge.from === chosen) numbers.add(edge.to);
      if (edge.to === chosen) numbers.add(edge.from);
    }
    return numbers;
  }

  function paint() {
    const theme = kb.theme();
    const near = lit();
    nodes.update(kb.nodes.map((node) => ({
      id: node.id,
      hidden: isHidden(node),
      opacity: near && !near.has(node.id) ? 0.16 : 1,
      borderWidth: node.id === chosen ? 3 : 1.5,
      color: {
        background: node.color,
        border: node.id === chosen ? theme.chosen : theme.border,
        highlight: { background: node.color, border: theme.chosen },
        hover: { background: node.color, border: theme.quiet },
      },
    })));
    edges.update(kb.edges.map((edge) => {
      const dim = near && edge.from !== chosen && edge.to !== chosen;
      const colour = theme[edge.kind];
      return {
        id: edge.id,
        hidden: isHiddenEdge(edge),
        color: { color: colour, highlight: colour, hover: colour, opacity: dim ? 0.12 : 1 },
      };
    }));
    network.redraw();
  }

  function labels() {
    const near = lit();
    const scale = network.getScale();
    const places = network.getPositions(); // of what is drawn now: what is shown from now on may not be in it
    const at = (number) => network.canvasToDOM(places[number]);
    const label = (node, needed, always) => {
      const { x, y } = at(node.id);
      return { text: node.label, x, y, away: node.size * growth * scale, needed, always };
    };
    const shown = heaviestFirst.filter((node) => node.id in places && (!near || near.has(node.id)));
    const first = shown.filter((node) => node.id === chosen || node.id === hovered);
    const rest = shown.filter((node) => node.id !== chosen && node.id !== hovered);
    return [
      ...first.map((node) => label(node, true, true)),
      ...relationLabels(places, at),
      ...rest.map((node, rank) => label(node, rank < NEEDED, false)),
    ];
  }

  /** What the chosen node's relations are called, in their middle. */
  function relationLabels(places, at) {
    if (chosen === null) return [];
    const ties = kb.edges.filter((edge) => {
      return edge.kind === 'relation' && (edge.from === chosen || edge.to === chosen) && !isHiddenEdge(edge) &&
        edge.from in places && edge.to in places;
    });
    return ties.map((edge) => {
      const [from, to] = [at(edge.from), at(edge.to)];
      return { text: kb.words(edge.name), x: (from.x + to.x) / 2, y: (from.y + to.y) / 2, away: 0, edge: true };
    });
  }

  function choose(number) {
    chosen = number;
    network.unselectAll();
    paint();
    listeners.forEach((listener) => listener(chosen));
  }

  /** Fit nodes into view, with room for their labels and, where it is open, the panel. */
  function fit(numbers) {
    const shown = numbers || kb.nodes.filter((node) => !isHidden(node)).map((node) => node.id);
    if (!shown.length) return;
    const panel = document.getElementById('panel'); // beside the map, or on a narrow screen below it
    const isWide = window.innerWidth > 900;
    const width = isWide ? panel.offsetWidth : 0;
    const height = isWide ? 0 : panel.offsetHeight;
    const left = Math.min(1 - width / container.clientWidth, 1 - height / container.clientHeight);
    network.fit({ nodes: shown, maxZoomLevel: 1.3, animation: false });
    network.moveTo({
      scale: network.getScale() * 0.95 * Math.max(left, 0.2),
      offset: { x: -width / 2, y: -height / 2 },
    });
    grow();
  }

  /** Bring a node into view with what is tied to it. */
  function show() {
    fit([...lit()]);
  }

  network.on('afterDrawing', (context) => {
    kb.drawLabels(context, labels(), container.clientWidth, container.clientHeight);
  });
  network.on('click', (event) => choose(event.nodes.length ? event.nodes[0] : null));
  network.on('hoverNode', (event) => { hovered = event.node; network.redraw(); });
  network.on('blurNode', () => { hovered = null; network.redraw(); });
  network.on('zoom', grow);
  network.on('dragEnd', () => network.unselectAll());
  kb.onTheme(paint);

  kb.map = {
    network,
    choose,
    show,
    fit,
    paint,
    onChoice: (listener) => listeners.push(listener),
    chosen: () => chosen,
    toggle(set, name) {
      const hidden = set === 'type' ? hiddenTypes : hiddenKinds;
      if (!hidden.delete(name)) hidden.add(name);
      if (chosen !== null && isHidden(kb.nodes[chosen])) choose(null);
      else paint();
      return !hidden.has(name);
    },
    reveal(number) {
      const { kind } = kb.nodes[number];
      if (hiddenTypes.delete(kind)) kb.showInLegend(kind);
    },
  };
})(window.kb);
