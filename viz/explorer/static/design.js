// The workbench without a page load: buttons and drags send the same forms; each change is announced and can be undone.
"use strict";
(() => {
  const words = JSON.parse(document.getElementById("bench-words")?.textContent ?? "null");
  if (!words) return;
  const announce = document.getElementById("announce");
  const past = [];
  let busy = false;

  const bench = () => document.getElementById("bench");
  const figures = () =>
    [...document.querySelectorAll("#figures div")].map((one) => `${one.querySelector("dt").textContent}: ${one.querySelector("dd").textContent}`).join(", ");

  function say(text) {
    announce.textContent = "";
    requestAnimationFrame(() => { announce.textContent = text; });
  }

  async function send(form, data, undoing) {
    if (busy) return;
    busy = true;
    bench().setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.getAttribute("action").split("#")[0], { method: "POST", body: data });
      const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = parsed.getElementById("bench");
      if (!fresh) throw new Error("no bench");
      const before = bench().dataset.plan;
      const open = [...document.querySelectorAll("#bench details.same")].map((one) => one.open);
      bench().replaceWith(document.adoptNode(fresh));
      const downloads = document.querySelector("main > .downloads"), others = parsed.querySelector("main > .downloads");
      if (downloads && others) downloads.replaceWith(document.adoptNode(others)); else if (downloads) downloads.remove();
      else if (others) document.querySelector("main").append(document.adoptNode(others));
      if (undoing) past.pop();
      else if (before && fresh.dataset.plan && fresh.dataset.plan !== before) past.push(before);
      const same = [...document.querySelectorAll("#bench details.same")];
      if (same.length === open.length) same.forEach((one, n) => { one.open = open[n]; });
      prepare();
      const focus = document.querySelector("#problems, #panel-title, #done") ?? document.querySelector("#bench h2");
      focus.tabIndex = -1;
      focus.focus();
      const done = document.getElementById("done");
      done?.removeAttribute("role");
      say(`${undoing ? words.undone : done?.textContent ?? ""} ${words.figures} ${figures()}`);
    } catch {
      say(words.failed);
    }
    busy = false;
    bench().removeAttribute("aria-busy");
  }

  addEventListener("submit", (event) => {
    const form = event.target, button = event.submitter;
    if (!bench().contains(form) || ["save", "csv"].includes(button?.value)) return;
    event.preventDefault();
    const data = new FormData(form, button);
    send(form, data, form.id === "undo");
  });

  addEventListener("click", async (event) => {
    const link = event.target.closest?.("#share");
    if (!link || !navigator.clipboard) return;
    event.preventDefault();
    history.replaceState(null, "", link.href);
    try { await navigator.clipboard.writeText(link.href); } catch { /* the address bar has it */ }
    say(words.copied);
    link.textContent = words.copied;
  });

  function undoForm() {
    let form = document.getElementById("undo");
    if (!past.length) { form?.remove(); return; }
    if (!form) {
      form = document.createElement("form");
      form.id = "undo"; form.method = "post"; form.setAttribute("action", document.getElementById("board")?.getAttribute("action") ?? "");
      const plan = document.createElement("input"), button = document.createElement("button");
      plan.type = "hidden"; plan.name = "plan";
      button.className = "quiet"; button.name = "action"; button.value = "show"; button.textContent = words.undo;
      form.append(plan, button);
      document.querySelector("#bench .tools")?.append(form);
    }
    form.elements.plan.value = past.at(-1);
  }

  function prepare() {
    undoForm();
    for (const chip of document.querySelectorAll("#bench .chip[data-actor]")) chip.draggable = true;
    for (const link of document.querySelectorAll("#bench .chip a")) link.draggable = false;
    const note = document.querySelector(".drag-note");
    if (note) note.hidden = !matchMedia("(pointer: fine)").matches;
  }

  let held = null;
  addEventListener("dragstart", (event) => {
    held = event.target.closest?.(".chip[data-actor]");
    if (!held) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", held.dataset.actor);
  });
  addEventListener("dragover", (event) => {
    const place = event.target.closest?.("[data-entry]");
    for (const other of document.querySelectorAll(".over")) other.classList.toggle("over", other === place);
    if (!held || !place?.dataset.entry || place.contains(held)) return;
    event.preventDefault();
    place.classList.add("over");
  });
  addEventListener("dragend", () => { held = null; document.querySelector(".over")?.classList.remove("over"); });
  addEventListener("drop", (event) => {
    const place = event.target.closest?.("[data-entry]");
    if (!held || !place?.dataset.entry) return;
    event.preventDefault();
    const data = new FormData();
    data.set("plan", bench().dataset.plan);
    data.set("actor", held.dataset.actor);
    data.set("to", place.dataset.entry);
    data.set("action", "place");
    held = null;
    send(document.getElementById("board"), data, false);
  });
  prepare();
})();
