import { connectionOf, parsePage, requireUnitPermission } from '@trekker/kit';

import type { Context } from '../context.ts';
import { countRules, pageOfRules } from '../db/notifications/rules.ts';

export interface ListArguments {
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** A page of rules by name; for who may see those of the whole tenant. */
export async function listNotificationRules({ viewer, clock, tenant }: Context, args: ListArguments) {
  requireUnitPermission(viewer, 'notifications:read', { unitId: null, now: clock.now() });
  const page = parsePage(args, ['name', 'uuid']);
  const rows = await tenant.read((tx) => pageOfRules(tx, page));
  const totalCount = await tenant.read(countRules);
  return { ...connectionOf(rows, page, ({ name, ruleId }) => [name, ruleId]), totalCount };
}
