'use strict';

// Which labels a view wants, in the order of their claims: what is chosen, what is hovered, its relations, the rest.

(function (kb) {
  const { graph } = kb;
  const NEEDED = 40; // so many of the first nodes are named even where their label covers a node
  const NARROW = 600; // pixels of width under which discs have room for their own names only
  const SHORT = 70; // radius on the screen under which a community goes by its first name
  const MOST_TIES = 14; // relations of the chosen node that are named, if it has no more
  const MOST_SURE = 16; // neighbours of the chosen node that are named whatever they cover

  /** Communities are named in their middle; where members are drawn in them, at the upper rim. */
  function discs(view, to, scale) {
    return (view.discs || []).flatMap((disc) => {
      const middle = to(disc);
      const far = disc.radius * scale;
      const [first] = disc.name.split(' · ');
      const name = { text: far < SHORT ? first : disc.name, shorter: first, kind: far < SHORT / 2 ? 'node' : 'community', inside: true, away: 0, needed: true, ...middle };
      if (!view.nodes.length) return [{ ...name, always: far > 40 }];
      return [{ ...name, y: middle.y - far * 0.72 }];
    });
  }

  function ties(view, focus, to) {
    if (focus === null) return [];
    const some = view.edges.filter((edge) => {
      return (graph.source[edge] === focus || graph.target[edge] === focus) && kb.edgeTypeOf(edge).kind === 'relation';
    });
    return some.length > MOST_TIES ? [] : some.map((edge) => between(view, edge, to));
  }

  function between(view, edge, to) {
    const [from, end] = [to(kb.placeOf(view, graph.source[edge])), to(kb.placeOf(view, graph.target[edge]))];
    const text = (graph.negated.has(edge) ? 'not ' : '') + kb.words(kb.edgeTypeOf(edge).name);
    return { text, kind: 'edge', inside: true, away: 0, x: (from.x + end.x) / 2, y: (from.y + end.y) / 2 };
  }

  kb.placeOf = (view, node) => {
    return (view.places && view.places.get(node)) || { x: graph.x[node], y: graph.y[node] };
  };

  /** `to` turns places of the map into places on the screen; `near` is what is tied to the chosen node. */
  kb.captions = function (view, { to, scale, size, growth, chosen, hovered, chosenEdge, near }) {
    const label = (node, rank) => {
      const place = to(kb.placeOf(view, node));
      const first = node === chosen || node === hovered;
      return {
        text: kb.name(node), kind: first ? 'strong' : 'node', ...place,
        away: Math.max(kb.radius(node) * growth * scale, 2), node,
        needed: first || (rank < NEEDED && !(view.discs && size.width < NARROW)),
        always: first || Boolean(near && near.size <= MOST_SURE && near.has(node)),
      };
    };
    const first = [hovered, chosen].filter((node) => typeof node === 'number');
    const isFirst = new Set(first);
    const onScreen = ({ x, y }) => x > -150 && y > -40 && x < size.width + 150 && y < size.height + 40;
    const rest = [];
    for (const node of near && view.kind === 'all' ? near : view.nodes) {
      if (isFirst.has(node) || (near && !near.has(node))) continue;
      const one = label(node, rest.length);
      if (onScreen(one)) rest.push(one);
      if (rest.length > 400) break;
    }
    const named = typeof chosenEdge === 'number' ? [between(view, chosenEdge, to)] : [];
    const every = view.kind === 'path' ? view.edges.map((edge) => between(view, edge, to)) : [];
    return [
      ...first.map((node) => label(node, 0)), ...named, ...every, ...discs(view, to, scale),
      ...ties(view, typeof chosen === 'number' ? chosen : null, to), ...rest,
    ];
  };
})(window.kb);
