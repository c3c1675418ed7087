// @ts-check
/** The entry: the launcher imports this when the visitor opens the chat, or when an earlier talk has to go on. */

// Fetched all at once, then imported from the cache: one round trip instead of three, and on a line that breaks
// meanwhile the next try starts afresh, where a module that failed to be imported would stay failed.
const PARTS = "api composer consent conversation dom hours log message panel storage stream style talk times";

/** @param {import("./types").Options} options @returns {Promise<import("./types").Chat>} */
export async function start(options) {
  const ask = lineOf(options.root);
  /** @param {string} name */
  const beside = (name) => ask(new URL(name, import.meta.url), { credentials: "omit" });
  const [words] = await Promise.all([wordsIn(options.language, beside), ...PARTS.split(" ").map((name) => beside(name + ".js"))]);
  const { talk } = await import("./talk.js");
  return talk(options, words, ask);
}

/**
 * fetch as the browser made it. Where the page has put its own in its place, which may add headers that the server has to
 * refuse or stop what it does not know, an empty frame lends us its.
 * @param {ShadowRoot} root @returns {typeof fetch}
 */
function lineOf(root) {
  if (String(fetch).includes("[native code]")) return fetch;
  const frame = document.createElement("iframe");
  frame.hidden = true;
  root.append(frame);
  return (...what) => /** @type {any} */ (frame.contentWindow).fetch(...what);
}

/**
 * The widget's own words, one JSON file a language; English where there is no file.
 * @param {string} language two letters @param {(name: string) => Promise<Response>} beside
 * @returns {Promise<import("./types").Words>}
 */
async function wordsIn(language, beside) {
  let file = await beside(`words.${language}.json`);
  if (!file.ok) file = await beside("words.en.json");
  /** @type {Record<string, string>} */
  const words = await file.json();
  return (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}
