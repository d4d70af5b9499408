import { encodeOsmAnd, type Fix } from '@trekker/protocols';

/** Brings a fix to the server. `accepted` means it is kept there; `retry` that it must be sent again. */
export type Send = (fix: Fix, signal?: AbortSignal) => Promise<'accepted' | 'retry'>;

/**
 * Sends as Traccar Client 10 does: one fix a request, as a form. `doorUrl` is what is set in the app, such as
 * `http://127.0.0.1:5055/i/<token>/`. Like the app it gives nothing up: whatever is not 2xx is to be sent again.
 * Without an answer in `answerTimeoutMs` (default 10 000) the request is given up and counts as to be sent again.
 */
export function httpSender(doorUrl: string, { answerTimeoutMs = 10_000 } = {}): Send {
  return async (fix, signal) => {
    const timeout = AbortSignal.timeout(answerTimeoutMs);
    try {
      const answer = await fetch(doorUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: encodeOsmAnd(fix),
        redirect: 'error',
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      // An unread body keeps the connection from being used again.
      await answer.arrayBuffer();
      return answer.ok ? 'accepted' : 'retry';
    } catch {
      // No connection, no answer in time, or told to stop: the fix may or may not have arrived, and goes again.
      return 'retry';
    }
  };
}
