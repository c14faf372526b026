// The review page: editing in place, verdicts while writing, evidence, sign-off. No library, no request to another host.
"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const csrf = $("meta[name=csrf]").content;
  const PAUSE = 300, POLL = 3000, KEEP = `pcc-narrator:${$(".folder").textContent}:${$("header .title strong").textContent}:`;
  let revision = Number($("meta[name=revision]").content);
  let facts = $("meta[name=facts]").content; // of which figures and notes the verdicts on the page are
  const data = $("meta[name=data]").content;
  let editor = null; // the open editor: {key, version, area, claims, sent, busy, timer, first}
  let selected = 0; // key of the block that was last worked on
  const shown = []; // addresses of evidence that was shown, for Back

  // Requests

  async function ask(address, body) {
    const options = body === undefined ? {} :
      { method: "POST", headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf }, body: JSON.stringify(body) };
    let response;
    try {
      response = await fetch(address, options);
    } catch {
      throw { message: "The program is not running: start `pcc-narrator review` again. What you typed is kept in this browser.", offline: true };
    }
    const type = response.headers.get("content-type") || "";
    const content = type.startsWith("application/json") ? await response.json() : await response.text();
    if (!response.ok) {
      throw { message: content.error || content, status: response.status, ...(typeof content === "object" ? content : {}) };
    }
    return content;
  }

  function notice(text) {
    const line = $("#notice");
    line.textContent = text || "";
    line.hidden = !text;
  }

  function say(text) {
    $("#live").textContent = text;
  }

  async function run(work, clear = true) {
    try {
      const result = await work();
      if (clear) notice("");
      return result;
    } catch (error) {
      notice(error.message || String(error));
      return undefined;
    }
  }

  // One deed after another: a second click waits for what the first one changes.
  let deed = Promise.resolve();
  function after(work) {
    deed = deed.then(() => run(work));
    return deed;
  }

  // Blocks

  const blockOf = (key) => document.getElementById(`b${key}`);

  function fragment(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.content.firstElementChild;
  }

  // A block that is being pressed is not exchanged: the click would be lost.
  let pressed = null;
  const waiting = [];
  document.addEventListener("pointerdown", (event) => { pressed = event.target; }, true);
  for (const end of ["pointerup", "pointercancel"]) {
    document.addEventListener(end, () => setTimeout(() => { pressed = null; waiting.splice(0).forEach(take); }), true);
  }

  function take(answer) {
    for (const block of answer.blocks || []) {
      if (pressed && blockOf(block.key)?.contains(pressed)) {
        waiting.push({ blocks: [block] });
        continue;
      }
      if (editor && editor.key === block.key) {
        const fresh = $(".tools", fragment(block.html)), old = $(".tools", blockOf(block.key));
        if ($(".more", old).open) $(".more", fresh).open = true;
        old.replaceWith(fresh);
        continue;
      }
      const fresh = fragment(block.html), old = blockOf(block.key);
      if (old && Number(old.dataset.version) > block.version) continue; // an answer that was overtaken
      if (old) {
        const focused = old.contains(document.activeElement) ? document.activeElement.dataset.do : null;
        if ($(".more", old)?.open) $(".more", fresh).open = true;
        if (old.isEqualNode(fresh)) continue;
        old.replaceWith(fresh);
        if (focused) $(`[data-do=${focused}]`, fresh)?.focus();
      } else {
        $("#blocks").append(fresh);
      }
    }
    if (answer.order && answer.revision >= revision) arrange(answer.order);
    if (answer.revision) revision = Math.max(revision, answer.revision);
    filter();
  }

  function arrange(order) {
    const home = $("#blocks"), wanted = new Set(order.map(String));
    for (const block of $$(".block", home)) {
      if (!wanted.has(block.dataset.key)) {
        if (editor && String(editor.key) === block.dataset.key) close();
        gone(block);
      }
    }
    let place = home.firstElementChild;
    for (const key of order) {
      const block = blockOf(key);
      if (!block) continue;
      if (block === place) place = place.nextElementSibling;
      else home.insertBefore(block, place);
    }
  }

  function gone(block) {
    const line = document.createElement("li"), button = document.createElement("button");
    line.dataset.key = block.dataset.key;
    line.textContent = `${($(".body", block)?.textContent || "").trim().slice(0, 160)} `;
    Object.assign(button, { type: "button", textContent: "Restore" });
    Object.assign(button.dataset, { do: "restore", key: block.dataset.key });
    line.append(button);
    $("#removed-list").append(line);
    $("#removed").hidden = false;
    block.remove();
  }

  // Editing: a text area over a copy of its text in which the claims are underlined

  async function edit(key, text) {
    if (editor && editor.key === key) return editor.area.focus();
    await close();
    const block = blockOf(key);
    const found = await run(() => ask(`/api/block?key=${key}`));
    if (!found || !block) return;
    const number = block.querySelector(".number").textContent.trim();
    const box = document.createElement("div"), label = document.createElement("label");
    const stack = document.createElement("div"), back = document.createElement("div"), area = document.createElement("textarea");
    const bar = document.createElement("div"), done = document.createElement("button"), state = document.createElement("span");
    const cut = document.createElement("button");
    box.className = "editor"; stack.className = "stack"; back.className = "back"; bar.className = "bar"; state.className = "saved";
    label.className = "hidden"; label.htmlFor = area.id = `t${key}`;
    label.textContent = /^\d/.test(number) ? `Text of paragraph ${number.replace(".", "")}` : "Text";
    back.setAttribute("aria-hidden", "true");
    Object.assign(area, { value: text ?? found.text, spellcheck: true, lang: "en-GB" });
    area.setAttribute("aria-describedby", `f${key}`);
    Object.assign(done, { type: "button", textContent: "Done" });
    done.dataset.do = "done";
    Object.assign(cut, { type: "button", textContent: "Split at the cursor" });
    cut.dataset.do = "split";
    stack.append(back, area); bar.append(done, cut, state); box.append(label, stack, bar);
    const body = $(".body", block);
    body.hidden = true;
    body.after(box);
    const findings = $(".findings", block);
    findings.id = `f${key}`;
    findings.setAttribute("aria-live", "polite");
    block.classList.add("editing");
    editor = { key, version: found.version, area, back, state, findings, claims: found.claims, was: found.text, sent: found.text, first: found.text, busy: false, timer: 0 };
    area.addEventListener("input", typed);
    for (const event of ["keyup", "click"]) area.addEventListener(event, caret);
    area.addEventListener("keydown", (event) => {
      if (event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey))) { event.preventDefault(); after(close); }
    });
    paint();
    area.focus();
    selected = key;
    if (text !== undefined && text !== found.text) typed();
    poll();
  }

  function paint() {
    const { area, back, claims } = editor, text = [...area.value], nodes = [];
    let place = 0;
    for (const claim of claims.filter((one) => one.verdict !== "supported" || one.end > one.start).sort((a, b) => a.start - b.start || rank(a) - rank(b))) {
      if (claim.start < place) continue;
      nodes.push(text.slice(place, claim.start).join(""));
      const mark = document.createElement("span");
      mark.className = `claim ${claim.verdict.replaceAll("_", "-")}`;
      mark.textContent = text.slice(claim.start, claim.end).join("");
      nodes.push(mark);
      place = claim.end;
    }
    nodes.push(text.slice(place).join("") + "\n");
    back.replaceChildren(...nodes);
    area.style.height = "auto";
    area.style.height = `${Math.max(area.scrollHeight, back.scrollHeight)}px`;
  }

  const rank = (claim) => ({ refuted: 0, not_enough_information: 1 })[claim.verdict] ?? 2;

  function typed() {
    const before = [...editor.was], now = [...editor.area.value];
    let head = 0, tail = 0;
    while (head < before.length && head < now.length && before[head] === now[head]) head++;
    while (tail < before.length - head && tail < now.length - head && before[before.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
    const shift = now.length - before.length;
    editor.claims = editor.claims
      .filter((claim) => claim.end <= head || claim.start >= before.length - tail)
      .map((claim) => claim.end <= head ? claim : { ...claim, start: claim.start + shift, end: claim.end + shift });
    editor.was = editor.area.value;
    paint();
    editor.state.textContent = "Writing …";
    localStorage.setItem(KEEP + editor.key, editor.area.value);
    clearTimeout(editor.timer);
    editor.timer = setTimeout(save, PAUSE);
  }

  async function save() {
    const mine = editor;
    if (!mine || mine.busy || mine.area.value === mine.sent) return;
    clearTimeout(mine.timer);
    mine.busy = true;
    const text = mine.area.value, began = performance.now();
    try {
      const answer = await ask("/api/save", { key: mine.key, version: mine.version, text });
      const block = answer.blocks.find((one) => one.key === mine.key);
      mine.sent = text;
      mine.version = block.version;
      if (blockOf(mine.key)) blockOf(mine.key).dataset.version = block.version;
      if (mine.area.value === text) localStorage.removeItem(KEEP + mine.key);
      notice("");
      if (editor === mine) {
        verdicts(mine, block, text);
        mine.state.textContent = `Saved ${new Date().toLocaleTimeString("en-GB")}`;
        performance.measure("verdicts", { start: began, end: performance.now() });
      }
      take(answer);
      settle(mine.key);
    } catch (error) {
      if (error.status === 409) conflict(mine, error);
      else {
        mine.state.textContent = "Not saved";
        notice(error.message);
        if (error.offline) mine.timer = setTimeout(save, 2000);
      }
    } finally {
      mine.busy = false;
    }
    if (editor === mine && mine.area.value !== text) mine.timer = setTimeout(save, PAUSE);
  }

  function verdicts(mine, block, text) {
    const same = block.text === text && mine.area.value === text;
    if (same) {
      mine.claims = block.claims;
      paint();
    }
    const fresh = $(".findings", fragment(block.html));
    if (fresh.textContent.trim() !== mine.findings.textContent.trim()) mine.findings.replaceChildren(...fresh.childNodes);
  }

  async function settle(key) {
    try {
      const answer = await ask(`/api/section?key=${key}`);
      if (editor && editor.key === key) {
        const block = answer.blocks.find((one) => one.key === key);
        if (block && block.version === editor.version) verdicts(editor, block, editor.area.value);
      }
      take(answer);
      count();
    } catch { /* the next poll tells */ }
  }

  function conflict(mine, error) {
    clearTimeout(mine.timer);
    mine.state.textContent = "Not saved";
    $(".conflict")?.remove();
    const box = document.createElement("div"), words = document.createElement("p"), theirs = document.createElement("blockquote");
    const keep = document.createElement("button"), drop = document.createElement("button");
    box.className = "conflict";
    box.setAttribute("role", "alert");
    words.textContent = error.message;
    theirs.textContent = error.removed ? "(deleted)" : error.theirs;
    Object.assign(keep, { type: "button", textContent: "Use my text" });
    Object.assign(drop, { type: "button", textContent: error.removed ? "Close" : `Use the text of ${error.author}` });
    keep.hidden = error.removed;
    keep.addEventListener("click", () => { box.remove(); mine.version = error.version; mine.sent = null; save(); });
    drop.addEventListener("click", () => {
      box.remove();
      localStorage.removeItem(KEEP + mine.key);
      mine.version = error.version;
      mine.area.value = mine.sent = mine.was = error.theirs;
      mine.claims = [];
      close();
    });
    box.append(words, theirs, keep, drop);
    mine.findings.before(box);
  }

  async function saved(mine) {
    clearTimeout(mine.timer);
    while (mine.busy) await new Promise((done) => setTimeout(done, 20));
    if (mine.area.value !== mine.sent) await save();
  }

  async function close() {
    const mine = editor;
    if (!mine) return;
    await saved(mine);
    if (mine.area.value !== mine.sent) return; // not saved: it stays open, and says why
    const block = blockOf(mine.key);
    editor = null;
    if (!block) return;
    const held = block.contains(document.activeElement) || document.activeElement === document.body;
    const answer = await run(() => ask(`/api/section?key=${mine.key}`));
    if (answer) take(answer);
    if (held) $("[data-do=edit]", blockOf(mine.key) || document.body)?.focus({ preventScroll: true });
    count();
  }

  function caret() {
    if (!editor) return;
    const at = [...editor.area.value.slice(0, editor.area.selectionStart)].length;
    const claim = editor.claims.find((one) => one.start <= at && at <= one.end);
    if (claim && editor.area.value === editor.sent) evidence(`/evidence/claim?key=${editor.key}&n=${claim.n}`);
  }

  // Evidence

  async function evidence(address, back = false) {
    if (!back && shown[shown.length - 1] === address) return;
    const html = await run(() => ask(address), false);
    if (html === undefined) return;
    if (!back) shown.push(address);
    $("#evidence-body").innerHTML = html;
    $("#back").hidden = shown.length < 2;
    panel("panel-evidence");
    $("#evidence").scrollTop = 0;
  }

  function panel(id) {
    for (const one of $$(".panel")) one.hidden = one.id !== id;
    for (const one of $$(".tabs button")) one.setAttribute("aria-pressed", String(one.dataset.panel === id));
    if (id === "panel-notes") run(notes);
    if (id === "panel-new-data") run(async () => { $("#new-data").innerHTML = await ask("/evidence/new-data"); });
    if (id === "panel-sign") run(async () => { $("#log").innerHTML = await ask("/evidence/log"); });
  }

  function go(key) {
    const block = blockOf(key);
    if (!block) return;
    block.hidden = false;
    block.scrollIntoView({ block: "center" });
    block.classList.add("found");
    setTimeout(() => block.classList.remove("found"), 2000);
    ($("[data-do=edit]", block) || block).focus({ preventScroll: true });
  }

  function next(verdict) {
    const blocks = $$(".block").filter((block) => Number(block.dataset[verdict]) > 0);
    if (!blocks.length) return say(`Nothing is ${verdict}.`);
    const after = blocks.find((block) => Number(selected) && blockOf(selected)?.compareDocumentPosition(block) & Node.DOCUMENT_POSITION_FOLLOWING);
    const block = after || blocks[0];
    selected = Number(block.dataset.key);
    go(selected);
    $(`.claim.${verdict === "refuted" ? "refuted" : "not-enough-information"}`, block)?.click();
  }

  // Filters, states, changes of others

  function filter() {
    const kind = $("#f-kind").value, measure = $("#f-measure").value, state = $("#f-state").value;
    let count = 0;
    for (const block of $$(".block")) {
      const data = block.dataset, editable = data.state !== "";
      const fits = (!kind || data.kinds.split(" ").includes(kind)) && (!measure || data.measures.split(" ").includes(measure)) &&
        (!state || (state === "findings" ? Number(data.refuted) + Number(data.undecided) > 0 : data.state === state));
      block.hidden = !(fits || data.kind === "heading" && !(kind || measure || state)) && !(editor && String(editor.key) === data.key);
      if (fits && editable) count++;
    }
    $("#f-shown").textContent = kind || measure || state ? `${count} shown` : "";
  }

  function states(found) {
    const said = { draft: "Not yet read", read: "Read", approved: "Approved" };
    for (const [key, state] of Object.entries(found)) {
      const block = blockOf(key);
      if (!block || block.dataset.state === state) continue;
      block.dataset.state = state;
      const line = $(".state", block);
      line.textContent = said[state];
      line.className = `state ${state}`;
    }
  }

  async function count() {
    try {
      const answer = await ask(`/api/changes?since=${revision}&editing=${editor ? editor.key : 0}`);
      for (const [name, id] of [["supported", "supported"], ["refuted", "refuted"], ["not_enough_information", "undecided"]]) {
        $(`#n-${id}`).textContent = answer.counts[name].toLocaleString("en-GB");
      }
      $("#n-missing").textContent = answer.missing.length;
      $("#standing").textContent = answer.said;
      $("#standing-by").textContent = answer.by ? `by ${answer.by}` : "";
      if (answer.order) take(answer);
      if (answer.facts !== facts) {
        facts = answer.facts;
        take(await ask("/api/changes?since=-1"));
      }
      if (answer.data !== data && !editor) return location.reload(); // new figures: everything beside the text is other too
      states(answer.states);
      for (const line of $$(".others")) line.textContent = "";
      for (const [key, names] of Object.entries(answer.editing)) {
        const line = $(".others", blockOf(key) || document.createElement("p"));
        if (line) line.textContent = ` ${names.join(", ")} ${names.length > 1 ? "are" : "is"} writing here`;
      }
    } catch { /* said when something is to be saved */ }
  }

  let polling = 0;
  function poll() {
    clearTimeout(polling);
    polling = setTimeout(async () => { if (!document.hidden) await count(); poll(); }, POLL);
  }

  // What buttons do

  const deeds = {
    edit: (key) => edit(key),
    done: () => close(),
    async read(key, block) {
      const answer = await ask("/api/read", { key, version: Number(block.dataset.version) });
      states(answer.states);
      say("Marked as read.");
    },
    async approve(key, block) {
      const refuted = Number(block.dataset.refuted);
      let reason = "";
      if (refuted) {
        reason = window.prompt(`${refuted} refuted. Correct it, or give a reason in writing why it may stand:`) || "";
        if (!reason) return;
      }
      const answer = await ask("/api/approve", { key, version: Number(block.dataset.version), reason });
      states(answer.states);
      say("Approved.");
      count();
    },
    async add(key) {
      await close();
      const answer = await ask("/api/add", { after: key, text: "New paragraph." });
      take(answer);
      await edit(answer.added);
      editor?.area.select();
    },
    async remove(key, block) {
      take(await ask("/api/remove", { key, version: Number(block.dataset.version) }));
      say("Deleted. It can be restored at the end of the text.");
      count();
    },
    async restore(key, block, button) {
      take(await ask("/api/restore", { key }));
      button.closest("li")?.remove();
      $("#removed").hidden = !$("#removed-list li");
      go(key);
      count();
    },
    async undo(key) {
      await close();
      take(await ask("/api/undo", { key, version: Number(blockOf(key).dataset.version) }));
      say("The last change is undone.");
      settle(key);
    },
    async merge(key) {
      await close();
      take(await ask("/api/merge", { key, version: Number(blockOf(key).dataset.version) }));
      go(key);
      say("Merged with the paragraph below, which waits among the deleted.");
      settle(key);
    },
    async split(key) {
      if (!editor || editor.key !== key) return;
      const mine = editor, at = [...mine.area.value.slice(0, mine.area.selectionStart)].length;
      await saved(mine);
      if (mine.area.value !== mine.sent) return;
      const answer = await ask("/api/split", { key, version: mine.version, at });
      editor = null;
      take(answer);
      await edit(answer.added);
      editor?.area.setSelectionRange(0, 0);
      say("Split in two.");
    },
    async replace(key, block, button) {
      const at = Number(button.dataset.key || selected);
      if (!at || !blockOf(at)) return notice("Click the paragraph first that the answer is to replace.");
      await close();
      const html = await ask("/api/diff", { key: at, text: button.dataset.text });
      $(".diff")?.remove();
      button.closest(".bar").after(fragment(html));
      $(".diff button").focus();
    },
    async take(key, block, button) {
      take(await ask("/api/save", { key, version: Number(button.dataset.version), text: button.dataset.text }));
      button.closest(".diff").remove();
      go(key);
      say("Replaced. Undo brings the old text back.");
      settle(key);
    },
    leave: (key, block, button) => { button.closest(".diff").remove(); $("#question").focus(); },
    async settle(key, block, button) {
      if (editor?.key === key) await close();
      take(await ask("/api/settle", { key, version: Number(blockOf(key).dataset.version), choice: button.dataset.choice }));
      $("#new-data").innerHTML = await ask("/evidence/new-data");
      say("Settled.");
      settle(key);
    },
    writenote(key, block, button) {
      panel("panel-notes");
      const { kind, text, measure } = button.dataset;
      $("#note-kind").value = kind;
      $("#note-measure").value = measure;
      $("#note-text").value = text;
      $("#note-text").focus();
      say("Write the note as the report may say it.");
    },
    approvenote: (key, block, button) => noted("/api/note-approve", button, "The note is approved."),
    withdrawnote: (key, block, button) => noted("/api/note-withdraw", button, "The note is withdrawn."),
    up: (key, block) => move(key, block, true),
    down: (key, block) => move(key, block, false),
    history: (key) => evidence(`/evidence/history?key=${key}`),
    async revert(key, block, button) {
      await close();
      const now = blockOf(key);
      take(await ask("/api/revert", { key, version: Number(now.dataset.version), event: Number(button.dataset.event) }));
      shown.length = 0;
      evidence(`/evidence/history?key=${key}`);
      count();
    },
    async fix(key, block, button) {
      const { start, end, old, fix } = button.dataset;
      if (!(editor && editor.key === key)) await edit(key);
      if (!editor || editor.key !== key) return;
      const text = [...editor.area.value];
      if (text.slice(Number(start), Number(end)).join("") !== old) return notice("The text was changed meanwhile.");
      text.splice(Number(start), Number(end) - Number(start), fix);
      editor.area.value = text.join("");
      typed();
      await save();
      say(`Put ${fix} for ${old}.`);
      editor?.area.focus();
    },
    async insert(key, block, button) {
      const after = selected || Number($$(".block").find((one) => one.dataset.kind === "paragraph")?.dataset.key || $(".block").dataset.key);
      const answer = await ask("/api/add", { after, text: button.dataset.text });
      take(answer);
      go(answer.added);
      settle(answer.added);
    },
  };

  async function noted(address, button, words) {
    take(await ask(address, { id: button.dataset.note }));
    await notes();
    say(words);
    $("#note-said").textContent = words;
    count();
  }

  async function notes() {
    $("#notes").innerHTML = await ask("/evidence/notes");
  }

  async function move(key, block, up) {
    if (editor && editor.key === key) await close();
    take(await ask("/api/move", { key, version: Number(blockOf(key).dataset.version), up }));
    go(key);
    say(up ? "Moved up." : "Moved down.");
    settle(key);
  }

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-do], [data-fact], [data-flag], [data-go], [data-panel], .claim, .body");
    if (!target) return;
    if (target.matches("a[data-fact], a[data-flag]")) event.preventDefault();
    const block = target.closest(".block"), key = Number(target.dataset.key || block?.dataset.key || 0);
    if (block) selected = key;
    if (target.dataset.do) {
      after(async () => {
        if (["read", "approve", "remove", "up", "down"].includes(target.dataset.do) && editor?.key === key) await close();
        return deeds[target.dataset.do](key, blockOf(key) || block, target);
      });
    }
    else if (target.dataset.fact) evidence(`/evidence/fact?id=${encodeURIComponent(target.dataset.fact)}`);
    else if (target.dataset.flag) evidence(`/evidence/flag?id=${encodeURIComponent(target.dataset.flag)}`);
    else if (target.dataset.go) { event.preventDefault(); go(target.dataset.go); }
    else if (target.dataset.panel) panel(target.dataset.panel);
    else if (target.classList.contains("claim") && block) evidence(`/evidence/claim?key=${key}&n=${target.dataset.claim}`);
    const link = event.target.closest(".body a[href^='#']");
    if (link) {
      const anchor = decodeURIComponent(link.getAttribute("href").slice(1));
      const heading = $$(".block").find((one) => one.dataset.anchor === anchor);
      if (heading) { event.preventDefault(); heading.hidden = false; heading.scrollIntoView(); }
    }
  });
  document.addEventListener("dblclick", (event) => {
    const block = event.target.closest(".body") && event.target.closest(".block");
    if (block && $("[data-do=edit]", block)) after(() => edit(Number(block.dataset.key)));
  });
  document.addEventListener("keydown", (event) => {
    if ((event.key === "Enter" || event.key === " ") && event.target.classList?.contains("claim")) { event.preventDefault(); event.target.click(); }
  });
  $("#back").addEventListener("click", () => { shown.pop(); if (shown.length) evidence(shown[shown.length - 1], true); });
  $("#go-refuted").addEventListener("click", () => next("refuted"));
  $("#go-undecided").addEventListener("click", () => next("undecided"));
  $("#sign-report").addEventListener("click", () => { panel("panel-sign"); $("#approve-report").focus(); });
  $("#filters").addEventListener("change", filter);
  $("#filters").addEventListener("submit", (event) => event.preventDefault());
  $("#name").addEventListener("change", (event) => run(async () => { event.target.value = (await ask("/api/name", { name: event.target.value })).name; say("Your name is set."); }));
  $("#ask").addEventListener("submit", (event) => {
    event.preventDefault();
    const button = $("#ask button");
    button.disabled = true;
    say("Looking it up …");
    $("#answers").setAttribute("aria-busy", "true");
    run(async () => {
      const before = $("#answers .answer")?.dataset.question || "";
      const html = await ask("/api/ask", { question: $("#question").value, key: Number(selected) || 0, before });
      $("#answers").prepend(fragment(html));
    }).finally(() => { button.disabled = false; $("#answers").removeAttribute("aria-busy"); });
  });
  $("#note").addEventListener("submit", (event) => {
    event.preventDefault();
    run(async () => {
      const measure = $("#note-measure").value;
      await ask("/api/note", { kind: $("#note-kind").value, text: $("#note-text").value, measures: measure ? [measure] : [] });
      $("#note-text").value = "";
      $("#note-said").textContent = "Kept. It counts once it is approved.";
      await notes();
      $("#notes [data-do=approvenote]")?.focus();
    });
  });
  const signed = (work) => after(async () => {
    await close();
    await count();
    try {
      $("#sign-said").textContent = (await ask(...work())).said;
    } catch (error) {
      $("#sign-said").textContent = error.message;
    }
    panel("panel-sign");
    count();
  });
  $("#approve-report").addEventListener("click", () => signed(() => ["/api/approve-report", { key: 0, version: revision, reason: $("#reason").value }]));
  $("#publish").addEventListener("click", () => signed(() => ["/api/publish", { forms: $$("input[name=form]:checked").map((one) => one.value) }]));
  window.addEventListener("beforeunload", (event) => { if (editor && editor.area.value !== editor.sent) event.preventDefault(); });
  window.addEventListener("resize", () => { if (editor) paint(); });

  // What could not be saved before (the program had stopped) comes back
  for (const name of Object.keys(localStorage).filter((one) => one.startsWith(KEEP))) {
    const key = Number(name.slice(KEEP.length));
    if (blockOf(key) && $("[data-do=edit]", blockOf(key))) {
      edit(key, localStorage.getItem(name)).then(() => notice("Text that was not saved before was put back into its paragraph."));
      break;
    }
    localStorage.removeItem(name);
  }
  poll();
})();
