// @ts-check
/** The open chat: the frame around the talk, its focus, and what is read out. */
import { Composer } from "./composer.js";
import { consentView } from "./consent.js";
import { h, icon } from "./dom.js";
import { areThere } from "./hours.js";
import { Log } from "./log.js";
import { local, tab } from "./storage.js";

/** Small screens get the whole of it, and the page behind rests meanwhile. */
const isSmall = () => matchMedia("(max-width: 480px), (max-height: 440px)").matches;

const isTouched = () => matchMedia("(pointer: coarse)").matches;

export class Panel {
  /** @type {HTMLElement | null} */ #before = null;

  /**
   * @param {import("./types").Options} options
   * @param {import("./types").Words} words
   * @param {import("./conversation.js").Conversation} conversation
   * @param {(name: string) => void} emit
   */
  constructor(options, words, conversation, emit) {
    const { root, base, data, language } = options;
    this.options = options;
    this.words = words;
    this.conversation = conversation;
    this.emit = emit;
    this.composer = new Composer(words, (text) => this.say(text));
    this.log = new Log(words, {
      base,
      // Dates as this browser writes them: 24 November, or November 24.
      language: navigator.languages.find((one) => one.startsWith(language)) || language,
      away: !areThere(data.hours || "", data.timezone, new Date()),
      choose: (text, choice) => this.say(text, choice),
      edit: (row) => {
        conversation.takeBack(row);
        this.composer.begin(row.text);
      },
      correct: (label) => this.composer.begin(label + words("colon")),
    });
    this.title = h("h2", { id: "title", tabindex: -1 }, words("title", { company: data.company || location.hostname }));
    this.state = h("p", { class: "state" }, words("state"));
    this.notice = h("p", { class: "notice", role: "status" });
    this.reader = h("div", { class: "unseen", "aria-live": "polite" });
    this.more = h("div", { class: "more", id: "more", hidden: true });
    this.shield = h(
      "button",
      { class: "round", "aria-label": words("privacy"), "aria-expanded": "false", "aria-controls": "more", click: () => this.#privacy() },
      icon("privacy"),
    );
    // The page's own shortcuts are not meant by what is typed here.
    const ours = (/** @type {Event} */ event) => event.stopPropagation();
    this.dialog = h(
      "dialog",
      {
        class: data.side === "left" ? "panel left" : "panel",
        "aria-labelledby": "title",
        keydown: (event) => {
          ours(event);
          if (event.key === "Escape" && !event.isComposing) this.#escape(event);
        },
        keyup: ours,
        keypress: ours,
        cancel: (event) => this.#escape(event),
        // A link to this site is followed to see the page, which a small screen would still hide.
        click: ({ target }) => isSmall() && target.closest("a:not([target], [download])") && this.close(),
      },
      h(
        "div",
        { class: "head" },
        h("div", {}, this.title, this.state),
        this.shield,
        h("button", { class: "round", "aria-label": words("close"), click: () => this.close() }, icon("close")),
      ),
      this.more,
      this.log.element,
      this.notice,
      this.composer.form,
      this.reader,
    );
    // An on-screen keyboard covers part of the page without making it smaller.
    visualViewport?.addEventListener("resize", ({ target }) => {
      const { height, offsetTop } = /** @type {VisualViewport} */ (target);
      this.dialog.style.cssText = isSmall() ? `top:${offsetTop}px;height:${height}px` : "";
    });
    root.append(this.dialog);
    this.changed([]);
  }

  /** @param {boolean} focus false when the page has only changed under an open chat: the visitor's place is theirs */
  open(focus) {
    const { dialog, log, composer, title } = this;
    if (dialog.open) return;
    const { root, launcher } = this.options;
    this.#before = /** @type {HTMLElement | null} */ (root.activeElement || document.activeElement);
    const small = isSmall();
    if (small) dialog.showModal();
    else dialog.open = true; // show() would move the focus
    launcher.hidden = true;
    tab.set("open", 1);
    this.changed([]);
    log.toEnd();
    // On a touch screen focus in the field would raise the keyboard over the talk.
    if (focus || small) (isTouched() ? title : composer.field).focus();
    this.emit("open");
  }

  close() {
    const { dialog } = this;
    if (!dialog.open) return;
    const { root, host, launcher } = this.options;
    const within = root.activeElement;
    dialog.close();
    launcher.hidden = false;
    tab.set("open", null);
    const before = this.#before;
    if (within) (before?.isConnected && before !== document.body && before !== host ? before : launcher).focus();
    this.emit("close");
  }

  /** @param {string} text @param {string} [choice] */
  say(text, choice) {
    const { root } = this.options;
    const { composer, log } = this;
    const chose = log.offer.contains(root.activeElement);
    this.conversation.say(text, choice);
    log.toEnd();
    if (chose) (isTouched() ? log.scroller : composer.field).focus(); // its button is gone
  }

  /**
   * Shows what has changed.
   * @param {import("./types").Message[]} news what the other side has newly said: it is read out
   */
  changed(news) {
    const { words, conversation, notice } = this;
    const { messages, line } = conversation;
    const trouble = line === "ok" ? "" : words(line);
    if (notice.textContent !== trouble) notice.textContent = trouble;
    const asked = this.#asked();
    this.log.draw(conversation, asked, news);
    this.composer.asks(asked?.asks || null);
    const rep = messages.some(({ from }) => from === "rep");
    if (rep) this.state.textContent = words("state_rep");
    // Whether the next page has something to do for the talk even with the chat closed.
    local.set("wake", rep || conversation.unanswered.length ? 1 : null);
    this.#unread();
    for (const { from, text, choices } of news) {
      const offered = choices?.length ? " " + words("n_choices", { n: choices.length }) : "";
      const said = h("p", {}, words(from) + words("colon") + text + offered);
      this.reader.append(said);
      setTimeout(() => said.remove(), 10_000);
    }
  }

  /** The message whose question is open: the last that asks or offers something, if the visitor has not spoken since. */
  #asked() {
    const { messages } = this.conversation;
    const since = messages.slice(messages.findLastIndex(({ from }) => from === "visitor") + 1);
    return since.findLast(({ asks, choices }) => asks || choices?.length) || null;
  }

  #unread() {
    const { launcher } = this.options;
    const { messages } = this.conversation;
    if (this.dialog.open) local.set("seen", messages.length);
    const n = messages.slice(local.get("seen")).filter(({ from }) => from !== "visitor").length;
    if (n) launcher.dataset.unread = String(n);
    else delete launcher.dataset.unread;
    launcher.ariaLabel = n ? `${launcher.textContent} (${this.words("unread", { n })})` : null;
  }

  #privacy() {
    const { more, shield } = this;
    more.replaceChildren(consentView(this.words, this.options.data));
    more.hidden = !more.hidden;
    shield.ariaExpanded = String(!more.hidden);
  }

  /** @param {Event} event */
  #escape(event) {
    event.preventDefault();
    if (this.more.hidden) return this.close();
    this.#privacy();
    this.shield.focus();
  }
}
