import type { Tx, Viewer } from '@trekker/kit';

import type { Context } from '../context.ts';
import { lockDerived, openDerivation, writeConsequences } from '../db/derivation.ts';
import { insertLimitVersion, versionsOfLimit } from '../db/limits.ts';
import type { LimitVersion } from '../domain/limit/limit.ts';
import { headOfTenant } from '../domain/stream-point.ts';
import { HEADCOUNT_TOPIC, headcountEvent, limitRemoved, limitSet } from '../events.ts';

/**
 * Keeps a version of a limit, with what is to be told of it now, and tells of it.
 * @param wanted makes the version when nobody else can change limits; null: nothing is to be done.
 */
export async function writeLimit<V extends LimitVersion | null>(
  ctx: Context,
  { tenantId, actor }: Viewer,
  wanted: (tx: Tx) => Promise<V>,
): Promise<V> {
  return ctx.tenant.write(async (tx) => {
    await lockDerived(tx, tenantId);
    const version = await wanted(tx);
    if (!version) return version;
    const head = await tx.lockHead(headOfTenant(HEADCOUNT_TOPIC, tenantId));
    const cause = { topic: HEADCOUNT_TOPIC, offset: head.nextOffset, knownFrom: head.at } as const;
    const { limitId, target, minimum, maximum, kinds, companyId, validFrom, removed } = version;
    const [zoneIds, placeIds] = target.kind === 'zone' ? [[target.id], []] : [[], [target.id]];
    await insertLimitVersion(tx, tenantId, { ...version, offset: cause.offset, knownFrom: cause.knownFrom });
    const derivation = await openDerivation(tx, { personIds: [], zoneIds, placeIds, since: validFrom });
    const versions = await versionsOfLimit(tx, limitId);
    await writeConsequences(tx, tenantId, [derivation.limit(limitId, versions, cause)]);
    const [geofenceId = null, placeId = null] = [zoneIds[0], placeIds[0]];
    const payload = {
      limitId,
      geofenceId,
      placeId,
      minimum,
      maximum,
      kinds: kinds && [...kinds],
      companyId,
      validFrom,
    };
    const told = headcountEvent(removed ? limitRemoved : limitSet, tenantId, payload);
    await tx.append(head, [{ ...told, actor }]);
    tx.afterCommit(() => ctx.feed.call(tenantId));
    return version;
  });
}
