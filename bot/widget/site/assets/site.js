// @ts-check
/* What the pages themselves do: buttons that open the chat, and the question about tracking. */

const KEY = "calepin.tracking";
const french = document.documentElement.lang === "fr";

for (const link of document.querySelectorAll("[data-chat]"))
  link.addEventListener("click", (event) => {
    event.preventDefault();
    window.Vestibule?.open();
  });

/** @param {string} text @param {() => void} click */
function button(text, click) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", click);
  return made;
}

/** Asks whether pages viewed may be noted. Stores nothing but the answer. */
function ask() {
  document.querySelector(".ask")?.remove();
  const box = document.createElement("section");
  box.className = "ask";
  box.ariaLabel = french ? "Suivi des pages" : "Page tracking";
  const text = document.createElement("p");
  text.textContent = french
    ? "Acceptez-vous que nous notions les pages que vous consultez, pour mieux vous répondre\u00a0?"
    : "May we note the pages that you view, to answer you better?";
  /** @param {boolean} tracking */
  const answer = (tracking) => {
    localStorage.setItem(KEY, tracking ? "yes" : "no");
    window.Vestibule?.consent({ tracking });
    box.remove();
  };
  const choices = document.createElement("div");
  choices.append(
    button(french ? "Refuser" : "Decline", () => answer(false)),
    button(french ? "Accepter" : "Accept", () => answer(true)),
  );
  box.append(text, choices);
  document.querySelector("main")?.after(box);
  return box;
}

const again = document.querySelector("[data-consent]");
if (again instanceof HTMLElement) {
  again.hidden = false;
  again.addEventListener("click", () => ask().querySelector("button")?.focus());
}

const answered = localStorage.getItem(KEY);
if (answered) window.Vestibule?.consent({ tracking: answered === "yes" });
else ask();


