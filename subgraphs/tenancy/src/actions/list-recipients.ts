import { connectionOf, parsePage, requireUnitPermission } from '@trekker/kit';

import type { Context } from '../context.ts';
import { pageOfUsers } from '../db/users.ts';
import type { ListArguments } from './list-notification-rules.ts';

/** A page of users as whoever makes rules may see them, by sign-in name. */
export async function listRecipients({ viewer, clock, tenant }: Context, args: ListArguments) {
  requireUnitPermission(viewer, 'notifications:write', { unitId: null, now: clock.now() });
  const page = parsePage(args, ['name']);
  const rows = await tenant.read((tx) => pageOfUsers(tx, page));
  return connectionOf(rows, page, ({ signInKey }) => [signInKey]);
}
