import type { Tx } from '@trekker/kit';

import { instantStretch } from '../db/beliefs.ts';
import { lockDerived, openDerivation, writeConsequences } from '../db/derivation.ts';
import { markSpansIn } from '../db/marks.ts';
import { forgetResetJobs, insertReset, lastReset, schedulesOf } from '../db/resets.ts';
import { placeBook } from '../db/zones.ts';
import { nextReset } from '../domain/reset.ts';
import { headOfTenant } from '../domain/stream-point.ts';
import { HEADCOUNT_TOPIC, headcountEvent, resetDone } from '../events.ts';

/** Most resets made up for at once; older ones end nothing that these do not end. */
const MOST = 400;

/**
 * Carries out every reset of a place that is due and was not: each once, at the instant it was due. Gives back when the
 * next is due, or null when there is no schedule any more.
 */
export async function carryOutResets(
  tx: Tx,
  { tenantId, placeId, now }: { tenantId: string; placeId: string; now: number },
): Promise<number | null> {
  await lockDerived(tx, tenantId);
  const head = await tx.lockHead(headOfTenant(HEADCOUNT_TOPIC, tenantId));
  const [schedule] = await schedulesOf(tx, [placeId]);
  await forgetResetJobs(tx, placeId);
  if (schedule?.localTime == null) return null;
  const { localTime, timeZone, setAt, actor } = schedule;
  const due: number[] = [];
  let next = nextReset({ localTime, timeZone }, Math.max(setAt, (await lastReset(tx, placeId)) ?? setAt));
  for (; next <= now; next = nextReset({ localTime, timeZone }, next)) due.push(next);
  const entries = [];
  for (const [index, at] of due.slice(-MOST).entries()) {
    const cause = { topic: HEADCOUNT_TOPIC, offset: head.nextOffset + index, knownFrom: head.at } as const;
    await insertReset(tx, tenantId, { placeId, at, offset: cause.offset, knownFrom: cause.knownFrom });
    const zoneIds = (await placeBook(tx)).at(at).zonesOf(placeId);
    const holding = await markSpansIn(tx, instantStretch(at, null), { zoneIds });
    const personIds = [...new Set(holding.map(({ personId }) => personId))];
    const derivation = await openDerivation(tx, { personIds, zoneIds, since: at });
    const consequence = derivation.reset(personIds, cause);
    await writeConsequences(tx, tenantId, [consequence]);
    const told = { placeId, resetAt: at, ended: consequence.spans.length };
    entries.push({ ...headcountEvent(resetDone, tenantId, told), actor, reason: 'scheduled' });
  }
  await tx.append([{ head, entries }]);
  return next;
}
