'use strict';

// What is known of a node: names, weights, relations by type, and the sentences that say so.

(function (kb) {
  const { graph } = kb;
  const FIRST = { relation: 8, covers: 4, together: 4 }; // so many of a type are listed at once
  const INWARD = { covers: () => 'covered by', relation: (words) => `… ${words} this`, together: (words) => words };

  function facts(node) {
    const { category, source, value, unit, termhood } = kb.details(node);
    const community = graph.community[node];
    const rows = [
      ['weight', kb.weight(graph.weight[node])],
      category ? ['category', kb.words(category).replaceAll('-', ' ')] : null,
      source ? ['term', source === 'discovered' ? 'discovered in the text' : `from the ${source}`] : null,
      termhood === undefined ? null : ['termhood', termhood.toFixed(2)],
      value === undefined ? null : ['value', `${kb.number(value)} ${unit || ''}`],
      community < 0 ? null : ['community', kb.button(kb.communityName(community), () => kb.openCommunity(community), { class: 'link' })],
    ];
    return kb.element('dl', { class: 'facts' }, rows.filter(Boolean).map(([name, what]) => {
      return kb.element('div', {}, kb.element('dt', {}, name), kb.element('dd', {}, what));
    }));
  }

  function actions(node) {
    const { level, focus, expanded } = kb.state();
    const id = graph.ids[node];
    const isFocus = level === 'near' && (focus === id || expanded.includes(id));
    const pin = kb.isPinned(node)
      ? kb.button('Unpin', () => kb.unpin(node))
      : kb.map.isDrawn(node) && level !== 'all' ? kb.button('Pin', () => kb.pin(node, kb.map.place(node))) : null;
    const bar = kb.element('div', { class: 'actions', role: 'toolbar', 'aria-label': 'For this node' },
      focus === id && level === 'near' ? null : kb.button('Neighbourhood', () => kb.openNear(node)),
      level === 'near' && !isFocus ? kb.button('Expand', () => kb.expand(node)) : null,
      pin,
      kb.button('Hide', () => kb.hide(node)),
      kb.button('Path from here', () => kb.openPath({ from: id })),
      kb.button('Path to here', () => kb.openPath({ to: id })));
    kb.rove(bar);
    return bar;
  }

  /** Edges by type and direction, typed relations first, each group by weight. */
  function groups(node) {
    const found = new Map();
    for (const edge of kb.edgesAt(node)) {
      const isOutward = graph.source[edge] === node;
      const type = kb.edgeTypeOf(edge);
      const isBoth = type.kind === 'together';
      const key = `${type.name} ${isBoth || isOutward}`;
      if (!found.has(key)) found.set(key, { type, isOutward: isBoth || isOutward, edges: [] });
      found.get(key).edges.push(edge);
    }
    const order = ['relation', 'covers', 'together'];
    return [...found.values()].sort((a, b) => {
      return order.indexOf(a.type.kind) - order.indexOf(b.type.kind) || b.edges.length - a.edges.length;
    });
  }

  function title({ type, isOutward, edges }) {
    const words = kb.words(type.name);
    const text = isOutward ? words : INWARD[type.kind](words);
    return [text, kb.element('span', { class: 'count' }, kb.number(edges.length))];
  }

  /** One relation: the other end, what is said of it, and its sentences when they are asked for. */
  function row(edge, node) {
    const said = kb.said(edge);
    const count = said.evidence ? said.evidence.length : null;
    const holder = kb.element('div', { class: 'behind', hidden: true });
    const toggle = kb.button(count ? kb.counted(count, 'sentence') : 'why', () => {
      const isOpen = toggle.getAttribute('aria-expanded') === 'true';
      toggle.setAttribute('aria-expanded', String(!isOpen));
      holder.hidden = isOpen;
      if (!holder.childElementCount) holder.append(kb.behind(edge));
    }, { class: 'link', 'aria-expanded': 'false', 'aria-label': `Sentences on ${kb.name(kb.other(edge, node))}` });
    const tags = [graph.negated.has(edge) ? 'not' : null, said.modality, said.condition].filter(Boolean);
    return kb.element('div', {},
      kb.element('div', { class: 'relation' }, kb.named(kb.other(edge, node)),
        tags.map((tag) => kb.element('span', { class: 'tag' }, kb.text(tag))),
        kb.element('span', { class: 'grow' }), toggle,
        kb.button('edge', () => kb.chooseEdge(edge), { class: 'link', 'aria-label': `Edge to ${kb.name(kb.other(edge, node))}` })),
      holder);
  }

  /** The sentences behind an edge. */
  kb.behind = function (edge) {
    const found = kb.sentencesBehind(edge);
    const ends = [graph.source[edge], graph.target[edge]];
    if (!found.length) return kb.element('p', { class: 'none' }, kb.noSentence(edge));
    return kb.lazyList(found, (one) => kb.citation(one, ends), { tag: 'div', name: 'sentences' });
  };

  kb.noSentence = function (edge) {
    if ((kb.said(edge).rule || []).includes('vocabulary')) return 'The vocabulary says so; no sentence does.';
    return kb.edgeTypeOf(edge).kind === 'covers'
      ? 'Its headings say so; no sentence of the topic names it.' : 'No sentence is kept for this edge.';
  };

  function relations(node) {
    return groups(node).map((group) => {
      const list = kb.lazyList(group.edges, (edge) => row(edge, node), {
        name: 'relations', first: FIRST[group.type.kind], step: 30, rove: 'button.name',
      });
      return kb.section(title(group), list);
    });
  }

  function sentences(node) {
    const found = kb.sentencesOf(node);
    if (!found.length) return null;
    const heading = ['mentioned in', kb.element('span', { class: 'count' }, kb.counted(found.length, 'sentence'))];
    const item = (one) => kb.citation(one, [node]);
    return kb.section(heading, kb.lazyList(found, item, { tag: 'div', name: 'sentences', step: 10 }));
  }

  function headings(node) {
    const isTopic = kb.typeOf(node).name === 'Topic';
    const found = isTopic ? kb.sectionsAbout(node) : kb.headingsNaming(node);
    if (!found.length) return null;
    const { sections } = kb.evidence();
    const item = (section) => kb.placeElement({ section, line: sections.line[section] });
    const heading = [isTopic ? 'sections' : 'named in headings', kb.element('span', { class: 'count' }, kb.number(found.length))];
    return kb.section(heading, kb.lazyList(found, item, { name: 'sections', first: 5, step: 20 }));
  }

  /** The parts of the panel for a node. */
  kb.nodePanel = function (node) {
    const aliases = kb.aliases(node);
    const type = kb.typeOf(node);
    const body = [relations(node), headings(node), sentences(node)].flat().filter(Boolean);
    return [
      kb.element('p', { class: 'kind' }, kb.symbol(type), kb.words(type.name)),
      kb.element('h2', { tabindex: '-1' }, kb.text(kb.name(node))),
      aliases.length ? kb.element('p', { class: 'aliases' }, 'also: ', aliases.flatMap((one, at) => [at ? ' · ' : '', kb.text(one)])) : null,
      facts(node), actions(node), ...body,
    ];
  };
})(window.kb);
