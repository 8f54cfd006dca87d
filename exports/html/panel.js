'use strict';

// The side panel: what is known of the chosen node, and the sentences that say so.

(function (kb) {
  const panel = document.getElementById('panel');
  const FEW = 6; // up to so many relations show their sentences at once
  const element = kb.element;

  /** A node's name, which can be followed where the node is drawn. */
  function named(other) {
    const type = kb.typed[other.type];
    const symbol = type ? kb.symbol(type.shape, type.colour) : null;
    if (other.number === undefined) return element('span', { class: 'name' }, symbol, other.name);
    const follow = () => kb.follow(other.number);
    return element('button', { class: 'name', type: 'button', onclick: follow }, symbol, other.name);
  }

  function sentence(number) {
    const { text, places, all } = kb.sentences[number];
    const where = places.map(([path, line]) => element('span', { class: 'place' }, `${path}:${line}`));
    const more = all > places.length
      ? element('span', {}, `and ${kb.counted(all - places.length, 'more place', 'more places')}`) : null;
    return element('blockquote', {}, element('p', {}, text), element('footer', {}, ...where, more));
  }

  function section(title, ...parts) {
    return element('section', {}, element('h3', {}, title), ...parts);
  }

  function tags(relation) {
    const said = [];
    if (relation.modality) said.push(relation.modality);
    if (relation.condition) said.push(relation.condition);
    return said.map((text) => element('span', { class: 'tag' }, text));
  }

  function relationItem(relation, isOpen) {
    const verb = (relation.negated ? 'not: ' : '') + kb.words(relation.type);
    const phrase = relation.outward
      ? [element('span', { class: 'verb' }, verb), named(relation.other)]
      : [named(relation.other), element('span', { class: 'verb' }, verb), element('span', {}, 'this')];
    const item = element('li', {}, element('div', { class: 'relation' }, ...phrase, ...tags(relation)));
    const evidence = relation.evidence || [];
    const wording = (relation.predicate || []).join('”, “');
    const share = relation.confidence === undefined ? '' : ` · confidence ${relation.confidence.toFixed(2)}`;
    if (evidence.length) {
      const count = kb.counted(evidence.length, 'sentence', 'sentences');
      const proof = element('details', isOpen ? { open: '' } : {},
        element('summary', {}, wording ? `“${wording}” in ${count}${share}` : count + share),
        ...evidence.map(sentence));
      item.append(proof);
    }
    return item;
  }

  function relations(node) {
    const found = node.relations || [];
    if (!found.length) return null;
    const isOpen = found.length <= FEW;
    const title = node.all_relations > found.length
      ? `Relations (${kb.number(found.length)} of ${kb.number(node.all_relations)})`
      : `Relations (${kb.number(found.length)})`;
    return section(title, element('ul', {}, ...found.map((relation) => relationItem(relation, isOpen))));
  }

  function covers(node) {
    const found = node.covers || [];
    if (!found.length) return null;
    const items = found.map(({ other, weight }) => {
      const bar = element('span', { class: 'bar', title: `weight ${(weight || 0).toFixed(2)}` });
      bar.style.width = `${Math.max(2, 48 * (weight || 0))}px`;
      return element('li', { class: 'covered' }, named(other), bar);
    });
    const left = node.all_covers - found.length;
    const more = left > 0 ? element('li', { class: 'more' }, `and ${kb.number(left)} more`) : null;
    return section(node.type === 'Topic' ? 'Covers' : 'Topics', element('ul', {}, ...items, more));
  }

  function mentions(node) {
    const found = node.sentences || [];
    return found.length ? section('Mentioned in', ...found.map(sentence)) : null;
  }

  function heading(node) {
    const type = kb.typed[node.type];
    const kind = [node.type, node.category].filter(Boolean).join(' · ');
    const close = element('button', {
      class: 'close', type: 'button', 'aria-label': 'Close', onclick: () => kb.map.choose(null),
    }, '×');
    const aliases = node.aliases
      ? element('p', { class: 'aliases' }, 'also: ', node.aliases.join(' · ')) : null;
    return element('header', {}, close,
      element('p', { class: 'kind' }, kb.symbol(type.shape, type.colour), kind),
      element('h2', {}, node.name), aliases);
  }

  function fill(number) {
    panel.hidden = number === null;
    document.body.classList.toggle('reading', number !== null);
    if (number === null) {
      panel.replaceChildren();
      return;
    }
    const node = kb.details[number];
    const parts = [heading(node), relations(node), covers(node), mentions(node)];
    panel.replaceChildren(...parts.filter((part) => part !== null));
    panel.scrollTop = 0;
  }

  /** Choose a node and bring it into view. */
  kb.follow = function (number) {
    kb.map.reveal(number);
    kb.map.choose(number);
    kb.map.show();
  };

  kb.map.onChoice(fill);
})(window.kb);
