'use strict';

// Shortcuts, and the sheet that tells them.

(function (kb) {
  const help = document.getElementById('help');
  const KEYS = [
    { keys: ['/'], what: 'search a name or alias', run: kb.find },
    { keys: ['h'], what: kb.isSmall ? 'the map' : 'the overview', run: kb.home },
    { keys: ['m'], what: 'the full map', run: kb.fullMapOpen },
    { keys: ['t'], what: 'the table', run: kb.openTable },
    { keys: ['p'], what: 'a path between two nodes', run: () => { kb.openPath({}); document.getElementById('path-from').focus(); } },
    { keys: ['l'], what: 'the legend and its filters', run: () => kb.showLegend(true) },
    { keys: ['r'], what: 'reset the filters', run: kb.resetFilters },
    { keys: ['o'], what: 'open the chosen node’s neighbourhood', run: () => withChosen(kb.openNear) },
    { keys: ['e'], what: 'expand the chosen node', run: () => withChosen((node) => (kb.state().level === 'near' ? kb.expand(node) : kb.openNear(node))) },
    { keys: ['x'], what: 'hide the chosen node', run: () => withChosen(kb.hide) },
    { keys: ['i'], what: 'pin the chosen node, or let it go', run: () => withChosen(turnPin) },
    { keys: ['1', '2', '3'], what: 'depth of a neighbourhood', run: (key) => kb.state().level === 'near' && kb.change({ depth: Number(key) }) },
    { keys: ['+', '='], what: 'zoom in', run: () => kb.map.camera.zoom(1.3) },
    { keys: ['-'], what: 'zoom out', run: () => kb.map.camera.zoom(1 / 1.3) },
    { keys: ['0'], what: 'fit the view', run: () => kb.map.fit(true) },
    { keys: ['d'], what: 'light or dark', run: kb.turnTheme },
    { keys: ['Escape'], shown: 'Esc', what: 'close what is open', run: close },
    { keys: ['?'], what: 'this sheet', run: () => help.showModal() },
  ];
  const ON_THE_MAP = [
    ['arrows', 'go from node to node, when the map has the focus'],
    ['Enter', 'choose the node that the arrows reached'],
    ['Shift + arrows', 'move the map'],
    ['Alt + ←  Alt + →', 'back and forward'],
  ];

  function withChosen(action) {
    const node = kb.numberOf(kb.state().node);
    if (node === undefined) kb.announce('no node is chosen');
    else action(node);
  }

  function turnPin(node) {
    if (kb.isPinned(node)) kb.unpin(node);
    else kb.pin(node, kb.map.place(node));
  }

  function close() {
    const { node, edge, link, table } = kb.state();
    if (table) kb.change({ table: '' });
    else if (node || edge.length || link) kb.change({ node: '', edge: [], link: null });
    else kb.showLegend(false);
  }

  const row = (name, what) => kb.element('div', {}, kb.element('dt', {}, kb.element('kbd', {}, name)), kb.element('dd', {}, what));
  document.getElementById('keys').append(
    ...KEYS.map(({ keys, shown, what }) => row(shown || keys.join(' '), what)), ...ON_THE_MAP.map(([name, what]) => row(name, what)));

  const isTyping = (target) => target.matches('input:not([type=range], [type=checkbox], [type=radio]), textarea');
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const { key, target } = event;
    if (isTyping(target) && key !== 'Escape') return;
    const found = KEYS.find(({ keys }) => keys.includes(key));
    if (!found) return;
    event.preventDefault();
    if (isTyping(target)) target.blur();
    found.run(key);
  });
  kb.openHelp = () => help.showModal();
})(window.kb);
