import type { PositionRecord } from './record.ts';

/** What decides a position's place among those of its tracker. */
export type PositionOrder = Pick<PositionRecord, 'recordedAt' | 'dedupe'>;

/**
 * The order of a tracker's positions: by `recordedAt`, then by `dedupe` as an unsigned number.
 * @returns negative when `a` comes first, positive when `b` does, 0 when both are the same position.
 */
export function comparePositions(a: PositionOrder, b: PositionOrder): number {
  if (a.recordedAt !== b.recordedAt) return a.recordedAt < b.recordedAt ? -1 : 1;
  if (a.dedupe === b.dedupe) return 0;
  return a.dedupe < b.dedupe ? -1 : 1;
}
