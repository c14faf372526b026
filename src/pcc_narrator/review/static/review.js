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
      throw { message: "The program is not running: start `pcc-narrator review` again and open the address that it prints. What you typed is kept in this browser.", offline: true };
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

  // What was done, in the line at the foot: read out, and shown. `again` is a button that takes it back.
  let unsaid = 0;
  function say(text, again) {
    $("#live").replaceChildren(text, ...(again ? [" ", again] : []));
    clearTimeout(unsaid);
    if (!again) unsaid = setTimeout(() => $("#live").replaceChildren(), 15000);
  }

  function button(words, data = {}) {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", textContent: words });
    Object.assign(made.dataset, data);
    return made;
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
        if (block.version === editor.version && block.text === editor.area.value) verdicts(editor, block, block.text);
        continue;
      }
      const fresh = fragment(block.html), old = blockOf(block.key);
      if (old && Number(old.dataset.version) > block.version) continue; // an answer that was overtaken
      if (old) {
        const focused = old.contains(document.activeElement) ? document.activeElement.dataset.do : null;
        if ($(".more", old)?.open) $(".more", fresh).open = true;
        if (old.isEqualNode(fresh)) continue;
        const reason = $(".reason", old);
        if (reason) $(".tools", fresh)?.before(reason); // a reason that somebody is writing stays
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
    const line = document.createElement("li");
    line.dataset.key = block.dataset.key;
    line.textContent = `${($(".body", block)?.textContent || "").trim().slice(0, 160)} `;
    line.append(button("Restore", { do: "restore", key: block.dataset.key }));
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
    stack.append(back, area); bar.append(done, cut, state);
    if (/\*\*|\]\(/.test(found.text)) bar.append(marks()); box.append(label, stack, bar);
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

  function marks() {
    const line = document.createElement("span");
    line.className = "marks";
    line.textContent = "**Two stars** around words make them bold; [words](#place) is a link to another part of the report.";
    return line;
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
    $("#evidence").classList.toggle("wide", id === "panel-new-data");
    if (id === "panel-notes") run(notes);
    if (id === "panel-new-data") run(async () => { $("#new-data").innerHTML = await ask("/evidence/new-data"); });
    if (id === "panel-ask") $("#question").focus();
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

  let visited = ""; // the claim that was gone to last: block and number
  function next(verdict, words) {
    const claims = $$(`#blocks .claim.${verdict}`), name = (claim) => `${claim.closest(".block").id}:${claim.dataset.claim}`;
    if (!claims.length) return say(`Nothing is ${words}.`);
    const at = (claims.findIndex((claim) => name(claim) === visited) + 1) % claims.length;
    visited = name(claims[at]);
    selected = Number(claims[at].closest(".block").dataset.key);
    go(selected);
    evidence(`/evidence/claim?key=${selected}&n=${claims[at].dataset.claim}`);
    say(`${at + 1} of ${claims.length} ${words}. Press again for the next one.`);
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

  let offline = false;
  let stood = ""; // where the sign-off of the report stood
  function tally(answer) {
    const { supported, refuted, not_enough_information: undecided } = answer.counts, missing = answer.missing.length;
    const all = Object.values(answer.states), read = all.filter((state) => state !== "draft").length;
    const way = refuted + missing
      ? `What is refuted or missing stands in the way. Correct it: press “${refuted} refuted” at the top.`
      : "Nothing stands in the way.";
    const n = (number) => number.toLocaleString("en-GB");
    $("#sign-state").textContent = `${n(supported)} proved, ${n(refuted)} refuted, ${n(undecided)} not decided, ${n(missing)} missing. ` +
      `${read} of ${all.length} paragraphs marked as read or approved. ${way} You sign as ${$("#name").value || "nobody yet"}.`;
    $("#reason-box").hidden = !(refuted + missing);
  }

  async function count() {
    try {
      const answer = await ask(`/api/changes?since=${revision}&editing=${editor ? editor.key : 0}`);
      for (const [name, id] of [["supported", "supported"], ["refuted", "refuted"], ["not_enough_information", "undecided"]]) {
        $(`#n-${id}`).textContent = answer.counts[name].toLocaleString("en-GB");
      }
      $("#n-missing").textContent = answer.missing.length;
      if (["approved", "published"].includes(stood) && answer.report === "draft") {
        $("#sign-said").textContent = "The approval was taken back, because the text or the figures were changed. Approve the report anew.";
        say("The approval of the report was taken back: it was changed.");
        if (!$("#panel-sign").hidden) run(async () => { $("#log").innerHTML = await ask("/evidence/log"); });
      }
      stood = answer.report;
      tally(answer);
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
      if (offline) notice("");
      offline = false;
    } catch (error) {
      if (error.offline && !offline) notice(error.message); // a person who only reads is told, too
      offline ||= Boolean(error.offline);
    }
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
    async approve(key, block, source) {
      const refuted = Number(block.dataset.refuted);
      let reason = "";
      if (refuted) {
        reason = source?.dataset.reason || "";
        if (!reason) return reasoned(key, block, refuted);
      }
      const answer = await ask("/api/approve", { key, version: Number(block.dataset.version), reason });
      $(".reason", block)?.remove();
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
      const below = $$(`#b${key} ~ .block:has([data-do=edit])`)[0]?.dataset.key;
      take(await ask("/api/remove", { key, version: Number(block.dataset.version) }));
      $("[data-do=edit]", blockOf(below) || document.body)?.focus({ preventScroll: true });
      say("Deleted; it waits at the end of the text.", button("Put it back", { do: "restore", key }));
      count();
    },
    async restore(key) {
      take(await ask("/api/restore", { key }));
      say("It is back where it stood.");
      $(`#removed-list li[data-key="${key}"]`)?.remove();
      $("#removed").hidden = !$("#removed-list li");
      go(key);
      count();
    },
    async undo(key) {
      await close();
      take(await ask("/api/undo", { key, version: Number(blockOf(key).dataset.version) }));
      say("The last change is undone.");
      for (const line of $$("#removed-list li")) if (blockOf(line.dataset.key)) line.remove();
      $("#removed").hidden = !$("#removed-list li");
      settle(key);
    },
    async merge(key) {
      await close();
      take(await ask("/api/merge", { key, version: Number(blockOf(key).dataset.version) }));
      go(key);
      say("Merged with the paragraph below. Undo parts them again.");
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
    async replace(key, block, source) {
      const at = Number(source.dataset.key || selected);
      if (!at || !blockOf(at)) return notice("Click the paragraph first that the answer is to replace.");
      await close();
      const html = await ask("/api/diff", { key: at, text: source.dataset.text });
      $(".diff")?.remove();
      source.closest(".bar").after(fragment(html));
      $(".diff button").focus();
    },
    async take(key, block, source) {
      take(await ask("/api/save", { key, version: Number(source.dataset.version), text: source.dataset.text }));
      source.closest(".diff").remove();
      go(key);
      say("Replaced. Undo brings the old text back.");
      settle(key);
    },
    leave: (key, block, source) => { source.closest(".diff").remove(); $("#question").focus(); },
    async settle(key, block, source) {
      if (editor?.key === key) await close();
      take(await ask("/api/settle", { key, version: Number(blockOf(key).dataset.version), choice: source.dataset.choice }));
      $("#new-data").innerHTML = await ask("/evidence/new-data");
      say("Settled.");
      settle(key);
    },
    writenote(key, block, source) {
      panel("panel-notes");
      const { kind, text, measure } = source.dataset;
      $("#note-kind").value = kind;
      $("#note-measure").value = measure;
      $("#note-text").value = text;
      $("#note-text").focus();
      say("Write the note as the report may say it.");
    },
    approvenote: (key, block, source) => noted("/api/note-approve", source, "The note is approved."),
    withdrawnote: (key, block, source) => noted("/api/note-withdraw", source, "The note is withdrawn."),
    up: (key, block) => move(key, block, true),
    down: (key, block) => move(key, block, false),
    figures: async (key) => { await evidence(`/evidence/figures?key=${key}`); $("#evidence-body button")?.focus(); },
    history: (key) => evidence(`/evidence/history?key=${key}`),
    async revert(key, block, source) {
      await close();
      const now = blockOf(key);
      take(await ask("/api/revert", { key, version: Number(now.dataset.version), event: Number(source.dataset.event) }));
      shown.length = 0;
      evidence(`/evidence/history?key=${key}`);
      count();
    },
    async fix(key, block, source) {
      const { start, end, old, fix } = source.dataset;
      if (!(editor && editor.key === key)) return fixed(key, source.dataset);
      const text = [...editor.area.value];
      if (text.slice(Number(start), Number(end)).join("") !== old) return notice("The text was changed meanwhile.");
      text.splice(Number(start), Number(end) - Number(start), fix);
      editor.area.value = text.join("");
      typed();
      await save();
      say(`Put ${fix} for ${old}.`);
      editor?.area.focus();
    },
    async insert(key, block, source) {
      const after = selected || Number($$(".block").find((one) => one.dataset.kind === "paragraph")?.dataset.key || $(".block").dataset.key);
      const answer = await ask("/api/add", { after, text: source.dataset.text });
      take(answer);
      go(answer.added);
      say("Put in below the paragraph that you worked on last. More, Move up or Move down put it elsewhere.", button("Take it out again", { do: "remove", key: answer.added }));
      settle(answer.added);
    },
  };

  // A form in the paragraph: the reason why something refuted may stand
  function reasoned(key, block, refuted) {
    $(".reason")?.remove();
    const box = document.createElement("div"), label = document.createElement("label"), area = document.createElement("textarea");
    const leave = button("Do not approve"), sign = button("Approve with this reason", { do: "approve", key });
    box.className = "reason";
    label.htmlFor = area.id = `r${key}`;
    label.textContent = `${refuted} refuted here. Correct it, or write why it may stand (kept in the log and in the run record):`;
    Object.assign(area, { rows: 2, maxLength: 2000 });
    area.addEventListener("input", () => { sign.dataset.reason = area.value.trim(); });
    leave.addEventListener("click", () => { box.remove(); $("[data-do=approve]", blockOf(key)).focus(); });
    const bar = document.createElement("p");
    bar.className = "bar";
    bar.append(sign, leave);
    box.append(label, area, bar);
    $(".tools", block).before(box);
    area.focus();
  }

  // A fix without opening the editor
  async function fixed(key, { start, end, old, fix }) {
    const found = await ask(`/api/block?key=${key}`), text = [...found.text];
    if (text.slice(Number(start), Number(end)).join("") !== old) return notice("The text was changed meanwhile.");
    text.splice(Number(start), Number(end) - Number(start), fix);
    take(await ask("/api/save", { key, version: found.version, text: text.join("") }));
    $("[data-do=edit]", blockOf(key))?.focus({ preventScroll: true });
    say(`Put ${fix} for ${old}.`, button("Undo", { do: "undo", key }));
    await settle(key);
  }

  async function noted(address, source, words) {
    $("#note-said").textContent = "Checking every claim again …";
    take(await ask(address, { id: source.dataset.note }));
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
    const target = event.target.closest("[data-do], [data-fact], [data-flag], [data-evidence], [data-example], [data-go], [data-panel], [data-open], .claim, .body");
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
    else if (target.dataset.evidence) evidence(target.dataset.evidence);
    else if (target.dataset.example) { $("#question").value = target.dataset.example; $("#ask").requestSubmit(); }
    else if (target.dataset.go) { event.preventDefault(); go(target.dataset.go); }
    else if (target.dataset.panel) panel(target.dataset.panel);
    else if (target.dataset.open) { panel(target.dataset.open); if (target.dataset.open !== "panel-ask") $(`[data-panel=${target.dataset.open}]`).focus(); }
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
  $("#go-refuted").addEventListener("click", () => next("refuted", "refuted"));
  $("#go-undecided").addEventListener("click", () => next("not-enough-information", "not decided"));
  $("#sign-report").addEventListener("click", () => { panel("panel-sign"); count(); $("#approve-report").focus(); });
  $("#question").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); $("#ask").requestSubmit(); }
  });
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
      say("Answered.");
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
  const signed = (pressed, work, meanwhile) => after(async () => {
    const buttons = $$("#panel-sign button");
    for (const one of buttons) one.disabled = true;
    $("#sign-said").textContent = meanwhile;
    try {
      await close();
      await count();
      const { said, files } = await ask(...work());
      $("#sign-said").replaceChildren(said, ...(files || []).flatMap((name) => [" ", fileLink(name)]));
    } catch (error) {
      $("#sign-said").textContent = error.message;
    } finally {
      for (const one of buttons) one.disabled = false;
    }
    panel("panel-sign");
    if (document.activeElement === document.body) pressed.focus(); // it was disabled meanwhile
    await count();
  });
  function fileLink(name) {
    const link = document.createElement("a");
    Object.assign(link, { href: `/published/${name}`, textContent: name });
    link.setAttribute("download", "");
    return link;
  }
  $("#approve-report").addEventListener("click", (event) => signed(event.target, () => ["/api/approve-report", { key: 0, version: revision, reason: $("#reason").value }], "Checking the whole text again …"));
  $("#publish").addEventListener("click", (event) => signed(event.target, () => ["/api/publish", { forms: $$("input[name=form]:checked").map((one) => one.value) }], "Checking the text and writing the files; Word and PDF take a while …"));
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
  if ($("[data-panel=panel-new-data]")) panel("panel-new-data"); // what new data changed is looked at first
  count();
  poll();
})();
