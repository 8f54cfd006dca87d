'use strict';

// What is known of an edge, of what joins two communities, of a community, and of the whole.

(function (kb) {
  const { graph, filters } = kb;
  const HEAVIEST = 12;

  const heading = (kind, ...name) => [
    kb.element('p', { class: 'kind' }, kind), kb.element('h2', { tabindex: '-1' }, ...name),
  ];

  function phrase(edge) {
    const words = (graph.negated.has(edge) ? 'not: ' : '') + kb.words(kb.edgeTypeOf(edge).name);
    return kb.element('p', { class: 'phrase' },
      kb.named(graph.source[edge]), kb.element('span', { class: 'verb' }, words), kb.named(graph.target[edge]));
  }
  kb.phrase = phrase;

  /** What an edge says in words: how it is put, under which condition, how sure that is. */
  kb.wording = function (edge) {
    const { predicate, modality, condition, confidence, rule, count, npmi } = kb.said(edge);
    const rows = [
      predicate && predicate.some(Boolean) ? ['wording', kb.text(predicate.filter(Boolean).map((one) => `“${one}”`).join(', '))] : null,
      graph.negated.has(edge) ? ['negated', 'yes'] : null,
      modality ? ['modality', modality] : null,
      condition ? ['condition', kb.text(condition)] : null,
      ['weight', kb.weight(graph.edgeWeight[edge])],
      confidence === undefined ? null : ['confidence', confidence.toFixed(2)],
      count === undefined ? null : ['count', kb.number(count)],
      npmi === undefined ? null : ['npmi', npmi.toFixed(2)],
      rule ? ['rule', kb.text(rule.join(', '))] : null,
    ];
    return kb.element('dl', { class: 'facts' }, rows.filter(Boolean).map(([name, what]) => {
      return kb.element('div', {}, kb.element('dt', {}, name), kb.element('dd', {}, what));
    }));
  };

  kb.edgePanel = (edge) => [
    ...heading('edge', kb.words(kb.edgeTypeOf(edge).name)), phrase(edge), kb.wording(edge),
    kb.section('sentences that say so', kb.behind(edge)),
  ];

  kb.linkPanel = function ([first, second]) {
    const found = [];
    for (let edge = 0; edge < graph.edgeCount; edge += 1) {
      const [a, b] = [graph.community[graph.source[edge]], graph.community[graph.target[edge]]];
      if (((a === first && b === second) || (a === second && b === first)) && filters.edgeShown(edge)) found.push(edge);
    }
    const name = (number) => kb.button(kb.communityName(number), () => kb.openCommunity(number), { class: 'name' });
    const row = (edge) => kb.element('div', { class: 'tie' }, phrase(edge),
      kb.button('evidence', () => kb.chooseEdge(edge), { class: 'link', 'aria-label': `Evidence: ${kb.edgeName(edge).slice(0, 3).join(' ')}` }));
    return [
      ...heading('link between communities', kb.counted(found.length, 'edge')),
      kb.element('p', { class: 'phrase' }, name(first), kb.element('span', { class: 'verb' }, 'and'), name(second)),
      kb.section('edges, strongest first', kb.lazyList(found, row, { name: 'edges' })),
    ];
  };

  function namesOf(nodes, first = HEAVIEST) {
    const list = kb.lazyList(nodes, kb.named, { name: 'nodes', first, step: 50, rove: 'button.name' });
    list.classList.add('names');
    return list;
  }

  /** Nodes by type, in the order of the types. */
  function byType(nodes, first) {
    return kb.types.map((type, number) => {
      const some = nodes.filter((node) => graph.type[node] === number);
      if (!some.length) return null;
      const title = [kb.symbol(type), kb.plural(type.name), kb.element('span', { class: 'count' }, kb.number(some.length))];
      return kb.section(title, namesOf(some, first));
    });
  }

  kb.plural = function (type) {
    const words = kb.words(type);
    return words.endsWith('y') ? `${words.slice(0, -1)}ies` : `${words}s`;
  };

  kb.communityPanel = function (number) {
    if (kb.communities[number] === undefined) return kb.aboutPanel();
    const members = [];
    for (let node = 0; node < graph.count; node += 1) {
      if (graph.community[node] === number && filters.nodeShown(node)) members.push(node);
    }
    return [
      ...heading('community', kb.text(kb.communityName(number))),
      kb.element('p', { class: 'aliases' }, kb.counted(members.length, 'node')),
      ...byType(members, HEAVIEST),
    ];
  };

  kb.aboutPanel = function () {
    const every = Array.from({ length: graph.count }, (_, node) => node).filter(filters.nodeShown);
    const numbers = kb.communities.map((_, number) => number).filter(filters.communityShown);
    const item = (number) => kb.element('div', { class: 'row' },
      kb.button(kb.communityName(number), () => kb.openCommunity(number), { class: 'name' }),
      kb.element('span', { class: 'count' }, kb.number(kb.counts.communities[number])));
    const list = kb.lazyList(numbers, item, { name: 'communities', first: 8, step: 50, rove: 'button.name' });
    return [
      ...heading('knowledge base', kb.text(kb.title)),
      kb.element('p', { class: 'aliases' }, `${kb.counted(kb.documents, 'document')} · ${kb.counted(graph.count, 'node')} · ` +
        `${kb.counted(graph.edgeCount, 'edge')}`),
      ...byType(every, 8).slice(0, 3),
      numbers.length > 1 ? kb.section('what belongs together', list) : null,
    ];
  };
})(window.kb);
