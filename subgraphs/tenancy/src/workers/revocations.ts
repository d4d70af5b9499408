import {
  followTopic,
  payloadOf,
  type Clock,
  type Database,
  type Entry,
  type Logger,
  type LogTail,
  type Service,
  type Viewer,
} from '@trekker/kit';

import { rightsShrank, sessionEnded, TENANCY_TOPIC } from '../events.ts';

/** What this process knows of rights that were taken away while tokens that carry them are still valid. */
export interface Revocations {
  readonly service: Service;
  readonly isRevoked: (viewer: Viewer) => boolean;
  /** Calls `listener` whenever rights shrank, with the test that tells whom it concerns. */
  readonly onRevoked: (listener: (isRevoked: (viewer: Viewer) => boolean) => void) => () => void;
}

/**
 * Follows tenancy's own topic in every process that lets callers in.
 * @param tokenMs the longest that a token works; what is older than that needs no remembering.
 */
export function createRevocations({
  database,
  tail,
  clock,
  log,
  tokenMs,
}: {
  database: Database;
  tail: LogTail;
  clock: Clock;
  log: Logger;
  tokenMs: number;
}): Revocations {
  const epochs = new Map<string, { epoch: number; at: number }>();
  const ended = new Map<string, number>();
  const listeners = new Set<(isRevoked: (viewer: Viewer) => boolean) => void>();

  const isRevoked = (viewer: Viewer): boolean =>
    (viewer.sessionId !== null && ended.has(viewer.sessionId)) ||
    viewer.epoch < (epochs.get(`${viewer.tenantId}/${viewer.actor.id}`)?.epoch ?? 0);

  function note(entry: Entry): boolean {
    if (entry.type === rightsShrank.type) {
      const { userId, epoch } = payloadOf(entry, rightsShrank);
      epochs.set(`${entry.subject}/${userId}`, { epoch, at: entry.at });
      return true;
    }
    if (entry.type !== sessionEnded.type) return false;
    ended.set(payloadOf(entry, sessionEnded).sessionId, entry.at);
    return true;
  }

  function forgetOld(): void {
    const oldest = clock.now() - tokenMs;
    for (const [key, { at }] of epochs) if (at < oldest) epochs.delete(key);
    for (const [key, at] of ended) if (at < oldest) ended.delete(key);
  }

  const follower = followTopic({
    name: 'revocations',
    topic: TENANCY_TOPIC,
    database,
    tail,
    log,
    since: () => clock.now() - tokenMs,
    onEntries(entries) {
      if (!entries.filter(note).length) return;
      forgetOld();
      for (const listener of listeners) listener(isRevoked);
    },
  });

  return {
    service: follower,
    isRevoked,
    onRevoked(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
