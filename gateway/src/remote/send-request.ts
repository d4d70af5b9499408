import { request as httpRequest, type Agent, type IncomingMessage } from 'node:http';

/** A request to a process. */
export interface Message {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly token?: string;
  readonly body?: string;
  /** W3C Trace Context. */
  readonly traceparent?: string | undefined;
  readonly signal: AbortSignal;
}

/** Sends a request; resolves with the beginning of the answer. Fails as `node:http` does, or with the signal's reason. */
export function sendRequest(url: URL, agent: Agent, message: Message): Promise<IncomingMessage> {
  const { method, path, token, body, traceparent, signal } = message;
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const headers = {
      ...(traceparent === undefined ? {} : { traceparent }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    };
    const sent = httpRequest(new URL(path, url), { method, headers, agent });
    const onAbort = () => sent.destroy(signal.reason as Error); // aborted by us, with an error
    signal.addEventListener('abort', onAbort, { once: true });
    sent.once('close', () => signal.removeEventListener('abort', onAbort));
    sent.once('response', resolve).on('error', reject);
    sent.end(body);
  });
}

/** Whether a request failed before anything of it was sent: nobody listens there. */
export function isRefused(failure: unknown): boolean {
  return failure instanceof Error && 'code' in failure && NOBODY_THERE.has(String(failure.code));
}

const NOBODY_THERE = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN']);
