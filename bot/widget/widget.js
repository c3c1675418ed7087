// @ts-check
// Stores and requests nothing until the visitor opens the chat or consents. See README.md.
(() => {
  if (customElements.get("vestibule-chat")) return;
  const script = /** @type {HTMLScriptElement} */ (document.currentScript || document.querySelector("script[src*='/widget.js']"));
  const page = document.documentElement;
  const data = script.dataset;
  const base = new URL(".", script.src).href;
  const language = (data.language || page.lang || navigator.language).slice(0, 2).toLowerCase();
  // The server fills in what the words files say for the launcher, by language.
  const said = /** @type {Record<string, string[]>} */ ({/* words */});
  const [label, dismiss, sorry] = said[language] || said.en;
  const side = data.side == "left" ? "left" : "right";

  const kept = (key = "", where = "localStorage") => {
    try {
      return window[where]["vestibule." + key];
    } catch {}
  };
  const make = (tag = "", properties = {}) => /** @type {any} */ (Object.assign(document.createElement(tag), properties));

  class Chat extends HTMLElement {
    disconnectedCallback() {
      close();
    }
  }
  customElements.define("vestibule-chat", Chat);
  const host = make("vestibule-chat", { role: "complementary", ariaLabel: "Chat" });
  const root = host.attachShadow({ mode: "closed" });
  const sheet = new CSSStyleSheet();
  // --v-on is white, or black where the accent's WCAG luminance is above .179
  sheet.replaceSync(`:host{all:initial!important;position:fixed!important;z-index:2147483647!important;direction:ltr!important;overflow-wrap:anywhere!important;color-scheme:${data.theme || "light dark"}!important;--v-accent:${data.colour || "#14532d"};font:16px/1.45 var(--v-font,system-ui),sans-serif!important;--v-bit:clamp(0,(.179 - .2126*r - .7152*g - .0722*b)*1e5,1);--v-on:color(from var(--v-accent) srgb-linear var(--v-bit) var(--v-bit) var(--v-bit));--v-surface:light-dark(#fff,#191c1b);--v-ink:light-dark(#1a211e,#edf1ef)}
@media print{:host{display:none!important}}
button{font:inherit;color:inherit;background:0;border:0;border-radius:28px;padding:16px;text-align:start;cursor:pointer}
.launcher,.greeting{position:fixed;bottom:20px;${side}:20px;display:flex;box-shadow:0 4px 16px #0004;color:var(--v-on);background:var(--v-accent)}
.launcher{gap:10px;font-weight:600}
.launcher:before{content:"";width:24px;height:24px;border-radius:12px 12px 12px 2px;background:currentColor}
.greeting{bottom:88px;max-width:290px;outline:1px solid #8884;border-radius:16px;color:var(--v-ink);background:var(--v-surface)}
.greeting:empty,[hidden]{display:none}
@media(max-width:480px){.launcher{font-size:0;gap:0}}`);
  root.adoptedStyleSheets = [sheet];

  const bubble = make("div", { className: "greeting", role: "status" });
  const open = () => {
    bubble.replaceChildren();
    launcher.style.opacity = ".6";
    host.isConnected || page.append(host);
    return load()
      .then((it) => it.open(), (error) => (say(sorry), console.error(error)))
      .finally(() => (launcher.style.opacity = ""));
  };
  const launcher = make("button", { className: "launcher", textContent: data.label || label, onclick: open });
  root.append(bubble, launcher);
  const say = (textContent = "") => {
    const hush = () => {
      bubble.replaceChildren();
      launcher.focus();
      remember();
    };
    bubble.append(make("button", { textContent, onclick: open }), make("button", { textContent: "×", ariaLabel: dismiss, onclick: hush }));
  };
  const remember = () => {
    if (agreed?.tracking || kept("tracking")) localStorage["vestibule.known"] = 1;
  };

  let chat, agreed;
  let url = base + "widget/chat.js";
  const load = () => {
    chat ??= import(url).then((it) => it.start({ root, host, launcher, base, data, language, agreed }));
    // What could not be imported once stays so under that address.
    chat.catch(() => (chat = null, (url += "?")));
    return chat;
  };
  const close = () => chat?.then((it) => it.close());
  window.Vestibule = {
    open,
    close,
    consent(given) {
      agreed = { ...agreed, ...given };
      if (chat || given.tracking || kept("known")) return load().then((it) => it.consent(given));
    },
    on: (name, listener) => host.addEventListener(name, (event) => listener(event.detail)),
  };

  page.append(host);
  const look = () => {
    if (launcher.hidden || (scrollY + innerHeight) / page.scrollHeight < +data.greetingScroll / 100) return;
    removeEventListener("scroll", look);
    say(data.greeting);
    remember();
  };
  if (kept("open", "sessionStorage")) open();
  else if (kept("wake") || kept("tracking")) load();
  const fits = data.greetingReturning == null || Date.now() - kept("visit") > 18e5;
  if (data.greeting && fits && !kept("known") && location.pathname.match(data.greetingPage || ""))
    setTimeout(() => {
      addEventListener("scroll", look);
      look();
    }, +data.greetingSeconds * 1000);
})();
