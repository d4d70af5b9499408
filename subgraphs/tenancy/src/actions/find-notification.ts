import { isUuid } from '@trekker/kit';

import type { Context } from '../context.ts';
import { inboxById } from '../db/notifications/inbox.ts';
import type { NotificationRow } from '../db/rows.ts';
import { ownInbox } from './own-inbox.ts';

/** A notification of the signed-in user's by its id, or null. */
export async function findNotification(ctx: Context, id: string): Promise<NotificationRow | null> {
  const inbox = ownInbox(ctx);
  if (!inbox || !isUuid(id)) return null;
  const [row = null] = await ctx.tenant.read((tx) => inboxById(tx, inbox, [id]));
  return row;
}
