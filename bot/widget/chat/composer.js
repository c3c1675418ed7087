// @ts-check
/** The field the visitor writes in, fit for what is asked; free text is always welcome in it. */
import { h, icon } from "./dom.js";
import { tab } from "./storage.js";

const MOST = 2000;

/** What a browser needs to know of a field, by what the message asks for. Everything else is free text. */
/** @type {Record<string, Record<string, string>>} */
const KINDS = {
  email: { inputmode: "email", autocomplete: "email", autocapitalize: "off", spellcheck: "false" },
  phone: { inputmode: "tel", autocomplete: "tel" },
  name: { autocomplete: "name", autocapitalize: "words", spellcheck: "false" },
  company: { autocomplete: "organization" },
  job_title: { autocomplete: "organization-title" },
};

/** @param {string} text its length as the server counts: in characters of Unicode */
const length = (text) => [...text].length;

export class Composer {
  /** @type {string | null} */ #kind = null;

  /** @param {import("./types").Words} words @param {(text: string) => void} send */
  constructor(words, send) {
    this.words = words;
    this.send = send;
    this.label = h("label", { class: "unseen", for: "field" });
    this.count = h("p", { class: "count", id: "count", role: "status" });
    /** @type {HTMLTextAreaElement | HTMLInputElement} */
    this.field = this.#field(null);
    this.form = h(
      "form",
      {
        novalidate: true,
        submit: (event) => {
          event.preventDefault();
          this.#submit();
        },
      },
      this.label,
      this.field,
      h("button", { type: "submit", class: "round", "aria-label": words("send") }, icon("send")),
      this.count,
    );
    this.field.value = tab.get("draft") || "";
    this.#typed();
  }

  /** @param {string | null} what makes the field fit for it; what is being typed stays */
  asks(what) {
    const kind = what && what in KINDS ? what : null;
    if (kind === this.#kind) return;
    this.#kind = kind;
    const before = this.field;
    const { value, selectionStart, selectionEnd } = before;
    const focused = /** @type {ShadowRoot} */ (before.getRootNode()).activeElement === before;
    this.field = this.#field(value.includes("\n") ? null : kind);
    this.field.value = value;
    before.replaceWith(this.field);
    if (focused) {
      this.field.focus();
      this.field.setSelectionRange(selectionStart, selectionEnd);
    }
    this.#typed();
  }

  /** @param {string} text puts words in the field for the visitor to go on from, before what is there */
  begin(text) {
    const rest = this.field.value;
    this.asks(null);
    this.field.value = text + rest;
    this.field.focus();
    this.field.setSelectionRange(text.length, text.length);
    this.#typed();
  }

  /** @param {string | null} kind */
  #field(kind) {
    const { words } = this;
    const hint = kind === "email" || kind === "phone" ? `hint_${kind}` : "hint";
    this.label.textContent = words(kind ? `field_${kind}` : "field");
    return h(kind ? "input" : "textarea", {
      id: "field",
      rows: kind ? null : 1,
      type: kind && "text",
      name: kind,
      dir: "auto",
      enterkeyhint: "send",
      autocomplete: "off",
      "aria-describedby": "count",
      placeholder: words(hint),
      ...(kind ? KINDS[kind] : {}),
      input: () => this.#typed(),
      keydown: (event) => {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        this.#submit();
      },
    });
  }

  #typed() {
    const { field, words } = this;
    tab.set("draft", field.value || null);
    const left = MOST - length(field.value.trim());
    this.count.textContent = left < 0 ? words("too_long", { n: -left }) : "";
    field.setAttribute("aria-invalid", String(left < 0));
    if (field.localName === "textarea") {
      field.style.height = "auto";
      field.style.height = `${field.scrollHeight + 2}px`;
    }
  }

  #submit() {
    const text = this.field.value.trim();
    if (!text || length(text) > MOST) return this.field.focus();
    this.field.value = "";
    this.#typed();
    this.send(text);
  }
}
