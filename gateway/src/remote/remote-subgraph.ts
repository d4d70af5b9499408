import type { IncomingMessage } from 'node:http';
import {
  TrekkerError,
  UnavailableError,
  type Clock,
  type InternalTokens,
  type SubgraphExecutor,
  type SubgraphRequest,
  type SubgraphResult,
} from '@trekker/kit';
import type { Endpoint } from './endpoint.ts';
import type { Part } from './part.ts';
import { readLines } from './read-lines.ts';
import { isRefused } from './send-request.ts';

/** What calls to a subgraph in other processes stand on. */
export interface RemoteTools {
  readonly part: Part;
  readonly tokens: InternalTokens;
  readonly clock: Clock;
  /** How long it may take until an answer, or a stream, begins, in milliseconds. */
  readonly timeoutMs: number;
}

/**
 * A subgraph in other processes, spoken to as kit's `serveSubgraph` answers. A process that is stopped hits the deadline
 * with TIMEOUT and is passed over from then on; a stream whose process is gone fails with UNAVAILABLE, upon which its
 * reader comes back behind its cursor.
 */
export function createRemoteSubgraph(name: string, tools: RemoteTools): SubgraphExecutor {
  return {
    name,
    execute: async (request) => resultOf(name, JSON.parse(await askOneOf(name, tools, request))),
    async *subscribe(request) {
      const endpoint = tools.part.choose();
      const life = AbortSignal.any([request.signal, endpoint.life()]);
      try {
        const answer = await within(tools.timeoutMs, life, (signal) =>
          send(endpoint, tools, { name, request, signal }),
        );
        for await (const result of readLines(endedBy(life, answer))) yield resultOf(name, result);
      } catch (cause) {
        if (request.signal.aborted) return;
        if (isTimeout(cause)) throw cause;
        throw new UnavailableError('the stream was interrupted; resume behind the last cursor', { cause });
      }
    },
  };
}

/**
 * The answer to a query or mutation as text. What only reads is asked once more, of another process where there is one,
 * when its answer was lost, or when half of the time has passed without any.
 */
async function askOneOf(name: string, tools: RemoteTools, request: SubgraphRequest): Promise<string> {
  const { part, timeoutMs } = tools;
  let mayAskAgain = !/^\s*mutation\b/.test(request.document);
  let last: Endpoint | undefined;
  for (;;) {
    const patienceMs = mayAskAgain && part.answering() > 1 ? timeoutMs / 2 : timeoutMs;
    const endpoint = part.choose(last);
    const life = AbortSignal.any([request.signal, endpoint.life()]);
    try {
      return await within(patienceMs, life, async (signal) =>
        textOf(await send(endpoint, tools, { name, request, signal })),
      );
    } catch (failure) {
      if (request.signal.aborted) throw failure;
      last = endpoint;
      // Refused before anything was sent: on to the next process, and past this one until it is back.
      if (isRefused(failure)) endpoint.lost();
      else if (mayAskAgain && (patienceMs < timeoutMs || !isTimeout(failure))) mayAskAgain = false;
      else throw failure;
    }
  }
}

function isTimeout(failure: unknown): boolean {
  return failure instanceof TrekkerError && failure.code === 'TIMEOUT';
}

async function send(
  endpoint: Endpoint,
  { tokens, clock }: RemoteTools,
  { name, request, signal }: { name: string; request: SubgraphRequest; signal: AbortSignal },
): Promise<IncomingMessage> {
  const { viewer, traceparent, signal: _signal, ...body } = request;
  const token = await tokens.sign(viewer, name, clock.now());
  const answer = await endpoint.send({
    method: 'POST',
    path: '/',
    token,
    traceparent,
    body: JSON.stringify(body),
    signal,
  });
  if (answer.statusCode === 200) return answer;
  answer.resume();
  throw new Error(`${name} answered an internal request with ${answer.statusCode}`);
}

/** Runs `work` with a signal that fires with `life`, and with TIMEOUT when it takes too long. */
async function within<T>(timeoutMs: number, life: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const late = new AbortController();
  const giveUp = () =>
    late.abort(new TrekkerError('TIMEOUT', `a part of the service did not answer within ${timeoutMs} ms`));
  const timer = setTimeout(giveUp, timeoutMs);
  try {
    return await work(AbortSignal.any([life, late.signal]));
  } finally {
    clearTimeout(timer);
  }
}

/** A body that fails as soon as the signal fires, also while it is quiet. */
async function* endedBy(life: AbortSignal, answer: IncomingMessage): AsyncGenerator<Buffer, void> {
  const onAbort = () => answer.destroy(life.reason as Error); // aborted by us, with an error
  life.addEventListener('abort', onAbort, { once: true });
  try {
    life.throwIfAborted();
    yield* answer as AsyncIterable<Buffer>;
  } finally {
    life.removeEventListener('abort', onAbort);
    answer.destroy();
  }
}

async function textOf(answer: IncomingMessage): Promise<string> {
  return Buffer.concat(await Array.fromAsync(answer as AsyncIterable<Buffer>)).toString('utf8');
}

function resultOf(name: string, value: unknown): SubgraphResult {
  if (typeof value === 'object' && value !== null && ('data' in value || 'errors' in value))
    return value as SubgraphResult;
  throw new Error(`${name} sent something that is no result`);
}
