import { isUuid, UnauthenticatedError, type UserError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { inboxById, whoWasTold } from '../db/notifications/inbox.ts';
import { noteAcknowledged } from '../db/notifications/notifications.ts';
import type { NotificationRow } from '../db/rows.ts';
import { notificationsEvent } from '../events.ts';
import { unknownNotification } from './mark-notifications-read.ts';
import { ownInbox } from './own-inbox.ts';

/** Notes that the signed-in user sees to something, for everybody who was told of it. */
export async function acknowledgeNotification(
  ctx: Context,
  { notificationId }: { notificationId: string },
): Promise<{ notification: NotificationRow | null; userErrors: UserError[] }> {
  const inbox = ownInbox(ctx);
  if (!ctx.viewer || !inbox) throw new UnauthenticatedError('only users have notifications');
  const { tenantId } = ctx.viewer;
  return ctx.tenant.write(async (tx) => {
    const ids = isUuid(notificationId) ? [notificationId] : [];
    const [known] = await inboxById(tx, inbox, ids);
    if (!known) {
      return { notification: null, userErrors: [unknownNotification('notificationId', notificationId)] };
    }
    if (await noteAcknowledged(tx, notificationId, { userId: inbox.userId, now: ctx.clock.now() })) {
      const userIds = await whoWasTold(tx, notificationId);
      tx.publish(notificationsEvent(tenantId, { notificationId, userIds }));
    }
    const [notification = null] = await inboxById(tx, inbox, ids);
    return { notification, userErrors: [] };
  });
}
