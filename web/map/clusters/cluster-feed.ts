import type { PositionStore } from '../../live/position-store.ts';
import type { Crowd } from '../crowd/crowd.ts';
import type { GeoBounds, MapEngine } from '../engine.ts';
import type { MarkerLook } from '../features/marker-diff.ts';
import { NO_CLUSTERS, PLAIN_TEXTS, stepOf, type ClusterTexts } from './cluster.ts';
import { Clusterer, type ClusterView } from './clusterer.ts';
import { crowdClusters } from './crowd-clusters.ts';

// Who is covered by whom changes slower than where they are, and clusters that come and go are hard to look at.
const INTERVAL_MS = 500;

/** Shows on a map whose markers would cover one another: at once when the map comes closer, else twice a second at most. */
export class ClusterFeed {
  readonly #clusterer: Clusterer;
  readonly #engine: MapEngine;
  readonly #askAgain: () => void;
  #kept: ReadonlySet<string> = new Set();
  #texts = PLAIN_TEXTS;
  #foundAt = Number.NEGATIVE_INFINITY;
  #crowdWaiting: ReturnType<typeof setTimeout> | undefined;
  #crowdStep: number | null = null;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  /** @param askAgain called when `show` would show something else. */
  constructor({ store, engine, askAgain }: { store: PositionStore; engine: MapEngine; askAgain: () => void }) {
    this.#clusterer = new Clusterer(store);
    this.#engine = engine;
    this.#askAgain = askAgain;
  }

  /** Trackers with a marker of their own whoever covers them; pass a new set only when it is another. */
  setKept(kept: ReadonlySet<string>): void {
    this.#kept = kept;
    this.#askAgain();
  }

  /** What is written on clusters. */
  setTexts(texts: ClusterTexts): void {
    this.#texts = texts;
    this.#askAgain();
  }

  /** Whether the map shows clusters of another zoom. */
  isOfAnotherZoom(looks: ReadonlyMap<string, MarkerLook>): boolean {
    return this.#clusterer.isOfAnother(this.#viewOf(looks, null));
  }

  /** Shows clusters of whom a box holds, or of all; returns the slots that have no marker of their own. */
  show(looks: ReadonlyMap<string, MarkerLook>, within: GeoBounds | null): ReadonlySet<number> {
    const view = this.#viewOf(looks, within);
    this.#leaveCrowd();
    const due = this.#foundAt + INTERVAL_MS - performance.now();
    const old = this.#clusterer.isOld();
    if (this.#clusterer.isOfAnother(view) || (old && due <= 0)) {
      this.#clusterer.next(view);
      this.#foundAt = performance.now();
    } else if (old) {
      this.#waiting ??= setTimeout(() => {
        this.#waiting = undefined;
        this.#askAgain();
      }, due);
    }
    this.#engine.showClusters(this.#clusterer.last, this.#texts);
    return this.#clusterer.last.hidden;
  }

  /** Shows where dots of a crowd lie on one another: on a turn of its own, because what moves must not wait for it. */
  showCrowd(crowd: Crowd): void {
    const same = stepOf(this.#engine.zoom()) === this.#crowdStep;
    const due = same ? this.#foundAt + INTERVAL_MS - performance.now() : 0;
    this.#crowdWaiting ??= setTimeout(() => this.#findInCrowd(crowd), Math.max(0, due));
  }

  /** Shows none. */
  hide(): void {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    this.#leaveCrowd();
    this.#engine.showClusters(NO_CLUSTERS, this.#texts);
  }

  #findInCrowd(crowd: Crowd): void {
    const zoom = this.#engine.zoom();
    this.#crowdWaiting = undefined;
    this.#foundAt = performance.now();
    this.#crowdStep = stepOf(zoom);
    this.#engine.showClusters(crowdClusters(crowd, { view: this.#engine.view(), zoom }), this.#texts);
  }

  #leaveCrowd(): void {
    clearTimeout(this.#crowdWaiting);
    this.#crowdWaiting = undefined;
    this.#crowdStep = null;
  }

  #viewOf(looks: ReadonlyMap<string, MarkerLook>, within: GeoBounds | null): ClusterView {
    return { zoom: this.#engine.zoom(), looks, kept: this.#kept, within };
  }
}
