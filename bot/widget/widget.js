// @ts-check
// Stores and requests nothing until the visitor opens the chat or consents. See README.md.
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const page = document.documentElement;
  const data = script.dataset;
  const base = new URL(".", script.src).href;
  const language = (data.language || page.lang || navigator.language).slice(0, 2).toLowerCase();
  const [label, dismiss, sorry] =
    language == "fr"
      ? ["Une question\u00a0?", "Fermer", "Réessayez dans un instant."]
      : ["Any questions?", "Dismiss", "Try again in a moment."];

  const kept = (key = "", where = "localStorage") => {
    try {
      return window[where]["vestibule." + key];
    } catch {}
  };
  const make = (tag = "", properties = {}) => /** @type {any} */ (Object.assign(document.createElement(tag), properties));

  if (window.Vestibule) return;
  customElements.define("vestibule-chat", class extends HTMLElement {});
  const host = make("vestibule-chat", { role: "complementary", ariaLabel: "Chat" });
  host.style.cssText = `--v-accent:${data.colour || "#14532d"};--v-theme:${data.theme || "light dark"}`;
  const root = host.attachShadow({ mode: "closed" });
  const sheet = new CSSStyleSheet();
  // --v-on is white, or black where the accent's WCAG luminance is above .179
  sheet.replaceSync(`:host{all:initial!important;position:fixed!important;z-index:2147483000!important;color-scheme:var(--v-theme)!important;font:16px/1.45 var(--v-font,system-ui),sans-serif!important;
--v-bit:clamp(0,(.179 - .2126*r - .7152*g - .0722*b)*1e5,1);--v-on:color(from var(--v-accent) srgb-linear var(--v-bit) var(--v-bit) var(--v-bit));--v-surface:light-dark(#fff,#191c1b);--v-ink:light-dark(#1a211e,#edf1ef)}
@media print{:host{display:none!important}}
button{font:inherit;color:inherit;background:0;border:0;border-radius:28px;padding:16px;text-align:start;cursor:pointer}
.launcher,.greeting{position:fixed;inset:auto 20px 20px auto;display:flex;box-shadow:0 4px 16px #0004;color:var(--v-on);background:var(--v-accent)}
.left{inset:auto auto 20px 20px}
.launcher{gap:10px;font-weight:600}
.launcher:before{content:"";width:24px;height:24px;border-radius:12px 12px 12px 2px;background:currentColor}
.greeting{bottom:88px;max-width:290px;outline:1px solid #8884;border-radius:16px;color:var(--v-ink);background:var(--v-surface)}
.greeting:empty,[hidden]{display:none}
@media(max-width:480px){.launcher{font-size:0;gap:0}}`);
  root.adoptedStyleSheets = [sheet];

  const side = data.side == "left" ? " left" : "";
  const bubble = make("div", { className: "greeting" + side, role: "status" });
  const open = () => {
    bubble.replaceChildren();
    launcher.style.opacity = ".6";
    return load()
      .then((it) => it.open(), (error) => (say(sorry), console.error(error)))
      .finally(() => (launcher.style.opacity = ""));
  };
  const launcher = make("button", { className: "launcher" + side, textContent: data.label || label, onclick: open });
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
  const load = () => {
    // An import that fails once fails for ever: the line is tried first.
    const url = base + "widget/chat.js";
    chat ??= fetch(url)
      .then(() => import(url))
      .then((it) => it.start({ root, host, launcher, base, data, language, agreed }));
    chat.catch(() => (chat = null));
    return chat;
  };
  window.Vestibule = {
    open,
    close: () => chat?.then((it) => it.close()),
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
