// @ts-check
/** What the visitor has agreed to. Tracking begins and ends here, at once; the server is told as soon as it can be. */
import { local } from "./storage.js";

class Agreement {
  /** @type {import("./types").Consent & {untold?: boolean}} */
  agreed = JSON.parse(local.get("consent") || "{}");
  /** @type {import("./api.js").Api | undefined} */ api;
  /** @type {(name: string, detail?: any) => void} */ emit = () => {};
  /** @type {Promise<typeof import("./behaviour.js")> | undefined} */ #behaviour;

  /** @param {import("./api.js").Api} api @param {(name: string, detail?: any) => void} emit */
  start(api, emit) {
    this.api = api;
    this.emit = emit;
    this.#follow();
  }

  /**
   * @param {import("./types").Consent} given what is left out stays as it was
   * @returns {Promise<boolean>} whether the server knows
   */
  async give({ tracking, marketing }) {
    const before = this.agreed;
    const { at, text_version, untold, ...now } = { ...before, ...(tracking != null && { tracking }), ...(marketing != null && { marketing }) };
    if (before.tracking !== now.tracking || before.marketing !== now.marketing) this.#keep({ ...now, untold: true });
    this.#follow();
    return this.tell();
  }

  /** Tells the server what it has not been told yet, once there is a talk. */
  async tell() {
    const token = local.get("token");
    const { tracking = false, marketing = false, untold } = this.agreed;
    if (!untold) return true;
    if (!token || !this.api) return false;
    try {
      const told = await this.api.answer("POST", "chat/consent", { token, body: { tracking, marketing } });
      this.#keep({ tracking, marketing, at: told.at, text_version: told.text_version });
      this.emit("consent", { ...this.agreed });
      return true;
    } catch {
      return false;
    }
  }

  /** There is a talk: what was agreed before it, and what was noted by leave, can be sent. */
  async begun() {
    await this.tell();
    (await this.#behaviour)?.send();
  }

  /** @param {Agreement["agreed"]} agreed */
  #keep(agreed) {
    this.agreed = agreed;
    local.set("consent", JSON.stringify(agreed));
    local.set("tracking", agreed.tracking ? "1" : null);
  }

  #follow() {
    const { api } = this;
    if (this.agreed.tracking && api) {
      this.#behaviour ??= import("./behaviour.js");
      this.#behaviour.then((it) => this.agreed.tracking && it.follow(api));
    } else this.#behaviour?.then((it) => it.forget());
  }
}

export const consent = new Agreement();
