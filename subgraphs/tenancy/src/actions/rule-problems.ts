import { isUuid, userError, type Tx, type UserError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { endpointsById } from '../db/notifications/endpoints.ts';
import type { NotificationRuleRow, UserRow } from '../db/rows.ts';
import { unitsById } from '../db/units.ts';
import { usersById } from '../db/users.ts';
import { knownOf } from '../workers/known.ts';
import type { Kept } from '../workers/replicas.ts';

/** What a rule says, without its own id and times. */
export type RuleContent = Omit<NotificationRuleRow, 'tenantId' | 'ruleId' | 'createdAt' | 'changedAt'>;

/**
 * What is wrong with the things a rule names: each must exist, e-mail must be on and a user told by it have an address.
 * Fails with REPLICA_BEHIND where that cannot be told yet.
 */
export async function ruleProblems(ctx: Context, tenantId: string, rule: RuleContent): Promise<UserError[]> {
  const { replicas, mailer } = ctx;
  const known = <T>(field: string, entity: string, named: { kept: Kept<T>; ids: readonly string[] }) =>
    unknownAmong(field, entity, {
      ids: named.ids,
      find: (ids) => knownOf({ tenant: ctx.tenant, tenantId }, named.kept, ids),
    });
  const wantsEmail = rule.emailUserIds.length > 0 || rule.emailAddresses.length > 0;
  const off = userError(
    '',
    'EMAIL_OFF',
    'this installation sends no e-mail; an operator sets TREKKER_TENANCY_SMTP_HOST',
  );
  const problems = [
    await known('geofenceIds', 'geofence', { kept: replicas.geofences, ids: rule.geofenceIds }),
    await known('placeIds', 'place', { kept: replicas.places, ids: rule.placeIds }),
    await known('personIds', 'person', { kept: replicas.people, ids: rule.personIds }),
    await known('assetIds', 'asset', { kept: replicas.assets, ids: rule.assetIds }),
    await ownProblems(ctx, rule),
    wantsEmail && !mailer ? [off] : [],
  ];
  return problems.flat();
}

async function ownProblems({ tenant }: Context, rule: RuleContent): Promise<UserError[]> {
  return tenant.read(async (tx) => {
    const unitIds = async (ids: string[]) => new Set((await unitsById(tx, ids)).map(({ unitId }) => unitId));
    const users = await usersById(tx, [...rule.userIds, ...rule.emailUserIds].filter(isUuid));
    const userIds = async () => new Set(users.map(({ userId }) => userId));
    return [
      await unknownAmong('unitIds', 'unit', { ids: rule.unitIds, find: unitIds }),
      await endpointProblems(tx, rule),
      await unknownAmong('inAppUserIds', 'user', { ids: rule.userIds, find: userIds }),
      await unknownAmong('emailUserIds', 'user', { ids: rule.emailUserIds, find: userIds }),
      withoutAddress(rule.emailUserIds, users),
    ].flat();
  });
}

/** Endpoints a rule names that do not exist. */
export function endpointProblems(tx: Tx, { endpointIds }: Pick<RuleContent, 'endpointIds'>): Promise<UserError[]> {
  const find = async (ids: string[]) => new Set((await endpointsById(tx, ids)).map(({ endpointId }) => endpointId));
  return unknownAmong('endpointIds', 'endpoint', { ids: endpointIds, find });
}

function withoutAddress(userIds: readonly string[], users: readonly UserRow[]): UserError[] {
  return userIds.flatMap((id, index) => {
    const user = users.find(({ userId }) => userId === id);
    const message = `user ${JSON.stringify(id)} has no e-mail address`;
    return user && user.email === null ? [userError(`emailUserIds.${index}`, 'NO_ADDRESS', message)] : [];
  });
}

async function unknownAmong(
  field: string,
  entity: string,
  { ids, find }: { ids: readonly string[]; find: (ids: string[]) => Promise<ReadonlySet<string>> },
): Promise<UserError[]> {
  const asked = ids.filter(isUuid);
  const known = asked.length ? await find(asked) : new Set<string>();
  return ids.flatMap((id, index) =>
    known.has(id)
      ? []
      : [userError(`${field}.${index}`, 'NOT_FOUND', `${entity} ${JSON.stringify(id)} does not exist`)],
  );
}
