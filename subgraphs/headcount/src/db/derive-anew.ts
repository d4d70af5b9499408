import type { Tx } from '@trekker/kit';

import { lockDerived, openDerivation, writeConsequences } from './derivation.ts';
import { limitVersions } from './limits.ts';
import { derivedSince, peopleMarked } from './touched.ts';

/**
 * Derives all marks and limits of the current tenant anew from what is believed of visits, and from what people did. What
 * comes out as it is believed stays as it is; where something else does, it follows as a new belief from now on, and is told
 * as a correction.
 */
export async function deriveAnew(tx: Tx, tenantId: string): Promise<void> {
  const visitsOffset = await lockDerived(tx, tenantId);
  const since = await derivedSince(tx);
  if (since === null) return;
  const [now] = await tx.sql<{ at: number }[]>`select date_trunc('milliseconds', clock_timestamp()) as at`;
  const targets = (await limitVersions(tx, null)).map(({ target }) => target);
  const idsOf = (kind: 'zone' | 'place') => targets.flatMap((target) => (target.kind === kind ? target.id : []));
  const personIds = await peopleMarked(tx);
  const scope = { personIds, zoneIds: [...new Set(idsOf('zone'))], placeIds: [...new Set(idsOf('place'))], since };
  const derivation = await openDerivation(tx, scope);
  const cause = { topic: 'person-visits', offset: visitsOffset, knownFrom: now?.at ?? 0 } as const;
  await writeConsequences(tx, tenantId, [derivation.again(personIds, cause)]);
}
