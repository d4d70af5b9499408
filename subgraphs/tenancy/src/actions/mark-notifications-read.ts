import { isUuid, UnauthenticatedError, userError, type UserError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { countUnread, inboxById, noteRead } from '../db/notifications/inbox.ts';
import { ownInbox } from './own-inbox.ts';

const MOST = 500;

/** Notes that the signed-in user has read these notifications, or all; all of them or none. */
export async function markNotificationsRead(
  ctx: Context,
  { notificationIds }: { notificationIds?: readonly string[] | null | undefined },
): Promise<{ unreadCount: number | null; userErrors: UserError[] }> {
  const inbox = ownInbox(ctx);
  if (!inbox) throw new UnauthenticatedError('only users have notifications');
  const ids = notificationIds ?? null;
  if (ids && ids.length > MOST) {
    const tooMany = userError('notificationIds', 'INVALID', `must hold at most ${MOST}, got ${ids.length}`);
    return { unreadCount: null, userErrors: [tooMany] };
  }
  return ctx.tenant.write(async (tx) => {
    const known = new Set(
      ids ? (await inboxById(tx, inbox, ids.filter(isUuid))).map(({ notificationId }) => notificationId) : [],
    );
    const userErrors = (ids ?? []).flatMap((id, index) =>
      known.has(id) ? [] : [unknownNotification(`notificationIds.${index}`, id)],
    );
    if (userErrors.length) return { unreadCount: null, userErrors };
    await noteRead(tx, inbox, { ids, now: ctx.clock.now() });
    return { unreadCount: await countUnread(tx, inbox), userErrors: [] };
  });
}

/** What whoever names a notification is told that does not exist, is another's, or may not be seen any more. */
export function unknownNotification(field: string, id: string): UserError {
  return userError(field, 'NOT_FOUND', `notification ${JSON.stringify(id)} does not exist`);
}
