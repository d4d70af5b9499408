import { isUuid, type Tx } from '@trekker/kit';

import { usersById } from '../db/users.ts';
import type { Subject } from '../domain/notifications/happening.ts';
import { mayBeTold } from '../domain/notifications/may-be-told.ts';
import type { Recipient } from '../domain/notifications/target.ts';
import { loadViewer } from './load-viewer.ts';

/** Of these users, those who may sign in and see the subject now, by id. */
export type Tellable = (
  userIds: readonly string[],
  subject: Subject,
  unitId: string | null,
) => Promise<ReadonlyMap<string, Recipient>>;

/** Looks users and their rights up once for everything that is told in a transaction. */
export function createTellable(tx: Tx, now: number): Tellable {
  const loaded = new Map<string, Awaited<ReturnType<typeof load>>>();

  async function load(userId: string) {
    const [user] = isUuid(userId) ? await usersById(tx, [userId]) : [];
    if (!user?.active) return null;
    return { user, viewer: await loadViewer(tx, user, { sessionId: null, expiresAt: null }) };
  }

  return async (userIds, subject, unitId) => {
    const recipients = new Map<string, Recipient>();
    for (const userId of new Set(userIds)) {
      const found = loaded.get(userId) ?? (await load(userId));
      loaded.set(userId, found);
      if (!found || !mayBeTold(found.viewer, subject, { unitId, now })) continue;
      recipients.set(userId, { userId, email: found.user.email });
    }
    return recipients;
  };
}
