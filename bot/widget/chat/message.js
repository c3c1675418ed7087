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
  const recap = how.correct ? recapOf(message.text) : null;
  return h(
    "li",
    { class: `message ${from}${first ? " first" : ""}${waiting ? " waiting" : ""}` },
    h("p", { class: first && from !== "visitor" ? "who" : "unseen" }, who),
    h(
      "div",
      { class: "bubble", lang: message.language || null },
      ...(recap ? recapRows(recap, how) : (from === "visitor" ? [message.text] : linked(message.text, words("new_tab")))),
    ),
    meeting && card(meeting, how),
    takeBack && h("p", { class: "why" }, words("refused"), " ", h("button", { click: takeBack }, words("edit"))),
    waiting
      ? h("p", { class: "when" }, words("waiting"))
      : at && h("p", { class: "when" }, h("time", { datetime: at }, clock(language).format(new Date(at)))),
  );
}

/** @param {string} language */
const clock = (language) => new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" });

/**
 * A meeting as a card, in the visitor's zone.
 * @param {import("./types").Meeting} meeting @param {Parameters<typeof bubble>[1]} how
 */
function card({ start, end, timezone, rep, status, manage_url, ics_url }, { words, language, base, replaced }) {
  const live = status === "booked" && !replaced;
  const [from, to] = [new Date(start), new Date(end)];
  const day = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const hours = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" });
  const zone = hours.resolvedOptions().timeZone;
  const there = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit", timeZone: timezone || undefined });
  const calendar = link(ics_url, words("to_calendar"), words("new_tab"), base);
  const manage = link(manage_url, words("manage"), words("new_tab"), base);
  calendar?.setAttribute("download", "");
  calendar?.removeAttribute("target");
  manage?.setAttribute("target", "_blank");
  manage?.setAttribute("rel", "noopener");
  return h(
    "div",
    { class: live ? "card" : "card off" },
    h("p", { class: "status" }, icon("calendar"), words(replaced ? "replaced" : status)),
    h(
      "p",
      { class: "date" },
      h("time", { datetime: start }, day.format(from)),
      `${hours.formatRange(from, to)} (${zone.replaceAll("_", " ")})`,
    ),
    h(
      "p",
      { class: "rep-name" },
      words("with", { rep }),
      there.format(from) !== hours.format(from) && ` (${there.format(from)} ${timezone.replaceAll("_", " ")})`,
    ),
    live && h("p", { class: "links" }, calendar, manage),
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
      h("span", {}, h("b", {}, label), ...linked(value, words("new_tab"))),
      h("button", { "aria-label": words("edit") + words("colon") + label, click: () => correct?.(label) }, words("edit")),
    );
  });
}
