'use strict';

// Nodes, discs and edges as vis-network takes them, in the colours of the theme and of what is chosen.

(function (kb) {
  const { graph } = kb;
  const WIDTHS = { relation: [1.6, 2], covers: [0.8, 1.6], together: [0.6, 0.8] };
  const [DIM_NODE, DIM_EDGE] = [0.28, 0.2];

  const channels = (colour) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

  /** Mix a colour into the ground, so that what lies under it does not show. */
  kb.mixed = function (colour, share) {
    const ground = channels(kb.theme().ground);
    return `rgb(${channels(colour).map((part, at) => Math.round(part * share + ground[at] * (1 - share))).join()})`;
  };

  /** A node's id in the network: discs have whole numbers, which are drawn first, so that nodes lie on them. */
  kb.itemNode = (id) => (typeof id === 'string' && id[0] === 'n' ? Number(id.slice(1)) : null);

  kb.discItem = function (disc) {
    const theme = kb.theme();
    return {
      id: disc.number, label: disc.name, shape: 'dot', size: disc.radius, x: disc.x, y: disc.y, borderWidth: 1.5,
      color: { background: kb.mixed(kb.hue(disc.number), theme.disc), border: kb.mixed(kb.hue(disc.number), theme.rim) },
    };
  };

  kb.linkItem = function (link, growth) {
    const colour = kb.theme().link;
    return {
      id: `l${link.number}`, from: link.first, to: link.second, arrows: '',
      width: (2 + link.heaviest / 333) * growth, color: { color: colour, highlight: colour, hover: colour },
    };
  };

  kb.nodeItem = function (node, place, { growth, chosen, near }) {
    const theme = kb.theme();
    const { colour, shape } = kb.typeOf(node);
    return {
      id: `n${node}`, label: kb.name(node), kind: kb.typeOf(node).name, shape, size: kb.radius(node) * growth, ...place,
      opacity: near && !near.has(node) ? DIM_NODE : 1,
      borderWidth: node === chosen ? 3 : 1.5,
      color: {
        background: colour, border: node === chosen ? theme.chosen : theme.border,
        highlight: { background: colour, border: theme.chosen },
      },
    };
  };

  const bend = (before) => Math.min(0.12 * Math.ceil(before / 2), 0.4);

  /** `before` is how many edges between the same two nodes come first: those are bent aside. */
  kb.edgeItem = function (edge, before, { growth, chosenEdge, lit }) {
    const theme = kb.theme();
    const { kind, name } = kb.edgeTypeOf(edge);
    const [narrowest, added] = WIDTHS[kind];
    const colour = edge === chosenEdge ? theme.chosen : theme[kind];
    const width = (narrowest + (added * graph.edgeWeight[edge]) / 1000) * Math.sqrt(growth);
    return {
      id: edge, from: `n${graph.source[edge]}`, to: `n${graph.target[edge]}`, kind, name,
      width: edge === chosenEdge ? width + 2 : width,
      arrows: kind === 'relation' ? { to: { enabled: true, scaleFactor: 0.5 } } : '',
      dashes: kind === 'together' ? [3, 5] : false,
      smooth: before ? { enabled: true, type: before % 2 ? 'curvedCW' : 'curvedCCW', roundness: bend(before) } : false,
      color: { color: colour, highlight: colour, hover: colour, opacity: lit && !lit(edge) ? DIM_EDGE : 1 },
    };
  };
})(window.kb);
