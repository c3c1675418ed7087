// @ts-check
import { Problem } from "./api.js";

/**
 * Server-sent events read through fetch, because EventSource cannot carry a bearer token.
 * Yields the `data` of every `message` event, parsed; returns when the server ends the stream.
 *
 * @param {ReadableStream<Uint8Array>} body
 * @returns {AsyncGenerator<import("./types").Message>}
 */
export async function* events(body) {
  const reader = body.pipeThrough(/** @type {any} */ (new TextDecoderStream())).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (rest + value).split(/\r?\n\r?\n/);
    rest = parts.pop() || "";
    for (const part of parts) {
      let name = "message";
      const data = [];
      for (const line of part.split(/\r?\n/)) {
        const [, field, text] = /^(\w+): ?(.*)$/.exec(line) || [];
        if (field === "event") name = text;
        if (field === "data") data.push(text);
      }
      if (name !== "message" || !data.length) continue;
      try {
        yield JSON.parse(data.join("\n"));
      } catch {} // not ours to understand
    }
  }
}

/**
 * Keeps one stream open, by one tab of the site at a time where the browser has locks.
 *
 * @param {import("./api.js").Api} api
 * @param {{token: () => string | null, heard: (message: import("./types").Message) => void, again: () => void, signal: AbortSignal}} how
 *   `again` is called when the stream is back after a break: something may have been missed
 */
export function listen(api, { token, heard, again, signal }) {
  const follow = async () => {
    let pause = 1000;
    let broken = false;
    while (!signal.aborted && token()) {
      try {
        const response = await api.request("GET", "chat/events", { token: token(), accept: "text/event-stream", signal });
        if (broken) again();
        pause = 1000;
        if (response.body) for await (const message of events(response.body)) heard(message);
      } catch (error) {
        if (error instanceof Problem && error.status >= 400 && error.status < 500 && error.status !== 429) return;
      }
      broken = true;
      await rest(pause, signal);
      pause = Math.min(pause * 2, 30_000);
    }
  };
  if (navigator.locks) navigator.locks.request("vestibule.stream", { signal }, follow).catch(() => {});
  else follow();
}

/**
 * Waits; less when the line comes back or the caller gives up.
 * @param {number} ms @param {AbortSignal} [signal]
 * @returns {Promise<void>}
 */
export function rest(ms, signal) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener("online", done);
    signal?.addEventListener("abort", done);
  });
}
