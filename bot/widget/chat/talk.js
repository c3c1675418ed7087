// @ts-check
/** Puts the parts together: the words, the talk, the panel that shows it, and what was agreed. */
import { api } from "./api.js";
import * as consent from "./consent.js";
import { Conversation } from "./conversation.js";
import { Panel } from "./panel.js";
import { local, tab } from "./storage.js";
import { sheet } from "./style.js";

/**
 * @param {import("./types").Options} options @param {import("./types").Words} words @param {typeof fetch} ask
 * @returns {import("./types").Chat}
 */
export function talk(options, words, ask) {
  const { root, host, base, language, agreed } = options;
  const talkTo = api(base, ask);
  /** @param {string} name @param {any} [detail] */
  const emit = (name, detail) => host.dispatchEvent(new CustomEvent(name, { detail }));

  /** @type {Panel} */
  let panel;
  const conversation = new Conversation(talkTo, {
    language,
    words,
    begun: () => consent.tell(),
    forgotten: () => consent.keep({}),
    changed(news) {
      panel?.changed(news);
      for (const message of news) {
        emit("message", message);
        if (message.meeting) emit("meeting", message.meeting);
      }
    },
  });
  root.adoptedStyleSheets.push(sheet);
  host.ariaLabel = words("log");
  panel = new Panel(options, words, conversation, emit);

  consent.begin(talkTo, emit);
  if (agreed) consent.give(agreed);
  if (local.get("token") || conversation.unanswered.length) conversation.begin();

  // Opened by the page having changed under an open chat, not by the visitor: the focus stays where it is.
  let resumed = tab.get("open") !== null;
  return {
    open() {
      conversation.begin();
      panel.open(!resumed);
      resumed = false;
    },
    close: () => panel.close(),
    consent: (given) => consent.give(given),
  };
}
