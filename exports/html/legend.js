'use strict';

// The legend: node types and kinds of edges with their counts, each of which can be switched off and on.

(function (kb) {
  const legend = document.getElementById('legend');
  const element = kb.element;
  const KINDS = [
    ['relation', 'stated relation'],
    ['covers', 'topic covers'],
    ['together', 'occur together'],
  ];
  const types = new Map();

  function button(set, name, symbol, text, count) {
    const made = element('button', { type: 'button', 'aria-pressed': 'true' },
      symbol, element('span', {}, text), element('span', { class: 'count' }, count));
    made.addEventListener('click', () => {
      made.setAttribute('aria-pressed', String(kb.map.toggle(set, name)));
    });
    return made;
  }

  for (const type of kb.types) {
    const count = type.drawn < type.all ? `${kb.number(type.drawn)} of ${kb.number(type.all)}` : kb.number(type.all);
    const text = type.name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
    const made = button('type', type.name, kb.symbol(type.shape, type.colour), text, count);
    made.dataset.type = type.name;
    types.set(type.name, made);
    legend.append(made);
  }
  for (const [kind, text] of KINDS) {
    const count = kb.edges.filter((edge) => edge.kind === kind).length;
    if (!count) continue;
    const made = button('kind', kind, element('span', { class: `line ${kind}` }), text, kb.number(count));
    made.dataset.kind = kind;
    legend.append(made);
  }

  /** A type that was hidden is shown again, because a node of it was asked for. */
  kb.showInLegend = (type) => types.get(type).setAttribute('aria-pressed', 'true');
})(window.kb);
