// @ts-check
/** What the visitor agrees to, where it can be given and taken back at any time. */
import { consent } from "./consent.js";
import { h, link } from "./dom.js";

/** @param {import("./types").Words} words @param {DOMStringMap} data */
export function privacy(words, data) {
  const saved = h("p", { role: "status" });
  const { agreed } = consent;
  /** @param {"tracking" | "marketing"} name */
  const box = (name) =>
    h(
      "label",
      {},
      h("input", {
        type: "checkbox",
        checked: !!agreed[name],
        change: async (event) => {
          saved.textContent = "";
          await consent.give({ [name]: event.target.checked });
          saved.textContent = words("privacy_saved");
        },
      }),
      h("span", {}, data[name] || words(`privacy_${name}`)),
    );
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
