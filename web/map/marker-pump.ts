import type { PositionStore } from '../live/position-store.ts';
import { ClusterFeed } from './clusters/cluster-feed.ts';
import { Crowd } from './crowd/crowd.ts';
import type { GeoBounds, MapEngine } from './engine.ts';
import { widened } from './features/bounds.ts';
import { createMarkerDiffer, type MarkerDiff, type MarkerLook } from './features/marker-diff.ts';

/** Keeps a map's markers equal to a position store. */
export interface MarkerPump {
  /** Names, kinds and connections by tracker; pass a new map only when something changed. */
  setLooks(looks: ReadonlyMap<string, MarkerLook>): void;
  readonly clusters: Pick<ClusterFeed, 'setKept' | 'setTexts'>;
  stop(): void;
}

// Four times a second: faster is not seen, and each change costs the map's worker a pass over its tiles.
const INTERVAL_MS = 250;
/** From so many trackers on, those in view are markers with names only while they are few. */
export const CROWD_FROM = 500;
const MOST_APART = 400;

/** @param onDrawn called after each look at the store. */
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
  const clusters = new ClusterFeed({ store, engine, askAgain: schedule });

  function send(): void {
    timer = undefined;
    sentAt = performance.now();
    crowd = engine.drawsCrowds && store.size >= CROWD_FROM ? (crowd ?? new Crowd(store)) : null;
    const diff = crowd ? sendCrowd(crowd) : sendApart(null);
    if (!crowd) engine.showCrowd(null);
    if (diff) engine.updateMarkers(diff);
    onDrawn();
  }

  /** Draws all as a crowd where many are in view, else those in view one by one with their names. */
  function sendCrowd(all: Crowd): MarkerDiff | null {
    all.update(looks);
    const view = widened(engine.view(), 0.2);
    const apart = all.countWithin(view, MOST_APART + 1) <= MOST_APART;
    engine.showCrowd(apart ? null : all);
    if (!apart) clusters.showCrowd(all);
    return apart ? sendApart(view) : differ.nobody();
  }

  /** Draws one by one who is covered by nobody, and clusters of the others. @param within only those in a box, or all. */
  function sendApart(within: GeoBounds | null): MarkerDiff | null {
    return differ.next(looks, { within, hidden: clusters.show(looks, within) });
  }

  function schedule(): void {
    timer ??= setTimeout(send, Math.max(0, sentAt + INTERVAL_MS - performance.now()));
  }

  const unsubscribe = store.subscribe(schedule);
  const offMoved = engine.onMoved(() => (crowd || clusters.isOfAnotherZoom(looks)) && schedule());
  const offReady = engine.onReady(() => {
    differ.reset();
    schedule();
  });
  return {
    clusters,
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
      clusters.hide();
    },
  };
}
