// @ts-check
const DAYS = ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"];

/**
 * Whether people are there, by hours written as schema.org does: `Mo-Fr 09:00-18:00, Sa 10:00-12:00`.
 * True when no hours are given or they cannot be read.
 *
 * @param {string | undefined} hours @param {string | undefined} zone IANA name; the visitor's when not given @param {Date} now
 */
export function areThere(hours, zone, now) {
  const spans = [...(hours || "").matchAll(/([A-Z][a-z])(?:-([A-Z][a-z]))? (\d\d:\d\d)-(\d\d:\d\d)/g)];
  if (!spans.length) return true;
  let parts;
  try {
    parts = new Intl.DateTimeFormat("en-GB", { weekday: "short", hour: "2-digit", minute: "2-digit", timeZone: zone }).formatToParts(now);
  } catch {
    return true;
  }
  const { weekday, hour, minute } = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  const today = DAYS.indexOf(weekday.slice(0, 2));
  const time = `${hour}:${minute}`;
  return spans.some(([, first, last = first, opens, closes]) => {
    const from = DAYS.indexOf(first);
    const days = (DAYS.indexOf(last) - from + 7) % 7;
    return (today - from + 7) % 7 <= days && opens <= time && time < closes;
  });
}
