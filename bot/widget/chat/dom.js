// @ts-check
/** Building elements. Strings become text nodes, never markup. */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | boolean | number | null | undefined | ((event: any) => void)>} [attributes]
 *   a function listens to the event of that name; true is an empty attribute; null, undefined and false leave it out
 * @param {(Node | string | null | undefined | false)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  if (node instanceof HTMLButtonElement) node.type = "button";
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value != null && value !== false) node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(.../** @type {Node[]} */ (children.filter((child) => child != null && child !== false)));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";
const PATHS = {
  close: "M6 6l12 12M18 6L6 18",
  send: "M5 12h13M12 5l7 7-7 7",
  privacy: "M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6zM9 12l2 2 4-4",
  calendar: "M4 6h16v14H4zM4 10h16M8 3v5M16 3v5",
};

/** @param {keyof typeof PATHS} name a line drawing of 24 by 24, hidden from screen readers */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

const LINK = /https?:\/\/[^\s<>"«»]+|[\w.+-]+@[\w-]+(\.[\w-]+)+/gi;

/**
 * The text with its web and mail addresses as links.
 * @param {string} text @param {string} newTab what to tell a screen reader about a link that opens elsewhere
 * @returns {(Node | string)[]}
 */
export function linked(text, newTab) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const address = match[0].replace(/[.,;:!?'’)\]]+$/, ""); // the sentence's, not the address's
    const href = address.includes("://") ? address : "mailto:" + address;
    parts.push(text.slice(from, match.index), link(href, address, newTab) || address);
    from = match.index + address.length;
  }
  parts.push(text.slice(from));
  return parts.filter((part) => part !== "");
}

/**
 * A link, or null when the address is none of http, https and mailto. Other sites open in a new tab.
 * @param {string} address @param {string} text @param {string} newTab @param {string} [base] @param {Parameters<typeof h>[1]} [more]
 */
export function link(address, text, newTab, base, more) {
  const url = URL.parse(address, base);
  if (!url || !/^(https?|mailto):$/.test(url.protocol)) return null;
  const elsewhere = url.protocol !== "mailto:" && url.origin !== location.origin;
  return h(
    "a",
    { href: url.href, target: elsewhere && "_blank", rel: "noopener", ...more },
    text,
    elsewhere && h("span", { class: "unseen" }, " " + newTab),
  );
}
