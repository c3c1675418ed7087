// @ts-check
/**
 * What the visitor does on the site. Loaded only after consent to tracking. Before there is a talk the events stay in
 * this browser; they are sent when the visitor opens the chat, and never if they do not.
 */
import { local } from "./storage.js";

const MOST = 50;
const HALF_HOUR = 30 * 60_000;

/** @type {import("./api.js").Api | null} */ let api = null;
let sending = false;
let shownSince = 0;
let seconds = 0;

/** @param {import("./api.js").Api} to begins, on this page */
export function follow(to) {
  if (api) return;
  api = to;
  const last = Number(local.get("visit"));
  if (last && Date.now() - last > HALF_HOUR) note("return_visit");
  local.set("visit", String(Date.now()));
  note("page_view");
  seconds = 0;
  shownSince = document.hidden ? 0 : Date.now();
  document.addEventListener("visibilitychange", shown);
  document.addEventListener("click", clicked);
}

/** Ends at once, and forgets what was not sent. */
export function forget() {
  api = null;
  document.removeEventListener("visibilitychange", shown);
  document.removeEventListener("click", clicked);
  for (const key of ["events", "visit", "known"]) if (key !== "known" || !local.get("token")) local.set(key, null);
}

/** Sends what is noted, when there is a talk to send it to. */
export async function send() {
  if (sending || !api) return;
  sending = true;
  try {
    for (let [first] = noted(); first && api; [first] = noted()) {
      const token = local.get("token");
      if (!token) return;
      await api.answer("POST", "chat/events", { token, body: first, keepalive: true });
      local.set("events", JSON.stringify(noted().slice(1)));
    }
  } catch (error) {
    // Refused for good: not worth keeping. Anything else is tried again with the next event.
    if ([400, 422].includes(/** @type {any} */ (error).status)) local.set("events", JSON.stringify(noted().slice(1)));
  } finally {
    sending = false;
  }
}

/** @returns {object[]} */
const noted = () => JSON.parse(local.get("events") || "[]");

/** @param {string} type @param {object} [more] */
function note(type, more) {
  local.set("events", JSON.stringify([...noted(), { type, page: location.href, ...more }].slice(-MOST)));
  send();
}

function shown() {
  if (!document.hidden) shownSince = Date.now();
  else if (shownSince) {
    seconds = Math.round((Date.now() - shownSince) / 1000);
    shownSince = 0;
    local.set("visit", String(Date.now()));
    if (seconds >= 5) note("time_on_page", { seconds });
  }
}

/** @param {MouseEvent} event */
function clicked({ target }) {
  const link = target instanceof Element ? target.closest("a") : null;
  if (link && (link.hasAttribute("download") || /\.(pdf|zip|docx?|xlsx?|pptx?)$/i.test(link.pathname)))
    note("download", { page: link.href });
}
