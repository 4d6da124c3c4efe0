// One message as it stands in the log.
import { element, formatted, safeAddress } from "./text.js";
import { picture } from "./wire.js";

export const said = (message) => message.text ?? message.caption ?? (message.rich_message?.blocks || []).map((block) => block.text).join("\n");

const short = (text, most = 120) => (text.length > most ? `${text.slice(0, most)}…` : text);

function key(button, press, word) {
  const look = { className: button.style || "" };
  if (button.url) return element("a", { ...look, href: safeAddress(button.url), target: "_blank", rel: "noopener noreferrer" }, `${button.text} ↗`);
  const made = element("button", { ...look, type: "button" }, button.text);
  made.dataset.data = button.callback_data || "";
  made.onclick = () => press(button);
  if (button.copy_text) made.title = word("copy");
  return made;
}

function keys(message, press, word) {
  const rows = message.reply_markup?.inline_keyboard || [];
  if (!rows.length) return null;
  return element("div", { className: "keys", role: "group", "aria-label": word("buttons") },
    ...rows.map((row) => element("div", {}, ...row.map((button) => key(button, (one) => press(message, one), word)))));
}

function replied(message, page) {
  const target = message.reply_to_message || message.external_reply;
  if (!target) return null;
  const who = target.from?.first_name || target.origin?.sender_user?.first_name || "";
  const made = element("button", { className: message.quote ? "reply quoted" : "reply", type: "button" }, element("b", {}, who),
    element("span", {}, short(message.quote?.text ?? said(target) ?? "", message.quote ? 400 : 120)));
  made.onclick = () => document.getElementById(`m${target.message_id}`)?.scrollIntoView({ block: "center" });
  return made;
}

function author(message, page) {
  const made = element("p", { className: "from" }, message.from?.first_name || "");
  made.dataset.tone = page.tone(message.from?.id);
  return made;
}

export function bubble(message, page) {
  const { word } = page;
  if (message.new_chat_members || message.left_chat_member) {
    const [one] = message.new_chat_members || [message.left_chat_member];
    return element("p", { className: "event", id: `m${message.message_id}` }, one.first_name);
  }
  const own = message.from?.id === page.me && !message.via_bot;
  const mine = message.from?.id === page.me;
  const photo = message.photo?.at(-1);
  const time = new Date(message.date * 1000).toLocaleTimeString(page.locale, { hour: "2-digit", minute: "2-digit", hour12: false });
  const origin = message.forward_origin?.sender_user?.first_name;
  const more = element("button", { className: "more", type: "button", "aria-label": word("actions"), "aria-haspopup": "menu" }, "⋮");
  more.onclick = () => page.offer(message, more, own);
  const text = said(message);
  const preview = message.link_preview_options?.url;
  const body = element("div", { className: "bubble" },
    page.grouped && !mine ? author(message, page) : null,
    origin ? element("p", { className: "from" }, word("forwarded", origin)) : null,
    replied(message, page),
    photo ? element("img", { className: "photo", src: picture(photo.file_id), alt: text || word("picture"), width: photo.width, height: photo.height }) : null,
    element("div", { className: "body" }, ...formatted(text, message.entities || message.caption_entities || [], word)),
    preview ? element("img", { className: "photo preview", src: preview, alt: word("picture") }) : null,
    element("p", { className: "meta" }, [message.via_bot ? `@${message.via_bot.username}` : "", message.edit_date && mine ? word("edited") : "", message.receiver_user ? word("alone") : "", time].filter(Boolean).join(" · ")));
  const row = element("article", { className: `row${mine ? " own" : ""}`, id: message.message_id ? `m${message.message_id}` : `e${message.ephemeral_message_id}`, "aria-label": message.from?.first_name || "" },
    element("div", { className: "message" }, body, keys(message, page.press, word)), more);
  row.dataset.bot = message.from?.is_bot ? "yes" : "no";
  return row;
}
