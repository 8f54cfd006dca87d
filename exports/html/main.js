'use strict';

// Start: fill what the page is made of, and from then on draw what the state says.

(function (kb) {
  const VIEW = [
    'level', 'community', 'focus', 'depth', 'more', 'expanded', 'from', 'to', 'by', 'through',
    'types', 'relations', 'communities', 'weight', 'hidden', 'pinned',
  ];
  const MOVES = VIEW.slice(0, 10);
  const TABLE = ['table', 'sort', 'words', 'scope', 'types', 'relations', 'communities', 'weight', 'hidden'];
  const SMALL = 150; // so many nodes are drawn whole at the beginning
  const legend = document.getElementById('legend');
  const legendButton = document.getElementById('filters');
  const narrow = window.matchMedia('(max-width: 1000px)');

  kb.showLegend = function (isOpen) {
    document.body.classList.toggle('with-legend', isOpen);
    legendButton.setAttribute('aria-expanded', String(isOpen));
    const first = isOpen && legend.querySelector('button');
    if (first && narrow.matches) first.focus();
  };

  /** Buttons of the page that only do something. */
  const BUTTONS = {
    home: kb.home, all: kb.fullMapOpen, path: () => kb.openPath({}), table: kb.openTable,
    filters: () => kb.showLegend(!document.body.classList.contains('with-legend')),
    back: () => window.history.back(), forward: () => window.history.forward(),
    theme: kb.turnTheme, 'open-help': kb.openHelp, picture: kb.savePicture, data: kb.saveData,
    print: () => window.print(), closer: () => kb.map.camera.zoom(1.4), farther: () => kb.map.camera.zoom(1 / 1.4),
    fit: () => kb.map.fit(true),
  };
  for (const [id, run] of Object.entries(BUTTONS)) document.getElementById(id).addEventListener('click', run);
  for (const bar of document.querySelectorAll('[role=toolbar]')) kb.rove(bar);

  function mark() {
    const { level, table } = kb.state();
    for (const [id, is] of [['home', level === 'home'], ['all', level === 'all'], ['path', level === 'path']]) {
      document.getElementById(id).setAttribute('aria-pressed', String(is && !table));
    }
    document.getElementById('table').setAttribute('aria-pressed', String(Boolean(table)));
  }

  function title() {
    const view = kb.map.view();
    const where = kb.state().level === 'home' ? '' : `${view.title || kb.state().level} – `;
    document.title = `${where}${kb.title} – knowledge graph`;
  }

  kb.onState((state, changed) => {
    const has = (names) => names.some((name) => changed.has(name));
    if (has(VIEW)) {
      kb.map.show(kb.makeView(state), has(MOVES));
      if (has(MOVES)) kb.announce(kb.map.view().status);
    } else if (has(['node', 'edge', 'link'])) kb.map.paint();
    if (changed.has('camera') && state.camera && !has(MOVES)) {
      const [x, y, scale] = state.camera;
      kb.map.camera.move({ x, y, scale }, false);
    }
    kb.fillBar();
    mark();
    title();
    if (has(TABLE) || (state.table && state.scope && has(VIEW))) kb.fillTable();
  });
  kb.listenPanel(); // the map first: they tell what it shows
  kb.listenRoute();

  document.getElementById('title').textContent = kb.title;
  document.getElementById('home').textContent = kb.isSmall ? 'Map' : 'Overview';
  document.getElementById('all').hidden = kb.graph.count <= SMALL;
  kb.showLegend(!narrow.matches);
  kb.buildLegend();
  kb.map.show(kb.makeView(kb.state()), true);
  kb.fillBar();
  kb.fillPanel();
  kb.fillTable();
  if (!kb.state().camera) kb.map.aim(); // once more, now that the panel has its height
  mark();
  title();
  document.body.dataset.ready = 'true';
})(window.kb);
