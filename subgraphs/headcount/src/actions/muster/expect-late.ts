import { uuidv7, type Tx } from '@trekker/kit';

import { believedSpans, marksMadeBehind, type MarkRow } from '../../db/marks.ts';
import { appendAct } from '../../db/muster/acts.ts';
import { lockMustersSince, type MusterRow } from '../../db/muster/musters.ts';
import type { Mark } from '../../domain/mark.ts';
import type { MusterPlan } from './plan-muster.ts';

/**
 * Musters, locked, that may have started while a mark held that is only now made, and did not expect the person. A mark of
 * now concerns none.
 */
export async function mustersConcerned(
  tx: Tx,
  { personId, zoneId, kind, at }: Pick<Mark, 'personId' | 'zoneId' | 'kind' | 'at'>,
): Promise<readonly MusterRow[]> {
  return kind === 'IN' ? lockMustersSince(tx, { personId, zoneId, from: at }) : [];
}

/** Puts who was marked in while a muster was planned on its list; how many acts it has then. */
export async function expectMeanwhile(
  tx: Tx,
  tenantId: string,
  { muster, plan }: { muster: MusterRow; plan: Pick<MusterPlan, 'expected' | 'marksOffset'> },
): Promise<number> {
  const isExpected = new Set(plan.expected.map(({ personId }) => personId));
  const marks = (await marksMadeBehind(tx, plan.marksOffset)).filter(
    ({ kind, zoneId, personId, at }) =>
      kind === 'IN' && muster.zoneIds.includes(zoneId) && !isExpected.has(personId) && at <= muster.startedAt,
  );
  const spans = await believedSpans(tx, [...new Set(marks.map(({ personId }) => personId))]);
  let { acts } = muster;
  for (const row of marks) {
    const until = spans.find(({ markId }) => markId === row.markId)?.to ?? null;
    acts += await expectInMusters(tx, tenantId, { musters: [{ ...muster, acts }], row, until });
  }
  return acts;
}

/**
 * Puts who was marked in on the lists of musters that started before the mark's end (Unix milliseconds; null: it lasts);
 * on how many.
 */
export async function expectInMusters(
  tx: Tx,
  tenantId: string,
  { musters, row, until }: { musters: readonly MusterRow[]; row: MarkRow; until: number | null },
): Promise<number> {
  let concerned = 0;
  const { personId, zoneId, knownFrom: knownAt, note, actor } = row;
  const nothing = { mark: null, by: null, stationId: null, idempotencyKey: null, fingerprint: null };
  for (const { musterId, startedAt, acts } of musters) {
    if (until !== null && until <= startedAt) continue;
    const identity = { musterId, number: acts + 1, actId: uuidv7(knownAt), kind: 'MARKED_IN' } as const;
    const act = { ...identity, at: startedAt, knownAt, actor, personId, zoneId, note, ...nothing };
    await appendAct(tx, tenantId, { act, standing: null });
    concerned += 1;
  }
  return concerned;
}
