'use strict';

// Opens each file as Gephi Lite would, and prints what it holds as one JSON object a line.

const fs = require('node:fs');
const { MultiDirectedGraph } = require('graphology');
const gexf = require('graphology-gexf');
const graphml = require('graphology-graphml');

for (const path of process.argv.slice(2)) {
  const text = fs.readFileSync(path, 'utf8');
  const reader = path.endsWith('.gexf') ? gexf : graphml;
  const graph = reader.parse(MultiDirectedGraph, text);
  const nodes = graph.mapNodes((id, attributes) => ({ id, ...attributes }));
  const edges = graph.mapEdges((id, attributes, source, target) => ({ id, source, target, ...attributes }));
  console.log(JSON.stringify({ path, nodes, edges }));
}
