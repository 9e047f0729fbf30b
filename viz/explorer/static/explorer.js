// Small comforts; every page works without them. Tables get headers that sort, a passage in the address is marked whole.
"use strict";
(() => {
  const language = document.documentElement.lang;
  const compare = new Intl.Collator(language, { numeric: true }).compare;

  for (const table of document.querySelectorAll("table[data-sortable]")) {
    const headers = [...table.tHead.rows[0].cells];
    headers.forEach((header, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener("click", () => {
        const down = header.getAttribute("aria-sort") === "ascending";
        headers.forEach((other) => other.removeAttribute("aria-sort"));
        header.setAttribute("aria-sort", down ? "descending" : "ascending");
        const body = table.tBodies[0];
        const text = (row) => row.cells[column]?.dataset.sort ?? row.cells[column]?.textContent.trim() ?? "";
        body.append(...[...body.rows].sort((a, b) => (down ? -1 : 1) * compare(text(a), text(b))));
      });
    });
  }

  function show() {
    for (const marked of document.querySelectorAll(".chosen")) marked.classList.remove("chosen");
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let parent = target.closest("details"); parent; parent = parent.parentElement.closest("details")) parent.open = true;
    const passage = target.dataset.passage;
    if (!passage) return;
    for (const part of document.querySelectorAll("mark[data-in]")) {
      part.classList.toggle("chosen", part.dataset.in.split(" ").includes(passage));
    }
  }
  addEventListener("hashchange", show);
  show();
})();
