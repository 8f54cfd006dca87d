'use strict';

// What a person can do to the view, each a change of the state: the mouse, keys and lists all come through here.

(function (kb) {
  const id = (node) => kb.graph.ids[node];
  const nothing = { node: '', edge: [], link: null };

  /** The filters that must give way so that a node can be seen. */
  function admit(node) {
    const state = kb.state();
    const without = (list, value) => list.filter((one) => one !== value);
    return {
      types: without(state.types, kb.typeOf(node).name),
      communities: without(state.communities, String(kb.graph.community[node])),
      hidden: without(state.hidden, id(node)),
    };
  }

  /** Choose a node that is drawn. */
  kb.choose = (node) => kb.change({ ...nothing, node: id(node) });
  kb.chooseEdge = (edge) => kb.change({ ...nothing, edge: kb.edgeName(edge), table: '' });

  /** Go to a node wherever it is: in this view if it is drawn there, else to its neighbourhood. */
  kb.go = function (node) {
    const parts = { ...nothing, node: id(node), table: '', ...admit(node) };
    const { level } = kb.state();
    // An overview names some nodes but shows nothing that they are tied to.
    const isHere = level === 'all' || (level === 'home' ? kb.isSmall : kb.map.isDrawn(node));
    if (!isHere) Object.assign(parts, { level: 'near', focus: id(node), depth: 1, more: 0, expanded: [] });
    kb.change(parts);
    if (isHere) kb.map.reveal(node);
  };

  kb.openNear = function (node) {
    kb.change({ ...nothing, ...admit(node), level: 'near', focus: id(node), depth: 1, more: 0, expanded: [], node: id(node), table: '' });
  };

  kb.openCommunity = function (number) {
    const { communities } = kb.state();
    const rest = communities.filter((one) => one !== String(number));
    kb.change({ ...nothing, level: 'community', community: number, more: 0, communities: rest, table: '' });
  };

  kb.home = () => kb.change({ ...nothing, level: 'home', more: 0, table: '' });
  kb.fullMapOpen = () => kb.change({ level: 'all', more: 0, table: '' });
  kb.resetFilters = () => kb.change(kb.filters.none);

  kb.expand = function (node) {
    const { expanded } = kb.state();
    kb.change({ expanded: [...expanded.filter((one) => one !== id(node)), id(node)] });
    kb.announce(`${kb.name(node)} expanded; ${kb.map.view().status}`);
  };

  kb.hide = function (node) {
    kb.change({ ...nothing, hidden: [...kb.state().hidden, id(node)] });
    kb.announce(`${kb.name(node)} hidden`);
  };

  kb.isPinned = (node) => kb.state().pinned.includes(id(node));

  function unpinned(node) {
    const { pinned } = kb.state();
    const rest = [];
    for (let at = 0; at < pinned.length; at += 3) {
      if (pinned[at] !== id(node)) rest.push(...pinned.slice(at, at + 3));
    }
    return rest;
  }

  /** Let a node stay at a place, whatever is laid out around it. */
  kb.pin = function (node, { x, y }) {
    kb.change({ pinned: [...unpinned(node), id(node), String(Math.round(x)), String(Math.round(y))] });
    kb.announce(`${kb.name(node)} pinned`);
  };
  kb.unpin = function (node) {
    kb.change({ pinned: unpinned(node) });
    kb.announce(`${kb.name(node)} no longer pinned`);
  };

  kb.openPath = (parts) => kb.change({ ...nothing, level: 'path', table: '', ...parts });
})(window.kb);
