import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo, useState } from 'react';
import type { MapTarget } from '../../map/engine.ts';
import type { Entry } from './entries.ts';

/** Who or which zone is looked at. It is part of the address, so that it can be shared and survives a reload. */
export interface Selection {
  /** Key of the selected entry or zone, or null. */
  readonly key: string | null;
  /** The selected zone, or null. */
  readonly zoneId: string | null;
  /** Those who stand where somebody pointed, of whom one can be chosen, or null. */
  readonly stack: readonly Entry[] | null;
  /** Whether the map keeps the selected entry in its middle. */
  readonly following: boolean;
  /** Selects an entry or zone by its key, or none. */
  readonly select: (key: string | null) => void;
  readonly selectZone: (zoneId: string) => void;
  /** Selects the zone, or the entry a tracker belongs to, or none. */
  readonly selectTarget: (target: MapTarget) => void;
  readonly setFollowing: (following: boolean) => void;
}

const PARAMETER = 'show';
const ZONE = 'zone:';

/** @param entries all of them, to find the one a tracker belongs to. */
export function useSelection(entries: readonly Entry[]): Selection {
  const key = useSearchParams().get(PARAMETER);
  const [following, setFollowing] = useState(false);
  const [stacked, setStacked] = useState<readonly string[] | null>(null);
  const stack = useMemo(() => stacked && entriesWith(entries, stacked), [entries, stacked]);

  const select = useCallback((next: string | null) => {
    setFollowing(false);
    setStacked(null);
    // The page is the same for every selection, so the server is not asked for it again.
    const parameters = new URLSearchParams(location.search);
    if (next === null) parameters.delete(PARAMETER);
    else parameters.set(PARAMETER, next);
    history.replaceState(null, '', parameters.size ? `/map?${parameters.toString()}` : '/map');
  }, []);
  return useMemo(
    () => ({
      key,
      following,
      stack,
      zoneId: key?.startsWith(ZONE) ? key.slice(ZONE.length) : null,
      select,
      selectZone: (zoneId) => select(`${ZONE}${zoneId}`),
      selectTarget(target) {
        if (target.kind === 'zone') return select(`${ZONE}${target.zoneId}`);
        const trackerIds = target.kind === 'tracker' ? [target.trackerId, ...target.beside] : [];
        const there = entriesWith(entries, trackerIds);
        select(there.length === 1 ? (there[0]?.key ?? null) : null);
        if (there.length > 1) setStacked(trackerIds);
      },
      setFollowing,
    }),
    [key, following, stack, select, entries],
  );
}

/** Those to whom one of some trackers belongs, in the order of all. */
function entriesWith(entries: readonly Entry[], trackerIds: readonly string[]): Entry[] {
  const wanted = new Set(trackerIds);
  return entries.filter((entry) => entry.trackerIds.some((id) => wanted.has(id)));
}
