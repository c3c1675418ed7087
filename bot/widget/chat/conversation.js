// @ts-check
/**
 * The talk: what was said, what waits to be sent, and how the line is. Knows no element of the page.
 *
 * Each message waiting is its own row in local storage until the server has answered it, so nothing typed is lost
 * with the page, and two tabs never overwrite each other. A row is sent with the same id until it is answered; the
 * server answers an id once, so sending it again is safe whoever does it.
 */
import { alone, local } from "./storage.js";
import { listen, rest } from "./stream.js";

/** @typedef {import("./types").Message} Message */
/** @typedef {import("./api.js").Problem} Problem */
/** @typedef {import("./types").Waiting} Waiting */

/** A random UUID: the end of a blob's address. `crypto.randomUUID` exists on secure pages only. */
function uuid() {
  const url = URL.createObjectURL(new Blob());
  URL.revokeObjectURL(url);
  return url.slice(-36);
}

/** @param {Waiting} row @returns {Message} */
export const asMessage = ({ id, text, at }) => ({ id, from: "visitor", text, at, language: "", asks: null, choices: [], meeting: null });

export class Conversation {
  /** @type {Message[]} oldest first, as the server told them */
  messages = [];
  /** @type {import("./types").Line} */
  line = "ok";
  /** Whether the talk is there to be shown. */
  ready = false;

  /** @type {Promise<void> | undefined} */ #begun;
  #pumping = false;
  #failures = 0;
  #notBefore = 0;
  #strangers = 0; // 401 in a row
  #typed = 1e6; // counts up; keys are sorted as text
  #broken = new AbortController();

  /**
   * @param {import("./api.js").Api} api
   * @param {object} how
   * @param {string} how.language
   * @param {import("./types").Words} how.words
   * @param {(news: Message[]) => void} how.changed called after every change, with what the other side has newly said
   * @param {() => void} how.begun called when there is a token
   * @param {() => void} how.forgotten called when the server no longer knows the visitor
   */
  constructor(api, how) {
    this.api = api;
    this.how = how;
    this.others = new BroadcastChannel("vestibule");
    this.others.onmessage = ({ data }) => this.#hear(data);
    addEventListener("online", () => {
      if (this.line === "offline") this.#notBefore = 0;
      this.pump();
    });
    // A page with a stream open could not be kept for the back button.
    addEventListener("pagehide", () => this.#broken.abort());
    addEventListener("pageshow", (event) => {
      if (event.persisted && this.#begun) this.#refresh().finally(() => this.#listen());
    });
  }

  get token() {
    return local.get("token");
  }

  /** @returns {Waiting[]} what the visitor said and the server has not answered, oldest first */
  get waiting() {
    // Another tab may have had the answer before this one sees the row gone.
    const answered = new Set(this.messages.map(({ id }) => id));
    const rows = local.keys("waiting.").map((key) => ({ ...local.get(key), key }));
    return rows.filter(({ id }) => id && !answered.has(id));
  }

  /** The messages that wait and are not refused: an answer to them is still to come. */
  get unanswered() {
    return this.waiting.filter((row) => !row.refused);
  }

  /** Takes up the talk, or begins one. */
  begin() {
    return (this.#begun ??= this.#start());
  }

  /**
   * Keeps what the visitor says and sends it as soon as the line allows.
   * @param {string} text @param {string} [choice] id of the choice that the text is the label of
   */
  say(text, choice) {
    const at = new Date().toISOString();
    const id = uuid();
    const key = `waiting.${at}.${this.#typed++}.${id}`;
    local.set(key, { id, text, at, choice });
    this.#tell({});
  }

  /** @param {Waiting} row forgets a refused message: the visitor has taken its words back */
  takeBack(row) {
    local.set(row.key, null);
    this.#tell({});
  }

  /** Sends what waits, one message at a time, for as long as it takes. */
  async pump() {
    if (this.#pumping) return;
    this.#pumping = true;
    try {
      while (this.unanswered.length) {
        await this.begin();
        if (this.line === "closed") return;
        const wait = this.#notBefore - Date.now();
        if (wait > 0) await rest(wait);
        else await alone("turn", () => this.#sendFirst());
      }
    } finally {
      this.#pumping = false;
    }
  }

  async #start() {
    while (!this.ready) {
      try {
        if (this.token) await this.#restore();
        else await alone("session", async () => (this.token ? this.#restore() : this.#create()));
        this.ready = true;
      } catch (error) {
        const problem = /** @type {Problem} */ (error);
        if (problem.status === 401) {
          this.#forget();
          continue;
        }
        await this.#trouble(problem);
        if (this.line === "closed") return void (this.#begun = undefined); // the next opening tries again
      }
    }
    this.#fine();
    this.how.changed([]);
    this.how.begun();
    this.#listen();
    this.pump();
  }

  async #create() {
    const search = new URLSearchParams(location.search);
    const [source, medium, campaign] = ["source", "medium", "campaign"].map((name) => search.get("utm_" + name));
    const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    /**
     * Where they come from is worth knowing, but no reason not to talk: what the server does not take is left out.
     * @param {Record<string, any>} body @returns {Promise<any>}
     */
    const open = (body) =>
      this.api.answer("POST", "chat/sessions", { body }).catch((problem) => {
        const [refused] = problem.body.errors?.[0]?.field.split(".") || [];
        if (!(refused in body)) throw problem;
        const { [refused]: _, ...rest } = body;
        return open(rest);
      });
    const made = await open({
      language: this.how.language,
      timezone,
      page: location.href,
      referrer: document.referrer || null,
      utm: { source, medium, campaign },
    });
    local.set("token", made.token);
    local.set("known", 1);
    local.set("zone", timezone); // the one that times will be told in
    this.#add(made.messages);
  }

  async #restore() {
    const known = new Set(this.messages);
    /** @type {{messages: Message[]}} */
    const { messages } = await this.api.answer("GET", "chat/messages", { token: this.token });
    // Received but not answered yet: the row that waits for the answer shows it already.
    const last = messages.at(-1);
    if (last?.from === "visitor" && last.text === this.unanswered[0]?.text) messages.pop();
    // What a stream told while the answer was on its way stays.
    const told = new Set(messages.map(({ id }) => id));
    this.messages = [...messages, ...this.messages.filter((message) => message.from !== "visitor" && !known.has(message) && !told.has(message.id))];
    this.how.changed([]);
  }

  /** Reads the whole talk again: something may have been said while nobody listened. */
  async #refresh() {
    const known = new Set(this.messages.map(({ id }) => id));
    await alone("turn", () => this.#restore()).catch(() => {});
    this.how.changed(this.messages.filter((message) => message.from !== "visitor" && !known.has(message.id)));
  }

  async #sendFirst() {
    const [first] = this.unanswered;
    const token = this.token;
    if (!token) this.#tell({ anew: true }); // somebody has emptied the storage
    if (!first || !token) return;
    try {
      const said = first.choice ? { choice: first.choice } : { text: first.text };
      const { messages } = await this.api.answer("POST", "chat/messages", { token, body: { id: first.id, ...said } });
      local.set(first.key, null);
      this.#strangers = 0;
      this.#fine();
      // An answer already told by the server stands behind the words that it answers.
      const told = this.messages.some(({ id }) => id === messages[0]?.id);
      this.#tell({ said: told ? messages : [asMessage(first), ...messages] });
    } catch (error) {
      await this.#notSent(first, token, /** @type {Problem} */ (error));
    }
  }

  /** @param {Waiting} row @param {string} token @param {Problem} problem */
  async #notSent(row, token, problem) {
    const { status, body } = problem;
    if (status === 401 && ++this.#strangers < 3) {
      if (this.token === token) {
        this.#forget();
        this.#tell({ anew: true });
      }
    } else if (row.choice && (status === 409 || status === 422)) {
      local.set(row.key, null);
      const { choices = [] } = body;
      const asks = this.messages.findLast((message) => message.choices.length)?.asks ?? null;
      const { language, words } = this.how;
      this.#tell({ said: [{ ...asMessage(row), id: "gone." + row.id, from: "assistant", text: words("gone"), asks, choices, language }] });
    } else if (status >= 400 && status < 500 && ![401, 403, 404, 408, 425, 429].includes(status)) {
      const { key, ...said } = row;
      local.set(key, { ...said, refused: status });
      this.#tell({});
    } else await this.#trouble(problem);
  }

  /** @param {Problem} problem no answer for now: says so, and waits longer every time */
  async #trouble({ status, wait }) {
    const line = status === 403 ? "closed" : status === 429 ? "busy" : status >= 500 ? "starting" : "offline";
    const grown = Math.min(1000 * 2 ** this.#failures++, 30_000);
    this.#tell({ line, notBefore: Date.now() + (wait || grown * (0.75 + Math.random() / 2)) });
    if (!this.ready && this.line !== "closed") await rest(this.#notBefore - Date.now());
  }

  #fine() {
    this.#failures = 0;
    if (this.line !== "ok") this.#tell({ line: "ok", notBefore: 0 });
  }

  /** The server knows this visitor no longer: what waits goes to a new talk, choices as words. */
  #forget() {
    local.set("token", null);
    for (const { key, choice, ...said } of this.waiting) if (choice) local.set(key, said);
    this.how.forgotten();
  }

  #listen() {
    this.#broken.abort();
    this.#broken = new AbortController();
    const { signal } = this.#broken;
    listen(this.api, { heard: (message) => this.#tell({ said: [message] }), opened: () => this.#refresh(), signal });
  }

  /** @param {any} news tells this tab and the others */
  #tell(news) {
    news.token = this.token;
    this.others.postMessage(news);
    this.#hear(news);
  }

  /** @param {any} news from here or from another tab */
  #hear({ said, line, notBefore, anew, token }) {
    if (line) [this.line, this.#notBefore] = [line, notBefore];
    if (anew) {
      this.messages = [];
      this.ready = false;
      this.#begun = undefined;
      this.begin();
    }
    this.#add((token === this.token && said) || []);
    this.pump();
  }

  /** @param {Message[]} said */
  #add(said) {
    const news = [];
    for (const message of said) {
      const at = this.messages.findIndex((known) => known.id === message.id);
      if (at >= 0) this.messages[at] = message;
      else {
        this.messages.push(message);
        if (message.from !== "visitor") news.push(message);
      }
    }
    this.how.changed(news);
  }
}
