import { encodeCursor, headKey, offsetBehind, payloadOf, readHead, type Head } from '@trekker/kit';

import type { Context } from '../context.ts';
import { inboxById, type Inbox } from '../db/notifications/inbox.ts';
import type { NotificationReceivedRow } from '../db/rows.ts';
import { notificationTold, NOTIFICATIONS_TOPIC } from '../events.ts';
import { ownInbox } from './own-inbox.ts';

/**
 * What the signed-in user is told, behind a cursor or from now on. Fails with INVALID_INPUT for what is no cursor, with
 * CURSOR_EXPIRED for one of another log or too old.
 */
export async function watchNotifications(
  ctx: Context,
  after: string | null,
): Promise<AsyncIterableIterator<NotificationReceivedRow>> {
  const inbox = ownInbox(ctx);
  const tenantId = ctx.viewer?.tenantId ?? '';
  const head: Head = { topic: NOTIFICATIONS_TOPIC, tenantId, partition: 0 };
  return readHead<NotificationReceivedRow>({
    head,
    after: after === null ? null : offsetBehind(after, head),
    tail: ctx.tail,
    read: (fn) => ctx.tenant.read(fn),
    async pick(entries) {
      const mine = entries.flatMap((entry) => {
        if (entry.type !== notificationTold.type) return [];
        const { notificationId, userIds } = payloadOf(entry, notificationTold);
        return inbox && userIds.includes(inbox.userId) ? [{ notificationId, offset: entry.offset }] : [];
      });
      if (!inbox || !mine.length) return [];
      const visible = await shownOf(
        ctx,
        inbox,
        mine.map(({ notificationId }) => notificationId),
      );
      return mine.flatMap(({ notificationId, offset }) => {
        const notification = visible.get(notificationId);
        return notification ? [{ cursor: encodeCursor({ [headKey(head)]: offset }), notification }] : [];
      });
    },
  });
}

/** By what the user may see now, which may be less than when the stream began. */
async function shownOf(ctx: Context, inbox: Inbox, ids: readonly string[]) {
  const present = ownInbox(ctx) ?? inbox;
  const rows = await ctx.tenant.read((tx) => inboxById(tx, present, ids));
  return new Map(rows.map((row) => [row.notificationId, row]));
}
