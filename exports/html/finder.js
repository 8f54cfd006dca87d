'use strict';

// The search field at the top.

(function (kb) {
  const query = document.getElementById('query');
  kb.combobox(query, document.getElementById('found'), (node) => {
    query.value = kb.name(node);
    kb.go(node);
  });
  kb.find = () => { query.focus(); query.select(); };
})(window.kb);
