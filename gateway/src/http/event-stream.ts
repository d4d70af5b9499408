import type { ServerResponse } from 'node:http';
import { publicError, type PublicError } from '../errors/public-error.ts';
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
  const reads = watchReader(response);
  const ping = setInterval(() => (reads() ? write(':\n\n') : response.destroy()), pingMs);
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

/** Rounds in which a client took nothing of what waits for it, after which it is taken for gone. */
const ROUNDS_WITHOUT_READING = 2;

/** Whether the client has taken something of what waits for it lately; asked once a round. */
function watchReader(response: ServerResponse): () => boolean {
  let [taken, rounds] = [0, 0];
  return () => {
    const { bytesWritten = 0, writableLength = 0 } = response.socket ?? {};
    const before = taken;
    taken = bytesWritten - writableLength;
    rounds = writableLength > 0 && taken === before ? rounds + 1 : 0;
    return rounds < ROUNDS_WITHOUT_READING;
  };
}

/**
 * Ends a stream because the gateway stops: a last `next` says so, and no `complete` follows, so that the client comes
 * back. One that did not read what it was sent before is cut off.
 */
export function endForRestart(response: ServerResponse): void {
  if (response.writableLength > 0) response.destroy();
  else response.end(`event: next\ndata: ${responseText(undefined, [RESTART])}\n\n`);
}

const RESTART = publicError('UNAVAILABLE', 'the gateway stops; come back');

const NEXT = Buffer.from('event: next\ndata: ');
const GAP = Buffer.from('\n\n');
