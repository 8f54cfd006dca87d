'use strict';

// Where it is said: sentences of a node or an edge, with their places, and the names in them marked.

(function (kb) {
  const { graph } = kb;
  const MOST_PLACES = 5; // of one sentence, before the rest is asked for
  let index = null;

  const group = (keys, size) => {
    const found = Array.from({ length: size }, () => []);
    keys.forEach((key, at) => found[key].push(at));
    return found;
  };

  /** Mentions by sentence and by node, made once. */
  function lookup() {
    if (index) return index;
    const { mentions, headings, sentences, sections } = kb.evidence();
    index = {
      ofSentence: group(mentions.sentence, sentences.text.length),
      ofNode: group(mentions.node, graph.count),
      headingsOf: group(headings.node, graph.count),
      sectionsOf: group(sections.topic.map((topic) => (topic < 0 ? graph.count : topic)), graph.count + 1),
    };
    return index;
  }

  /** A sentence's places { section, line }; in some sections only, if a set of them is given. */
  function places(sentence, sections) {
    const flat = kb.evidence().sentences.places[sentence];
    const found = [];
    for (let at = 0; at < flat.length; at += 2) {
      if (!sections || sections.has(flat[at])) found.push({ section: flat[at], line: flat[at + 1] });
    }
    return found;
  }

  const cited = (sentence, sections) => ({ sentence, places: places(sentence, sections) });
  const rarestFirst = (a, b) => a.places.length - b.places.length || a.sentence - b.sentence;

  /** The sentences that mention a node, what stands in few places first. */
  kb.sentencesOf = function (node) {
    const { mentions } = kb.evidence();
    const found = new Map(); // sentence: its sections, or null for all
    for (const mention of lookup().ofNode[node]) {
      const sentence = mentions.sentence[mention];
      const limit = mentions.limits[mention];
      if (!limit) found.set(sentence, null);
      else if (!found.has(sentence)) found.set(sentence, new Set(limit));
      else if (found.get(sentence)) limit.forEach((section) => found.get(sentence).add(section));
    }
    return [...found].map(([sentence, sections]) => cited(sentence, sections)).sort(rarestFirst);
  };

  /** What an edge says beside its ends: predicate, modality, …; nothing for most. */
  kb.said = (edge) => kb.evidence().said[edge] || {};

  /** The sentences behind an edge: those that state it, or those that name both ends. */
  kb.sentencesBehind = function (edge) {
    const said = kb.said(edge);
    const [source, target] = [graph.source[edge], graph.target[edge]];
    const sections = said.sections ? new Set(said.sections) : null;
    if (said.evidence) return said.evidence.map((sentence) => cited(sentence, sections));
    if (kb.edgeTypeOf(edge).kind === 'covers') {
      return kb.sentencesOf(target)
        .map((one) => ({ ...one, places: one.places.filter(({ section }) => !sections || sections.has(section)) }))
        .filter((one) => one.places.length).sort(rarestFirst);
    }
    const others = new Set(kb.sentencesOf(target).map((one) => one.sentence));
    return kb.sentencesOf(source).filter((one) => others.has(one.sentence));
  };

  kb.headingsNaming = (node) => [...new Set(lookup().headingsOf[node].map((at) => kb.evidence().headings.section[at]))];
  kb.sectionsAbout = (node) => lookup().sectionsOf[node];

  /** A section's document and its headings from the top. */
  kb.sectionPath = function (section) {
    const { sections, documents } = kb.evidence();
    const names = [];
    const seen = new Set();
    let at = section;
    let last = section;
    while (at >= 0 && !seen.has(at)) {
      seen.add(at);
      names.unshift(sections.name[at]);
      last = at;
      at = sections.parent[at];
    }
    const document = last >= 0 ? documents[sections.document[last]] : undefined;
    return { document: document || '', names: names.filter(Boolean) };
  };

  kb.placeElement = function ({ section, line }) {
    const { document, names } = kb.sectionPath(section);
    return kb.element('span', { class: 'place' },
      kb.element('span', { class: 'file' }, kb.text(document), line ? `:${line}` : ''),
      names.length ? kb.element('span', { class: 'path' }, kb.text(names.join(' › '))) : null);
  };

  /** Cut a sentence at its mentions; of two that overlap the longer is marked, of the nodes asked for either. */
  function marked(sentence, own) {
    const { sentences, mentions } = kb.evidence();
    const text = sentences.text[sentence];
    const ranges = lookup().ofSentence[sentence]
      .map((at) => ({ start: mentions.start[at], end: mentions.end[at], own: own.has(mentions.node[at]) }))
      .sort((a, b) => b.own - a.own || (b.end - b.start) - (a.end - a.start) || a.start - b.start);
    const kept = [];
    for (const range of ranges) {
      const isFree = kept.every((other) => range.end <= other.start || other.end <= range.start);
      if (isFree && range.start < range.end && range.end <= text.length) kept.push(range);
    }
    kept.sort((a, b) => a.start - b.start);
    const parts = [];
    let at = 0;
    for (const { start, end, own: isOwn } of kept) {
      parts.push(text.slice(at, start));
      parts.push(kb.element(isOwn ? 'mark' : 'span', { class: isOwn ? null : 'mention' }, text.slice(start, end)));
      at = end;
    }
    return [...parts, text.slice(at)].filter((part) => part !== '');
  }

  /** A sentence as it is cited, the names of some nodes marked. */
  kb.citation = function ({ sentence, places: where }, own) {
    const footer = kb.element('footer', {}, where.slice(0, MOST_PLACES).map(kb.placeElement));
    const rest = where.slice(MOST_PLACES);
    if (rest.length) {
      const more = kb.button(`and ${kb.counted(rest.length, 'more place')}`, () => {
        more.replaceWith(kb.lazyList(rest, kb.placeElement, { tag: 'div', name: 'places', step: 50 }));
      }, { class: 'link' });
      footer.append(more);
    }
    return kb.element('blockquote', {}, kb.element('p', { dir: 'auto' }, marked(sentence, new Set(own))), footer);
  };
})(window.kb);
