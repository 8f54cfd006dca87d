'use strict';

// The panel beside the map: of what is chosen, of the path, of the community, or of the whole.

(function (kb) {
  const panel = document.getElementById('panel');
  const body = document.getElementById('known');
  const fold = document.getElementById('fold');
  const OWN = ['level', 'community', 'focus', 'expanded', 'node', 'edge', 'link', 'pinned', 'hidden', 'types', 'communities', 'relations', 'weight'];

  function content(state) {
    const node = kb.numberOf(state.node);
    const edge = state.edge.length ? kb.edgeNamed(state.edge) : undefined;
    if (edge !== undefined) return kb.edgePanel(edge);
    if (node !== undefined) return kb.nodePanel(node);
    if (state.link && state.link.length === 2) return kb.linkPanel(state.link);
    if (state.level === 'path') return null;
    return state.level === 'community' ? kb.communityPanel(state.community) : kb.aboutPanel();
  }

  const isChosen = (state) => Boolean(state.node || state.edge.length || state.link);

  function fill(state) {
    const parts = content(state);
    const close = isChosen(state)
      ? kb.button('×', () => kb.change({ node: '', edge: [], link: null }), { class: 'close', 'aria-label': 'Close', title: 'Close (Esc)' })
      : null;
    const was = document.activeElement;
    const isInside = body.contains(was);
    body.replaceChildren(...[close, ...(parts || [kb.pathPanel()])].filter(Boolean));
    if (isInside) ((was.id && document.getElementById(was.id)) || body.querySelector('h2')).focus();
    panel.scrollTop = 0;
    panel.classList.toggle('idle', !isChosen(state) && state.level !== 'path');
  }

  function say(state, changed) {
    if (!['node', 'edge', 'link'].some((name) => changed.has(name)) || !isChosen(state)) return;
    const title = body.querySelector('h2');
    if (title) kb.announce(`${body.querySelector('.kind').textContent}: ${title.textContent}`);
  }

  fold.addEventListener('click', () => {
    const isFolded = panel.classList.toggle('folded');
    fold.setAttribute('aria-expanded', String(!isFolded));
    fold.textContent = isFolded ? 'Show details' : 'Hide details';
  });

  kb.fillPanel = () => fill(kb.state());
  kb.listenPanel = () => kb.onState((state, changed) => {
    const isPath = state.level === 'path' && ['from', 'to', 'by', 'through', 'table'].some((name) => changed.has(name));
    if (OWN.some((name) => changed.has(name)) || isPath) fill(state);
    say(state, changed);
    if (changed.has('node') && state.node && panel.classList.contains('folded')) fold.click();
  });
})(window.kb);
