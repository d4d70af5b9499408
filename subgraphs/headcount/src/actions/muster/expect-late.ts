import { uuidv7, type Tx } from '@trekker/kit';

import type { MarkRow } from '../../db/marks.ts';
import { appendAct } from '../../db/muster/acts.ts';
import { lockMustersSince, type MusterRow } from '../../db/muster/musters.ts';
import type { Mark } from '../../domain/mark.ts';

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

/** Puts who was marked in on the lists of musters that started before the mark's end (Unix milliseconds; null: it lasts). */
export async function expectInMusters(
  tx: Tx,
  tenantId: string,
  { musters, row, until }: { musters: readonly MusterRow[]; row: MarkRow; until: number | null },
): Promise<void> {
  const { personId, zoneId, knownFrom: knownAt, note, actor } = row;
  const nothing = { mark: null, by: null, stationId: null, idempotencyKey: null, fingerprint: null };
  for (const { musterId, startedAt, acts } of musters) {
    if (until !== null && until <= startedAt) continue;
    const identity = { musterId, number: acts + 1, actId: uuidv7(knownAt), kind: 'MARKED_IN' } as const;
    const act = { ...identity, at: startedAt, knownAt, actor, personId, zoneId, note, ...nothing };
    await appendAct(tx, tenantId, { act, standing: null });
  }
}
