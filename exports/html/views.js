'use strict';

// What each level draws: numbers of nodes and edges, places, how many there would be, and why there may be none.

(function (kb) {
  const { graph, filters } = kb;
  const MOST_EDGES = 1000;
  const MOST_MEMBERS = 300;
  const MOST_NEAR = 60; // a neighbourhood can be read up to here; more are a step away
  const MOST_LINES = 20000; // of the full map, which is a picture
  const STEP = 230; // between the nodes of a path

  const own = (node) => ({ x: graph.x[node], y: graph.y[node] });
  const shownNodes = () => {
    const found = [];
    for (let node = 0; node < graph.count; node += 1) if (filters.nodeShown(node)) found.push(node);
    return found;
  };

  /** Edges that are let through between nodes, by priority. */
  function between(nodes) {
    const inside = new Uint8Array(graph.count);
    nodes.forEach((node) => { inside[node] = 1; });
    const found = [];
    for (const node of nodes) {
      for (const edge of kb.edgesAt(node)) {
        if (graph.source[edge] === node && inside[graph.target[edge]] && filters.typeShown(edge)) found.push(edge);
      }
    }
    return found.sort((a, b) => a - b);
  }

  /** Of edges those that come first, and those of the nodes that a view is about. */
  function worthDrawing(edges, about, more) {
    const first = edges.filter((edge) => about.has(graph.source[edge]) || about.has(graph.target[edge]));
    const rest = edges.filter((edge) => {
      return !about.has(graph.source[edge]) && !about.has(graph.target[edge]) && (more || edge < graph.backbone);
    });
    return [...first, ...rest].slice(0, MOST_EDGES * (more + 1));
  }

  function counts(view) {
    const { drawn, all } = view;
    return `${kb.share(drawn.nodes, all.nodes)} ${all.nodes === 1 ? 'node' : 'nodes'} · ` +
      `${kb.share(drawn.edges, all.edges)} ${all.edges === 1 ? 'edge' : 'edges'}`;
  }

  function filled(view) {
    view.drawn = view.drawn || { nodes: view.nodes.length, edges: view.edges.length };
    view.status = view.status || counts(view);
    return view;
  }

  function nothing() {
    if (!graph.count) return 'This knowledge base has no topics, services or concepts to draw.';
    return filters.any() ? 'The filters leave nothing to draw.' : 'There is nothing to draw here.';
  }

  function whole(state) {
    const shown = shownNodes();
    const nodes = shown.slice(0, MOST_MEMBERS * (state.more + 1));
    const all = between(nodes);
    const edges = worthDrawing(all, new Set(), state.more);
    return filled({
      kind: 'home', title: 'Map', nodes, edges, places: new Map(nodes.map((node) => [node, own(node)])),
      all: { nodes: graph.count, edges: graph.edgeCount },
      canMore: nodes.length < shown.length || edges.length < all.length, empty: nodes.length ? '' : nothing(),
    });
  }

  function overview() {
    const { discs: every, links: tied, members } = kb.overview;
    const sizes = new Array(kb.communities.length).fill(0);
    for (const node of shownNodes()) if (graph.community[node] >= 0) sizes[graph.community[node]] += 1;
    const discs = every.filter((disc) => sizes[disc.number]).map((disc) => ({ ...disc, size: sizes[disc.number] }));
    const drawn = new Set(discs.map((disc) => disc.number));
    const links = tied.map((link, number) => ({ ...link, number })).filter((link) => {
      return drawn.has(link.first) && drawn.has(link.second) && filters.linkShown(link);
    });
    const nodes = members.filter(filters.nodeShown);
    const some = kb.share(discs.length, kb.communities.length);
    return filled({
      kind: 'home', title: 'Overview', discs, links, nodes, edges: [],
      places: new Map(nodes.map((node) => [node, own(node)])),
      all: { nodes: graph.count, edges: graph.edgeCount },
      status: `${some} communities of ${kb.counted(graph.count, 'node')} · ` +
        `their ${kb.counted(links.length, 'strongest link')}`,
      empty: discs.length ? '' : nothing(),
    });
  }

  function community(state) {
    const members = shownNodes().filter((node) => graph.community[node] === state.community);
    const nodes = members.slice(0, MOST_MEMBERS * (state.more + 1));
    const all = between(members);
    const inside = new Set(nodes);
    const among = all.filter((edge) => inside.has(graph.source[edge]) && inside.has(graph.target[edge]));
    const edges = worthDrawing(among, new Set(), state.more);
    return filled({
      kind: 'community', title: kb.communityName(state.community), nodes, edges,
      places: new Map(nodes.map((node) => [node, own(node)])),
      all: { nodes: members.length, edges: all.length },
      canMore: nodes.length < members.length || edges.length < all.length,
      empty: nodes.length ? '' : kb.communities[state.community] === undefined
        ? 'There is no such community.' : nothing(),
    });
  }

  /** Lay the focus's neighbourhood out, then step by step what was expanded, so that nothing laid out moves. */
  function laidOut(drawn, focus, expanded, depth) {
    let places = new Map([[focus, { x: 0, y: 0 }]]);
    const stages = [[focus, depth], ...expanded.map((node) => [node, 1])];
    for (const [node, far] of stages) {
      const reached = kb.reach([node], far).filter((one) => drawn.has(one));
      const nodes = [...new Set([...places.keys(), ...reached])];
      const edges = between(nodes).filter((edge) => edge < graph.backbone ||
        graph.source[edge] === node || graph.target[edge] === node);
      places = kb.layout(nodes, edges, places, places.get(node) || { x: 0, y: 0 });
    }
    return places;
  }

  function near(state) {
    const focus = kb.numberOf(state.focus);
    if (focus === undefined) return missing('This graph has no such node.');
    const expanded = state.expanded.map(kb.numberOf).filter((node) => node !== undefined);
    const reached = [...new Set([
      focus, ...expanded, ...kb.reach([focus], state.depth), ...expanded.flatMap((node) => kb.reach([node], 1)),
    ])];
    const nodes = reached.slice(0, MOST_NEAR * (state.more + 1 + expanded.length));
    const all = between(reached);
    const inside = new Set(nodes);
    const among = all.filter((edge) => inside.has(graph.source[edge]) && inside.has(graph.target[edge]));
    const edges = worthDrawing(among, new Set([focus, ...expanded]), state.more);
    return filled({
      kind: 'near', title: kb.name(focus), nodes, edges, places: laidOut(inside, focus, expanded, state.depth),
      all: { nodes: reached.length, edges: all.length },
      canMore: nodes.length < reached.length || edges.length < all.length,
      note: nodes.length > 1 ? '' : filters.any()
        ? 'The filters let no neighbour through.' : 'Nothing is tied to this node.',
    });
  }

  function all() {
    const nodes = shownNodes();
    const edges = [];
    let total = 0;
    for (let edge = 0; edge < graph.edgeCount; edge += 1) {
      if (!filters.edgeShown(edge)) continue;
      total += 1;
      if (edge < graph.backbone && edges.length < MOST_LINES) edges.push(edge);
    }
    return filled({
      kind: 'all', title: 'Full map', nodes, edges, places: null, all: { nodes: graph.count, edges: total },
      empty: nodes.length ? '' : nothing(),
    });
  }

  function missing(reason) {
    return filled({ kind: 'none', title: '', nodes: [], edges: [], places: new Map(), all: { nodes: 0, edges: 0 }, empty: reason });
  }

  function path(state) {
    const [from, to] = [kb.numberOf(state.from), kb.numberOf(state.to)];
    const found = from === undefined || to === undefined ? undefined
      : kb.shortestPath(from, to, { byHops: state.by === 'hops', throughTopics: state.through === 1 });
    const ends = [from, to].filter((node) => node !== undefined);
    const nodes = found ? [from, ...found.map((step) => step.to)] : [...new Set(ends)];
    const rows = Math.max(1, Math.ceil(nodes.length / 6));
    const places = new Map(nodes.map((node, at) => {
      const row = Math.floor(at / Math.ceil(nodes.length / rows));
      return [node, { x: (at - row * Math.ceil(nodes.length / rows)) * STEP, y: row * STEP * 0.8 + (at % 2) * 50 }];
    }));
    const edges = (found || []).map((step) => step.edge);
    return filled({
      kind: 'path', title: 'Path', nodes, edges, places, steps: found,
      all: { nodes: nodes.length, edges: edges.length },
      status: found ? kb.counted(found.length, 'hop') : found === null ? 'no path' : 'no path yet',
      note: found === null ? 'No path leads there along what is switched on.'
        : found === undefined ? 'Choose where the path begins and where it ends.' : '',
    });
  }

  const VIEWS = { home: kb.isSmall ? whole : overview, community, near, all, path };

  /** Make the view of a state. */
  kb.makeView = function (state) {
    filters.update(state);
    const view = (Object.hasOwn(VIEWS, state.level) ? VIEWS[state.level] : VIEWS.home)(state);
    const pinned = state.pinned;
    for (let at = 0; view.places && at + 2 < pinned.length; at += 3) {
      const node = kb.numberOf(pinned[at]);
      const [x, y] = [Number(pinned[at + 1]), Number(pinned[at + 2])];
      if (view.places.has(node) && Number.isFinite(x + y)) view.places.set(node, { x, y });
    }
    return view;
  };
})(window.kb);
