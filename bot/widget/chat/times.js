// @ts-check
/** Meeting times by day. */

const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)/;
const LABEL = /^(.+?)[\s,]*(?:\s(?:à|at)|[·–—-])?\s*\b(\d{1,2}\s?(?:(?:h|:|\.)\s?(?:\d\d)?(?:\s?[ap]\.?m\b\.?)?|[ap]\.?m\b\.?).*)$/i;

/** @param {import("./types").Choice} choice @returns {Date | null} when it is, where the choice tells: in `start`, or within its id */
function instant({ start, id }) {
  const [found] = INSTANT.exec(start || id) || [];
  const date = new Date(found || NaN);
  return isNaN(+date) ? null : date;
}

/**
 * The times by day, days in the order offered. In the visitor's zone where the instants are known, otherwise as the
 * server worded them. `others` are the choices that cannot be read as a day and a time.
 *
 * @param {import("./types").Choice[]} choices @param {string} language
 * @returns {{days: Map<string, {choice: import("./types").Choice, time: string}[]>, others: import("./types").Choice[], zone: string | null}}
 *   `zone` is the zone of the times, null when the server's words are shown
 */
export function byDay(choices, language) {
  const known = choices.every(instant);
  const day = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long" });
  const hour = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" });
  /** @type {Map<string, {choice: import("./types").Choice, time: string}[]>} */
  const days = new Map();
  const others = [];
  for (const choice of choices) {
    const at = instant(choice);
    const [, date, time] = known && at ? ["", day.format(at), hour.format(at)] : LABEL.exec(choice.label) || [];
    if (date && time) days.set(date, [...(days.get(date) || []), { choice, time }]);
    else others.push(choice);
  }
  return { days, others, zone: known ? hour.resolvedOptions().timeZone.replaceAll("_", " ") : null };
}
