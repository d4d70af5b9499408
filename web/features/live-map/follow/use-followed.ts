import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { MapView } from '../../../map/map-view.ts';
import type { MapTarget } from '../../../map/engine.ts';
import type { Entry } from '../entries.ts';

/** Whom the map keeps in view together. */
export interface Followed {
  /** Whether somebody chooses whom to follow: rows and markers then mean that. */
  readonly isChoosing: boolean;
  readonly entries: readonly Entry[];
  /** Whether somebody moved the map since, so that it keeps nobody in view. */
  readonly isReleased: boolean;
  readonly begin: () => void;
  readonly toggle: (key: string) => void;
  /** Adds or leaves out whom a tracker belongs to. */
  readonly toggleTarget: (target: MapTarget) => void;
  readonly release: () => void;
  readonly resume: () => void;
  readonly end: () => void;
}

/** @param all everybody who can be followed. */
export function useFollowed(all: readonly Entry[]): Followed {
  const [keys, setKeys] = useState<readonly string[] | null>(null);
  const [isReleased, setReleased] = useState(false);
  const entries = useMemo(() => all.filter(({ key }) => keys?.includes(key)), [all, keys]);
  const toggle = useCallback((key: string) => {
    setReleased(false);
    setKeys((before) => (before?.includes(key) ? before.filter((one) => one !== key) : [...(before ?? []), key]));
  }, []);
  return {
    isChoosing: keys !== null,
    entries,
    isReleased,
    begin: () => setKeys([]),
    toggle,
    toggleTarget(target) {
      if (target.kind !== 'tracker') return;
      const entry = all.find(({ trackerIds }) => trackerIds.includes(target.trackerId));
      if (entry) toggle(entry.key);
    },
    release: () => setReleased(true),
    resume: () => setReleased(false),
    end() {
      setReleased(false);
      setKeys(null);
    },
  };
}

/** Keeps them in view on a map. */
export function useKeptInView(view: MapView | null, { entries, isReleased }: Followed): void {
  const ids = entries.flatMap(({ tracker }) => (tracker ? [tracker.id] : [])).join(' ');
  const kept = isReleased ? '' : ids;
  // Entries are new objects with each event; only who they are matters.
  const before = useRef('');
  useEffect(() => {
    if (!view || (kept === '' && before.current === '')) return;
    before.current = kept;
    view.followAll(kept === '' ? [] : kept.split(' '));
  }, [view, kept]);
}
