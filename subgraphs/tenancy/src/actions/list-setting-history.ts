import { connectionOf, parsePage, requireUnitPermission } from '@trekker/kit';

import type { Context } from '../context.ts';
import { countSettingChanges, pageOfSettingChanges } from '../db/settings.ts';

/** A page of the changes of a setting, newest first. Like all audit, for who may see that of the whole tenant. */
export async function listSettingHistory(
  { viewer, tenant, clock }: Context,
  key: string,
  args: { first: number; after?: string | null | undefined },
) {
  requireUnitPermission(viewer, 'audit:read', { unitId: null, now: clock.now() });
  const page = parsePage(args, ['instant', 'uuid']);
  const rows = await tenant.read((tx) => pageOfSettingChanges(tx, key, page));
  const totalCount = await tenant.read((tx) => countSettingChanges(tx, key));
  return { ...connectionOf(rows, page, (row) => [String(row.changedAt), row.changeId]), totalCount };
}
