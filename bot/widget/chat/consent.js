// @ts-check
/** What the visitor has agreed to. Tracking begins and ends here, at once; the server is told as soon as it can be. */
import { h, link } from "./dom.js";
import { local } from "./storage.js";

/** @typedef {import("./types").Consent & {untold?: import("./types").Consent}} Agreed `untold` is what the server was not told yet */

/** @type {Agreed} */ let agreed = {};
/** @type {import("./api.js").Api} */ let api;
/** @type {(name: string, detail: any) => void} */ let emit;
/** @type {Promise<typeof import("./behaviour.js")> | undefined} */ let behaviour;

/** @param {import("./api.js").Api} line @param {(name: string, detail: any) => void} say */
export function begin(line, say) {
  [api, emit] = [line, say];
  const recall = () => {
    agreed = local.get("consent") || {};
    follow();
  };
  // What is agreed or taken back in another tab holds in this one too.
  addEventListener("storage", ({ key }) => key?.endsWith(".consent") && recall());
  recall();
}

/** @param {import("./types").Consent} given what is left out stays as it was */
export async function give(given) {
  const { tracking, marketing, untold } = { ...agreed, ...given };
  if (tracking !== agreed.tracking || marketing !== agreed.marketing) keep({ ...agreed, ...given, untold: { ...untold, ...given } });
  await tell();
}

/** @returns {Promise<import("./types").Consent>} what the server has on record: some of it may have been agreed in words */
const onRecord = async () => (await api.answer("GET", "chat/messages", { token: local.get("token") })).consent;

/** The talk is there: what was agreed before it, and what was noted by leave, can be sent. */
export async function tell() {
  const { untold } = agreed;
  const token = local.get("token");
  if (token && untold)
    try {
      const { tracking, marketing } = { ...(await onRecord()), ...untold };
      const answer = await api.answer("POST", "chat/consent", { token, body: { tracking, marketing } });
      if (agreed.untold === untold) keep(answer);
      emit("consent", answer);
    } catch {} // told at the next occasion
  (await behaviour)?.send();
}

/** @param {Agreed} now {} when the talk is no more, and with it what was agreed in it */
export function keep(now) {
  agreed = now;
  local.set("consent", agreed);
  local.set("tracking", agreed.tracking ? 1 : null);
  follow();
}

function follow() {
  if (agreed.tracking) behaviour ??= import("./behaviour.js");
  behaviour?.then((it) => (agreed.tracking ? it.follow(api) : it.forget()));
}

/**
 * Where it can be given and taken back at any time.
 * @param {import("./types").Words} words @param {DOMStringMap} data
 */
export function consentView(words, data) {
  const saved = h("p", { role: "status" });
  const record = tell().then(onRecord);
  /** @param {"tracking" | "marketing"} name */
  const box = (name) => {
    const change = async (/** @type {any} */ event) => {
      saved.textContent = "";
      await give({ [name]: event.target.checked });
      saved.textContent = words("privacy_saved");
    };
    const input = h("input", { type: "checkbox", checked: agreed[name], change });
    record.then((it) => agreed.untold || (input.checked = !!it[name])).catch(() => {});
    return h("label", {}, input, h("span", {}, data[name] || words(`privacy_${name}`)));
  };
  return h(
    "section",
    { "aria-label": words("privacy") },
    h("p", {}, words("privacy_text")),
    box("tracking"),
    box("marketing"),
    data.privacy && h("p", {}, link(data.privacy, words("privacy_link"), words("new_tab"), document.baseURI)),
    saved,
  );
}
