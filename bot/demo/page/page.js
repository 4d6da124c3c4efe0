import { bubble, said } from "./bubble.js";
import { element, formatted } from "./text.js";
import { act, get, listen, load } from "./wire.js";

const at = (id) => document.getElementById(id);
const ACTION_LASTS = 5000; // as Telegram's apps show one
const PAUSE = 250; // after the last key, before an inline query is asked

const scene = await load("/demo/scene");
let words = {};
const word = (id, value = "") => (words[`page-${id}`] || id).replace("{value}", value);
const page = { me: scene.me, locale: "en", grouped: false, word, press, offer, tone: (id) => Math.max(0, scene.people.findIndex((one) => one.id === id)) };
let chat = scene.chats[0];
let answering = null; // {kind: "reply" | "edit", message, quote}
let query = null;
let meanwhile = null; // events that wait for the messages of the chat
let typed = 0, acting = 0, toasting = 0;

// --- what is shown ---
async function speak(locale) {
  words = await load(`/demo/words/${locale}`);
  page.locale = document.documentElement.lang = locale;
  at("language").value = locale;
  localStorage.setItem("language", locale);
  await act("speak", { user: scene.me, language_code: scene.codes[locale] });
  for (const one of document.querySelectorAll("[data-word]")) one.textContent = word(one.dataset.word);
  for (const [id, name] of [["text", "message"], ["send", "send"], ["menu", "commands"], ["theme", "theme"], ["log", "messages"], ["results", "results"], ["side", "chats"], ["drop", "cancel"]]) at(id).setAttribute("aria-label", word(name));
  at("text").placeholder = word("message");
  dress(document.documentElement.dataset.theme);
  listChats();
  await openChat(chat);
}

function dress(theme) {
  document.documentElement.dataset.theme = theme;
  at("theme").textContent = theme === "dark" ? "☀" : "☾";
  at("theme").title = word("theme");
}

const nameOf = (one) => (one.kind === "private" ? scene.bot.first_name : word("group"));

function face(one) {
  const made = element("span", { className: "face", "aria-hidden": "true" }, one.kind === "private" ? "帳" : String(scene.people.length - 1));
  made.dataset.kind = one.kind;
  return made;
}

function listChats() {
  at("chats").replaceChildren(...scene.chats.map((one) => {
    const button = element("button", { type: "button" }, face(one), element("span", {}, element("b", {}, nameOf(one)), element("small", {}, word(`${one.kind}-about`))));
    button.setAttribute("aria-current", String(one === chat));
    button.dataset.kind = one.kind;
    button.onclick = () => { openChat(one); listChats(); };
    return element("li", {}, button);
  }));
  at("person").replaceChildren(...scene.people.map((one) => element("option", { value: one.id }, one.id === scene.me ? word("you") : one.first_name)));
}

async function openChat(one) {
  chat = one;
  page.grouped = one.kind !== "private";
  at("as").hidden = !page.grouped;
  page.me = scene.me;
  at("title").textContent = nameOf(one);
  at("head").firstElementChild.replaceWith(face(one));
  rest();
  settle();
  await reload();
}

// What happens while the messages are fetched is shown after them: it may be newer than they are.
async function reload() {
  const one = chat, missed = (meanwhile = []);
  const messages = await get("chat", { chat: one.id });
  if (meanwhile !== missed) return;
  meanwhile = null;
  at("log").replaceChildren(...messages.map((message) => bubble(message, page)));
  if (!messages.length) at("log").append(welcome());
  down();
  missed.forEach(heard);
}

function welcome() {
  const start = element("button", { type: "button" }, "/start");
  start.onclick = () => { at("log").replaceChildren(); send("/start"); };
  return element("div", { className: "event welcome" }, face(chat), element("p", {}, word("welcome")), element("div", { className: "keys" }, start));
}

function down() { at("log").scrollTop = at("log").scrollHeight; }

function rest() {
  clearTimeout(acting);
  at("status").className = "";
  at("status").textContent = page.grouped ? scene.people.map((one) => (one.id === scene.me ? word("you") : one.first_name)).join(", ") : word("bot");
}

function toast(text) {
  at("toast").textContent = text;
  at("toast").hidden = false;
  clearTimeout(toasting);
  toasting = setTimeout(() => { at("toast").hidden = true; }, 4000);
}

// --- what is heard ---
function heard(event) {
  const here = (event.message ? event.message.chat.id : event.chat) === chat.id;
  if (event.event === "callback_answer") {
    const { text, show_alert: loud, url } = event.query.answer || {};
    if (event.query.user !== person() || !text) return url ? window.open(url, "_blank", "noopener") : undefined;
    if (!loud) return toast(text);
    at("alert").querySelector("p").textContent = text;
    return at("alert").showModal();
  }
  if (event.event === "inline_answer") return query?.id === event.query.id ? offerResults(event.query) : undefined;
  if (!here) return;
  if (meanwhile) { meanwhile.push(event); return; }
  const receiver = event.message?.receiver_user?.id;
  if (receiver && receiver !== person()) return;
  if (event.event === "message" || event.event === "edit") show(event.message);
  if (event.event === "delete") at(`m${event.message_id}`)?.remove();
  if (event.event === "action") {
    at("status").textContent = word("typing", scene.bot.first_name);
    at("status").className = "typing";
    clearTimeout(acting);
    acting = setTimeout(rest, ACTION_LASTS);
  }
  if (event.event === "draft") draft(event);
  if (event.event === "reaction") toast(event.reaction.map((one) => one.emoji).join(" "));
}

function show(message) {
  const log = at("log");
  const low = log.scrollHeight - log.scrollTop - log.clientHeight < 160;
  const made = bubble(message, page);
  const old = at(made.id);
  if (old) old.replaceWith(made); else { log.querySelectorAll(".draft, div.event").forEach((one) => one.remove()); made.classList.add("new"); log.append(made); }
  if (message.from?.is_bot) rest();
  if (low) { down(); if (made.offsetHeight > log.clientHeight) made.scrollIntoView({ block: "start" }); }
}

function draft(event) {
  at("log").querySelector(".draft")?.remove();
  if (!event.text) return;
  at("log").append(element("div", { className: "row draft" }, element("div", { className: "message" }, element("div", { className: "bubble" }, element("div", { className: "body" }, ...formatted(event.text, event.entities || [], word))))));
  down();
}

// --- what people do ---
const person = () => (page.grouped ? Number(at("person").value) : scene.me);
const place = (message) => ({ chat: message.chat.id, message: message.message_id });

async function doing(action) {
  try { return await action(); } catch (error) { toast(word("failed", error.message)); return null; }
}

function send(text) {
  const doingWhat = answering;
  settle();
  if (doingWhat?.kind === "edit") return doing(() => act("edit", { message: place(doingWhat.message), text }));
  const reply = doingWhat ? { reply_to: place(doingWhat.message), ...(doingWhat.quote ? { quote: doingWhat.quote } : {}) } : {};
  return doing(() => act("send", { user: person(), chat: chat.id, text, ...reply }));
}

function press(message, button) {
  if (button.callback_data) return doing(() => act("press", { user: person(), message: place(message), data: button.callback_data }));
  if (button.copy_text) return doing(async () => { await navigator.clipboard.writeText(button.copy_text.text); toast(word("copied")); });
  const asked = button.switch_inline_query_current_chat ?? button.switch_inline_query ?? button.switch_inline_query_chosen_chat?.query;
  if (asked !== undefined) { at("text").value = `@${scene.bot.username} ${asked}`; at("text").focus(); typing(); }
  return null;
}

function answerTo(kind, message, quote = "") {
  answering = { kind, message, quote };
  at("about").textContent = `${word(kind)}: ${quote || said(message)}`;
  at("bar").hidden = false;
  if (kind === "edit") at("text").value = said(message);
  at("text").focus();
}

function settle() { answering = null; at("bar").hidden = true; }

function offer(message, button, own) {
  const marked = window.getSelection().toString().trim();
  const inside = marked && said(message).includes(marked) && at(`m${message.message_id}`).contains(window.getSelection().anchorNode);
  const other = scene.chats.find((one) => one !== chat);
  const acts = [
    ["reply", () => answerTo("reply", message)],
    inside && ["quote", () => answerTo("reply", message, marked)],
    own && message.text && ["edit", () => answerTo("edit", message)],
    ["forward", () => doing(async () => { await act("forward", { user: scene.me, message: place(message), chat: other.id }); openChat(other); listChats(); })],
  ].filter(Boolean);
  const close = () => { at("acts").hidden = true; button.focus(); };
  at("acts").replaceChildren(...acts.map(([name, does]) => {
    const made = element("button", { type: "button", role: "menuitem" }, name === "quote" ? word("quote", marked.slice(0, 30)) : word(name));
    made.dataset.act = name;
    made.onclick = () => { close(); does(); };
    return made;
  }));
  at("acts").hidden = false;
  const box = button.getBoundingClientRect();
  at("acts").style.left = `${Math.max(8, Math.min(box.left, innerWidth - at("acts").offsetWidth - 8))}px`;
  at("acts").style.top = `${Math.max(8, Math.min(box.bottom, innerHeight - at("acts").offsetHeight - 8))}px`;
  at("acts").firstChild.focus();
}

// --- the field: commands, mentions, inline ---
function list(entries, empty) {
  at("results").replaceChildren(...entries.map(([title, about, does, image]) => {
    const made = element("button", { type: "button", role: "option" }, image ? element("img", { src: image, alt: "", loading: "lazy" }) : null,
      element("span", {}, element("b", {}, title), about ? element("small", {}, about) : null));
    made.setAttribute("aria-selected", "false");
    made.onclick = does;
    return made;
  }));
  if (!entries.length && empty) at("results").append(element("p", {}, empty));
  at("results").hidden = !at("results").childElementCount;
}

function fill(text) { at("text").value = text; at("text").focus(); typing(); }

async function commands() {
  const found = await get("commands", { chat: chat.id, user: person(), language: scene.codes[page.locale] });
  const to = page.grouped ? `@${scene.bot.username}` : "";
  list(found.map((one) => [`/${one.command}`, one.description, () => { list([]); fill(`/${one.command}${to} `); }]));
}

function offerResults(asked) {
  list((asked.answer?.results || []).map((one) => [one.title || one.id, one.description, () => {
    list([]);
    at("text").value = "";
    doing(() => act("choose", { query: asked.id, result_id: one.id, chat: chat.id }));
  }, one.thumbnail_url]), word("no-results"));
}

function typing() {
  const text = at("text").value;
  at("text").style.height = "auto";
  at("text").style.height = `${at("text").scrollHeight + 2}px`;
  clearTimeout(typed);
  query = null;
  const inline = text.match(new RegExp(`^@${scene.bot.username}\\s(.*)$`, "s"));
  if (inline) {
    typed = setTimeout(() => doing(async () => {
      const asked = await act("inline", { user: person(), text: inline[1], chat: chat.id });
      query = asked;
      const now = asked.answer ? asked : await get("query", { id: asked.id }); // it may have been answered before we knew its id
      if (query === asked && now.answer) offerResults(now);
    }), PAUSE);
  } else if (/^\/\w*$/.test(text)) commands();
  else if (/(^|\s)@\w*$/.test(text)) {
    const names = [scene.bot, ...scene.people].filter((one) => one.username && one.id !== scene.me);
    list(names.map((one) => [`@${one.username}`, one.first_name, () => { list([]); fill(text.replace(/@\w*$/, `@${one.username} `)); }]));
  } else list([]);
}

function submit() {
  const text = at("text").value.trim();
  if (!text) return;
  at("text").value = "";
  typing();
  at("log").querySelector("div.event")?.remove();
  send(text);
}

function steer(event) {
  const options = [...at("results").querySelectorAll("button")];
  const now = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
  if (options.length && ["ArrowDown", "ArrowUp"].includes(event.key)) {
    event.preventDefault();
    const next = (now + (event.key === "ArrowDown" ? 1 : options.length - (now < 0 ? 0 : 1))) % options.length;
    options.forEach((one, place) => one.setAttribute("aria-selected", String(place === next)));
    options[next].scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    if (now >= 0) options[now].click(); else submit();
  }
}

at("composer").onsubmit = (event) => { event.preventDefault(); submit(); };
at("text").oninput = typing;
at("text").onkeydown = steer;
at("menu").onclick = () => (at("results").hidden ? commands() : list([]));
at("drop").onclick = () => { settle(); at("text").value = ""; };
at("language").onchange = (event) => speak(event.target.value);
at("person").onchange = () => { page.me = person(); reload(); };
at("theme").onclick = () => { const theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark"; localStorage.setItem("theme", theme); dress(theme); };
document.addEventListener("keydown", (event) => { if (event.key === "Escape") { at("acts").hidden = true; list([]); settle(); } });
document.addEventListener("click", (event) => { if (!at("acts").contains(event.target) && !event.target.closest(".more")) at("acts").hidden = true; });
at("acts").onkeydown = (event) => {
  const items = [...at("acts").children], now = items.indexOf(document.activeElement);
  if (event.key === "ArrowDown") items[(now + 1) % items.length].focus();
  if (event.key === "ArrowUp") items[(now + items.length - 1) % items.length].focus();
};

// A browser that speaks Chinese is answered in its script; others begin in the language of whoever started the demo.
function spoken() {
  const own = navigator.languages.find((one) => /^zh\b/i.test(one));
  return own && (/hant|-(tw|hk|mo)\b/i.test(own) ? "zh-Hant" : "zh-Hans");
}

dress(localStorage.getItem("theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
const wanted = new URLSearchParams(location.search).get("language") || localStorage.getItem("language") || spoken() || scene.locale;
await speak(wanted in scene.codes ? wanted : scene.locale);
// At each connection the chat is read anew: nothing said before it is lost.
listen(heard, async () => { await reload(); document.body.dataset.ready = "yes"; });
