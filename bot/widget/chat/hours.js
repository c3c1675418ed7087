// @ts-check
const DAYS = "SuMoTuWeThFrSa";

/**
 * Whether people are there, by hours written as on schema.org: `Mo-Fr 09:00-18:00`, several apart by commas.
 * True when no hours are given, or none that can be read.
 *
 * @param {string} hours @param {string | undefined} timeZone IANA name; the visitor's when not given @param {Date} now
 */
export function areThere(hours, timeZone, now) {
  const spans = [...hours.matchAll(/(\w\w)(?:-(\w\w))? (\d\d:\d\d)-(\d\d:\d\d)/g)];
  if (!spans.length) return true;
  let weekday = "";
  let time = "";
  try {
    [weekday, time] = now.toLocaleString("en-GB", { weekday: "short", hour: "2-digit", minute: "2-digit", timeZone }).split(" ");
  } catch {
    return true; // no such zone
  }
  /** @param {string} day */
  const place = (day) => DAYS.indexOf(day.slice(0, 2)) / 2;
  const is = (/** @type {RegExpMatchArray} */ [, first, last = first, opens, closes]) =>
    (place(weekday) - place(first) + 7) % 7 <= (place(last) - place(first) + 7) % 7 && opens <= time && time < closes;
  return spans.some(is);
}
