import type { ServerResponse } from 'node:http';
import type { PublicError } from '../errors/public-error.ts';
import { responseText } from '../operation/answer.ts';
import type { Sink } from '../subscriptions/sink.ts';

/** Limits of an event stream. */
export interface EventStreamLimits {
  /** Most bytes that may wait for the client before the stream is cut. */
  readonly maxQueueBytes: number;
  /** Time between comments that show each side that the other is there. */
  readonly pingMs: number;
  /** Further fields of the response's head. */
  readonly headers: Readonly<Record<string, string>>;
}

const END = 'event: complete\ndata:\n\n';

/**
 * One operation's answers as server-sent events (GraphQL over SSE, distinct connections mode). An error comes as a last
 * `next` without data. A client that does not keep up is cut off without `complete`, so that it knows to come back.
 */
export function openEventStream(response: ServerResponse, { maxQueueBytes, pingMs, headers }: EventStreamLimits): Sink {
  response.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  response.flushHeaders();
  const ping = setInterval(() => write(':\n\n'), pingMs);
  response.once('close', () => clearInterval(ping));
  const write = (text: string | Buffer): void => {
    if (response.writableEnded || response.destroyed) return;
    if (response.writableLength > maxQueueBytes) response.destroy();
    else response.write(text);
  };
  const end = (): void => {
    if (!response.writableEnded) response.end(END);
  };
  return {
    next: (payload) => write(Buffer.concat([NEXT, payload, GAP])),
    error(errors: readonly PublicError[]) {
      write(`event: next\ndata: ${responseText(undefined, errors)}\n\n`);
      end();
    },
    complete: end,
    backlog: () => response.writableLength,
  };
}

const NEXT = Buffer.from('event: next\ndata: ');
const GAP = Buffer.from('\n\n');
