// @ts-check
/** What this browser keeps between pages, as JSON. A page that may not store keeps it in memory instead. */

const PREFIX = "vestibule.";

/** @param {"localStorage" | "sessionStorage"} where */
function shelf(where) {
  /** @type {Map<string, any>} */
  const memory = new Map();
  /** @type {Storage | null} */
  let real = null;
  try {
    real = window[where];
  } catch {} // storage is closed to this page
  return {
    shared: !!real,
    /** @param {string} key @returns {any} null when there is none */
    get(key) {
      try {
        return memory.get(key) ?? JSON.parse(/** @type {string} */ (real?.getItem(PREFIX + key)));
      } catch {
        return null; // somebody else wrote there
      }
    },
    /** @param {string} key @param {any} value null forgets the key */
    set(key, value) {
      memory.delete(key);
      if (value === null) return real?.removeItem(PREFIX + key);
      try {
        if (real) return real.setItem(PREFIX + key, JSON.stringify(value));
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

/**
 * Does the work of that name in one tab at a time. Pages without https have no locks, and tabs that share no storage have
 * nothing to take turns over.
 * @template T
 * @param {string} name @param {() => Promise<T>} work @param {LockOptions} [options]
 * @returns {Promise<T>}
 */
export const alone = (name, work, options = {}) =>
  local.shared && navigator.locks ? navigator.locks.request(PREFIX + name, options, work) : work();
