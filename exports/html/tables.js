'use strict';

// Nodes and edges as tables: sorted, filtered, downloaded. They hold what the canvas shows, for those who can't see it.

(function (kb) {
  const { graph, filters } = kb;
  const holder = document.getElementById('tables');
  const STEP = 100;
  const texts = { nodes: [], edges: [] };
  const degree = (node) => kb.edgesAt(node).length;
  const COLUMNS = {
    nodes: [
      { name: 'name', of: (node) => kb.names[node], cell: kb.named },
      { name: 'type', of: (node) => kb.words(kb.typeOf(node).name) },
      { name: 'aliases', of: (node) => kb.aliases(node).join(', ') },
      { name: 'community', of: (node) => (graph.community[node] < 0 ? '' : kb.communityName(graph.community[node])) },
      { name: 'edges', of: degree, isNumber: true },
      { name: 'weight', of: (node) => graph.weight[node] / 1000, isNumber: true },
    ],
    edges: [
      { name: 'source', of: (edge) => kb.names[graph.source[edge]], cell: (edge) => kb.named(graph.source[edge]) },
      { name: 'type', of: (edge) => (graph.negated.has(edge) ? 'not ' : '') + kb.words(kb.edgeTypeOf(edge).name), cell: said },
      { name: 'target', of: (edge) => kb.names[graph.target[edge]], cell: (edge) => kb.named(graph.target[edge]) },
      { name: 'weight', of: (edge) => graph.edgeWeight[edge] / 1000, isNumber: true },
    ],
  };

  function said(edge) {
    const words = (graph.negated.has(edge) ? 'not ' : '') + kb.words(kb.edgeTypeOf(edge).name);
    return kb.button(words, () => kb.chooseEdge(edge), { class: 'link', title: 'Show the evidence' });
  }

  /** What a row is found by; kept, because it is asked for at every letter that is typed. */
  function textOf(kind, row) {
    const known = texts[kind];
    if (known[row] === undefined) {
      const columns = COLUMNS[kind].filter((column) => !column.isNumber);
      known[row] = kb.plain(columns.map((column) => column.of(row)).join(' '));
    }
    return known[row];
  }

  /** Numbers of the rows, through the filters of the legend, of the scope and of the words typed. */
  function rows(state) {
    const view = kb.map.view();
    const isNodes = state.table === 'nodes';
    const isView = state.scope === 'view' && view.kind !== 'all';
    const every = isView ? (isNodes ? view.nodes : view.edges)
      : Array.from({ length: isNodes ? graph.count : graph.edgeCount }, (_, number) => number);
    const shown = every.filter(isNodes ? filters.nodeShown : filters.edgeShown);
    const words = kb.plain(state.words).split(/\s+/).filter(Boolean);
    if (!words.length) return shown;
    return shown.filter((row) => words.every((word) => textOf(state.table, row).includes(word)));
  }

  function sorted(found, state) {
    const isDown = state.sort.startsWith('-');
    const column = COLUMNS[state.table].find(({ name }) => name === state.sort.replace('-', ''));
    if (!column) return found;
    const keys = new Map(found.map((row) => [row, column.isNumber ? column.of(row) : kb.plain(String(column.of(row)))]));
    const order = (a, b) => (keys.get(a) < keys.get(b) ? -1 : keys.get(a) > keys.get(b) ? 1 : a - b);
    return [...found].sort(isDown ? (a, b) => order(b, a) : order);
  }

  function headCell(column, state) {
    const isThis = state.sort.replace('-', '') === column.name;
    const order = !isThis ? null : state.sort.startsWith('-') ? 'descending' : 'ascending';
    // What is large comes first in a column of numbers; a third time gives the first order back.
    const cycle = column.isNumber ? ['', `-${column.name}`, column.name] : ['', column.name, `-${column.name}`];
    const next = cycle[(cycle.indexOf(isThis ? state.sort : '') + 1) % 3];
    const arrow = kb.element('span', { 'aria-hidden': 'true', class: 'arrow' }, order === 'ascending' ? '▲' : order ? '▼' : '');
    const button = kb.element('button', { type: 'button', id: `sort-${column.name}`, onclick: () => kb.change({ sort: next }) }, column.name, arrow);
    return kb.element('th', { scope: 'col', 'aria-sort': order, class: column.isNumber ? 'number' : null }, button);
  }

  function bodyRow(row, columns) {
    return kb.element('tr', {}, columns.map((column, at) => {
      const value = column.of(row);
      const inside = column.cell ? column.cell(row) : column.isNumber ? (Number.isInteger(value) ? kb.number(value) : value.toFixed(2)) : kb.text(value);
      return kb.element(at ? 'td' : 'th', { scope: at ? null : 'row', class: column.isNumber ? 'number' : null }, inside);
    }));
  }

  function table(found, state) {
    const columns = COLUMNS[state.table];
    const body = kb.element('tbody', {});
    let shown = 0;
    const more = kb.button('', () => add(), { class: 'plain', id: 'more-rows' });
    function add() {
      body.append(...found.slice(shown, shown + STEP).map((row) => bodyRow(row, columns)));
      shown = Math.min(found.length, shown + STEP);
      more.hidden = shown >= found.length;
      more.textContent = `${kb.number(found.length - shown)} more rows`;
    }
    add();
    new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting) && !more.hidden) add();
    }, { root: null, rootMargin: '300px' }).observe(more);
    const made = kb.element('table', {},
      kb.element('caption', { class: 'unseen' }, `${state.table}: ${kb.number(found.length)}`),
      kb.element('thead', {}, kb.element('tr', {}, columns.map((column) => headCell(column, state)))), body);
    return kb.element('div', { class: 'rows', tabindex: '0', role: 'region', 'aria-label': `Table of ${state.table}` }, made, more);
  }

  function nothing() {
    return kb.element('div', { class: 'none' }, kb.element('p', {}, 'No row is left by the filters and the words typed.'),
      kb.button('Clear', () => kb.change({ ...filters.none, words: '', scope: '' }), { class: 'plain' }));
  }

  function controls(found, state) {
    const tab = (kind) => kb.button(kind, () => kb.change({ table: kind, sort: '' }), {
      'aria-pressed': String(state.table === kind), id: `show-${kind}`, class: 'plain',
    });
    const words = kb.element('input', { id: 'words', type: 'search', placeholder: 'Filter rows', 'aria-label': 'Filter rows' });
    words.value = state.words;
    words.addEventListener('input', () => kb.change({ words: words.value }, { replace: true }));
    const scope = kb.element('input', { id: 'scope', type: 'checkbox' });
    scope.checked = state.scope === 'view';
    scope.addEventListener('change', () => kb.change({ scope: scope.checked ? 'view' : '' }));
    const columns = COLUMNS[state.table];
    const save = () => kb.saveTable(state.table, [columns.map(({ name }) => name), ...found.map((row) => columns.map(({ of }) => of(row)))]);
    return kb.element('div', { class: 'controls' },
      kb.element('div', { role: 'group', 'aria-label': 'What the table lists', class: 'tabs' }, tab('nodes'), tab('edges')), words,
      kb.element('label', { class: 'choice' }, scope, 'only what the map draws'),
      kb.element('span', { class: 'count', role: 'status' }, kb.counted(found.length, 'row')),
      kb.button('Download CSV', save, { id: 'save-csv', class: 'plain' }),
      kb.button('Back to the map', () => kb.change({ table: '' }), { id: 'close-table', class: 'plain' }));
  }

  function fill(state) {
    const was = document.activeElement;
    const caret = was && was.id === 'words' ? was.selectionStart : null;
    const isInside = holder.contains(was);
    const found = sorted(rows(state), state);
    holder.replaceChildren(controls(found, state), found.length ? table(found, state) : nothing());
    const again = isInside && was.id ? document.getElementById(was.id) : null;
    if (again) again.focus();
    if (again && caret !== null) again.setSelectionRange(caret, caret);
  }

  kb.openTable = () => {
    kb.change({ table: kb.state().table || 'nodes' });
    document.getElementById('words').focus();
  };
  kb.fillTable = function () {
    const state = kb.state();
    const isOpen = Object.hasOwn(COLUMNS, state.table);
    holder.hidden = !isOpen;
    document.body.classList.toggle('tabled', isOpen);
    if (isOpen) fill(state);
    else holder.replaceChildren();
  };
})(window.kb);
