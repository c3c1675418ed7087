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
let since = 0;

/** @param {import("./api.js").Api} to begins, on this page */
export function follow(to) {
  if (api) return;
  api = to;
  const last = local.get("visit");
  if (last && Date.now() - last > HALF_HOUR) note({ type: "return_visit" });
  note({ type: "page_view" });
  seen();
  document.addEventListener("visibilitychange", seen);
  document.addEventListener("click", clicked);
}

/** Ends at once, and forgets what was not sent. */
export function forget() {
  api = null;
  document.removeEventListener("visibilitychange", seen);
  document.removeEventListener("click", clicked);
  local.set("events", null);
  local.set("visit", null);
}

/** @returns {object[]} */
const noted = () => local.get("events") || [];

/** Sends what is noted, one after the other, when there is a talk to send it to. */
export async function send() {
  if (sending) return;
  sending = true;
  for (let token = local.get("token"); token && api && noted().length; token = local.get("token")) {
    const [body] = noted();
    const problem = await api.answer("POST", "chat/events", { token, body, keepalive: true }).catch((problem) => problem);
    // Refused for good is not worth keeping. Anything else is tried again with the next event.
    if ("status" in problem && problem.status !== 422) break;
    if (api) local.set("events", noted().slice(1));
  }
  sending = false;
}

/** @param {{type: string, page?: string, seconds?: number}} event */
function note(event) {
  local.set("events", [...noted(), { page: location.href, ...event }].slice(-MOST));
  send();
}

/** The page is shown or hidden: its time counts while it is shown. */
function seen() {
  const now = Date.now();
  local.set("visit", now);
  const seconds = Math.round((now - since) / 1000);
  if (document.hidden && since && seconds >= 5) note({ type: "time_on_page", seconds });
  since = document.hidden ? 0 : now;
}

/** @param {MouseEvent} event */
function clicked({ target }) {
  const link = target instanceof Element && target.closest("a");
  if (link && (link.hasAttribute("download") || /\.(pdf|zip|\w{3}x)$/i.test(link.pathname))) note({ type: "download", page: link.href });
}
