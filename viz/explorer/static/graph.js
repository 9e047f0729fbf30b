// Walks the graph that graph-draw.js drew, by mouse, keyboard and address. All text reaches the page through textContent.
"use strict";
(() => {
  const picture = document.getElementById("graph");
  if (!picture?.drawn) return;
  const { data, nodes, network } = picture.drawn;
  const texts = JSON.parse(document.getElementById("texts").textContent);
  const still = document.getElementById("still");
  const title = document.getElementById("panel-title");
  const status = document.getElementById("panel-status");
  const actions = document.getElementById("panel-actions");
  const details = document.getElementById("panel-details");
  const language = document.documentElement.lang;
  const entries = new Map([...document.querySelectorAll("#nodes a[data-node]")].map((a) => [Number(a.dataset.node), a]));
  const name = (id) => entries.get(id).textContent;
  const rows = [...document.querySelectorAll("#links tbody tr")];
  let chosen = null;
  let at = -1;

  const visible = (id) => nodes.get(id) && !nodes.get(id).hidden;
  const neighboursOf = (id) => [...new Set(network.getConnectedNodes(id))].filter(visible)
    .sort((a, b) => name(a).localeCompare(name(b), language));
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);

  function choose(id, moveFocus) {
    chosen = visible(id) ? id : null;
    at = -1;
    details.replaceChildren();
    actions.replaceChildren();
    if (chosen === null) {
      network.unselectAll();
      title.textContent = texts.choose_node;
      status.textContent = "";
      return;
    }
    network.selectNodes([chosen]);
    title.textContent = name(chosen);
    status.textContent = fill(texts.neighbours, { n: neighboursOf(chosen).length });
    const entry = entries.get(chosen);
    for (const [address, text] of [[entry.dataset.page, texts.page], [entry.dataset.more, texts.more]]) {
      if (address) actions.append(Object.assign(document.createElement("a"), { href: address, textContent: text }));
    }
    for (const row of rows) {
      if (Number(row.dataset.from) !== chosen && Number(row.dataset.to) !== chosen) continue;
      const [one, relation, other, answer, proof] = row.cells;
      const part = document.createElement("article");
      const line = document.createElement("p");
      line.append(...[one, relation, other].flatMap((cell) => [...cell.cloneNode(true).childNodes, " "]), ...answer.cloneNode(true).childNodes);
      part.append(line, ...[...proof.children].map((child) => child.cloneNode(true)));
      details.append(part);
    }
    const address = `#knoop=${chosen}`;
    if (location.hash !== address) history.pushState(null, "", address);
    if (moveFocus) title.focus();
  }

  function fromAddress() {
    const found = /^#knoop=(\d+)$/.exec(location.hash);
    if (found) {
      choose(Number(found[1]), true);
      if (chosen !== null) network.focus(chosen, { scale: Math.max(network.getScale(), 0.8) });
    } else choose(null, false);
  }

  network.on("selectNode", (event) => choose(event.nodes[0], false));
  network.on("deselectNode", () => choose(null, false));
  picture.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { choose(null, false); return; }
    if (event.key === "+" || event.key === "-") {
      network.moveTo({ scale: network.getScale() * (event.key === "+" ? 1.25 : 0.8) });
      event.preventDefault();
      return;
    }
    const around = chosen === null ? [...entries.keys()].filter(visible) : neighboursOf(chosen);
    if (around.length === 0) return;
    if (event.key === "ArrowRight" || event.key === "ArrowDown") at = (at + 1) % around.length;
    else if (event.key === "ArrowLeft" || event.key === "ArrowUp") at = (at - 1 + around.length) % around.length;
    else if (event.key === "Enter" && at >= 0) { choose(around[at], false); return; } else return;
    event.preventDefault();
    network.selectNodes([around[at]]);
    status.textContent = fill(chosen === null ? texts.node_of : texts.neighbour_of, { n: at + 1, all: around.length, name: name(around[at]) });
  });

  const find = document.getElementById("find");
  const text = document.getElementById("find-text");
  find.hidden = false;
  document.getElementById("find-names").replaceChildren(...[...entries.values()].map((a) => Object.assign(document.createElement("option"), { value: a.textContent })));
  find.addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = text.value.trim().toLocaleLowerCase(language);
    const ids = [...entries.keys()];
    const hit = wanted && (ids.find((id) => name(id).toLocaleLowerCase(language) === wanted) ?? ids.find((id) => name(id).toLocaleLowerCase(language).includes(wanted)));
    if (!hit) status.textContent = texts.nothing;
    else if (!visible(hit)) status.textContent = fill(texts.hidden, { name: name(hit) });
    else { choose(hit, true); network.focus(hit, { scale: 1 }); }
  });
  document.getElementById("legend").addEventListener("change", () => {
    const shown = new Set([...document.querySelectorAll("#legend input:checked")].map((box) => box.value));
    nodes.update(nodes.get().map((node) => ({ id: node.id, hidden: !shown.has(node.kind) })));
    for (const node of data.nodes) entries.get(node.id).closest("li").hidden = !shown.has(node.kind);
    for (const row of rows) row.hidden = !visible(Number(row.dataset.from)) || !visible(Number(row.dataset.to));
    if (chosen !== null && !visible(chosen)) choose(null, false);
  });

  function save(blob, ending) {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: `beroepenkaart-graaf.${ending}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
  document.getElementById("graph-files").hidden = false;
  document.getElementById("svg").addEventListener("click", () => {
    const copy = still.cloneNode(true);
    copy.removeAttribute("class");
    save(new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }), "svg");
  });
  document.getElementById("png").addEventListener("click", () => {
    const canvas = picture.querySelector("canvas");
    const paper = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
    const pen = paper.getContext("2d");
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, paper.width, paper.height);
    pen.drawImage(canvas, 0, 0);
    paper.toBlob((blob) => save(blob, "png"), "image/png");
  });

  addEventListener("hashchange", fromAddress);
  addEventListener("popstate", fromAddress);
  if (location.hash) fromAddress();
})();
