// Shows the views of a publication and redraws what a save has changed. All words and HTML come from the server.
"use strict";
(() => {
  const { body, documentElement: root } = document;
  const settings = body.dataset;
  const says = document.getElementById("says");
  const connection = document.getElementById("connection");
  const main = document.getElementById("main");
  const tabs = [...document.querySelectorAll("[role=tab]")];
  const places = new Map(); // block key -> [files, places]
  const shown = new Map(); // view -> Map of block key -> element
  let view = tabs[0].dataset.view;
  let source = null;
  let wait = 500;
  let timer = 0;

  const panel = (name) => document.getElementById(`panel-${name}`);
  const blocksOf = (name) => panel(name).querySelector(".blocks");
  const parse = (html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.content;
  };

  // --- Places in the source ------------------------------------------------------------------------------------------

  function address([file, line, column, cell], files) {
    if (cell) return null; // editors do not open cells of workbooks
    const values = { file: files[file][1], line: String(line), column: String(column) };
    return settings.editor.replace(/\{(file|line|column)\}/g, (_, name) => values[name]);
  }

  function setPlaces(element, list, files) {
    for (const marked of element.querySelectorAll("[data-p]")) {
      const place = list[Number(marked.dataset.p)];
      if (!place) continue;
      const [file, line, column, cell] = place;
      marked.dataset.at = cell || `${files[file][0]}:${line}:${column}`;
      const href = address(place, files);
      if (marked instanceof SVGElement && marked.localName !== "a") {
        marked.dataset.href = href || "";
        continue; // a part of a drawing: the caption below it serves the keyboard
      }
      if (href) marked.setAttribute("href", href);
      else marked.setAttribute("tabindex", "0");
      if (marked instanceof SVGElement) {
        const title = marked.querySelector("title");
        title.textContent = `${title.textContent.split(" — ")[0]} — ${marked.dataset.at}`;
        continue;
      }
      if (marked.classList.contains("at")) {
        const short = cell ? cell.slice(cell.lastIndexOf("!") + 1) : String(line);
        const words = cell ? settings.cell.replace("{cell}", short) : settings.line.replace("{line}", short);
        marked.textContent = short;
        marked.setAttribute("aria-label", words);
        marked.title = marked.dataset.at;
      } else if (marked.classList.contains("where")) {
        marked.textContent = marked.dataset.at;
      } else if (marked.title) {
        marked.title = `${marked.title.split(" — ")[0]} — ${marked.dataset.at}`;
      } else {
        marked.title = marked.dataset.at;
      }
    }
  }

  async function copyPlace(marked) {
    try {
      await navigator.clipboard.writeText(marked.dataset.at);
      announce(settings.copied.replace("{place}", marked.dataset.at));
    } catch {
      // Without permission for the clipboard, the editor still opens.
    }
  }

  document.addEventListener("click", (event) => {
    const marked = event.target.closest("[data-at]");
    if (marked) {
      copyPlace(marked);
      if (marked.dataset.href) location.assign(marked.dataset.href);
      return;
    }
    if (event.target.closest("a, button, summary, [role=tab]") || String(getSelection())) return;
    const passage = event.target.closest(".cell, .finding, .slide");
    const first = passage && passage.querySelector("[data-at]");
    if (first) first.click();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("[data-at]:not([href])")) {
      event.target.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    }
  });

  // --- Redrawing ------------------------------------------------------------------------------------------------------

  const top = () => document.querySelector("header").getBoundingClientRect().bottom + 40;

  function firstVisible() {
    const line = top();
    for (const element of blocksOf(view).children) {
      const box = element.getBoundingClientRect();
      if (box.bottom > line) return { key: element.dataset.key, top: box.top, element };
    }
    return null;
  }

  function rememberFocus() {
    const active = document.activeElement;
    const block = active && active.closest("[data-key]");
    if (!block) return null;
    const inside = [...block.querySelectorAll("a, button, [tabindex]")].indexOf(active);
    return { key: block.dataset.key, inside, active };
  }

  function restoreFocus(remembered) {
    if (!remembered || document.contains(remembered.active) && document.activeElement === remembered.active) return;
    const block = shown.get(view).get(remembered.key);
    const inner = block ? [...block.querySelectorAll("a, button, [tabindex]")] : [];
    const target = inner[Math.min(remembered.inside, inner.length - 1)] || panel(view);
    target.focus({ preventScroll: true });
  }

  function draw(key, html, digest) {
    const element = document.createElement("div");
    element.className = "block";
    element.dataset.key = key;
    element.dataset.digest = digest;
    element.append(parse(html));
    return element;
  }

  function apply(message) {
    const elements = shown.get(view);
    const list = blocksOf(view);
    const anchor = firstVisible();
    const focus = rememberFocus();
    const fresh = elements.size === 0;
    let changed = 0;
    for (const [key, [html, digest]] of Object.entries(message.blocks)) {
      if (key.startsWith("region-")) {
        const region = document.getElementById(key);
        if (region.dataset.digest === digest) continue;
        region.dataset.digest = digest;
        const opened = region.querySelector("details")?.open;
        region.replaceChildren(parse(html));
        if (opened) region.querySelector("details")?.setAttribute("open", "");
        if (region.tagName === "SECTION") region.hidden = !html;
        continue;
      }
      const before = elements.get(key);
      if (before && before.dataset.digest === digest) continue;
      const element = draw(key, html, digest);
      if (!fresh) element.classList.add("changed");
      if (before) before.replaceWith(element);
      elements.set(key, element);
      changed += 1;
    }
    if (message.order) {
      const wanted = new Set(message.order);
      for (const [key, element] of elements) {
        if (wanted.has(key)) continue;
        element.remove();
        elements.delete(key);
      }
      let next = list.firstElementChild;
      for (const key of message.order) {
        const element = elements.get(key);
        if (element === next) next = next.nextElementSibling;
        else list.insertBefore(element, next);
      }
    }
    for (const [key, own] of Object.entries(message.places)) {
      const element = key.startsWith("region-") ? document.getElementById(key) : elements.get(key);
      setPlaces(element, own, message.files);
    }
    main.style.setProperty("--columns", String(message.columns));
    main.dataset.view = view;
    body.classList.toggle("broken", !document.getElementById("region-problems").hidden);
    document.title = message.title;
    document.getElementById("name").textContent = message.title;
    if (anchor && !fresh) {
      const same = elements.get(anchor.key);
      if (same) scrollBy(0, same.getBoundingClientRect().top - anchor.top);
    }
    restoreFocus(focus);
    announce(message.says);
    root.dataset.drawn = String(Number(root.dataset.drawn || 0) + 1);
    return changed;
  }

  function announce(words) {
    if (words && says.textContent !== words) says.textContent = words;
  }

  // --- The connection -------------------------------------------------------------------------------------------------

  function connect() {
    clearTimeout(timer);
    if (source) source.close();
    const from = encodeURIComponent(panel(view).dataset.id || "");
    source = new EventSource(`events?view=${view}&lang=${root.lang}&have=${from}`);
    const current = source;
    source.onopen = () => {
      wait = 500;
      connection.hidden = true;
      body.classList.remove("lost");
    };
    source.onmessage = (event) => {
      if (current !== source) return;
      apply(JSON.parse(event.data));
      panel(view).dataset.id = event.lastEventId;
      if (pending && goTo(pending)) pending = null;
    };
    source.onerror = () => {
      if (current !== source) return;
      connection.textContent = settings.lost;
      connection.hidden = false;
      body.classList.add("lost");
      if (source.readyState !== EventSource.CLOSED) return;
      wait = Math.min(wait * 2, 5000);
      timer = setTimeout(connect, wait);
    };
  }

  // --- Tabs (WAI-ARIA Authoring Practices) ----------------------------------------------------------------------------

  let pending = null; // the passage to go to, as soon as the view has it

  for (const name of ["wheel", "pointerdown", "keydown"]) addEventListener(name, () => (pending = null), true);

  function keysOf(element) {
    const keys = element.firstElementChild?.dataset.keys;
    return keys === undefined ? [element.dataset.key] : keys.split(" ").filter(Boolean);
  }

  function goTo(key) {
    const list = [...blocksOf(view).children];
    for (let part = key; part; part = part.slice(0, Math.max(0, part.lastIndexOf(".")))) {
      const covers = (own) => own === part || own.startsWith(`${part}.`);
      const best = list.find((element) => keysOf(element).includes(part)) || list.find((element) => keysOf(element).some(covers));
      if (!best) continue;
      scrollBy(0, best.getBoundingClientRect().top - top());
      return true;
    }
    return false;
  }

  function choose(name, focus) {
    if (!tabs.some((tab) => tab.dataset.view === name) || name === view) return;
    const visible = firstVisible();
    view = name;
    for (const tab of tabs) {
      const chosen = tab.dataset.view === name;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      panel(tab.dataset.view).hidden = !chosen;
      if (chosen && focus) tab.focus();
    }
    history.replaceState(null, "", `#${name}`);
    pending = (visible && keysOf(visible.element)[0]) || pending;
    if (pending) goTo(pending);
    connect();
  }

  for (const tab of tabs) {
    shown.set(tab.dataset.view, new Map());
    tab.addEventListener("click", () => choose(tab.dataset.view, true));
    tab.addEventListener("keydown", (event) => {
      const at = tabs.indexOf(tab);
      const next = {
        ArrowRight: tabs[(at + 1) % tabs.length],
        ArrowLeft: tabs[(at - 1 + tabs.length) % tabs.length],
        Home: tabs[0],
        End: tabs[tabs.length - 1],
      }[event.key];
      if (!next) return;
      event.preventDefault();
      choose(next.dataset.view, true);
      next.focus();
    });
  }

  // --- Findings and themes --------------------------------------------------------------------------------------------

  function step(direction) {
    const findings = [...document.querySelectorAll(".finding")].filter((finding) => !finding.closest("[hidden]"));
    if (!findings.length) return;
    const line = innerHeight / 2;
    const active = findings.indexOf(document.activeElement);
    let at;
    if (active >= 0) at = (active + direction + findings.length) % findings.length;
    else if (direction > 0) at = Math.max(0, findings.findIndex((item) => item.getBoundingClientRect().top > line - 1));
    else at = findings.findLastIndex((item) => item.getBoundingClientRect().top < line);
    const target = findings.at(at);
    target.closest("details")?.setAttribute("open", "");
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "center" });
  }

  document.getElementById("next").addEventListener("click", () => step(1));
  document.getElementById("previous").addEventListener("click", () => step(-1));

  document.getElementById("theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    try {
      localStorage.setItem("builder-theme", root.dataset.theme);
    } catch {
      // No storage: the choice holds until the page is closed.
    }
  });

  addEventListener("pagehide", () => source && source.close());
  addEventListener("pageshow", (event) => event.persisted && connect());
  const asked = location.hash.slice(1);
  if (tabs.some((tab) => tab.dataset.view === asked) && asked !== view) choose(asked, false);
  else connect();
})();
