// @ts-check
/** @typedef {import("./types").Choice} Choice */

const LABEL = /^(.+?)[\s,]*(?:\s(?:à|at)|[·–—-])?\s*\b(\d{1,2}\s?(?:(?:h|:|\.)\s?(?:\d\d)?|[ap]\.?m\b).*)$/i;

/**
 * Meeting times by day, as the server worded both: `mardi 24 novembre à 10 h 30`, `Tuesday 24 November at 10:30`.
 *
 * @param {Choice[]} choices
 * @returns {{days: Map<string, [time: string, choice: Choice][]>, others: Choice[]}}
 *   days in the order offered; `others` cannot be read as a day and a time
 */
export function byDay(choices) {
  /** @type {Map<string, [string, Choice][]>} */
  const days = new Map();
  const others = [];
  for (const choice of choices) {
    const [, day, time] = LABEL.exec(choice.label) || [];
    if (time) days.set(day, [...(days.get(day) || []), [time, choice]]);
    else others.push(choice);
  }
  return { days, others };
}
