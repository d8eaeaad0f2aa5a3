"use strict";
// The page of a review: shows what the server renders, and sends decisions with a digest of what was shown.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
// The server escapes everything that is not its own markup; this is the only place where markup becomes a part of the page.
const policy = window.trustedTypes ? trustedTypes.createPolicy("redline", { createHTML: (html) => html }) : { createHTML: (html) => html };
const fill = (element, html) => { element.innerHTML = policy.createHTML(html); };

const state = {
  fix: null, digest: null, version: 0, limit: 200, branch: "", plan: null, isGone: false,
  layout: "unified", spaces: "hidden", context: 3, whole: 0, view: "fix", verdict: "ignore", collapsed: new Set(),
};

// MARK: Session

// The token comes in the fragment once, and stays with this tab: neither in the address nor in the history.
function takeToken() {
  const fragment = location.hash.slice(1);
  if (/^[0-9a-f]{64}$/.test(fragment)) {
    sessionStorage.setItem("token", fragment);
    sessionStorage.removeItem("fix");
    history.replaceState(null, "", "/");
  }
  if (!sessionStorage.getItem("tab")) sessionStorage.setItem("tab", crypto.randomUUID());
  return sessionStorage.getItem("token");
}

class Refusal extends Error {
  constructor(status, message) { super(message); this.status = status; }
}

async function ask(path, body) {
  const headers = { "X-Redline-Token": sessionStorage.getItem("token") ?? "" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let response;
  try {
    response = await fetch(path, { method: body === undefined ? "GET" : "POST", headers, body: body === undefined ? undefined : JSON.stringify(body), cache: "no-store", credentials: "omit" });
  } catch {
    setGone(true);
    throw new Refusal(0, "");
  }
  setGone(false);
  const answer = await response.json();
  if (!response.ok) throw new Refusal(response.status, answer.message);
  return answer;
}

const tab = () => sessionStorage.getItem("tab");
const query = (fields) => new URLSearchParams(fields).toString();

function setGone(isGone) {
  if (state.isGone === isGone) return;
  state.isGone = isGone;
  document.body.classList.toggle("gone", isGone);
  banner(isGone ? "The server has ended, or cannot be reached. Decisions so far are kept. Start 'redline review --web' again, and open the new address." : "");
  setButtons();
}

function setButtons() {
  for (const button of $$("main button, .buttons [data-do=commit], #ask button")) button.disabled = state.isGone;
}

function banner(text) {
  $("#banner").textContent = text;
  $("#banner").hidden = text === "";
}

let timer;
function say(text) {
  $("#status").textContent = text;
  clearTimeout(timer);
  timer = setTimeout(() => { $("#status").textContent = ""; }, 6000);
}

// Runs one thing at a time: keys pressed meanwhile would decide on what is not shown yet.
let isBusy = false;
async function run(action) {
  if (isBusy) return;
  isBusy = true;
  document.documentElement.setAttribute("aria-busy", "true");
  try {
    await action();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.status === 401) signIn(error.message);
    else if (error.message) say(error.message);
  } finally {
    isBusy = false;
    document.documentElement.removeAttribute("aria-busy");
  }
}

function signIn(message) {
  banner("This page has no access: " + message + ".");
  const text = document.createElement("p");
  text.className = "empty";
  text.textContent = "Nothing to show.";
  $("#main").replaceChildren(text);
}

// MARK: List

const filter = () => $("input[name=filter]:checked").value;

async function loadList() {
  const list = await ask("/api/list?" + query({ filter: filter(), words: $("#words").value, limit: state.limit }));
  const focused = document.activeElement?.closest?.("#tree [role=treeitem]");
  const focusKey = focused && (focused.dataset.id ?? focused.dataset.key);
  const scroll = $("nav").scrollTop;
  fill($("#tree"), list.html);
  state.version = list.version;
  state.branch = list.branch;
  $("#title").textContent = list.title;
  document.title = `${list.decided} of ${list.total}: redline review`;
  $("#count").textContent = list.total === 0 ? "nothing to fix" : `${list.decided} of ${list.total} decided`;
  $("#bar").max = Math.max(list.total, 1);
  $("#bar").value = list.decided;
  for (const key of state.collapsed) setExpanded($(`#tree [data-key="${CSS.escape(key)}"]`), false);
  mark();
  $("nav").scrollTop = scroll;
  if (focusKey) {
    const row = $$("#tree [role=treeitem]").find((row) => row.dataset.id === focusKey || row.dataset.key === focusKey);
    row?.focus({ preventScroll: true });
  }
  return list;
}

function mark() {
  const rows = $$("#tree [role=treeitem]");
  for (const row of rows) {
    row.tabIndex = -1;
    if (row.dataset.id) row.setAttribute("aria-selected", String(row.dataset.id === state.fix));
  }
  const row = rows.find((row) => row.dataset.id === state.fix) ?? rows[0];
  if (row) row.tabIndex = 0;
  if (row && row.dataset.id === state.fix && !row.contains(document.activeElement)) row.scrollIntoView({ block: "nearest" });
}

function setExpanded(row, isExpanded) {
  if (!row?.dataset.key) return;
  row.setAttribute("aria-expanded", String(isExpanded));
  if (isExpanded) state.collapsed.delete(row.dataset.key); else state.collapsed.add(row.dataset.key);
  const hidden = [];
  for (const other of $$("#tree [role=treeitem]")) {
    const level = Number(other.getAttribute("aria-level"));
    while (hidden.length && hidden.at(-1) >= level) hidden.pop();
    other.hidden = hidden.length > 0;
    if (other.getAttribute("aria-expanded") === "false") hidden.push(level);
  }
}

function moveInTree(event) {
  const row = event.target.closest("[role=treeitem]");
  if (!row) return false;
  const rows = $$("#tree [role=treeitem]").filter((row) => !row.hidden);
  const index = rows.indexOf(row);
  const go = (target) => { if (target) { for (const row of rows) row.tabIndex = -1; target.tabIndex = 0; target.focus(); } };
  switch (event.key) {
    case "ArrowDown": go(rows[index + 1]); break;
    case "ArrowUp": go(rows[index - 1]); break;
    case "Home": go(rows[0]); break;
    case "End": go(rows.at(-1)); break;
    case "ArrowRight":
      if (row.getAttribute("aria-expanded") === "false") setExpanded(row, true); else if (row.dataset.key) go(rows[index + 1]);
      break;
    case "ArrowLeft":
      if (row.getAttribute("aria-expanded") === "true") setExpanded(row, false);
      else go(rows.slice(0, index).findLast((other) => other.getAttribute("aria-level") < row.getAttribute("aria-level")));
      break;
    case "Enter": case " ": chooseRow(row); break;
    default: return false;
  }
  event.preventDefault();
  return true;
}

function chooseRow(row) {
  if (row.dataset.more) {
    state.limit = Number(row.dataset.more);
    run(loadList);
  } else if (row.dataset.id) {
    run(() => show(row.dataset.id));
    if (isNarrow.matches) $("#fixes").open = false;
  } else {
    setExpanded(row, row.getAttribute("aria-expanded") === "false");
  }
}

// MARK: One fix

async function show(id, step = "", { keepsFocus = false } = {}) {
  const isOther = id !== state.fix || step !== "";
  if (isOther && isTyping() && !confirmLeaving()) return;
  const fix = await ask("/api/fix?" + query({ id, step, layout: state.layout, spaces: state.spaces, context: state.context, function: state.whole }));
  if (!fix.html) return say(fix.message);
  state.fix = fix.id;
  state.digest = fix.digest;
  state.view = "fix";
  state.plan = null;
  sessionStorage.setItem("fix", fix.id);
  document.body.classList.remove("show-aside");
  fill($("#main"), fix.html);
  fill($("#aside"), fix.aside);
  setButtons();
  mark();
  if (isOther) $("#main").scrollTop = 0;
  // Whoever reads with a screen reader hears the next fix.
  if (!keepsFocus) $("article").focus({ preventScroll: true });
}

const draft = () => { const area = $("#edited"); return area && !area.closest("form").hidden && area.value !== area.defaultValue ? area.value : null; };
const isTyping = () => draft() !== null;
const confirmLeaving = () => { say("Your edit is not kept yet: accept it, or cancel."); $("#edited").focus(); return false; };

async function decide(verdict, reason) {
  if (!state.fix || state.view !== "fix") return;
  await send("/api/decide", { tab: tab(), verdict, reason, fixes: [{ id: state.fix, digest: state.digest }] }, verdict !== "open");
}

// After a decision the next open fix follows; at the end, all of them together.
async function send(path, body, advances) {
  let done;
  try {
    done = await ask(path, body);
  } catch (error) {
    if (error.status === 409) await refresh(error.message);
    throw error;
  }
  if (done.version === undefined) return say(done.message);
  hideForms();
  await loadList();
  say(done.message);
  if (advances && done.next) await show(done.next);
  else if (advances && !done.next) await showPlan();
  else if (done.id) await show(done.id);
}

// Somebody else has decided, or files have changed: shows what holds now.
async function refresh(message) {
  const list = await loadList();
  const text = draft();
  try {
    await show(state.fix, "", { keepsFocus: true });
    if (text !== null && $("#edited")) { openForm("edit"); $("#edited").value = text; }
  } catch (error) {
    if (error.status !== 404) throw error;
    hideForms();
    if (list.first) await show(list.first); else showNothing(list);
  }
  if (message) say(message);
}

function showNothing(list) {
  state.fix = null;
  const text = document.createElement("p");
  text.className = "empty";
  text.textContent = list.total === 0 ? "Nothing to fix." : "No fix is shown: choose another filter.";
  $("#main").replaceChildren(text);
  $("#aside").replaceChildren();
}

function openForm(name) {
  const form = $(`form.${name}`);
  if (!form) return;
  hideForms();
  form.hidden = false;
  $(`.actions [data-do=${name === "reason" ? "ignore" : "edit"}]`)?.setAttribute("aria-expanded", "true");
  const field = $("input, textarea", form);
  field.focus();
  form.scrollIntoView({ block: "nearest" });
}

function hideForms() {
  for (const form of $$("form.reason, form.edit")) {
    form.hidden = true;
    const area = $("textarea", form);
    if (area) area.value = area.defaultValue;
  }
  for (const button of $$(".actions [aria-expanded]")) button.setAttribute("aria-expanded", "false");
}

function askReason(verdict) {
  state.verdict = verdict;
  const button = $("form.reason .primary");
  if (!button) return;
  button.textContent = verdict === "ignore" ? "Ignore" : "Reject";
  openForm("reason");
}

async function accept(text) {
  try {
    await send("/api/edit", { tab: tab(), text, fix: { id: state.fix, digest: state.digest } }, true);
  } catch (error) {
    if (error.status !== 422) throw error;
    $("form.edit .error").textContent = error.message;
  }
}

// MARK: Several fixes

async function decideSeveral(kind, verdict) {
  const scope = await ask("/api/scope?" + query({ kind, verdict, id: state.fix ?? "" }));
  if (!scope.fixes) return say(scope.message);
  if (scope.fixes.length === 1 && scope.fixes[0].id === state.fix) return decide(verdict);
  const dialog = $("#ask");
  $("#ask-text").textContent = scope.question;
  dialog.returnValue = "";
  dialog.showModal();
  dialog.onclose = () => {
    if (dialog.returnValue === "y") run(() => send("/api/decide", { tab: tab(), verdict, fixes: scope.fixes }, true));
    else say("Nothing was decided.");
  };
}

// MARK: Commit and places without a fix

async function showPlan(branch) {
  if (isTyping() && !confirmLeaving()) return;
  const loading = document.createElement("p");
  loading.className = "empty";
  loading.textContent = "Working out the commits…";
  $("#main").replaceChildren(loading);
  state.view = "plan";
  document.body.classList.remove("show-aside");
  try {
    const plan = await ask("/api/plan", { branch: branch ?? state.branch });
    state.plan = plan;
    showPanel(plan.html);
  } catch (error) {
    if (error.status !== 422) throw error;
    showFailure(error.message, branch);
  }
}

// The words of the git layer, with another branch to try.
function showFailure(message, branch) {
  fill($("#main"), '<section class="panel" tabindex="-1" aria-labelledby="commit-title"><h2 id="commit-title">Commit</h2><p class="error" role="alert"></p><form class="commit"><p><label for="branch">Branch</label> <input id="branch" autocomplete="off" spellcheck="false"></p><p><button class="primary">Look again</button></p></form></section>');
  $(".panel .error").textContent = message;
  $("#branch").value = branch ?? state.branch;
  state.plan = null;
  $(".panel").focus();
}

function showPanel(html) {
  fill($("#main"), html);
  setButtons();
  $("#main").scrollTop = 0;
  $(".panel").focus({ preventScroll: true });
}

async function commit() {
  const branch = $("#branch").value.trim();
  // Another branch starts elsewhere: it is shown first.
  if (!state.plan || branch !== state.plan.branch) return showPlan(branch);
  try {
    const done = await ask("/api/commit", { branch, digest: state.plan.digest });
    state.view = "done";
    showPanel(done.html);
    say("Committed.");
  } catch (error) {
    if (error.status === 409) { await showPlan(branch); say(error.message); }
    else if (error.status === 422) $("form.commit .error").textContent = error.message;
    else throw error;
  }
}

async function showRefused(limit = 200) {
  if (isTyping() && !confirmLeaving()) return;
  const part = await ask("/api/refused?" + query({ limit }));
  state.view = "refused";
  document.body.classList.remove("show-aside");
  showPanel(part.html);
}

// MARK: Actions

const actions = {
  accept: () => run(() => decide("accept")),
  reject: () => run(() => decide("reject")),
  open: () => run(() => decide("open")),
  ignore: () => askReason("ignore"),
  "reject-because": () => askReason("reject"),
  edit: () => openForm("edit"),
  cancel: () => { hideForms(); $("article")?.focus({ preventScroll: true }); },
  layout: () => { state.layout = state.layout === "split" ? "unified" : "split"; redraw(); },
  spaces: () => { state.spaces = state.spaces === "hidden" ? "shown" : "hidden"; redraw(); },
  more: () => { state.context = Math.min(state.context + 3, 10000); redraw(); },
  fewer: () => { state.context = Math.max(state.context - 3, 0); redraw(); },
  whole: () => { state.whole = 1 - state.whole; redraw(); },
  undo: () => run(() => send("/api/undo", { tab: tab() }, false)),
  redo: () => run(() => send("/api/redo", { tab: tab() }, false)),
  file: (verdict) => run(() => decideSeveral("file", verdict)),
  codemod: (verdict) => run(() => decideSeveral("codemod", verdict)),
  safe: () => run(() => decideSeveral("safe", "accept")),
  step: (step) => { if (state.fix) run(() => show(state.fix, step)); },
  commit: () => run(() => showPlan()),
  refused: () => run(() => state.view === "refused" && state.fix ? show(state.fix) : showRefused()),
  "more-refused": (_, button) => run(() => showRefused(Number(button.dataset.more))),
  back: () => run(async () => { if (state.fix) await show(state.fix); }),
  keys: () => $("#keys").showModal(),
  list: () => {
    if (isNarrow.matches) $("#fixes").open = true;
    document.body.classList.remove("show-aside");
    ($("#tree [tabindex='0']") ?? $("#words")).focus();
  },
  document: () => {
    const isShown = document.body.classList.toggle("show-aside");
    const summary = $("#aside .document summary");
    if (!isShown) $("article, .panel")?.focus({ preventScroll: true });
    else if (summary) { summary.parentElement.open = true; summary.focus(); }
  },
  find: () => { if (isNarrow.matches) $("#fixes").open = true; $("#words").focus(); $("#words").select(); },
  filter: () => {
    const all = $$("input[name=filter]");
    all[(all.findIndex((input) => input.checked) + 1) % all.length].checked = true;
    filterChanged();
  },
  number: () => { $("#words").value = ""; say("Type a number, then Enter."); numbers = ""; },
};

function redraw() { if (state.fix && state.view === "fix" && !isTyping()) run(() => show(state.fix, "", { keepsFocus: true })); }

const keys = {
  y: ["accept"], n: ["reject"], i: ["ignore"], N: ["reject-because"], e: ["edit"],
  a: ["file", "accept"], d: ["file", "reject"], A: ["codemod", "accept"], D: ["codemod", "reject"], S: ["safe"],
  u: ["undo"], U: ["redo"], j: ["step", "next-open"], k: ["step", "previous-open"], J: ["step", "next"], K: ["step", "previous"],
  w: ["spaces"], x: ["layout"], "+": ["more"], "=": ["more"], "-": ["fewer"], z: ["whole"], p: ["document"], "/": ["find"], f: ["filter"],
  g: ["number"], r: ["refused"], b: ["list"], c: ["commit"], "?": ["keys"],
};

// The digits after 'g'; null while none are typed.
let numbers = null;
function typeNumber(event) {
  if (/^[0-9]$/.test(event.key)) numbers += event.key;
  else if (event.key === "Enter" && numbers) goToNumber(numbers);
  if (!/^[0-9]$/.test(event.key)) numbers = null; else say("Go to " + numbers);
  event.preventDefault();
}

function goToNumber(number) {
  const find = () => $$("#tree [data-id]").find((row) => $(".line", row).textContent === number);
  run(async () => {
    if (!find()) {
      $("#words").value = "";
      $("input[name=filter][value=all]").checked = true;
      state.limit = Math.max(state.limit, Math.ceil(Number(number) / 200) * 200);
      await loadList();
    }
    const row = find();
    if (row) await show(row.dataset.id); else say("There is no fix " + number + ".");
  });
}

function isField(target) { return target.closest("input:not([type=radio]), textarea, select, [contenteditable]") !== null; }

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && event.target.closest("form.reason, form.edit")) { event.preventDefault(); return actions.cancel(); }
  if (isField(event.target)) return;
  const open = $("dialog[open]");
  if (open) {
    if (open.id === "ask" && (event.key === "y" || event.key === "n")) { event.preventDefault(); if (!event.repeat) open.close(event.key); }
    return;
  }
  if (numbers !== null && event.key !== "Shift") return typeNumber(event);
  if (event.target.closest("#tree") && moveInTree(event)) return;
  const action = keys[event.key];
  if (!action || state.isGone) return;
  // A key that is held down decides once.
  event.preventDefault();
  if (!event.repeat) actions[action[0]](action[1]);
});

document.addEventListener("click", (event) => {
  const row = event.target.closest("[role=treeitem]");
  if (row) return chooseRow(row);
  const answer = event.target.closest("[data-answer]");
  if (answer) return $("#ask").close(answer.dataset.answer);
  const link = event.target.closest("a[href^='#fix-']");
  if (link) { event.preventDefault(); return run(() => show(link.hash.slice(5))); }
  const button = event.target.closest("[data-do]");
  if (button && !button.disabled) actions[button.dataset.do](undefined, button);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog") return;
  event.preventDefault();
  if (state.isGone) return;
  if (form.matches(".reason")) run(() => decide(state.verdict, $("#reason").value));
  else if (form.matches(".edit")) run(() => accept($("#edited").value));
  else if (form.matches(".commit")) run(commit);
  else if (form.matches("[role=search]")) run(loadList);
});

let typing;
function filterChanged() { state.limit = 200; run(loadList); }
$("#words").addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(filterChanged, 200); });
$("#filter").addEventListener("change", filterChanged);

const isNarrow = matchMedia("(max-width: 699px)");
const fold = () => { $("#fixes").open = !isNarrow.matches; };
isNarrow.addEventListener("change", fold);
addEventListener("beforeunload", (event) => { if (isTyping()) event.preventDefault(); });

// MARK: Start

async function start() {
  fold();
  if (!takeToken()) return signIn("open the address that 'redline review --web' has printed");
  await run(async () => {
    const list = await loadList();
    const last = sessionStorage.getItem("fix");
    const id = last && $(`#tree [data-id="${CSS.escape(last)}"]`) ? last : list.first;
    if (id) await show(id, "", { keepsFocus: true }); else showNothing(list);
  });
  setInterval(watch, 2000);
}

// Notices what others have decided, and that the server has come back or gone.
function watch() {
  if (document.hidden || isBusy || !sessionStorage.getItem("token")) return;
  ask("/api/version").then((answer) => {
    if (answer.version === state.version || isBusy) return;
    run(async () => {
      const row = () => $(`#tree [data-id="${CSS.escape(state.fix ?? "")}"]`)?.textContent;
      const before = row();
      await loadList();
      if (state.view === "fix" && !isTyping() && before !== row() && !$("form.reason:not([hidden])")) await refresh("Somebody else has decided.");
    });
  }, () => {});
}

addEventListener("hashchange", () => { if (/^#[0-9a-f]{64}$/.test(location.hash)) location.reload(); });
start();
