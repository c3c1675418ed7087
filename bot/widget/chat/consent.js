// @ts-check
/** What the visitor has agreed to. Tracking begins and ends here, at once; the server is told as soon as it can be. */
import { h, link } from "./dom.js";
import { local } from "./storage.js";

/** @typedef {import("./types").Consent & {told?: string}} Agreed `told` is the token of the talk that the server knows it for */

class Agreement {
  /** @type {Agreed} */ agreed = JSON.parse(local.get("consent") || "{}");
  /** @type {import("./api.js").Api | undefined} */ #api;
  /** @type {(name: string, detail: any) => void} */ #emit = () => {};
  /** @type {Promise<typeof import("./behaviour.js")> | undefined} */ #behaviour;

  /** @param {import("./api.js").Api} api @param {(name: string, detail: any) => void} emit */
  start(api, emit) {
    this.#api = api;
    this.#emit = emit;
    this.#follow();
  }

  /** @param {import("./types").Consent} given what is left out stays as it was */
  async give(given) {
    const { tracking, marketing } = this.agreed;
    const now = { tracking, marketing, ...given };
    if (now.tracking !== tracking || now.marketing !== marketing) this.#keep(now);
    await this.tell();
  }

  /** The talk is there: what was agreed before it, and what was noted by leave, can be sent. */
  async tell() {
    const { tracking, marketing, told } = this.agreed;
    const token = local.get("token");
    if (token && token !== told && (tracking ?? marketing) != null)
      try {
        // Consent to mail may have been given in words: what the widget was not told itself stays as the server has it.
        const { consent } = await this.#api?.answer("GET", "chat/messages", { token });
        const body = { tracking: tracking ?? consent.tracking, marketing: marketing ?? consent.marketing };
        const answer = await this.#api?.answer("POST", "chat/consent", { token, body });
        this.#keep({ ...body, ...answer, told: token });
        this.#emit("consent", answer);
      } catch {} // told at the next occasion
    (await this.#behaviour)?.send();
  }

  /** The talk is no more, and so is what was agreed in it. */
  forget() {
    this.#keep({});
  }

  /** @param {Agreed} agreed */
  #keep(agreed) {
    this.agreed = agreed;
    local.set("consent", JSON.stringify(agreed));
    local.set("tracking", agreed.tracking ? "1" : null);
    this.#follow();
  }

  #follow() {
    const api = this.#api;
    if (this.agreed.tracking && api) {
      this.#behaviour ??= import("./behaviour.js");
      this.#behaviour.then((it) => this.agreed.tracking && it.follow(api));
    } else this.#behaviour?.then((it) => it.forget());
  }
}

export const consent = new Agreement();

/**
 * Where it can be given and taken back at any time.
 * @param {import("./types").Words} words @param {DOMStringMap} data
 */
export function consentView(words, data) {
  const saved = h("p", { role: "status" });
  /** @param {"tracking" | "marketing"} name */
  const box = (name) => {
    const change = async (/** @type {any} */ event) => {
      saved.textContent = "";
      await consent.give({ [name]: event.target.checked });
      saved.textContent = words("privacy_saved");
    };
    return h("label", {}, h("input", { type: "checkbox", checked: !!consent.agreed[name], change }), h("span", {}, data[name] || words(`privacy_${name}`)));
  };
  return h(
    "section",
    { "aria-label": words("privacy") },
    h("p", {}, words("privacy_text")),
    box("tracking"),
    box("marketing"),
    data.privacy && h("p", {}, link(data.privacy, words("privacy_link"), words("new_tab"), location.href)),
    saved,
  );
}
