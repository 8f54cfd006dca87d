'use strict';

// A field that completes names: the pattern of a combobox with a list, as assistive technology knows it.

(function (kb) {
  const MOST = 12;

  function option(match, id, pick) {
    const { node, name } = match;
    const isAlias = name !== kb.names[node];
    const row = kb.element('li', { role: 'option', id, 'aria-selected': 'false' },
      kb.symbol(kb.typeOf(node)), kb.element('span', { class: 'found' }, kb.text(kb.name(node))),
      isAlias ? kb.element('span', { class: 'alias' }, kb.text(name)) : null,
      kb.element('span', { class: 'type' }, kb.words(kb.typeOf(node).name)));
    row.addEventListener('pointerdown', (event) => { event.preventDefault(); pick(node); });
    return row;
  }

  /** Let an input complete names in a list beside it; `picked` is told the node. */
  kb.combobox = function (input, list, picked) {
    let matches = [];
    let active = -1;

    function close() {
      list.hidden = true;
      list.replaceChildren();
      input.setAttribute('aria-expanded', 'false');
      input.removeAttribute('aria-activedescendant');
      [matches, active] = [[], -1];
    }

    function pick(node) {
      close();
      picked(node);
    }

    function mark(next) {
      const rows = [...list.querySelectorAll('[role=option]')];
      if (!rows.length) return;
      active = (next + rows.length) % rows.length;
      rows.forEach((row, at) => row.setAttribute('aria-selected', String(at === active)));
      rows[active].scrollIntoView({ block: 'nearest' });
      input.setAttribute('aria-activedescendant', rows[active].id);
    }

    function nothing(query) {
      const near = kb.nearest(query);
      matches = near;
      const note = kb.element('li', { class: 'none', role: 'presentation' },
        near.length ? 'Nothing bears this name. The nearest names:' : 'Nothing bears this name; try a part of it, or another word.');
      kb.announce(near.length ? `no match; ${near.length} near names` : 'no match');
      return [note, ...near.map((match, at) => option(match, `${list.id}-${at}`, pick))];
    }

    function update() {
      const query = input.value.trim();
      if (!query) {
        close();
        return;
      }
      const found = kb.search(query, MOST);
      matches = found.matches;
      active = -1;
      input.removeAttribute('aria-activedescendant');
      if (!matches.length) list.replaceChildren(...nothing(query));
      else {
        const rest = found.total - matches.length;
        list.replaceChildren(...matches.map((match, at) => option(match, `${list.id}-${at}`, pick)),
          ...(rest > 0 ? [kb.element('li', { class: 'none', role: 'presentation' }, `and ${kb.number(rest)} more: type on to narrow them down`)] : []));
        kb.announce(kb.counted(found.total, 'match', 'matches'));
      }
      list.hidden = false;
      input.setAttribute('aria-expanded', 'true');
    }

    input.addEventListener('input', update);
    input.addEventListener('focus', () => { if (input.value) update(); });
    input.addEventListener('blur', close);
    input.addEventListener('keydown', (event) => {
      const isOpen = !list.hidden;
      if (event.key === 'ArrowDown') { if (!isOpen) update(); mark(active + 1); }
      else if (event.key === 'ArrowUp' && isOpen) mark(active < 0 ? -1 : active - 1);
      else if (event.key === 'Enter' && matches.length) pick(matches[Math.max(active, 0)].node);
      else if (event.key === 'Escape' && (isOpen || input.value)) { if (isOpen) close(); else input.value = ''; }
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    return { close };
  };

  /** The markup of such a field: { field, input, list }. */
  kb.makeCombobox = function (id, label) {
    const list = kb.element('ul', { id: `${id}-found`, class: 'matches', role: 'listbox', 'aria-label': label, hidden: true });
    const input = kb.element('input', {
      id, type: 'text', role: 'combobox', autocomplete: 'off', spellcheck: 'false', 'aria-expanded': 'false',
      'aria-controls': list.id, 'aria-autocomplete': 'list',
    });
    const field = kb.element('div', { class: 'field' }, kb.element('label', { for: id }, label),
      kb.element('div', { class: 'completes' }, input, list));
    return { field, input, list };
  };
})(window.kb);
