'use strict';

// Find a node by its name or any alias.

(function (kb) {
  const query = document.getElementById('query');
  const found = document.getElementById('found');
  const MOST = 12;
  const element = kb.element;
  const plain = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/\p{Pd}/gu, '-').toLowerCase();
  const entries = kb.details.flatMap((node, number) => {
    return [node.name, ...(node.aliases || [])].map((name) => ({ number, name, key: plain(name) }));
  });

  /** How well a name fits: 0 is the whole name, 1 its beginning, 2 the beginning of a word, 3 any part. */
  function rank(key, wanted) {
    if (key === wanted) return 0;
    if (key.startsWith(wanted)) return 1;
    if (key.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 2;
    return key.includes(wanted) ? 3 : null;
  }

  function matches(wanted) {
    const best = new Map();
    for (const entry of entries) {
      const fit = rank(entry.key, wanted);
      const known = best.get(entry.number);
      if (fit !== null && (!known || fit < known.fit)) best.set(entry.number, { ...entry, fit });
    }
    return [...best.values()].sort((a, b) => a.fit - b.fit || a.number - b.number).slice(0, MOST);
  }

  function close() {
    found.hidden = true;
    found.replaceChildren();
  }

  function pick(number) {
    query.value = kb.details[number].name;
    close();
    kb.follow(number);
  }

  function item({ number, name }) {
    const node = kb.details[number];
    const { shape, colour } = kb.typed[node.type];
    const alias = name === node.name ? null : element('span', { class: 'alias' }, name);
    const row = element('button', { type: 'button', onclick: () => pick(number) },
      kb.symbol(shape, colour), element('span', {}, node.name), alias);
    return element('li', {}, row);
  }

  function update() {
    const wanted = plain(query.value.trim());
    if (!wanted) return close();
    const rows = matches(wanted).map(item);
    const none = element('li', { class: 'none' }, 'Nothing on the map bears this name.');
    found.replaceChildren(...(rows.length ? rows : [none]));
    found.hidden = false;
  }

  function move(step) {
    const rows = [query, ...found.querySelectorAll('button')];
    const next = rows[rows.indexOf(document.activeElement) + step];
    if (next) next.focus();
  }

  query.addEventListener('input', update);
  query.addEventListener('focus', update);
  document.getElementById('finder').addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Escape') { query.value = ''; close(); query.focus(); }
    else if (event.key === 'Enter' && event.target === query) {
      const first = found.querySelector('button');
      if (first) first.click();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener('click', (event) => {
    if (!event.target.closest('#finder')) close();
  });
})(window.kb);
