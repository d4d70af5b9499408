import { uuidv7, type Tx, type Viewer } from '@trekker/kit';

import type { Context } from '../context.ts';
import { openDerivation, writeConsequences } from '../db/derivation.ts';
import { insertMark, type MarkRow } from '../db/marks.ts';
import type { Mark } from '../domain/mark.ts';
import { expectInMusters, mustersConcerned } from './muster/expect-late.ts';
import { headOfTenant } from '../domain/stream-point.ts';
import { HEADCOUNT_TOPIC, headcountEvent, presenceMarked } from '../events.ts';

/**
 * Keeps a mark, with what follows from it for other marks, for limits and for musters that started meanwhile, and tells of
 * it. The tenant must be locked.
 */
export async function writeMark(
  tx: Tx,
  ctx: Context,
  {
    viewer: { tenantId, actor },
    wanted: { note, ...wanted },
  }: { viewer: Viewer; wanted: Omit<Mark, 'markId' | 'offset'> & { readonly note: string | null } },
): Promise<MarkRow> {
  // Before the head, as whoever marks people in a muster does.
  const musters = await mustersConcerned(tx, wanted);
  const head = await tx.lockHead(headOfTenant(HEADCOUNT_TOPIC, tenantId));
  const cause = { topic: HEADCOUNT_TOPIC, offset: head.nextOffset, knownFrom: head.at } as const;
  const mark = { ...wanted, markId: uuidv7(ctx.clock.now()), offset: cause.offset };
  const { markId, personId, zoneId, kind, source, at } = mark;
  const derivation = await openDerivation(tx, { personIds: [personId], zoneIds: [zoneId], marks: [mark], since: at });
  const row = { ...mark, note, actor, knownFrom: cause.knownFrom };
  await insertMark(tx, tenantId, row);
  const consequence = derivation.mark(mark, cause);
  await writeConsequences(tx, tenantId, [consequence]);
  const holds = consequence.spans.find((span) => span.markId === markId);
  await expectInMusters(tx, tenantId, { musters, row, until: holds?.to ?? null });
  const payload = { markId, personId, geofenceId: zoneId, kind, source, from: at };
  await tx.append([{ head, entries: [{ ...headcountEvent(presenceMarked, tenantId, payload), actor, reason: note }] }]);
  tx.afterCommit(() => ctx.feed.call(tenantId));
  if (musters.length) tx.afterCommit(() => ctx.musters.feed.call(tenantId));
  return row;
}
