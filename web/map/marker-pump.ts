import type { PositionStore } from '../live/position-store.ts';
import type { MapEngine } from './engine.ts';
import { createMarkerDiffer, type MarkerLook } from './features/marker-diff.ts';

/** Keeps a map's markers equal to a position store. */
export interface MarkerPump {
  /** Names, kinds and connections by tracker; pass a new map only when something changed. */
  setLooks(looks: ReadonlyMap<string, MarkerLook>): void;
  stop(): void;
}

// Four times a second: faster is not seen, and each change costs the map's worker a pass over its tiles.
const INTERVAL_MS = 250;

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

  function send(): void {
    timer = undefined;
    sentAt = performance.now();
    const diff = differ.next(looks);
    if (!diff) return;
    engine.updateMarkers(diff);
    onDrawn();
  }

  function schedule(): void {
    timer ??= setTimeout(send, Math.max(0, sentAt + INTERVAL_MS - performance.now()));
  }

  const unsubscribe = store.subscribe(schedule);
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
      clearTimeout(timer);
    },
  };
}
