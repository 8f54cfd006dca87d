'use strict';

// The legend: types, relation types and communities with their counts, each a switch; and the least weight.

(function (kb) {
  const legend = document.getElementById('legend');
  const KINDS = { relation: 'stated', covers: 'topic covers', together: 'occur together' };
  const MOST = 10; // of a group, before the rest is asked for
  const updates = [];

  /** A switch for one value of a list of what is off. */
  function toggle(part, value, parts, count) {
    const button = kb.element('button', { type: 'button', class: 'switch', 'aria-pressed': 'true', 'data-value': value },
      ...parts, kb.element('span', { class: 'count' }, kb.number(count)));
    button.addEventListener('click', () => {
      const off = kb.state()[part];
      kb.change({ [part]: off.includes(value) ? off.filter((one) => one !== value) : [...off, value] });
      kb.announce(kb.map.view().empty || kb.map.view().status);
    });
    updates.push((state) => button.setAttribute('aria-pressed', String(!state[part].includes(value))));
    return button;
  }

  /** A group of switches, one for each value; `make` gives the switch of one. */
  function group(name, part, values, make) {
    const heading = kb.element('h2', { id: `legend-${part}` }, name);
    const list = kb.element('div', { role: 'group', 'aria-labelledby': heading.id, 'data-part': part }, values.slice(0, MOST).map(make));
    const keep = kb.rove(list);
    const all = kb.button('all', () => kb.change({ [part]: [] }), { class: 'link', 'aria-label': `Show all ${name.toLowerCase()}` });
    const none = kb.button('none', () => kb.change({ [part]: values }), { class: 'link', 'aria-label': `Hide all ${name.toLowerCase()}` });
    const box = kb.element('section', {}, kb.element('div', { class: 'head' }, heading, all, none), list);
    if (values.length > MOST) box.append(more(values.slice(MOST), list, make, keep));
    return box;
  }

  function more(values, list, make, keep) {
    const button = kb.button(`${kb.number(values.length)} more`, () => {
      button.remove();
      const added = values.map(make);
      list.append(...added);
      keep();
      update(kb.state());
      added[0].focus();
    }, { class: 'link' });
    return button;
  }

  function types() {
    const counts = new Map(kb.types.map((type, number) => [type.name, kb.counts.types[number]]));
    const named = new Map(kb.types.map((type) => [type.name, type]));
    return group('Types', 'types', [...named.keys()].filter((name) => counts.get(name)), (name) => {
      return toggle('types', name, [kb.symbol(named.get(name)), kb.element('span', {}, kb.words(name))], counts.get(name));
    });
  }

  function relations() {
    const order = Object.keys(KINDS);
    const counts = new Map(kb.edgeTypes.map((type, number) => [type, kb.counts.edgeTypes[number]]));
    const named = new Map(kb.edgeTypes.map((type) => [type.name, type]));
    const sorted = [...kb.edgeTypes].sort((a, b) => {
      return order.indexOf(b.kind) - order.indexOf(a.kind) || counts.get(b) - counts.get(a);
    });
    return group('Relations', 'relations', sorted.map((type) => type.name), (name) => {
      const type = named.get(name);
      const line = kb.element('span', { class: `line ${type.kind}`, title: KINDS[type.kind] });
      return toggle('relations', name, [line, kb.element('span', {}, kb.words(name))], counts.get(type));
    });
  }

  function communities() {
    return group('Communities', 'communities', kb.communities.map((_, number) => String(number)), (number) => {
      const dot = kb.element('span', { class: 'dot' });
      dot.style.background = kb.hue(Number(number));
      return toggle('communities', number, [dot, kb.element('span', {}, kb.text(kb.communities[number]))], kb.counts.communities[number]);
    });
  }

  function weight() {
    const output = kb.element('output', { for: 'least' });
    const input = kb.element('input', { id: 'least', type: 'range', min: '0', max: '1000', step: '10' });
    let isSliding = false; // one step in the history for one slide
    input.addEventListener('input', () => {
      kb.change({ weight: Number(input.value) }, { replace: isSliding });
      isSliding = true;
    });
    input.addEventListener('change', () => {
      isSliding = false;
      kb.announce(kb.map.view().empty || kb.map.view().status);
    });
    updates.push((state) => {
      input.value = state.weight;
      output.textContent = kb.weight(state.weight);
      input.setAttribute('aria-valuetext', `at least ${kb.weight(state.weight)}`);
    });
    return kb.element('section', {}, kb.element('div', { class: 'head' },
      kb.element('label', { for: 'least' }, 'Least weight of edges'), output), input);
  }

  function hidden() {
    const text = kb.element('span', {});
    const row = kb.element('section', { class: 'put-away' }, text, kb.button('Show again', () => kb.change({ hidden: [] }), { class: 'link' }));
    updates.push((state) => {
      row.hidden = !state.hidden.length;
      text.textContent = `${kb.counted(state.hidden.length, 'node')} hidden `;
    });
    return row;
  }

  function update(state) {
    updates.forEach((one) => one(state));
    reset.hidden = !kb.filters.any();
  }

  const reset = kb.button('Reset filters', () => kb.resetFilters(), { class: 'plain', id: 'reset' });

  kb.buildLegend = function () {
    legend.append(types(), weight(), relations());
    if (kb.communities.length > 1) legend.append(communities());
    legend.append(hidden(), reset);
    update(kb.state());
    kb.onState(update);
  };
})(window.kb);
