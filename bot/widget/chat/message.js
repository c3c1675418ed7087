// @ts-check
/** One message as it is seen: who, what, when, and the meeting it tells of. */
import { h, icon, link, linked } from "./dom.js";

/** @typedef {import("./types").Message} Message */

/**
 * @param {Message} message
 * @param {object} how
 * @param {import("./types").Words} how.words
 * @param {string} how.language of the widget's words and dates
 * @param {string} how.base what relative addresses of the server are relative to
 * @param {boolean} how.first whether somebody else spoke before, or long ago
 * @param {boolean} [how.waiting] not received by the server yet
 * @param {boolean} [how.replaced] a later message tells of the same meeting
 * @param {() => void} [how.takeBack] the server did not take it: takes its words back
 * @param {(label: string) => void} [how.correct] begins the correction of a line of a recap
 */
export function bubble(message, how) {
  const { words, language, first, waiting, takeBack } = how;
  const { from, at, meeting } = message;
  const who = words(from);
  const recap = from === "visitor" ? null : recapOf(message.text);
  return h(
    "li",
    { class: `message ${from}${first ? " first" : ""}${waiting ? " waiting" : ""}` },
    h("p", { class: first && from !== "visitor" ? "who" : "unseen" }, who),
    message.text &&
      h(
        "div",
        { class: "bubble", lang: message.language || null, dir: "auto" },
        ...(recap ? recapRows(recap, how) : from === "visitor" ? [message.text] : linked(message.text, words("new_tab"))),
      ),
    meeting && card(meeting, how),
    takeBack && h("p", { class: "why" }, words("refused"), " ", h("button", { click: takeBack }, words("edit"))),
    waiting
      ? h("p", { class: "when" }, words("waiting"))
      : at && h("p", { class: "when" }, h("time", { datetime: at }, clock(at, language))),
  );
}

/** @param {string} date @param {string} language @param {"numeric"} [year] left out when not given @returns {string} the first is `1er` in French */
export function dayOf(date, language, year) {
  const day = new Date(date).toLocaleDateString(language, { weekday: "long", day: "numeric", month: "long", year });
  return language.startsWith("fr") ? day.replace(" 1 ", " 1er ") : day;
}

/** @param {string} date @param {string} language @param {string} [timeZone] the visitor's when not given */
const clock = (date, language, timeZone) => new Date(date).toLocaleTimeString(language, { hour: "numeric", minute: "2-digit", timeZone });

/**
 * A meeting as a card, in the visitor's zone.
 * @param {import("./types").Meeting} meeting @param {Parameters<typeof bubble>[1]} how
 */
function card({ start, end, timezone, rep, status, manage_url, ics_url }, { words, language, base, replaced }) {
  const live = status === "booked" && !replaced;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const here = clock(start, language);
  const there = clock(start, language, timezone);
  return h(
    "div",
    { class: live ? "card" : "card off" },
    h("p", { class: "status" }, icon("calendar"), words(replaced ? "replaced" : status)),
    h(
      "p",
      { class: "date" },
      h("time", { datetime: start }, dayOf(start, language, "numeric")),
      `${here} – ${clock(end, language)} (${timeZone})`,
    ),
    h(
      "p",
      { class: "rep-name" },
      words("with", { rep }),
      there !== here && ` (${there} ${timezone})`,
    ),
    live &&
      h(
        "p",
        { class: "links" },
        link(ics_url, words("to_calendar"), words("new_tab"), base, { download: true, target: null }),
        link(manage_url, words("manage"), words("new_tab"), base, { target: "_blank" }),
      ),
  );
}

/**
 * The rows of a recap, or null when the text has no two lines of the form `label: value`.
 * @param {string} text @returns {(string | [label: string, value: string])[] | null}
 */
export function recapOf(text) {
  const rows = text.split("\n").map((line) => {
    const [, label, value] = /^\s*[-•*]?\s*([^:]{2,40}?)\s*:\s+(\S.*)$/.exec(line) || [];
    return label ? /** @type {[string, string]} */ ([label, value]) : line;
  });
  return rows.filter((row) => typeof row !== "string").length > 1 ? rows : null;
}

/** @param {NonNullable<ReturnType<typeof recapOf>>} rows @param {Parameters<typeof bubble>[1]} how */
function recapRows(rows, { words, correct }) {
  return rows.map((row) => {
    if (typeof row === "string") return h("p", {}, ...linked(row, words("new_tab")));
    const [label, value] = row;
    return h(
      "p",
      { class: "row" },
      h("b", {}, label),
      h("span", {}, ...linked(value, words("new_tab"))),
      correct && h("button", { "aria-label": words("edit") + words("colon") + label, click: () => correct(label) }, words("edit")),
    );
  });
}
