import { encodeOsmAnd } from '@trekker/protocols';
import { type Send, type SenderOptions, postMessage } from './post-message.ts';

/**
 * Sends as Traccar Client 10 does: one fix a request, as a form. `doorUrl` is what is set in the app, such as
 * `http://127.0.0.1:5055/i/<token>/`.
 */
export function osmAndSender(doorUrl: string, options: SenderOptions = {}): Send {
  return (fix, signal) => {
    const message = { url: doorUrl, contentType: 'application/x-www-form-urlencoded', body: encodeOsmAnd(fix) };
    return postMessage(message, { ...options, signal });
  };
}
