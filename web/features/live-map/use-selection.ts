import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo, useState } from 'react';
import type { Entry } from './entries.ts';

/** Who is looked at. It is part of the address, so that it can be shared and survives a reload. */
export interface Selection {
  /** Key of the selected entry, or null. */
  readonly key: string | null;
  /** Whether the map keeps the selected entry in its middle. */
  readonly following: boolean;
  /** Selects an entry, or none. */
  readonly select: (key: string | null) => void;
  /** Selects the entry a tracker belongs to, or none. */
  readonly selectTracker: (trackerId: string | null) => void;
  readonly setFollowing: (following: boolean) => void;
}

const PARAMETER = 'show';

/** @param entries all of them, to find the one a tracker belongs to. */
export function useSelection(entries: readonly Entry[]): Selection {
  const key = useSearchParams().get(PARAMETER);
  const [following, setFollowing] = useState(false);

  const select = useCallback((next: string | null) => {
    setFollowing(false);
    // The page is the same for every selection, so the server is not asked for it again.
    history.replaceState(null, '', next === null ? '/map' : `/map?${PARAMETER}=${encodeURIComponent(next)}`);
  }, []);
  return useMemo(
    () => ({
      key,
      following,
      select,
      selectTracker(trackerId) {
        const entry = trackerId === null ? undefined : entries.find(({ trackerIds }) => trackerIds.includes(trackerId));
        select(entry?.key ?? null);
      },
      setFollowing,
    }),
    [key, following, select, entries],
  );
}
