// Messages as elements. Text only ever enters the page as text nodes, so no message can bring markup with it.
export function element(name, given = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (key in made && key !== "role") made[key] = value; else made.setAttribute(key, value);
  }
  made.append(...children.filter(Boolean));
  return made;
}

const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote" };

export function safeAddress(address) {
  try {
    const read = new URL(address.includes("://") || /^(mailto|tg):/.test(address) ? address : `https://${address}`);
    return ["http:", "https:", "mailto:", "tg:"].includes(read.protocol) ? read.href : "";
  } catch { return ""; }
}

function link(address, inside) {
  const href = safeAddress(address);
  return href ? element("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...inside) : element("span", {}, ...inside);
}

function fold(inside, word) {
  const button = element("button", { type: "button", textContent: word("unfold"), "aria-expanded": "false" });
  const box = element("span", { className: "fold closed" }, element("blockquote", {}, ...inside), button);
  button.onclick = () => {
    const closed = box.classList.toggle("closed");
    button.textContent = word(closed ? "unfold" : "fold");
    button.setAttribute("aria-expanded", String(!closed));
  };
  return box;
}

function wrapped(entity, said, inside, word) {
  switch (entity.type) {
    case "text_link": return link(entity.url, inside);
    case "url": return link(said, inside);
    case "expandable_blockquote": return fold(inside, word);
    case "spoiler": return element("span", { className: "spoiler", tabIndex: 0 }, ...inside);
    case "mention": case "bot_command": case "hashtag": case "text_mention":
      return element("span", { className: "from" }, ...inside);
    default: return element(TAGS[entity.type] || "span", {}, ...inside);
  }
}

// A quote is a block: the line breaks around it would show as empty lines.
const isBlock = (entity) => entity.type.endsWith("blockquote") || entity.type === "pre";

// Entities count in UTF-16 units, as JavaScript does; they nest and never cross.
export function formatted(text, entities, word, from = 0, to = text.length) {
  const parts = [];
  let place = from;
  const open = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  while (open.length) {
    const entity = open.shift();
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset < place || end <= entity.offset) continue;
    const inner = [];
    while (open.length && open[0].offset < end) inner.push(open.shift());
    parts.push(text.slice(place, entity.offset).replace(isBlock(entity) ? /\n{1,2}$/ : /$^/, ""));
    parts.push(wrapped(entity, text.slice(entity.offset, end), formatted(text, inner, word, entity.offset, end), word));
    place = end + (isBlock(entity) ? text.slice(end, to).match(/^\n{0,2}/)[0].length : 0);
  }
  parts.push(text.slice(place, to));
  return parts.filter((part) => part !== "");
}
