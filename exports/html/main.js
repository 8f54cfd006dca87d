'use strict';

// Start: say what is shown, draw it, and listen to the keys that work everywhere.

(function (kb) {
  const { nodes, edges, documents } = kb.totals;
  const share = (drawn, all) => (drawn < all ? `${kb.number(drawn)} of ${kb.number(all)}` : kb.number(all));
  document.title = `${kb.title} – knowledge graph`;
  document.getElementById('title').textContent = kb.title;
  document.getElementById('drawn').textContent =
    `${share(kb.nodes.length, nodes)} nodes and ${share(kb.edges.length, edges)} edges drawn, ` +
    `the heaviest, from ${kb.counted(documents, 'document', 'documents')}`;

  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && event.target.tagName !== 'INPUT') {
      event.preventDefault();
      document.getElementById('query').focus();
    } else if (event.key === 'Escape') kb.map.choose(null);
  });

  kb.map.paint();
  kb.map.fit();
})(window.kb);
