import type { Client, FormattedExecutionResult } from 'graphql-ws';
import { fullJitterMs } from './full-jitter.ts';
import type { NamedDocument } from './named-document.ts';
import { wakeableSleep, type WakeUps } from './wakeable-sleep.ts';

/** A subscription by its name. Its `after` variable, if it has one, is supplied by `subscribeResuming`. */
export interface SubscriptionRequest extends NamedDocument {
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Who receives the events. */
export interface ResumingSink<Data> {
  /** @param first whether this is the first event of a stretch: a snapshot, or what was missed while away. */
  next(result: FormattedExecutionResult<Data, unknown>, first: boolean): void;
  /** The server refuses for good, for example FORBIDDEN; no further event follows. */
  refused(codes: readonly string[]): void;
  /** The stream ended although the socket may stand; it is tried again. */
  broken?(): void;
  /** It is being tried again. */
  retried?(): void;
}

type Verdict = 'refused' | 'from-start' | 'new-token' | 'again';

/**
 * Subscribes until told to stop. Whenever the stream breaks it goes on behind the last event: a field that answers with
 * a `cursor` gets it back as `after`; when the server no longer holds that place, the stream starts with a snapshot.
 * @returns how to stop.
 */
export function subscribeResuming<Data extends Record<string, unknown>>(
  { client, wakeUps }: { client: Pick<Client, 'subscribe' | 'terminate'>; wakeUps: WakeUps },
  { variables, ...named }: SubscriptionRequest,
  sink: ResumingSink<Data>,
): () => void {
  let cursor: string | null = null;
  let failures = 0;
  let stopped = false;
  let unsubscribe = () => {};

  function subscribe(): void {
    let first = true;
    // Read anew whenever the socket reconnects and sends the request again.
    const resumed = {
      ...variables,
      get after() {
        first = true;
        return cursor;
      },
    };
    unsubscribe = client.subscribe<Data>(
      // The client refuses a request without a text, and would try for ever at once; a document that is named needs none.
      { query: '', ...named, variables: resumed },
      {
        next(result) {
          if (result.errors?.length && !result.data) {
            void end(result.errors);
            return;
          }
          failures = 0;
          cursor = cursorOf(result.data) ?? cursor;
          sink.next(result, first);
          first = false;
        },
        error: (failure) => void end(failure),
        complete: () => void end(null),
      },
    );
  }

  async function end(failure: unknown): Promise<void> {
    unsubscribe();
    if (stopped) return;
    const codes = codesOf(failure);
    const verdict = verdictOf(codes);
    if (verdict === 'refused') {
      stopped = true;
      return sink.refused(codes);
    }
    // A new token or a new beginning is no interruption.
    if (verdict === 'again') sink.broken?.();
    if (verdict === 'from-start') cursor = null;
    if (verdict === 'new-token') client.terminate();
    await wakeableSleep(fullJitterMs(failures++), wakeUps);
    if (stopped) return;
    sink.retried?.();
    subscribe();
  }

  subscribe();
  return () => {
    stopped = true;
    unsubscribe();
  };
}

function verdictOf(codes: readonly string[]): Verdict {
  if (codes.includes('CURSOR_EXPIRED')) return 'from-start';
  if (codes.some((code) => code === 'TOKEN_EXPIRED' || code === 'UNAUTHENTICATED')) return 'new-token';
  if (codes.some((code) => REFUSALS.has(code))) return 'refused';
  return 'again';
}

const REFUSALS = new Set(['FORBIDDEN', 'NOT_FOUND', 'INVALID_INPUT', 'QUERY_INVALID', 'QUERY_TOO_COMPLEX']);

function codesOf(failure: unknown): string[] {
  if (!Array.isArray(failure)) return [];
  return failure.flatMap((error: { extensions?: { code?: unknown } } | null) =>
    typeof error?.extensions?.code === 'string' ? [error.extensions.code] : [],
  );
}

function cursorOf(data: Record<string, unknown> | null | undefined): string | undefined {
  for (const value of Object.values(data ?? {})) {
    if (typeof value === 'object' && value !== null && 'cursor' in value && typeof value.cursor === 'string') {
      return value.cursor;
    }
  }
  return undefined;
}
