import { connectionOf, parsePage } from '@trekker/kit';

import type { Context } from '../context.ts';
import { countUnread, pageOfInbox } from '../db/notifications/inbox.ts';
import type { NotificationRow } from '../db/rows.ts';
import { ownInbox } from './own-inbox.ts';

export interface ListNotificationsArguments {
  readonly unreadOnly: boolean;
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** A page of what the signed-in user was told and may still see. */
export async function listNotifications(ctx: Context, { unreadOnly, ...args }: ListNotificationsArguments) {
  const page = parsePage(args, ['instant', 'uuid']);
  const inbox = ownInbox(ctx);
  const { rows, unreadCount } = await ctx.tenant.read(async (tx) => ({
    rows: inbox ? await pageOfInbox(tx, inbox, { ...page, unreadOnly }) : [],
    unreadCount: inbox ? await countUnread(tx, inbox) : 0,
  }));
  const keysOf = ({ toldAt, notificationId }: NotificationRow) => [String(toldAt), notificationId];
  return { ...connectionOf(rows, page, keysOf), unreadCount };
}
