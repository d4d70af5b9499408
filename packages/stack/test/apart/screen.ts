import { setTimeout as sleep } from 'node:timers/promises';

import { openSocket, type LiveSocket } from '../support/live-socket.ts';
import type { ApartSite } from './apart-site.ts';

/** What a live map does: follows positions, and comes back behind its cursor whenever the stream ends. */
export interface Screen extends AsyncDisposable {
  /** Newest `recordedAt` by tracker, Unix milliseconds. */
  readonly newest: ReadonlyMap<string, number>;
  /** Why streams ended: codes of errors and of closed sockets. */
  readonly ends: readonly string[];
  /** How often it began with everything instead of behind its cursor. */
  snapshots(): number;
}

const FOLLOW = `subscription Follow($after: String) { positionsChanged(after: $after, minIntervalMs: 100) {
  cursor snapshot positions { tracker { id } recordedAt } } }`;
const RETRY_MS = 100;

/** Begins to follow. */
export function openScreen(site: ApartSite): Screen {
  const newest = new Map<string, number>();
  const ends: string[] = [];
  const closing = new AbortController();
  let snapshots = 0;
  let cursor: string | null = null;

  async function follow(): Promise<void> {
    while (!closing.signal.aborted) {
      const end = await followOnce().catch((failure: unknown) => String(failure));
      ends.push(end);
      // More happened meanwhile than a stream tells of: it begins anew.
      if (end === 'CURSOR_EXPIRED') cursor = null;
      await sleep(RETRY_MS);
    }
  }

  async function followOnce(): Promise<string> {
    using socket = await openSocket(site.origin, site.client.token);
    socket.subscribe('1', FOLLOW, { after: cursor });
    let isClosed = false;
    const closed = socket.closed.then(({ code }) => {
      isClosed = true;
      return `closed ${code}`;
    });
    for (let read = 0; ;) {
      for (; read < socket.frames.length; read += 1) {
        const end = take(socket, read);
        if (end !== null) return end;
      }
      if (closing.signal.aborted) return 'left';
      if (isClosed) return closed;
      await sleep(10);
    }
  }

  /** Takes a frame; gives back why the stream ended, or null when it goes on. */
  function take({ frames }: LiveSocket, index: number): string | null {
    const { type, payload } = frames[index] ?? { type: '' };
    if (type === 'error') return String(payload[0].extensions.code);
    if (type === 'complete') return 'complete';
    const event = payload?.data?.positionsChanged;
    if (type !== 'next' || !event) return null;
    cursor = event.cursor;
    snapshots += Number(event.snapshot);
    for (const { tracker, recordedAt } of event.positions) {
      newest.set(tracker.id, Math.max(newest.get(tracker.id) ?? 0, Date.parse(recordedAt)));
    }
    return null;
  }

  const following = follow();
  return {
    newest,
    ends,
    snapshots: () => snapshots,
    async [Symbol.asyncDispose]() {
      closing.abort();
      await following;
    },
  };
}
