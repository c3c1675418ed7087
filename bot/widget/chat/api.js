// @ts-check
/** The visitor API: what comes back, or why nothing does. */

/** @typedef {Error & {status: number, body: any, wait: number}} Problem why there is no answer */

/**
 * @param {number} status 0 when no answer came at all
 * @param {any} [body] the problem document @param {number} [wait] milliseconds asked for by Retry-After
 * @returns {Problem}
 */
const problem = (status, body = {}, wait = 0) => Object.assign(new Error(body.title || status), { status, body, wait });

const PATIENCE = 30_000;

/** @param {string} base the address that the script came from, with its last slash @param {typeof fetch} ask */
export function api(base, ask) {
  /**
   * @param {string} method @param {string} path
   * @param {{token?: string | null, body?: any, signal?: AbortSignal, keepalive?: boolean, accept?: string}} [how]
   */
  async function request(method, path, { token, body, signal, keepalive, accept } = {}) {
    /** @type {Record<string, string>} */
    const headers = { accept: accept || "application/json" };
    if (token) headers.authorization = `Bearer ${token}`;
    if (body) headers["content-type"] = "application/json";
    let response;
    try {
      response = await ask(base + path, {
        method,
        headers,
        body: body && JSON.stringify(body),
        signal: signal || AbortSignal.timeout(PATIENCE),
        keepalive,
        cache: "no-store",
        credentials: "omit",
      });
    } catch (error) {
      throw problem(0, { title: error });
    }
    if (response.ok) return response;
    const seconds = Math.min(Number(response.headers.get("retry-after")) || 0, 300);
    throw problem(response.status, await response.json().catch(() => ({})), seconds * 1000);
  }

  /** @param {Parameters<typeof request>} what */
  async function answer(...what) {
    const response = await request(...what);
    if (response.status === 204) return {};
    try {
      return await response.json();
    } catch (error) {
      throw problem(0, { title: error }); // cut off half way: as good as no answer
    }
  }

  return { request, answer };
}

/** @typedef {ReturnType<typeof api>} Api */
