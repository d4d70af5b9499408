import { type PhoneFix, encodeBatch } from '@trekker/protocols';
import { type Delivery, type SenderOptions, postMessage } from './post-message.ts';

/** Brings several fixes to the server in one request. `accepted` means each of them is kept, or was kept before. */
export type SendBatch = (fixes: readonly PhoneFix[], signal?: AbortSignal) => Promise<Delivery>;

/** Sends to `…/v1/positions` of a door such as `http://127.0.0.1:5055/i/<token>/`. */
export function batchSender(doorUrl: string, options: SenderOptions = {}): SendBatch {
  const url = new URL('v1/positions', doorUrl);
  return (fixes, signal) =>
    postMessage({ url, contentType: 'application/json', body: encodeBatch(fixes) }, { ...options, signal });
}
