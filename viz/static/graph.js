// Draws the graph, and walks it by mouse, keyboard and address. All text reaches the page through textContent.
(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const nodes = new vis.DataSet(data.nodes);
  const edges = new vis.DataSet(data.edges.map((edge, number) => ({ ...edge, id: number })));
  const picture = document.getElementById("picture");
  const network = new vis.Network(picture, { nodes, edges }, data.options);
  const title = document.getElementById("panel-title");
  const status = document.getElementById("status");
  const details = document.getElementById("details");
  const names = new Map();
  for (const link of document.querySelectorAll('a[href^="#knoop="]')) {
    names.set(Number(link.hash.slice(7)), link.textContent);
  }
  const rows = [...document.querySelectorAll("#edges tbody tr")];
  let chosen = null;
  let neighbour = -1;

  const visible = (id) => nodes.get(id) && !nodes.get(id).hidden;
  const neighboursOf = (id) => [...new Set(network.getConnectedNodes(id))].filter(visible)
    .sort((a, b) => names.get(a).localeCompare(names.get(b), "nl"));

  function choose(id, moveFocus) {
    chosen = visible(id) ? id : null;
    neighbour = -1;
    details.replaceChildren();
    if (chosen === null) {
      network.unselectAll();
      title.textContent = "Kies een knoop";
      status.textContent = "";
      return;
    }
    network.selectNodes([chosen]);
    title.textContent = names.get(chosen);
    status.textContent = `${neighboursOf(chosen).length} buren`;
    for (const row of rows) {
      if (Number(row.dataset.from) !== chosen && Number(row.dataset.to) !== chosen) continue;
      const cells = row.cells;
      const line = document.createElement("p");
      line.textContent = `${cells[0].textContent} – ${cells[1].textContent} – ${cells[2].textContent} (${cells[3].textContent})`;
      details.append(line, ...[...cells[4].children].map((child) => child.cloneNode(true)));
    }
    const address = `#knoop=${chosen}`;
    if (location.hash !== address) history.pushState(null, "", address);
    if (moveFocus) title.focus();
  }

  function fromAddress() {
    const found = /^#knoop=(\d+)$/.exec(location.hash);
    if (found) choose(Number(found[1]), true);
  }

  network.on("selectNode", (event) => choose(event.nodes[0], false));
  network.on("deselectNode", () => choose(null, false));
  picture.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return choose(null, false);
    const around = chosen === null ? nodes.getIds().filter(visible) : neighboursOf(chosen);
    if (around.length === 0) return undefined;
    if (event.key === "ArrowRight" || event.key === "ArrowDown") neighbour = (neighbour + 1) % around.length;
    else if (event.key === "ArrowLeft" || event.key === "ArrowUp") neighbour = (neighbour - 1 + around.length) % around.length;
    else if (event.key === "Enter" && neighbour >= 0) return choose(around[neighbour], false);
    else return undefined;
    event.preventDefault();
    network.selectNodes([around[neighbour]]);
    status.textContent = `${chosen === null ? "Knoop" : "Buur"} ${neighbour + 1} van ${around.length}: ${names.get(around[neighbour])}`;
    return undefined;
  });
  document.getElementById("search").addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = document.getElementById("query").value.trim().toLocaleLowerCase("nl");
    const hit = [...names].find(([id, name]) => wanted && visible(id) && name.toLocaleLowerCase("nl").includes(wanted));
    if (hit) choose(hit[0], true);
    else status.textContent = "Niets gevonden.";
  });
  document.getElementById("legend").addEventListener("change", () => {
    const shown = new Set([...document.querySelectorAll("#legend input:checked")].map((box) => box.value));
    nodes.update(nodes.get().map((node) => ({ id: node.id, hidden: !shown.has(node.kind) })));
    if (chosen !== null && !visible(chosen)) choose(null, false);
  });
  window.addEventListener("hashchange", fromAddress);
  network.once("afterDrawing", () => { document.body.dataset.drawn = "true"; });
  fromAddress();
})();
