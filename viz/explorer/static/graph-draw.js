// Draws the graph as soon as its data is there, before the lists and the table beneath it have been read.
"use strict";
(() => {
  if (!window.vis) return;
  const data = JSON.parse(document.getElementById("data").textContent);
  const picture = document.getElementById("graph");
  picture.hidden = false;
  const nodes = new vis.DataSet(data.nodes);
  const edges = new vis.DataSet(data.edges.map((edge, number) => ({ ...edge, id: number })));
  const network = new vis.Network(picture, { nodes, edges }, data.options);
  network.once("afterDrawing", () => performance.mark("graph-drawn"));
  picture.drawn = { data, nodes, network };
})();
