import { setTimeout as sleep } from 'node:timers/promises';

import { createConnection, type BatchAnswer, type Connection } from './post-positions.ts';
import type { RecordedFix } from './recorded-fix.ts';

/** What to send, and how. */
export interface Sending {
  readonly fixes: readonly RecordedFix[];
  /** Address of the door, `http://host:port/i/<token>/`; asked for anew before every attempt. */
  readonly door: () => URL;
  /** How many connections are used at once. */
  readonly connections?: number;
  /** Most fixes of one request. */
  readonly batchSize?: number;
  /** How long one batch may go unanswered, over all its attempts, in milliseconds. */
  readonly patienceMs?: number;
  readonly signal?: AbortSignal;
  /** Hears of every batch that was acknowledged, before the next one of the same trackers leaves. */
  readonly onAcknowledged?: (fixes: readonly RecordedFix[], answer: BatchAnswer) => void;
}

/** What became of all fixes. `accepted`, `duplicates` and `rejected` add up to `sent`. */
export interface Tally {
  sent: number;
  accepted: number;
  /** A batch that is sent again, because its answer was lost, may come back as these. */
  duplicates: number;
  rejected: number;
  /** Attempts beyond the first of a batch. */
  retries: number;
}

const LEAST_PAUSE_MS = 20;
const MOST_PAUSE_MS = 1_000;

/**
 * Sends fixes as quickly as the intake takes them. Each tracker belongs to one connection, and a connection waits for
 * every acknowledgement, so the next batch of a tracker never overtakes the previous one. What was not answered, or with
 * 5xx, is sent again with growing pauses. Fails when a batch is refused, and when one goes unanswered for too long.
 */
export async function sendFixes(sending: Sending): Promise<Tally> {
  const tally: Tally = { sent: 0, accepted: 0, duplicates: 0, rejected: 0, retries: 0 };
  const failed = new AbortController();
  const signal = AbortSignal.any([failed.signal, ...(sending.signal ? [sending.signal] : [])]);
  const lanes = lanesOf(sending.fixes, sending.connections ?? 8);
  const done = await Promise.allSettled(
    lanes.map((lane) =>
      drive({ ...sending, fixes: lane, signal }, tally).catch((failure: unknown) => {
        failed.abort(failure);
        throw failure;
      }),
    ),
  );
  signal.throwIfAborted();
  for (const result of done) if (result.status === 'rejected') throw result.reason;
  return tally;
}

/** The fixes of each connection, in the order of the recording; a tracker goes to the connection that has the fewest. */
function lanesOf(fixes: readonly RecordedFix[], connections: number): RecordedFix[][] {
  const lanes = Array.from({ length: connections }, (): RecordedFix[] => []);
  const laneOf = new Map<string, RecordedFix[]>();
  const perTracker = Map.groupBy(fixes, ({ identifier }) => identifier);
  const loads = lanes.map(() => 0);
  for (const [identifier, { length }] of [...perTracker].toSorted(([, a], [, b]) => b.length - a.length)) {
    const lightest = loads.indexOf(Math.min(...loads));
    loads[lightest] = (loads[lightest] ?? 0) + length;
    laneOf.set(identifier, lanes[lightest] ?? []);
  }
  for (const fix of fixes) laneOf.get(fix.identifier)?.push(fix);
  return lanes;
}

type Driving = Sending & { readonly signal: AbortSignal };

async function drive(driving: Driving, tally: Tally): Promise<void> {
  const { fixes, batchSize = 1_000, onAcknowledged } = driving;
  const connection = createConnection();
  try {
    for (let start = 0; start < fixes.length; start += batchSize) {
      const batch = fixes.slice(start, start + batchSize);
      const answer = await deliver(connection, batch, { ...driving, onRetry: () => (tally.retries += 1) });
      tally.sent += batch.length;
      tally.accepted += answer.accepted;
      tally.duplicates += answer.duplicates;
      tally.rejected += answer.rejected.length;
      onAcknowledged?.(batch, answer);
    }
  } finally {
    connection.close();
  }
}

async function deliver(
  connection: Connection,
  batch: readonly RecordedFix[],
  { door, signal, patienceMs = 120_000, onRetry }: Driving & { onRetry: () => void },
): Promise<BatchAnswer> {
  const startedAt = performance.now();
  for (let pauseMs = LEAST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, MOST_PAUSE_MS)) {
    signal.throwIfAborted();
    const posted = await connection.post(door(), batch);
    if (posted.kind === 'acknowledged') return posted.answer;
    if (posted.kind === 'refused')
      throw new Error(`the intake refused a batch with ${posted.status}: ${posted.problem}`);
    if (performance.now() - startedAt > patienceMs)
      throw new Error(`a batch went unanswered for ${patienceMs / 1_000} s, at last: ${posted.problem}`);
    onRetry();
    await sleep(Math.max(pauseMs, Math.min(posted.retryAfterMs, MOST_PAUSE_MS)), undefined, { signal });
  }
}
