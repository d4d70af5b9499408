import { connectionOf, parsePage, requireUnitPermission } from '@trekker/kit';

import type { Context } from '../context.ts';
import { countEndpoints, pageOfEndpoints } from '../db/notifications/endpoints.ts';
import type { ListArguments } from './list-notification-rules.ts';

/** A page of endpoints, newest first; for who may see those of the whole tenant. */
export async function listWebhookEndpoints({ viewer, clock, tenant }: Context, args: ListArguments) {
  requireUnitPermission(viewer, 'notifications:read', { unitId: null, now: clock.now() });
  const page = parsePage(args, ['instant', 'uuid']);
  const rows = await tenant.read((tx) => pageOfEndpoints(tx, page));
  const totalCount = await tenant.read(countEndpoints);
  return { ...connectionOf(rows, page, ({ createdAt, endpointId }) => [String(createdAt), endpointId]), totalCount };
}
