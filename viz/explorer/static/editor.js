// The SPARQL editor: runs the query, shows the answer as a table, completes from the vocabulary. All text goes through textContent.
"use strict";
(() => {
  const { terms, keywords, words } = JSON.parse(document.getElementById("vocabulary").textContent);
  const form = document.getElementById("editor");
  const field = document.getElementById("query");
  const list = document.getElementById("completions");
  const status = document.getElementById("answer-status");
  const answer = document.getElementById("answer");
  const base = "https://w3id.org/beroepenkaart/";
  const most = 1000;
  let running = null;

  const element = (name, text, properties = {}) => Object.assign(document.createElement(name), { textContent: text ?? "" }, properties);

  // --- running -----------------------------------------------------------------------------------------------------------
  async function run() {
    running?.abort();
    running = new AbortController();
    status.textContent = words.running;
    answer.replaceChildren();
    try {
      const response = await fetch("/sparql", {
        method: "POST", body: field.value, signal: running.signal,
        headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, text/turtle;q=0.5" },
      });
      const text = await response.text();
      if (!response.ok) return wrong(text);
      return show(response.headers.get("Content-Type") ?? "", text);
    } catch (error) {
      if (error.name !== "AbortError") wrong("");
      return undefined;
    }
  }

  function wrong(text) {
    let problem = { detail: text };
    try { problem = JSON.parse(text); } catch { /* plain text */ }
    const title = document.documentElement.lang === "nl" ? problem.title : problem.title_en;
    status.textContent = words.failed;
    const said = element("div", "", { className: "wrong" });
    if (title) said.append(element("p", title));
    if (problem.detail) said.append(element("p", problem.detail, { lang: "nl" }));
    answer.replaceChildren(said.children.length ? said : element("p", words.failed, { className: "wrong" }));
  }

  function show(type, text) {
    if (!type.includes("json")) {
      status.textContent = words.graph;
      answer.replaceChildren(element("pre", text, { className: "code" }));
      return;
    }
    const data = JSON.parse(text);
    if ("boolean" in data) {
      status.textContent = data.boolean ? words.true : words.false;
      return;
    }
    const rows = data.results.bindings;
    const said = rows.length === 0 ? words.none : rows.length === 1 ? words.row : words.rows.replace("{n}", rows.length);
    status.textContent = rows.length > most ? `${said} ${words.more.replace("{n}", most)}` : said;
    if (rows.length === 0) return;
    const table = document.createElement("table");
    const head = table.createTHead().insertRow();
    for (const name of data.head.vars) head.append(element("th", name, { scope: "col" }));
    const body = table.createTBody();
    for (const row of rows.slice(0, most)) {
      const line = body.insertRow();
      for (const name of data.head.vars) line.insertCell().append(value(row[name]));
    }
    answer.replaceChildren(table);
  }

  function value(term) {
    if (!term) return document.createTextNode("–");
    if (term.type === "uri" && term.value.startsWith(`${base}id/`)) {
      const short = decodeURI(term.value.slice(base.length));
      return element("a", short, { href: `/${term.value.slice(base.length)}` });
    }
    const shown = element("span", term.value);
    if (term["xml:lang"]) shown.lang = term["xml:lang"];
    return shown;
  }

  form.addEventListener("submit", (event) => {
    if (event.submitter?.id === "take") return;
    event.preventDefault();
    run();
  });
  const share = document.getElementById("share");
  share.hidden = false;
  share.addEventListener("click", async () => {
    const address = new URL(location.href);
    address.searchParams.set("query", field.value);
    address.hash = "";
    history.replaceState(null, "", address);
    try { await navigator.clipboard.writeText(address.href); } catch { /* the address bar has it */ }
    status.textContent = words.copied;
  });

  // --- completing --------------------------------------------------------------------------------------------------------
  let offered = [];
  let chosen = -1;
  const wordBefore = () => /[A-Za-z:][\w:-]*$/.exec(field.value.slice(0, field.selectionStart))?.[0] ?? "";

  function offer(all) {
    const typed = wordBefore().toLowerCase();
    const bare = typed.replace(/^bk:/, "");
    offered = typed || all
      ? [...terms, ...keywords].filter(([name, label]) =>
        name.toLowerCase().startsWith(typed) || name.toLowerCase().startsWith(`bk:${bare}`) || (bare.length > 1 && label.toLowerCase().includes(bare))).slice(0, 40)
      : [];
    if (offered.length === 1 && offered[0][0].toLowerCase() === typed) offered = [];
    if (!all && typed.length < 2) offered = [];
    chosen = offered.length ? 0 : -1;
    draw();
  }

  function draw() {
    list.hidden = offered.length === 0;
    list.replaceChildren(...offered.map(([name, label], number) => {
      const item = element("li", "", { id: `completion-${number}` });
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", String(number === chosen));
      item.append(element("code", name), element("span", label));
      item.addEventListener("mousedown", (event) => { event.preventDefault(); take(number); });
      return item;
    }));
    if (chosen >= 0) {
      field.setAttribute("aria-activedescendant", `completion-${chosen}`);
      list.children[chosen].scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  }

  function insert(text, from) {
    field.focus();
    field.setRangeText(text, from, field.selectionEnd, "end");
  }

  function take(number) {
    insert(offered[number][0], field.selectionStart - wordBefore().length);
    offered = [];
    chosen = -1;
    draw();
  }

  field.addEventListener("input", () => offer(false));
  field.addEventListener("blur", () => { offered = []; chosen = -1; draw(); });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); return; }
    if (event.key === " " && event.ctrlKey) { event.preventDefault(); offer(true); return; }
    if (list.hidden) return;
    if (event.key === "ArrowDown") chosen = (chosen + 1) % offered.length;
    else if (event.key === "ArrowUp") chosen = (chosen - 1 + offered.length) % offered.length;
    else if (event.key === "Enter") { event.preventDefault(); take(chosen); return; }
    else if (event.key === "Escape") { offered = []; chosen = -1; }
    else return;
    event.preventDefault();
    draw();
  });

  // --- concepts by label -------------------------------------------------------------------------------------------------
  const adding = document.getElementById("insert");
  const name = document.getElementById("insert-text");
  const names = document.getElementById("insert-list");
  let known = new Map();
  adding.hidden = false;
  name.addEventListener("input", async () => {
    if (name.value.length < 2 || known.has(name.value)) return;
    const response = await fetch(`/api/concepts?${new URLSearchParams({ q: name.value, limit: 20 })}`, { headers: { Accept: "application/json" } });
    if (!response.ok) return;
    const language = document.documentElement.lang;
    known = new Map((await response.json()).concepts.map((one) => [`${one.label[language] ?? one.label.nl} (${one.type})`, one.iri]));
    names.replaceChildren(...[...known.keys()].map((text) => element("option", "", { value: text })));
  });
  adding.addEventListener("submit", (event) => {
    event.preventDefault();
    const iri = known.get(name.value) ?? known.values().next().value;
    if (!iri) { status.textContent = words.none; return; }
    insert(`<${iri}>`, field.selectionStart);
    name.value = "";
  });
})();
