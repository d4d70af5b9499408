import type { IncomingMessage, ServerResponse } from 'node:http';

import { parseJsonInTurns } from '../turns/parse-json.ts';

/** One request of a gateway. */
export interface Call {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  /** Fires when the gateway hangs up, and when the answer is complete. */
  readonly signal: AbortSignal;
  /** Whether the answer goes on until somebody ends it. */
  isStream: boolean;
}

/** A request has a larger body than any gateway sends. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** Most bytes of an internal request: the largest a gateway takes from its own callers, and room for the envelope. */
export const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** The body of a request as JSON. Fails with BodyTooLarge, or with a SyntaxError. */
export async function jsonOf(incoming: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new BodyTooLarge(`an internal request has more than ${MAX_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  return parseJsonInTurns(Buffer.concat(chunks).toString('utf8'));
}

/** Most bytes that may wait for a gateway that does not read. */
const MOST_WAITING_BYTES = 16 * 1024 * 1024;

/** Whether more waits than may: the stream ends then, and the gateway comes back for what it missed. */
export function isTooFarBehind({ outgoing }: Call): boolean {
  return outgoing.writableLength > MOST_WAITING_BYTES;
}

/** Begins an answer of JSON lines. */
export function beginLines({ outgoing }: Call): (value: unknown) => void {
  outgoing.writeHead(200, { 'content-type': 'application/x-ndjson' });
  outgoing.flushHeaders();
  return (value) => void outgoing.write(`${JSON.stringify(value)}\n`);
}
