import type { PhoneFix } from '@trekker/protocols';

/** Brings a fix to the server. `accepted` means it is kept there; `retry` that it must be sent again. */
export type Send = (fix: PhoneFix, signal?: AbortSignal) => Promise<Delivery>;

/** What came of a message. */
export type Delivery = 'accepted' | 'retry';

/** A message as a phone posts it. */
export interface PhoneMessage {
  readonly url: string | URL;
  readonly contentType: string;
  readonly body: string;
}

/** How phones wait. */
export interface SenderOptions {
  /** Without an answer for so long a request is given up and counts as to be sent again, milliseconds. Default 10 000. */
  readonly answerTimeoutMs?: number;
}

/**
 * Posts a message as a phone does, which gives nothing up: whatever is not answered 2xx is to be sent again, and so is
 * what is not answered at all.
 */
export async function postMessage(
  { url, contentType, body }: PhoneMessage,
  { answerTimeoutMs = 10_000, signal }: SenderOptions & { readonly signal?: AbortSignal | undefined },
): Promise<Delivery> {
  // A signal of its own that is let go of with the answer: the feed's lives as long as the feed.
  const cut = new AbortController();
  const cutOff = () => cut.abort();
  const timer = setTimeout(cutOff, answerTimeoutMs);
  signal?.addEventListener('abort', cutOff);
  if (signal?.aborted) cutOff();
  try {
    const headers = { 'content-type': contentType };
    const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal: cut.signal });
    // An unread body keeps the connection from being used again.
    await answer.arrayBuffer();
    return answer.ok ? 'accepted' : 'retry';
  } catch {
    // No connection, no answer in time, or told to stop: the message may or may not have arrived, and goes again.
    return 'retry';
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cutOff);
  }
}
