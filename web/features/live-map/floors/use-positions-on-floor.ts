import { useEffect, useMemo, useState } from 'react';
import { PositionStore } from '../../../live/position-store.ts';
import { levelOf, type ChosenFloor, type Level } from './floors.ts';

/** Who is shown where a floor is looked at. */
export interface PositionsOnFloor {
  readonly positions: PositionStore;
  /** How many are left out, because their altitude is that of another floor. */
  readonly elsewhere: number;
  /** How many are shown although nobody knows whether they are on the floor. */
  readonly unknown: number;
}

const COUNTS_MS = 1_000;

/**
 * Leaves out who is known to be on another floor.
 * @param kept trackers that are shown in any case: somebody looks at them.
 */
export function usePositionsOnFloor(
  positions: PositionStore,
  { floor, kept }: { readonly floor: ChosenFloor | null; readonly kept: readonly string[] },
): PositionsOnFloor {
  const keptKey = kept.join('\n');
  const floorId = floor?.id ?? null;
  // Who looks at another floor sees a store of its own; who is selected comes and goes in one and the same.
  const part = useMemo(() => (floorId === null ? null : new PartOfStore(positions)), [floorId, positions]);
  const [counts, setCounts] = useState(NOBODY);
  useEffect(() => {
    if (!part || !floor) return undefined;
    const looked = new Set(keptKey.split('\n'));
    const stop = part.keep((trackerId, position) => looked.has(trackerId) || levelOf(position, floor) !== 'elsewhere');
    const count = () =>
      setCounts((before) => {
        const next = countsOn(positions, { floor, kept: looked });
        return before.elsewhere === next.elsewhere && before.unknown === next.unknown ? before : next;
      });
    count();
    const timer = setInterval(count, COUNTS_MS);
    return () => {
      stop();
      clearInterval(timer);
    };
  }, [part, floor, positions, keptKey]);
  return part ? { positions: part.store, ...counts } : { positions, ...NOBODY };
}

const NOBODY = { elsewhere: 0, unknown: 0 };

/** A store that follows another and holds a part of it. */
class PartOfStore {
  readonly store = new PositionStore();
  readonly #whole: PositionStore;

  constructor(whole: PositionStore) {
    this.#whole = whole;
  }

  /** Holds who is kept from now on; returns how to stop following. */
  keep(keeps: Parameters<PositionStore['takeFrom']>[1]['keeps']): () => void {
    let since = -1;
    const take = () => {
      this.store.takeFrom(this.#whole, { since, keeps });
      since = this.#whole.version;
    };
    take();
    return this.#whole.subscribe(take);
  }
}

/** How many on the ground of a floor are left out, and how many may be on any. */
export function countsOn(
  positions: PositionStore,
  { floor, kept }: { floor: ChosenFloor; kept: ReadonlySet<string> },
): Pick<PositionsOnFloor, 'elsewhere' | 'unknown'> {
  const counts: Record<Level, number> = { here: 0, elsewhere: 0, unknown: 0, outside: 0 };
  positions.forEachSince(-1, (slot, trackerId) => {
    const position = positions.at(slot);
    if (position && !kept.has(trackerId)) counts[levelOf(position, floor)]++;
  });
  return { elsewhere: counts.elsewhere, unknown: counts.unknown };
}
