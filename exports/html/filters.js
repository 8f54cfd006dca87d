'use strict';

// What is switched off or hidden, and the counts that the legend shows.

(function (kb) {
  const { graph } = kb;
  let typeOff = [];
  let relationOff = [];
  let communityOff = new Set();
  let hidden = new Set();
  let least = 0;

  const tally = (column, size) => {
    const counts = new Array(size).fill(0);
    for (const value of column) if (value >= 0) counts[value] += 1;
    return counts;
  };

  function update(state) {
    typeOff = kb.types.map((type) => state.types.includes(type.name));
    relationOff = kb.edgeTypes.map((type) => state.relations.includes(type.name));
    communityOff = new Set(state.communities.map(Number));
    hidden = new Set(state.hidden.map(kb.numberOf));
    least = state.weight;
  }

  const nodeShown = (node) => {
    return !typeOff[graph.type[node]] && !communityOff.has(graph.community[node]) && !hidden.has(node);
  };
  const typeShown = (edge) => !relationOff[graph.edgeType[edge]] && graph.edgeWeight[edge] >= least;

  kb.filters = {
    update,
    nodeShown,
    /** Whether an edge's type and weight are let through, whatever its ends are. */
    typeShown,
    edgeShown: (edge) => typeShown(edge) && nodeShown(graph.source[edge]) && nodeShown(graph.target[edge]),
    communityShown: (number) => !communityOff.has(number),
    linkShown: (link) => link.heaviest >= least && link.types.some((type) => !relationOff[type]),
    any: () => {
      const { types, relations, communities, hidden: some, weight } = kb.state();
      return types.length + relations.length + communities.length + some.length + weight > 0;
    },
    /** The parts of the state that take every filter back. */
    none: { types: [], relations: [], communities: [], weight: 0, hidden: [] },
  };
  kb.counts = {
    types: tally(graph.type, kb.types.length),
    edgeTypes: tally(graph.edgeType, kb.edgeTypes.length),
    communities: tally(graph.community, kb.communities.length),
  };
  update(kb.state());
})(window.kb);
