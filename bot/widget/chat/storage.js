// @ts-check
/** What this browser keeps between pages. A page that may not store keeps it in memory instead. */

const PREFIX = "vestibule.";

/** @param {"localStorage" | "sessionStorage"} where */
function shelf(where) {
  /** @type {Map<string, string>} */
  const memory = new Map();
  /** @type {Storage | null} */
  let real = null;
  try {
    real = window[where];
  } catch {} // storage is closed to this page
  return {
    /** @param {string} key @returns {string | null} */
    get: (key) => memory.get(key) ?? real?.getItem(PREFIX + key) ?? null,
    /** @param {string} key @param {string | null} value null forgets the key */
    set(key, value) {
      memory.delete(key);
      if (value === null) return real?.removeItem(PREFIX + key);
      try {
        if (real) return real.setItem(PREFIX + key, value);
      } catch {} // storage is full
      memory.set(key, value);
    },
    /** @param {string} start @returns {string[]} the keys that begin so, in order */
    keys(start) {
      const stored = Object.keys(real || {}).filter((key) => key.startsWith(PREFIX + start));
      return [...stored.map((key) => key.slice(PREFIX.length)), ...[...memory.keys()].filter((key) => key.startsWith(start))].sort();
    },
  };
}

/** Shared by all pages of the site: the token, what waits to be sent, what was agreed. */
export const local = shelf("localStorage");

/** This tab alone: whether the chat is open, and what is being typed. */
export const tab = shelf("sessionStorage");
