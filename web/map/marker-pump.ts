import type { PositionStore } from '../live/position-store.ts';
import { Crowd } from './crowd/crowd.ts';
import type { MapEngine } from './engine.ts';
import { widened } from './features/bounds.ts';
import { createMarkerDiffer, type MarkerDiff, type MarkerLook } from './features/marker-diff.ts';

/** Keeps a map's markers equal to a position store. */
export interface MarkerPump {
  /** Names, kinds and connections by tracker; pass a new map only when something changed. */
  setLooks(looks: ReadonlyMap<string, MarkerLook>): void;
  stop(): void;
}

// Four times a second: faster is not seen, and each change costs the map's worker a pass over its tiles.
const INTERVAL_MS = 250;
/** From so many trackers on, those in view are markers with names only while they are few. */
export const CROWD_FROM = 500;
const MOST_APART = 400;

/** @param onDrawn called after each change that was sent to the map. */
export function startMarkerPump({
  store,
  engine,
  onDrawn,
}: {
  store: PositionStore;
  engine: MapEngine;
  onDrawn: () => void;
}): MarkerPump {
  const differ = createMarkerDiffer(store);
  let looks: ReadonlyMap<string, MarkerLook> = new Map();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sentAt = Number.NEGATIVE_INFINITY;
  let crowd: Crowd | null = null;

  function send(): void {
    timer = undefined;
    sentAt = performance.now();
    crowd = engine.drawsCrowds && store.size >= CROWD_FROM ? (crowd ?? new Crowd(store)) : null;
    const diff = crowd ? sendCrowd(crowd) : differ.next(looks);
    if (!crowd) engine.showCrowd(null);
    if (diff) engine.updateMarkers(diff);
    if (diff || crowd) onDrawn();
  }

  /** Draws all as a crowd where many are in view, else those in view one by one with their names. */
  function sendCrowd(all: Crowd): MarkerDiff | null {
    all.update(looks);
    const view = widened(engine.view(), 0.2);
    const apart = all.countWithin(view, MOST_APART + 1) <= MOST_APART;
    engine.showCrowd(apart ? null : all);
    return apart ? differ.next(looks, view) : differ.nobody();
  }

  function schedule(): void {
    timer ??= setTimeout(send, Math.max(0, sentAt + INTERVAL_MS - performance.now()));
  }

  const unsubscribe = store.subscribe(schedule);
  const offMoved = engine.onMoved(() => crowd && schedule());
  const offReady = engine.onReady(() => {
    differ.reset();
    schedule();
  });
  return {
    setLooks(next) {
      looks = next;
      schedule();
    },
    stop() {
      unsubscribe();
      offReady();
      offMoved();
      clearTimeout(timer);
      engine.showCrowd(null);
    },
  };
}
