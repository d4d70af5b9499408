import {
  createRevocationList,
  followTopic,
  payloadOf,
  type Authority,
  type Clock,
  type Database,
  type Entry,
  type Logger,
  type LogTail,
  type Revocation,
  type Service,
  type Viewer,
} from '@trekker/kit';

import { apiKeyRevoked, rightsShrank, sessionEnded, TENANCY_TOPIC } from '../events.ts';

/** What this process knows of rights that were taken away while tokens that carry them are still valid. */
export interface Revocations extends Pick<Authority, 'tokenMs' | 'revoked' | 'onRevoked'> {
  readonly service: Service;
  readonly isRevoked: (viewer: Viewer) => boolean;
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
  const known = createRevocationList();
  const listeners = new Set<Parameters<Authority['onRevoked']>[0]>();

  const follower = followTopic({
    name: 'revocations',
    topic: TENANCY_TOPIC,
    database,
    tail,
    log,
    since: () => clock.now() - tokenMs,
    onEntries(entries) {
      const revoked = entries.flatMap((entry) => revocationIn(entry) ?? []);
      if (!revoked.length) return;
      known.note({ revoked, tokenMs }, clock.now());
      for (const listener of listeners) listener(known.isRevoked, revoked);
    },
  });

  return {
    service: follower,
    isRevoked: known.isRevoked,
    tokenMs,
    revoked: () => known.all(),
    onRevoked(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function revocationIn(entry: Entry): Revocation | null {
  const { type, subject: tenantId, at } = entry;
  if (type === sessionEnded.type) return { kind: 'session', sessionId: payloadOf(entry, sessionEnded).sessionId, at };
  // Whoever acts by a key has epoch 0, so that from here on every token and stream of the key is refused.
  if (type === apiKeyRevoked.type) {
    return { kind: 'rights', tenantId, actorId: payloadOf(entry, apiKeyRevoked).keyId, epoch: 1, at };
  }
  if (type !== rightsShrank.type) return null;
  const { userId: actorId, epoch } = payloadOf(entry, rightsShrank);
  return { kind: 'rights', tenantId, actorId, epoch, at };
}
