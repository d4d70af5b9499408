import { setImmediate as breath } from 'node:timers/promises';

import { comparePositions, type PositionKey } from '@trekker/geo';
import type { Tx } from '@trekker/kit';

import type { KeptFix, Segment } from '../domain/presence/replay.ts';
import { fixesBetween, segmentsFrom } from './fixes.ts';
import { presencesOf } from './presence.ts';

/** What is read of a track at first, milliseconds; then more or less at once, as many fixes as there are. */
const FIRST_WINDOW_MS = 900_000;
/** Between so many fixes are read at once: a few milliseconds of work. */
const TURN = { least: 300, most: 1_200 } as const;

/**
 * The fixes of a tracker of the current tenant in `[from, to)`, Unix milliseconds, in their order, with others having their
 * turn in between; not all of them where there are more than `most`.
 */
export async function trackBetween(
  tx: Tx,
  trackerId: string,
  { from, to, most }: { from: number; to: number; most: number },
): Promise<KeptFix[]> {
  const track: KeptFix[] = [];
  let window = FIRST_WINDOW_MS;
  for (let at = from; at < to && track.length <= most;) {
    const end = Math.min(at + window, to);
    const fixes = await fixesBetween(tx, trackerId, { from: at, to: end });
    for (const fix of fixes) track.push(fix);
    if (fixes.length < TURN.least) window *= 2;
    else if (fixes.length > TURN.most) window = Math.ceil(window / 2);
    at = end;
    await breath();
  }
  return track;
}

/** The run of a tracker's fixes that a position is in, and where the tracker stood before it; null where there is none. */
export async function runOf(tx: Tx, tenantId: string, key: PositionKey): Promise<Segment | null> {
  const { trackerId, recordedAt } = key;
  const recent = (await presencesOf(tx.sql, tenantId, [trackerId])).get(trackerId)?.recent ?? null;
  const [closed = null] = (await segmentsFrom(tx.sql, [{ trackerId, at: recordedAt }], 1)).get(trackerId) ?? [];
  const runs = [closed, recent].filter((run) => run !== null);
  return runs.find(({ fixes }) => fixes.some((fix) => comparePositions(fix.key, key) === 0)) ?? null;
}
