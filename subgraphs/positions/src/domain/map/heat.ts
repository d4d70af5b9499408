import { InvalidInputError } from '@trekker/kit';

import { MOTION } from '../motion/settings.ts';
import type { Place } from '../motion/spot.ts';
import { mercatorX, mercatorY, isInBox, type Box } from './viewport.ts';

/** How much happened in a tile of the map. */
export interface HeatCell {
  /** Tiles west and north of it at the zoom. */
  readonly x: number;
  readonly y: number;
  positions: number;
  dwellMs: number;
  trackers: number;
}

/** There may be millions: trackers come one after the other, so that the last one is all that is remembered of them. */
interface GrowingCell extends HeatCell {
  newestTracker: string;
}

/** Positions by the tiles they lie in, handed over tracker by tracker, each tracker's in their order. */
export interface Heat {
  take(position: Place & { readonly trackerId: string; readonly at: number }): void;
  /** The tiles with something in them, those where trackers were longest first. */
  cells(): HeatCell[];
}

/** More would take the memory of the process, and its time to sort them: others wait meanwhile. */
const MOST_TILES = 200_000;

/** What heat is asked of. */
export interface HeatAsked {
  readonly box: Box;
  readonly zoom: number;
  /** Unix milliseconds, `[from, to)`. */
  readonly from: number;
  readonly to: number;
  /** Most tiles with something in them. */
  readonly most?: number;
}

/**
 * Gathers heat of the positions in a box recorded in `[from, to)`. A tracker dwells where a position is until its next one,
 * however that comes about, but nowhere across a silence. Taking one fails with INVALID_INPUT where there are more tiles than `most`.
 */
export function gatherHeat({ box, zoom, from, to, most = MOST_TILES }: HeatAsked): Heat {
  const around = 2 ** zoom;
  let tiles = 0;
  const rows = new Map<number, Map<number, GrowingCell>>();
  let last: { trackerId: string; at: number; cell: GrowingCell | null } | null = null;

  function cellAt(place: Place): GrowingCell {
    const x = Math.min(around - 1, Math.floor(mercatorX(place.longitudeE7 / 1e7) * around));
    const y = Math.min(around - 1, Math.floor(mercatorY(place.latitudeE7 / 1e7) * around));
    let row = rows.get(y);
    if (!row) rows.set(y, (row = new Map()));
    const known = row.get(x);
    if (known) return known;
    const cell = { x, y, positions: 0, dwellMs: 0, trackers: 0, newestTracker: '' };
    row.set(x, cell);
    tiles += 1;
    if (tiles > most)
      throw new InvalidInputError('zoom', `must leave at most ${most} tiles, got more; ask for a smaller one`);
    return cell;
  }

  return {
    take(position) {
      const { trackerId, at } = position;
      const isSame = last?.trackerId === trackerId && at - last.at <= MOTION.gapMs;
      if (last?.cell && isSame) last.cell.dwellMs += Math.max(0, Math.min(at, to) - last.at);
      const isWanted = at >= from && at < to && isInBox(box, position);
      last = { trackerId, at, cell: isWanted ? cellAt(position) : null };
      if (!last.cell) return;
      last.cell.positions += 1;
      if (last.cell.newestTracker !== trackerId) last.cell.trackers += 1;
      last.cell.newestTracker = trackerId;
    },
    cells: () =>
      [...rows.values()]
        .flatMap((row) => [...row.values()])
        .toSorted((a, b) => b.dwellMs - a.dwellMs || b.positions - a.positions || a.y - b.y || a.x - b.x),
  };
}
