// @ts-check
/** The open chat: shows a Conversation, and hands it what the visitor says. */
import { Composer } from "./composer.js";
import { h, icon } from "./dom.js";
import { areThere } from "./hours.js";
import { bubble } from "./message.js";
import { local, tab } from "./storage.js";
import { byDay } from "./times.js";

/** @typedef {import("./types").Message} Message */

/** Small screens get the whole of it, and the page behind rests meanwhile. */
const SMALL = "(max-width: 480px), (max-height: 440px)";
const PAUSE = 5 * 60_000;

export class Panel {
  /** @type {Map<string, {node: HTMLElement, looks: string}>} what is drawn, by message */
  #drawn = new Map();
  /** @type {HTMLElement | null} */ #before = null;
  #offered = "";

  /**
   * @param {import("./types").Options} options
   * @param {import("./types").Words} words
   * @param {import("./conversation.js").Conversation} conversation
   * @param {(name: string, detail?: any) => void} emit
   */
  constructor({ root, launcher, base, data, language }, words, conversation, emit) {
    this.words = words;
    this.conversation = conversation;
    this.emit = emit;
    this.launcher = launcher;
    this.root = root;
    this.base = base;
    this.data = data;
    // Dates as the browser would write them in this language: 24 November, or November 24.
    this.language = navigator.languages.find((one) => one.startsWith(language)) || language;

    const away = !areThere(data.hours, data.timezone, new Date());
    this.state = h("p", { class: "state" }, words(away ? "state_closed" : "state"));
    this.talk = h("ol", { class: "talk" });
    this.offer = h("div", { class: "offer", role: "group", hidden: true });
    this.typing = h("div", { class: "typing", hidden: true }, h("span", { class: "unseen" }, words("typing")), h("i"), h("i"), h("i"));
    this.log = h(
      "div",
      { class: "log", role: "log", "aria-live": "off", "aria-label": words("log"), tabindex: 0, scroll: () => this.#seen() },
      h("p", { class: "note" }, words("not_a_person"), away && " " + words("hours_closed")),
      this.talk,
      this.typing,
      this.offer,
    );
    this.jump = h("button", { class: "jump", hidden: true, click: () => this.#toEnd() }, icon("down"), words("new_below"));
    this.notice = h("p", { class: "notice", role: "status" });
    // The log itself is silent: this region reads each new message once, and never what was only drawn again.
    this.reader = h("div", { class: "unseen", "aria-live": "polite", role: "status" });
    this.composer = new Composer(words, (text) => this.say(text));
    this.more = h("div", { class: "more", id: "more", hidden: true });
    this.shield = h(
      "button",
      { class: "round", "aria-label": words("privacy"), "aria-expanded": "false", "aria-controls": "more", click: () => this.#privacy() },
      icon("privacy"),
    );
    this.dialog = h(
      "dialog",
      {
        class: `panel${data.side === "left" ? " left" : ""}`,
        "aria-labelledby": "title",
        cancel: (event) => {
          event.preventDefault();
          this.close();
        },
        keydown: (event) => this.#key(event),
        keyup: (event) => event.stopPropagation(),
        keypress: (event) => event.stopPropagation(),
      },
      h(
        "header",
        {},
        h("div", {}, h("h2", { id: "title", tabindex: -1 }, words(data.company ? "title_of" : "title", { company: data.company || "" })), this.state),
        this.shield,
        h("button", { class: "round", "aria-label": words("close"), click: () => this.close() }, icon("close")),
      ),
      this.more,
      h("div", { class: "middle" }, this.log, this.jump),
      this.notice,
      this.composer.form,
      this.reader,
    );
    root.append(this.dialog);
    this.changed([]);
  }

  get isOpen() {
    return this.dialog.open;
  }

  /** @param {boolean} focus false when the page has only changed under an open chat: the visitor's place is theirs */
  open(focus) {
    if (this.isOpen) return;
    const { activeElement } = document;
    this.#before = /** @type {HTMLElement | null} */ (this.root.activeElement || activeElement);
    this.launcher.hidden = true;
    const small = matchMedia(SMALL).matches;
    if (small) this.dialog.showModal();
    else this.dialog.setAttribute("open", ""); // show() would move the focus
    tab.set("open", "1");
    this.#badge();
    this.#toEnd();
    // On a touch screen focus in the field would raise the keyboard over the talk.
    if (focus || small) (matchMedia("(pointer: coarse)").matches ? this.dialog.querySelector("h2") : this.composer.field)?.focus();
    this.emit("open");
  }

  close() {
    if (!this.isOpen) return;
    const within = this.root.activeElement;
    this.dialog.close();
    this.launcher.hidden = false;
    tab.set("open", null);
    const before = this.#before;
    const back = before?.isConnected && before !== document.body && this.root.host !== before ? before : this.launcher;
    if (within) back.focus();
    this.emit("close");
  }

  /** @param {string} text @param {string} [choice] */
  say(text, choice) {
    this.conversation.say(text, choice);
    this.#toEnd();
  }

  /**
   * Draws what has changed.
   * @param {Message[]} news what the other side has newly said: it is read out
   */
  changed(news) {
    const { words, conversation } = this;
    const { messages, line } = conversation;
    const waiting = conversation.waiting;
    const nearEnd = this.#nearEnd();
    const latest = new Map(messages.flatMap(({ meeting }, at) => (meeting ? [[meeting.id, at]] : [])));

    /** @type {HTMLElement[]} */
    const rows = [];
    let [speaker, at, day] = ["", 0, ""];
    /** @param {Message} message @param {Partial<Parameters<typeof bubble>[1]>} [how] */
    const draw = (message, how = {}) => {
      const date = new Date(message.at);
      const itsDay = this.#day(date);
      if (itsDay !== day && (day || itsDay !== words("today")))
        rows.push(this.#kept("day " + itsDay, itsDay, () => h("li", { class: "day" }, itsDay)));
      if (message.from === "rep" && speaker !== "rep" && !messages.slice(0, messages.indexOf(message)).some(({ from }) => from === "rep"))
        rows.push(this.#kept("joined", "", () => h("li", { class: "day" }, words("rep_joined"))));
      const first = message.from !== speaker || itsDay !== day || +date - at > PAUSE;
      [speaker, at, day] = [message.from, +date, itsDay];
      const looks = JSON.stringify([message, how, first]);
      rows.push(this.#kept(message.id, looks, () => bubble(message, { words, language: this.language, base: this.base, first, ...how })));
    };
    const asked = this.#asked();
    messages.forEach((message, index) =>
      draw(message, {
        replaced: message.meeting ? latest.get(message.meeting.id) !== index : false,
        correct: message === asked ? (label) => this.composer.begin(`${label}${words("colon")}`) : null,
      }),
    );
    for (const row of waiting) {
      const why = row.refused && words(row.refused === 413 ? "refused_413" : "refused");
      draw(
        { id: row.id, from: "visitor", text: row.text, at: row.at, language: "", asks: null, choices: [], meeting: null },
        { waiting: line !== "ok" && !row.refused, refused: why || "", edit: why ? () => this.#edit(row) : null },
      );
    }
    rows.forEach((node, index) => this.talk.children[index] !== node && this.talk.insertBefore(node, this.talk.children[index] || null));
    while (this.talk.children.length > rows.length) this.talk.lastChild?.remove();

    const replyDue = conversation.unanswered.length > 0 || !conversation.ready;
    this.typing.hidden = !replyDue || line !== "ok";
    this.#offer(replyDue ? null : asked);
    this.composer.asks(asked?.asks || null);
    this.#line(line);
    if (messages.some(({ from }) => from === "rep")) this.state.textContent = words("state_rep");
    local.set("wake", conversation.unanswered.length || local.get("tracking") || messages.some(({ from }) => from === "rep") ? "1" : null);

    this.#badge();
    if (news.length) this.#read(news);
    if (nearEnd && !news.length) this.#toEnd();
    else if (nearEnd) this.#toFirstOf(news);
    else if (news.length) this.jump.hidden = false;
  }

  /** The message whose question is open: the last with something asked or offered, unless the visitor has spoken since. */
  #asked() {
    const { messages } = this.conversation;
    const since = messages.slice(messages.findLastIndex(({ from }) => from === "visitor") + 1);
    return since.findLast(({ asks, choices }) => asks || choices?.length) || null;
  }

  /** @param {string} key @param {string} looks @param {() => HTMLElement} build */
  #kept(key, looks, build) {
    const drawn = this.#drawn.get(key);
    if (drawn?.looks === looks) return drawn.node;
    const node = build();
    if (drawn) drawn.node.replaceWith(node);
    this.#drawn.set(key, { node, looks });
    return node;
  }

  /** @param {Date} date */
  #day(date) {
    if (date.toDateString() === new Date().toDateString()) return this.words("today");
    return new Intl.DateTimeFormat(this.language, { weekday: "long", day: "numeric", month: "long" }).format(date);
  }

  /** @param {Message | null} message the one whose choices may be taken */
  #offer(message) {
    const looks = JSON.stringify(message?.choices?.length ? [message.id, message.choices] : null);
    if (looks === this.#offered) return;
    this.#offered = looks;
    const { words, offer } = this;
    const hadFocus = offer.contains(this.root.activeElement);
    offer.replaceChildren();
    offer.hidden = !message?.choices?.length;
    if (message?.choices?.length) {
      /** @param {import("./types").Choice} choice @param {string} text */
      const button = (choice, text) =>
        h("button", { "aria-label": text === choice.label ? null : choice.label, click: () => this.say(choice.label, choice.id) }, text);
      const slots = message.asks === "slot";
      const times = slots && byDay(message.choices, this.language);
      offer.setAttribute("aria-label", words(slots ? "times" : "answers"));
      offer.className = `offer ${message.asks}`;
      for (const [day, slots] of times ? times.days : [])
        offer.append(h("h3", {}, day), h("div", { class: "slots" }, ...slots.map(({ choice, time }) => button(choice, time))));
      for (const choice of times ? times.others : message.choices) offer.append(button(choice, choice.label));
      if (times && times.zone) offer.append(h("p", { class: "zone" }, words("zone", { zone: times.zone })));
    }
    if (hadFocus) (matchMedia("(pointer: coarse)").matches ? this.log : this.composer.field).focus();
  }

  /** @param {import("./types").Line} line */
  #line(line) {
    const text = line !== "ok" ? this.words(line) : "";
    if (this.notice.textContent !== text) this.notice.textContent = text;
  }

  /** @param {Message[]} news */
  #read(news) {
    const { words } = this;
    for (const { from, text, asks, choices } of news) {
      const offered = choices?.length ? " " + words(asks === "slot" ? "n_times" : "n_answers", { n: choices.length }) : "";
      const said = h("p", {}, words("says", { who: words(from), text }) + offered);
      this.reader.append(said);
      setTimeout(() => said.remove(), 10_000);
    }
  }

  #badge() {
    const { messages } = this.conversation;
    if (this.isOpen) local.set("seen", String(messages.length));
    const n = messages.slice(Number(local.get("seen"))).filter(({ from }) => from !== "visitor").length;
    if (n && !this.isOpen) this.launcher.dataset.unread = String(n);
    else delete this.launcher.dataset.unread;
    this.launcher.ariaLabel = n ? `${this.words("open")} (${this.words("unread", { n })})` : null;
  }

  /** @param {import("./types").Waiting} row */
  #edit(row) {
    this.conversation.takeBack(row);
    this.composer.begin(row.text);
  }

  async #privacy() {
    const opening = this.more.hidden;
    if (opening && !this.more.firstChild) {
      const { privacy } = await import("./privacy.js");
      this.more.append(privacy(this.words, this.data, this.base));
    }
    this.more.hidden = !opening;
    this.shield.ariaExpanded = String(opening);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    event.stopPropagation(); // the page's own shortcuts are not meant
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    if (this.more.hidden) this.close();
    else {
      this.#privacy();
      this.shield.focus();
    }
  }

  #nearEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.log;
    return scrollHeight - scrollTop - clientHeight < 60;
  }

  #seen() {
    if (this.#nearEnd()) this.jump.hidden = true;
  }

  #toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
  }

  /** @param {Message[]} news to the end, yet never past the beginning of what is new */
  #toFirstOf([first]) {
    const node = this.#drawn.get(first.id)?.node;
    const top = node ? node.offsetTop - this.log.offsetTop - 12 : Infinity;
    this.log.scrollTop = Math.min(top, this.log.scrollHeight);
  }
}
