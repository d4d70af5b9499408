import type { Tx, Viewer } from '@trekker/kit';

import type { Context } from '../context.ts';
import { openDerivation, writeConsequences } from '../db/derivation.ts';
import { insertLimitVersion, versionsOfLimit } from '../db/limits.ts';
import type { LimitVersion } from '../domain/limit/limit.ts';
import { headOfTenant } from '../domain/stream-point.ts';
import { HEADCOUNT_TOPIC, headcountEvent, limitRemoved, limitSet } from '../events.ts';
import { once, type Deed, type Made } from './once.ts';
import type { OccupancyLimitSet } from './set-occupancy-limit.ts';

/**
 * Keeps a version of a limit, with what is to be told of it now, and tells of it; once with the same key.
 * @param wanted makes the version when nobody else can change limits, or says what is wrong.
 */
export async function writeLimit(
  ctx: Context,
  { viewer, deed }: { viewer: Viewer; deed: Deed },
  wanted: (tx: Tx) => Promise<Made<LimitVersion>>,
): Promise<OccupancyLimitSet> {
  const { made: limit, userErrors } = await once<LimitVersion>(
    ctx,
    { tenantId: viewer.tenantId, deed },
    {
      async make(tx) {
        const version = await wanted(tx);
        if (version.made) await keepVersion(tx, ctx, { viewer, version: version.made });
        return version;
      },
      nameOf: ({ limitId, number }) => `${limitId}/${number}`,
      async find(tx, name) {
        const [limitId = '', number] = name.split('/');
        return (await versionsOfLimit(tx, limitId)).find((version) => version.number === Number(number)) ?? null;
      },
    },
  );
  return { limit, userErrors };
}

async function keepVersion(
  tx: Tx,
  ctx: Context,
  { viewer: { tenantId, actor }, version }: { viewer: Viewer; version: LimitVersion },
): Promise<void> {
  const head = await tx.lockHead(headOfTenant(HEADCOUNT_TOPIC, tenantId));
  const cause = { topic: HEADCOUNT_TOPIC, offset: head.nextOffset, knownFrom: head.at } as const;
  const { limitId, target, minimum, maximum, companyId, validFrom, removed } = version;
  const [zoneIds, placeIds] = target.kind === 'zone' ? [[target.id], []] : [[], [target.id]];
  await insertLimitVersion(tx, tenantId, { ...version, offset: cause.offset, knownFrom: cause.knownFrom });
  const derivation = await openDerivation(tx, { personIds: [], zoneIds, placeIds, since: validFrom });
  const versions = await versionsOfLimit(tx, limitId);
  await writeConsequences(tx, tenantId, [derivation.limit(limitId, versions, cause)]);
  const [geofenceId = null, placeId = null] = [zoneIds[0], placeIds[0]];
  const kinds = version.kinds && [...version.kinds];
  const payload = { limitId, geofenceId, placeId, minimum, maximum, kinds, companyId, validFrom };
  const told = headcountEvent(removed ? limitRemoved : limitSet, tenantId, payload);
  await tx.append([{ head, entries: [{ ...told, actor }] }]);
  tx.afterCommit(() => ctx.feed.call(tenantId));
}
