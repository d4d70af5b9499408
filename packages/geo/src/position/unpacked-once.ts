import type { PositionRecord } from './record.ts';
import { unpackPositions } from './unpack-positions.ts';

/** Positions that are kept for the next reader, about 3 MB; readers of one process follow each other closely. */
const MOST_KEPT = 10_000;

const kept = new Map<Uint8Array, readonly PositionRecord[]>();
let keptPositions = 0;

/**
 * As `unpackPositions`, where several readers of a process are handed the same bytes one soon after the other: the next
 * one gets what the first one unpacked. Nobody may change bytes or positions.
 */
export function unpackedOnce(bytes: Uint8Array): readonly PositionRecord[] {
  const known = kept.get(bytes);
  if (known) return known;
  const positions = unpackPositions(bytes);
  kept.set(bytes, positions);
  keptPositions += positions.length;
  for (const [oldest, of] of kept) {
    if (keptPositions <= MOST_KEPT) break;
    kept.delete(oldest);
    keptPositions -= of.length;
  }
  return positions;
}
