import { request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { UnavailableError, type SubgraphRequest, type SubgraphResult } from '@trekker/kit';
import { EventQueue } from './event-queue.ts';
import { EventReader, type ServerSentEvent } from './event-reader.ts';
import type { Headers } from './request-head.ts';

/** How a stream of a subgraph is opened. */
export interface EventStreamOptions {
  readonly url: URL;
  readonly headers: Headers;
  /** Longest time in milliseconds until it begins. */
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
}

/** Events that may wait to be resolved. */
const MOST_WAITING = 1_000;
/** How long a connection may be silent before it is asked whether the other side is there, in milliseconds. */
const KEEP_ALIVE_MS = 15_000;

/**
 * A subscription at a subgraph as server-sent events (GraphQL over SSE, distinct connections mode): a connection each.
 * Returning from the iterator, or the request's signal, closes it at once. A stream that ends without saying so fails.
 */
export function openEventStream(
  options: EventStreamOptions,
  request: SubgraphRequest,
): AsyncIterableIterator<SubgraphResult> {
  const sent = send(options, request);
  const events = new EventQueue<SubgraphResult>(MOST_WAITING, () => sent.destroy());
  const lose = (what: string, cause?: unknown): void => {
    const reason = new Error(`the subgraph ${what}`, { cause });
    events.finish(new UnavailableError('the stream was interrupted; subscribe again', { cause: reason }));
    sent.destroy();
  };
  const late = setTimeout(() => lose(`did not begin a stream within ${options.timeoutMs} ms`), options.timeoutMs);
  sent.setSocketKeepAlive(true, KEEP_ALIVE_MS);
  sent.on('error', (cause) => lose('could not be reached', cause));
  sent.on('close', () => clearTimeout(late));
  sent.on('response', (response) => {
    clearTimeout(late);
    if (isEventStream(response)) follow(response, { events, lose, most: options.maxResponseBytes });
    else void takeRefusal(response, { events, lose, most: options.maxResponseBytes });
  });
  if (request.signal.aborted) void events.return();
  else request.signal.addEventListener('abort', () => void events.return(), { once: true });
  return events;
}

interface Following {
  readonly events: EventQueue<SubgraphResult>;
  readonly lose: (what: string, cause?: unknown) => void;
  readonly most: number;
}

function send({ url, headers }: EventStreamOptions, request: SubgraphRequest): ClientRequest {
  const { document: query, operationName, variables, forwarded } = request;
  const body = JSON.stringify({ query, operationName, variables });
  const sent = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
    method: 'POST',
    agent: false,
    headers: {
      ...headers,
      ...forwarded?.headers,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      accept: 'text/event-stream',
    },
  });
  sent.end(body);
  return sent;
}

function isEventStream({ statusCode, headers }: IncomingMessage): boolean {
  return statusCode === 200 && /^text\/event-stream\b/.test(headers['content-type'] ?? '');
}

function follow(response: IncomingMessage, { events, lose, most }: Following): void {
  const reader = new EventReader(most);
  response.setEncoding('utf8');
  response.on('error', (cause) => lose('cut the stream', cause));
  response.on('close', () => lose('ended the stream without a word'));
  response.on('data', (piece: string) => {
    try {
      for (const event of reader.read(piece)) take(event, events);
    } catch (cause) {
      lose('sent something that is no event', cause);
    }
  });
}

function take({ name, data }: ServerSentEvent, events: EventQueue<SubgraphResult>): void {
  if (name === 'complete') return events.finish(null);
  if (name !== 'next') return;
  events.push(resultOf(data));
}

/** A subgraph may also say at once, in plain JSON, why there is no stream. */
async function takeRefusal(response: IncomingMessage, { events, lose, most }: Following): Promise<void> {
  let text = '';
  response.setEncoding('utf8');
  try {
    for await (const piece of response as AsyncIterable<string>) if (text.length < most) text += piece;
    events.push(resultOf(text));
    events.finish(null);
  } catch (cause) {
    lose(`answered ${response.statusCode} without a stream`, cause);
  }
}

function resultOf(text: string): SubgraphResult {
  const value: unknown = JSON.parse(text);
  const isResult = typeof value === 'object' && value !== null && ('data' in value || 'errors' in value);
  if (isResult) return value as SubgraphResult; // what is in it is checked where it is merged
  throw new Error('it is no GraphQL result');
}
