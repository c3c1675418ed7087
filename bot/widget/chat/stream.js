// @ts-check
import { alone, local } from "./storage.js";

/**
 * Server-sent events read through fetch, because EventSource cannot carry a bearer token.
 * Yields the message of every event, which our server writes on one line; returns when the server ends the stream.
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
    const parts = (rest + value).split("\n\n");
    rest = parts.pop() || "";
    for (const part of parts) {
      const [, data] = /^data: (.*)/m.exec(part) || [];
      if (data) yield JSON.parse(data);
    }
  }
}

/**
 * Keeps one stream open, by one tab of the site at a time.
 *
 * @param {import("./api.js").Api} api
 * @param {{heard: (message: import("./types").Message) => void, opened: () => void, signal: AbortSignal}} how
 *   `opened` is called whenever the stream begins: something may have been said just before
 */
export function listen(api, { heard, opened, signal }) {
  const follow = async () => {
    let pause = 1000;
    while (!signal.aborted) {
      try {
        const response = await api.request("GET", "chat/events", { token: local.get("token"), accept: "text/event-stream", signal });
        opened();
        pause = 1000;
        if (response.body) for await (const message of events(response.body)) heard(message);
      } catch (error) {
        const { status } = /** @type {import("./api.js").Problem} */ (error);
        if (status === 401 || status === 403) return;
      }
      await rest(pause, signal);
      pause = Math.min(pause * 2, 30_000);
    }
  };
  alone("stream", follow, { signal }).catch(() => {}); // given up before it was this tab's turn
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
    if (signal?.aborted) done();
  });
}
