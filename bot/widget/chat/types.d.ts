// Types only: the type checker reads this file, a browser never fetches it.

export interface Choice { id: string; label: string }

export interface Meeting {
  id: string; start: string; end: string; timezone: string; rep: string;
  status: "booked" | "cancelled"; manage_url: string; ics_url: string;
}

export interface Message {
  id: string; from: "visitor" | "assistant" | "rep"; text: string; at: string; language: string;
  asks: string | null; choices: Choice[]; meeting: Meeting | null;
}

/** A message of the visitor that the server has not answered yet. */
export interface Waiting {
  key: string; id: string; text: string; at: string; choice?: string;
  /** Set once the server has refused the words for good: they wait for the visitor to change them. */
  refused?: number;
}

/** How the line to the server is. `busy` is 429, `starting` 503, `closed` a refusal of the whole site. */
export type Line = "ok" | "offline" | "busy" | "starting" | "closed";

export interface Consent { tracking?: boolean; marketing?: boolean; at?: string; text_version?: string }

export interface Chat {
  open(): void;
  close(): void;
  consent(given: Consent): Promise<void>;
}

export interface Options {
  root: ShadowRoot; host: HTMLElement; launcher: HTMLButtonElement; base: string;
  data: DOMStringMap; language: string; agreed?: Consent;
}

export type Words = (key: string, values?: Record<string, string | number>) => string;

declare global {
  interface Window {
    Vestibule: {
      open(): Promise<unknown>;
      close(): Promise<unknown> | undefined;
      consent(given: Consent): Promise<unknown> | undefined;
      on(name: "open" | "close" | "message" | "meeting" | "consent", listener: (detail: any) => void): void;
    };
  }
}
