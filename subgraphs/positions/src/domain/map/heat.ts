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
  readonly trackers: Set<string>;
}

/** Positions by the tiles they lie in, handed over tracker by tracker, each tracker's in their order. */
export interface Heat {
  take(position: Place & { readonly trackerId: string; readonly at: number }): void;
  /** The tiles with something in them, those where trackers were longest first. */
  cells(): HeatCell[];
}

/**
 * Gathers heat of the positions in a box recorded in `[from, to)`. A tracker dwells where a position is until its next one,
 * however that comes about, but nowhere across a silence.
 */
export function gatherHeat({ box, zoom, from, to }: { box: Box; zoom: number; from: number; to: number }): Heat {
  const around = 2 ** zoom;
  const rows = new Map<number, Map<number, HeatCell>>();
  let last: { trackerId: string; at: number; cell: HeatCell | null } | null = null;

  function cellAt(place: Place): HeatCell {
    const x = Math.min(around - 1, Math.floor(mercatorX(place.longitudeE7 / 1e7) * around));
    const y = Math.min(around - 1, Math.floor(mercatorY(place.latitudeE7 / 1e7) * around));
    let row = rows.get(y);
    if (!row) rows.set(y, (row = new Map()));
    const known = row.get(x);
    if (known) return known;
    const cell = { x, y, positions: 0, dwellMs: 0, trackers: new Set<string>() };
    row.set(x, cell);
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
      last.cell.trackers.add(trackerId);
    },
    cells: () =>
      [...rows.values()]
        .flatMap((row) => [...row.values()])
        .toSorted((a, b) => b.dwellMs - a.dwellMs || b.positions - a.positions || a.y - b.y || a.x - b.x),
  };
}
