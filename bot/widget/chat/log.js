// @ts-check
/** The talk as it is seen: what was said, what is on offer, and the place in it where the visitor is. */
import { h } from "./dom.js";
import { asMessage } from "./conversation.js";
import { bubble, dayOf } from "./message.js";
import { local } from "./storage.js";
import { byDay } from "./times.js";

/** @typedef {import("./types").Message} Message */

/** Who speaks again after this many milliseconds is named again. */
const PAUSE = 5 * 60_000;

export class Log {
  /** @type {Map<string, {node: HTMLElement, looks: string}>} what is drawn, by message */
  #drawn = new Map();
  #offered = "";

  /**
   * @param {import("./types").Words} words
   * @param {object} how
   * @param {string} how.language of dates and times
   * @param {string} how.base what relative addresses of the server are relative to
   * @param {boolean} how.away whether it is out of hours
   * @param {(text: string, choice: string) => void} how.choose
   * @param {(row: import("./types").Waiting) => void} how.edit takes back a refused message
   * @param {(label: string) => void} how.correct begins the correction of one line of a recap
   */
  constructor(words, how) {
    this.words = words;
    this.how = how;
    this.talk = h("ol", { class: "talk" });
    this.typing = h("div", { class: "typing" }, h("span", { class: "unseen" }, words("typing")), h("i"), h("i"), h("i"));
    this.offer = h("div", { role: "group", "aria-label": words("choices"), hidden: true });
    this.jump = h("button", { class: "jump", hidden: true, click: () => this.toEnd() }, "↓ " + words("new_below"));
    const seen = () => {
      if (this.#nearEnd) this.jump.hidden = true;
    };
    // Silent to screen readers, as it is drawn again and again: the panel reads each new message out, once.
    this.scroller = h(
      "div",
      { class: "log", role: "log", "aria-live": "off", "aria-label": words("log"), tabindex: 0, scroll: seen },
      h("p", { class: "note" }, words("not_a_person"), how.away && " " + words("hours_closed")),
      this.talk,
      this.typing,
      this.offer,
    );
    this.element = h("div", { class: "middle" }, this.scroller, this.jump);
  }

  /**
   * @param {import("./conversation.js").Conversation} conversation
   * @param {Message | null} asked the message whose question is open
   * @param {Message[]} news what the other side has newly said
   */
  draw(conversation, asked, news) {
    const { words, how, talk } = this;
    const { messages, line } = conversation;
    const nearEnd = this.#nearEnd;
    const latest = new Map(messages.map(({ meeting }, at) => [meeting?.id, at]));

    /** @type {HTMLElement[]} */
    const rows = [];
    let [speaker, at, day, joined] = ["", 0, words("today"), false];
    /** @param {string} text */
    const note = (text) => rows.push(this.#kept(text, text, () => h("li", { class: "day" }, text)));
    /** @param {Message} message @param {Partial<Parameters<typeof bubble>[1]>} more */
    const show = (message, more) => {
      const date = new Date(message.at);
      const its = this.#day(message.at);
      if (its !== day) note(its);
      if (message.from === "rep" && !joined) note(words("rep_joined"));
      const first = message.from !== speaker || its !== day || +date - at > PAUSE;
      [speaker, at, day, joined] = [message.from, +date, its, joined || message.from === "rep"];
      const looks = JSON.stringify([message, more, first, !more.correct]);
      rows.push(this.#kept(message.id, looks, () => bubble(message, { ...how, words, first, ...more })));
    };
    messages.forEach((message, index) =>
      show(message, {
        replaced: !!message.meeting && latest.get(message.meeting.id) !== index,
        correct: message === asked ? how.correct : undefined,
      }),
    );
    for (const row of conversation.waiting)
      show(asMessage(row), row.refused ? { takeBack: () => how.edit(row) } : { waiting: line !== "ok" });
    rows.forEach((node, index) => talk.children[index] !== node && talk.insertBefore(node, talk.children[index]));
    while (talk.children.length > rows.length) talk.lastChild?.remove();

    const due = conversation.unanswered.length > 0 || !conversation.ready;
    this.typing.hidden = !due || line !== "ok";
    this.#offer(due ? null : asked);

    if (!nearEnd) this.jump.hidden = this.jump.hidden && !news.length;
    else if (!news.length) this.toEnd();
    // To the end, yet never past the beginning of what is new.
    else this.scroller.scrollTop = (this.#drawn.get(news[0].id)?.node.offsetTop || 0) - 12;
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  get #nearEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < 60;
  }

  /** @param {string} key @param {string} looks @param {() => HTMLElement} build */
  #kept(key, looks, build) {
    const drawn = this.#drawn.get(key);
    if (drawn?.looks === looks) return drawn.node;
    const node = build();
    drawn?.node.replaceWith(node);
    this.#drawn.set(key, { node, looks });
    return node;
  }

  /** @param {string} at */
  #day(at) {
    const { words, how } = this;
    const [day, today] = [at, new Date().toISOString()].map((date) => dayOf(date, how.language));
    return day === today ? words("today") : day;
  }

  /** @param {Message | null} message the one whose choices may be taken */
  #offer(message) {
    const { words, how, offer } = this;
    const choices = message?.choices || [];
    const looks = JSON.stringify(choices);
    if (looks === this.#offered) return;
    this.#offered = looks;
    /** @param {import("./types").Choice} choice @param {string} text */
    const button = (choice, text) =>
      h("button", { "aria-label": text === choice.label ? null : choice.label, click: () => how.choose(choice.label, choice.id) }, text);
    const { days, others } = message?.asks === "slot" ? byDay(choices) : { days: [], others: choices };
    const zone = local.get("zone");
    offer.hidden = !choices.length;
    offer.className = `offer ${message?.asks}`;
    offer.replaceChildren(
      ...[...days].flatMap(([day, times]) => [h("h3", {}, day), h("div", { class: "slots" }, ...times.map(([time, choice]) => button(choice, time)))]),
      ...others.map((choice) => button(choice, choice.label)),
      others !== choices && zone ? h("p", { class: "zone" }, words("zone", { zone })) : "",
    );
  }
}
