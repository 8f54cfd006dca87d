'use strict';

// Files made of the view: a picture, the data, and what others make of theirs.

(function (kb) {
  const { graph } = kb;

  kb.download = function (name, blob) {
    const url = URL.createObjectURL(blob);
    const link = kb.element('a', { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
    kb.announce(`${name} saved`);
  };

  const fileName = (extension) => {
    const words = kb.plain(kb.title).replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40);
    return `${words || 'graph'}-${kb.state().level}.${extension}`;
  };

  kb.savePicture = function () {
    kb.map.network.redraw();
    kb.map.canvas().toBlob((blob) => kb.download(fileName('png'), blob), 'image/png');
  };

  function nodeRow(node) {
    const view = kb.map.view();
    const { x, y } = kb.placeOf(view, node);
    return {
      id: graph.ids[node], name: kb.names[node], type: kb.typeOf(node).name, aliases: kb.aliases(node),
      weight: graph.weight[node] / 1000, community: graph.community[node], x: Math.round(x), y: Math.round(y),
    };
  }

  function edgeRow(edge) {
    const { texts = [], ...said } = {
      ...kb.said(edge), texts: kb.sentencesBehind(edge).map((one) => kb.evidence().sentences.text[one.sentence]),
    };
    delete said.evidence;
    delete said.sections;
    return {
      type: kb.edgeTypeOf(edge).name, source: graph.ids[graph.source[edge]], target: graph.ids[graph.target[edge]],
      weight: graph.edgeWeight[edge] / 1000, negated: graph.negated.has(edge), ...said, sentences: texts,
    };
  }

  /** The view as data: what is drawn, with the sentences that say so. */
  kb.viewData = function () {
    const view = kb.map.view();
    return {
      title: kb.title, level: kb.state().level, state: window.location.hash,
      communities: (view.discs || []).map(({ number, name, size }) => ({ id: number, name, size })),
      links: (view.links || []).map(({ first, second, count }) => ({ first, second, edges: count })),
      nodes: view.nodes.map(nodeRow), edges: view.edges.map(edgeRow),
    };
  };

  kb.saveData = function () {
    kb.download(fileName('json'), new Blob([JSON.stringify(kb.viewData(), null, 1)], { type: 'application/json' }));
  };
  kb.saveTable = function (kind, rows) {
    kb.download(`${kind}.csv`, new Blob([kb.toCsv(rows)], { type: 'text/csv' }));
  };
})(window.kb);
