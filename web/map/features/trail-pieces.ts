import type { TrailPoint } from '../trail.ts';

/** Who was silent for longer may have gone any way in between, in milliseconds. */
export const LONGEST_GAP_MS = 2 * 60_000;

/** A part of a trail. */
export interface TrailPiece {
  /** `way`: where it went; `gap`: from where it fell silent to where it was heard again. */
  readonly part: 'way' | 'gap';
  /** Oldest first, two at least. */
  readonly points: readonly TrailPoint[];
}

/** A trail, oldest first, broken where nobody knows the way. */
export function trailPieces(trail: readonly TrailPoint[]): TrailPiece[] {
  const pieces: { part: TrailPiece['part']; points: TrailPoint[] }[] = [];
  for (const [index, point] of trail.entries()) {
    const before = trail[index - 1];
    if (!before) continue;
    const part = isGap(before, point) ? 'gap' : 'way';
    const last = pieces.at(-1);
    if (part === 'way' && last?.part === 'way') last.points.push(point);
    else pieces.push({ part, points: [before, point] });
  }
  return pieces;
}

/** Whether nobody knows the way from one point of a trail to the next. */
export function isGap(before: TrailPoint, { recordedAt }: TrailPoint): boolean {
  return recordedAt - before.recordedAt > LONGEST_GAP_MS;
}
