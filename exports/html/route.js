'use strict';

// The path between two nodes: who they are, which way, and what says each hop.

(function (kb) {
  const { graph } = kb;

  function end(name, label) {
    const { field, input, list } = kb.makeCombobox(`path-${name}`, label);
    const node = kb.numberOf(kb.state()[name]);
    if (node !== undefined) input.value = kb.name(node);
    kb.combobox(input, list, (picked) => {
      kb.change({ [name]: graph.ids[picked] });
      const other = document.getElementById(name === 'from' ? 'path-to' : 'path-from');
      (other && !other.value ? other : document.getElementById(`path-${name}`)).focus();
    });
    return field;
  }

  function ways(state) {
    const radio = (value, label) => {
      const input = kb.element('input', { type: 'radio', name: 'by', value, id: `by-${value}`, onchange: () => kb.change({ by: value }) });
      input.checked = state.by === value;
      return kb.element('label', { class: 'choice' }, input, label);
    };
    const through = kb.element('input', { id: 'through', type: 'checkbox', onchange: (event) => kb.change({ through: event.target.checked ? 1 : 0 }) });
    through.checked = state.through === 1;
    return kb.element('fieldset', {}, kb.element('legend', {}, 'Shortest by'),
      radio('weight', 'weight'), radio('hops', 'hops'),
      kb.element('label', { class: 'choice' }, through, 'may go through topics'));
  }

  function hop({ from, edge, to }, number) {
    const said = kb.wording(edge);
    const isBackwards = graph.source[edge] !== from;
    return kb.element('li', {},
      kb.element('h3', {}, `${number + 1}. `, kb.text(kb.name(from)), ' → ', kb.text(kb.name(to))),
      kb.phrase(edge),
      isBackwards ? kb.element('p', { class: 'none' }, 'walked against its direction') : null,
      said, kb.behind(edge));
  }

  function result(state) {
    const view = kb.map.view();
    const steps = view && view.kind === 'path' ? view.steps : undefined;
    if (steps === undefined) return [kb.element('p', { class: 'none' }, 'Choose two nodes by any of their names.')];
    if (steps === null) {
      return [
        kb.element('p', { class: 'none' }, 'No path leads from one to the other along what is switched on.'),
        kb.element('div', { class: 'actions' },
          state.through ? null : kb.button('Go through topics', () => kb.change({ through: 1 })),
          kb.filters.any() ? kb.button('Reset filters', kb.resetFilters) : null,
          kb.button('Choose another start', () => kb.change({ from: '' }))),
      ];
    }
    if (!steps.length) return [kb.element('p', { class: 'none' }, 'The two are the same node.')];
    return [kb.element('ol', { class: 'hops' }, steps.map(hop))];
  }

  /** The panel's part for the path. */
  kb.pathPanel = function () {
    const state = kb.state();
    const turn = kb.button('Swap', () => kb.change({ from: state.to, to: state.from }));
    return kb.element('div', { id: 'route' },
      kb.element('p', { class: 'kind' }, 'path'), kb.element('h2', { tabindex: '-1' }, 'How are two things connected?'),
      end('from', 'From'), end('to', 'To'), kb.element('div', { class: 'actions' }, turn), ways(state), ...result(state));
  };

  kb.listenRoute = () => kb.onState((state, changed) => {
    if (state.level !== 'path' || !['from', 'to', 'by', 'through', 'level'].some((name) => changed.has(name))) return;
    const view = kb.map.view();
    if (view.steps) kb.announce(`path of ${kb.counted(view.steps.length, 'hop')}`);
    else if (view.steps === null) kb.announce('no path');
  });
})(window.kb);
