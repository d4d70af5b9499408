import { randomUUID } from 'node:crypto';
import { TrekkerError, type Clock, type Forwarded, type Logger, type Viewer } from '@trekker/kit';
import type { Engine, Principal } from '../engine.ts';
import { isLive } from '../generation.ts';
import { maskThrown } from '../errors/mask.ts';
import { RequestRefused } from '../errors/request-refused.ts';
import { startDeadline } from '../operation/deadline.ts';
import { parametersOf } from '../http/parameters.ts';
import type { TracedRequest } from '../tracing/tracing.ts';
import type { Sink } from '../subscriptions/sink.ts';

/** What an operation on a socket stands on. */
export interface OperationTools {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly log: Logger;
  readonly requestDeadlineMs: number;
  readonly clientAddress: string | undefined;
  readonly forwarded: Forwarded | undefined;
}

/** An operation that a client wants. */
export interface SocketOperation {
  /** As it came, unchecked. */
  readonly payload: unknown;
  readonly principal: Principal;
  readonly sink: Sink;
}

/** Begins an operation of any kind; answers how the client ends it. The sink never hears anything before this returns. */
export function startOperation(tools: OperationTools, operation: SocketOperation): () => void {
  const stops = new AbortController();
  queueMicrotask(() => void run(tools, operation, stops.signal));
  return () => stops.abort();
}

async function run(tools: OperationTools, operation: SocketOperation, stopped: AbortSignal): Promise<void> {
  const { sink } = operation;
  const context = { requestId: randomUUID(), log: tools.log };
  const started = performance.now();
  const trace = tools.engine.tracing?.begins(tracedOperation(operation, context)) ?? null;
  let kind = 'unknown';
  const end = (outcome: string): void => {
    // A subscription has only begun.
    const seconds = kind === 'subscription' ? null : (performance.now() - started) / 1_000;
    tools.engine.metrics.request(kind, outcome, seconds);
    trace?.ends(outcome);
  };
  try {
    requireLive(operation.principal, tools.clock);
    const { clientAddress, forwarded } = tools;
    const { viewer, verifiedAt } = operation.principal;
    const accepted = await tools.engine.accept(parametersOf(operation.payload), { viewer, clientAddress, trace });
    ({ kind } = accepted.operation.checked);
    if (stopped.aborted) return trace?.ends('ok');
    const caller = { viewer, requestId: context.requestId, clientAddress, forwarded, readAfter: undefined };
    if (isLive(accepted)) {
      const leave = tools.engine.hub.subscribe({ ...accepted, caller, verifiedAt, sink });
      stopped.addEventListener('abort', leave, { once: true });
      return end('ok');
    }
    using deadline = startDeadline(tools.requestDeadlineMs);
    stopped.addEventListener('abort', deadline.cancel, { once: true });
    const { signal } = deadline;
    const answer = await tools.engine.answer({ ...accepted, caller: { ...caller, signal }, observer: trace });
    end(answer.errors[0]?.extensions.code ?? 'ok');
    sink.next(Buffer.from(answer.text));
    sink.complete();
  } catch (error) {
    const errors = error instanceof RequestRefused ? error.errors : [maskThrown(error, context)];
    end(errors[0]?.extensions.code ?? 'INTERNAL');
    sink.error(errors);
  }
}

function tracedOperation({ payload }: SocketOperation, { requestId }: { readonly requestId: string }): TracedRequest {
  const { extensions } = (payload ?? {}) as { extensions?: { traceparent?: unknown } | null }; // as it came, unchecked
  const traceparent = extensions?.traceparent;
  return {
    transport: 'websocket',
    method: 'subscribe',
    requestId,
    traceparent: typeof traceparent === 'string' ? traceparent : undefined,
  };
}

/** A socket outlives the token it was opened with; what it may ask does not. */
function requireLive({ viewer }: Principal, clock: Clock): void {
  if (viewer && hasExpired(viewer, clock)) {
    throw new TrekkerError('TOKEN_EXPIRED', 'the access token has expired; open a socket with a fresh one');
  }
}

/** Whether a viewer's credential is over. */
export function hasExpired({ expiresAt }: Viewer, clock: Clock): boolean {
  return expiresAt !== null && expiresAt <= clock.now();
}
