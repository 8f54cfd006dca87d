'use strict';

// What the page shows, read from its JSON blocks: numbers name nodes, edges and sentences throughout.

window.kb = (function () {
  function block(id) {
    return JSON.parse(document.getElementById(id).textContent);
  }

  const details = block('details');
  return {
    nodes: block('nodes'),
    edges: block('edges'),
    options: block('options'),
    details: details.nodes,
    sentences: details.sentences,
    types: details.types,
    title: details.title,
    totals: details.totals,
  };
})();
