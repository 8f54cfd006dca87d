'use strict';

// Above the map: where one is, how much of it is drawn, and the ways to more and back.

(function (kb) {
  const crumbs = document.getElementById('crumbs');
  const status = document.getElementById('status');
  const choices = document.getElementById('choices');
  const empty = document.getElementById('empty');
  const home = kb.isSmall ? 'Map' : 'Overview';

  function trail(state, view) {
    const here = (text) => kb.element('span', { 'aria-current': 'page' }, kb.text(text));
    const back = kb.button(home, kb.home, { class: 'link' });
    if (state.level === 'home') return [here(home)];
    if (state.level === 'near') {
      const focus = kb.numberOf(state.focus);
      const community = focus === undefined || kb.isSmall ? -1 : kb.graph.community[focus];
      const middle = community < 0 ? [] : [kb.button(kb.communityName(community), () => kb.openCommunity(community), { class: 'link' })];
      return [back, ...middle, here(view.title || 'neighbourhood')];
    }
    return [back, here(view.title || state.level)];
  }

  function depth(state) {
    const button = (far) => kb.button(String(far), () => kb.change({ depth: far }), {
      'aria-pressed': String(state.depth === far), 'aria-label': `${kb.counted(far, 'step')} around`, id: `depth-${far}`,
    });
    return kb.element('div', { class: 'depth', role: 'group', 'aria-label': 'Steps around the node' },
      kb.element('span', { 'aria-hidden': 'true' }, 'depth'), [1, 2, 3].map(button));
  }

  function options(state, view) {
    return [
      state.level === 'near' ? depth(state) : null,
      view.canMore ? kb.button('Show more', () => {
        kb.change({ more: state.more + 1 });
        kb.announce(kb.map.view().status);
      }, { id: 'more' }) : null,
      state.more ? kb.button('Show fewer', () => kb.change({ more: 0 }), { id: 'fewer' }) : null,
    ].filter(Boolean);
  }

  function explain(view) {
    empty.hidden = !(view.empty || view.note);
    empty.classList.toggle('note', !view.empty);
    empty.replaceChildren(...[
      kb.element('p', {}, view.empty || view.note || ''),
      kb.filters.any() && view.kind !== 'path' ? kb.button('Reset filters', kb.resetFilters) : null,
      view.empty && kb.graph.count && kb.state().level !== 'home' ? kb.button(`Back to the ${home.toLowerCase()}`, kb.home) : null,
    ].filter(Boolean));
  }

  kb.fillBar = function () {
    const [state, view] = [kb.state(), kb.map.view()];
    const { activeElement } = document;
    crumbs.replaceChildren(...trail(state, view).map((one) => kb.element('li', {}, one)));
    status.textContent = view.status;
    const kept = choices.contains(activeElement) ? activeElement.id : '';
    choices.replaceChildren(...options(state, view));
    const again = kept && (document.getElementById(kept) || choices.querySelector('button'));
    if (again) again.focus();
    explain(view);
  };
})(window.kb);
