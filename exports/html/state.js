'use strict';

// What is looked at, in the URL's hash: the browser's history is the undo, and a link reopens the view.

(function (kb) {
  // How each part is written; a part that has its usual value is left out.
  const text = { write: (value) => encodeURIComponent(value), read: (value) => decodeURIComponent(value) };
  const list = {
    write: (value) => value.map(encodeURIComponent).join(','),
    read: (value) => (value ? value.split(',').map(decodeURIComponent) : []),
  };
  const whole = { write: String, read: (value) => Math.max(0, Number.parseInt(value, 10) || 0) };
  const numbers = {
    write: (value) => (value || []).join(','),
    read: (value) => {
      const found = value.split(',').map(Number);
      return found.every(Number.isFinite) ? found : null;
    },
  };
  const PARTS = {
    level: [text, 'home'], // home, community, near, all, path
    community: [whole, 0],
    focus: [text, ''], // ids stand for nodes: numbers change with the graph
    depth: [whole, 1],
    more: [whole, 0], // how often more was asked for
    expanded: [list, []],
    from: [text, ''],
    to: [text, ''],
    by: [text, 'weight'], // weight, hops
    through: [whole, 0], // 1: paths may go through topics
    node: [text, ''],
    edge: [list, []], // type, source, target, and which of several
    link: [numbers, null], // two communities
    types: [list, []], // switched off
    relations: [list, []], // switched off
    communities: [list, []], // switched off
    weight: [whole, 0], // least weight of an edge, in thousandths
    hidden: [list, []],
    pinned: [list, []], // id, x, y, id, x, y, …
    table: [text, ''], // nodes, edges
    sort: [text, ''],
    words: [text, ''], // the table's filter
    scope: [text, ''], // view: only what is drawn
    camera: [numbers, null], // x, y, scale
  };
  const MOVES = ['level', 'community', 'focus', 'depth', 'more', 'expanded', 'from', 'to', 'by', 'through'];
  const listeners = [];
  const usual = () => Object.fromEntries(Object.entries(PARTS).map(([name, [, value]]) => [name, value]));
  const equal = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  function read() {
    const state = usual();
    for (const pair of window.location.hash.slice(1).split('&')) {
      const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      if (!Object.hasOwn(PARTS, name)) continue;
      try {
        state[name] = PARTS[name][0].read(value);
      } catch {
        // A link that was cut off: what can't be read keeps its usual value.
      }
    }
    return state;
  }

  function write(state) {
    const parts = Object.entries(PARTS).filter(([name, [, value]]) => !equal(state[name], value));
    return `#${parts.map(([name, [way]]) => `${name}=${way.write(state[name])}`).join('&')}`;
  }

  let current = read();

  function tell(before) {
    const changed = new Set(Object.keys(PARTS).filter((name) => !equal(before[name], current[name])));
    if (changed.size) listeners.forEach((listener) => listener(current, changed));
  }

  function follow() {
    const before = current;
    current = read();
    tell(before);
  }

  kb.usual = usual();
  kb.state = () => current;

  /** Change parts of the state; `replace` leaves no step in the history, `quiet` tells nobody. */
  kb.change = function (parts, { replace = false, quiet = false } = {}) {
    const before = current;
    const moved = MOVES.some((name) => name in parts && !equal(parts[name], before[name]));
    current = { ...before, ...(moved ? { camera: null } : {}), ...parts };
    const hash = write(current);
    if (hash === write(before)) return;
    if (replace) window.history.replaceState(null, '', hash);
    else window.history.pushState(null, '', hash);
    if (!quiet) tell(before);
  };

  kb.onState = (listener) => listeners.push(listener);
  window.addEventListener('popstate', follow);
  window.addEventListener('hashchange', follow);
})(window.kb);
