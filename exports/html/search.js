'use strict';

// Find nodes by name or alias: one long text of all names, so that 50,000 of them are searched at once.

(function (kb) {
  const { graph } = kb;
  const TYPICAL = 12; // names the nearest are looked for among, times their number
  let text = '';
  let starts = null; // where each line of the text begins
  let owners = null; // the node of each line
  let lines = null;

  kb.plain = (value) => value.normalize('NFKD').replace(/\p{M}/gu, '').replace(/\p{Pd}/gu, '-').toLowerCase();

  function build() {
    lines = [];
    owners = [];
    for (let node = 0; node < graph.count; node += 1) {
      for (const name of [kb.names[node], ...kb.aliases(node)]) {
        lines.push(name.includes('\n') ? name.replaceAll('\n', ' ') : name);
        owners.push(node);
      }
    }
    const joined = lines.join('\n');
    // What stands in ASCII alone, as nearly all does, has no marks to strip.
    // eslint-disable-next-line no-control-regex
    text = /^[\x00-\x7f]*$/.test(joined) ? joined.toLowerCase() : lines.map(kb.plain).join('\n');
    starts = new Uint32Array(lines.length + 1);
    let at = 0;
    for (let line = 0; line < lines.length; line += 1) {
      starts[line] = at;
      at = text.indexOf('\n', at) + 1;
    }
    starts[lines.length] = text.length + 1;
  }

  function lineAt(position) {
    let [low, high] = [0, lines.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  const lineText = (line) => text.slice(starts[line], starts[line + 1] - 1);
  const isWordStart = (line, at) => at === 0 || !/[\p{L}\p{N}]/u.test(line[at - 1]);

  /** How well a line fits, the less the better: 0 is the whole name, then its beginning, then words of it. */
  function fit(line, wanted, words) {
    if (line === wanted) return 0;
    if (line.startsWith(wanted)) return 1;
    const at = line.indexOf(wanted);
    if (at >= 0) return isWordStart(line, at) ? 2 : 4;
    return words.every((word) => {
      for (let place = line.indexOf(word); place >= 0; place = line.indexOf(word, place + 1)) {
        if (isWordStart(line, place)) return true;
      }
      return false;
    }) ? 3 : 5;
  }

  /** Find nodes, best first: { node, name, fit }, where `name` is the name or alias that was found. */
  kb.search = function (query, most) {
    if (!lines) build();
    const wanted = kb.plain(query).trim().replace(/\s+/g, ' ');
    if (!wanted) return { matches: [], total: 0 };
    const words = wanted.split(' ');
    const rarest = words.reduce((a, b) => (b.length > a.length ? b : a));
    const best = new Map();
    for (let at = text.indexOf(rarest); at >= 0;) {
      const number = lineAt(at);
      const line = lineText(number);
      if (words.every((word) => line.includes(word))) {
        const found = { node: owners[number], name: lines[number], fit: fit(line, wanted, words) };
        const known = best.get(found.node);
        if (!known || found.fit < known.fit) best.set(found.node, found);
      }
      at = text.indexOf(rarest, starts[number + 1]);
    }
    const matches = [...best.values()].sort((a, b) => a.fit - b.fit || a.node - b.node);
    return { matches: matches.slice(0, most), total: matches.length };
  };

  /** Names that share most pairs of letters with what was asked for (Dice 1945). */
  kb.nearest = function (query, most = 3) {
    if (!lines) build();
    const pairs = (value) => new Set([...value].slice(1).map((letter, at) => value[at] + letter));
    const wanted = pairs(kb.plain(query).slice(0, 64));
    const found = [];
    const last = Math.min(lines.length, TYPICAL * 5000);
    for (let line = 0; line < last; line += 1) {
      const value = lineText(line).slice(0, 64);
      let common = 0;
      for (let at = 1; at < value.length; at += 1) if (wanted.has(value[at - 1] + value[at])) common += 1;
      const likeness = (2 * common) / (wanted.size + value.length - 1 || 1);
      if (likeness > 0.4) found.push({ node: owners[line], name: lines[line], likeness });
    }
    found.sort((a, b) => b.likeness - a.likeness || a.node - b.node);
    const nodes = new Set();
    return found.filter(({ node }) => !nodes.has(node) && nodes.add(node)).slice(0, most);
  };
})(window.kb);
