import { LATITUDE, LONGITUDE, WIDTH, type PositionStore } from '../../live/position-store.ts';
import type { GeoBounds, GeoPoint } from '../engine.ts';
import { boundsOf, isWithin } from '../features/bounds.ts';
import { UNKNOWN_LOOK, type MarkerLook } from '../features/marker-diff.ts';
import { NO_CLUSTERS, stepOf, type Cluster, type Clustering } from './cluster.ts';
import { overlapping } from './overlapping.ts';
import { worldPlace } from './world-place.ts';

/** CSS pixels within which markers are shown as one at the lower end of a zoom step. */
export const REACH_PX = 32;

/** What clusters depend on besides positions. */
export interface ClusterView {
  readonly zoom: number;
  readonly looks: ReadonlyMap<string, MarkerLook>;
  /** Trackers that are never part of a cluster. */
  readonly kept: ReadonlySet<string>;
  /** Only whom this box holds; null: all. */
  readonly within: GeoBounds | null;
}

/**
 * Finds whose markers would cover one another. Places are told from the corner of the world and zoom in steps, so that a map
 * that is moved, or comes a little closer, shows the same clusters.
 */
export class Clusterer {
  readonly #store: PositionStore;
  #last: { readonly view: ClusterView; readonly version: number; readonly clustering: Clustering } | null = null;

  constructor(store: PositionStore) {
    this.#store = store;
  }

  /** Whether positions changed since the last clustering. */
  isOld(): boolean {
    return this.#last?.version !== this.#store.version;
  }

  /** Whether something else changed that clusters depend on. */
  isOfAnother(view: ClusterView): boolean {
    const before = this.#last?.view;
    return (
      !before ||
      stepOf(before.zoom) !== stepOf(view.zoom) ||
      before.looks !== view.looks ||
      before.kept !== view.kept ||
      before.within !== view.within
    );
  }

  /** The clusters as they were told last. */
  get last(): Clustering {
    return this.#last?.clustering ?? NO_CLUSTERS;
  }

  /** Finds the clusters of now. */
  next(view: ClusterView): Clustering {
    const slots = this.#slotsOf(view);
    const { numbers } = this.#store.columns;
    const places = new Float64Array(slots.length * 2);
    const scale = 2 ** stepOf(view.zoom);
    for (const [index, slot] of slots.entries()) {
      const { x, y } = worldPlace(numbers[slot * WIDTH + LATITUDE] ?? 0, numbers[slot * WIDTH + LONGITUDE] ?? 0);
      places[2 * index] = x * scale;
      places[2 * index + 1] = y * scale;
    }
    const groups = overlapping(places, REACH_PX).filter(({ length }) => length > 1);
    const inClusters = groups.map((group) => group.map((index) => slots[index] ?? 0));
    const clustering = {
      hidden: new Set(inClusters.flat()),
      clusters: inClusters.map((members) => this.#clusterOf(members, view.looks)),
      kept: [...view.kept].flatMap((trackerId): GeoPoint | GeoPoint[] => this.#store.get(trackerId) ?? []),
    };
    this.#last = { view, version: this.#store.version, clustering };
    return clustering;
  }

  #slotsOf({ kept, within }: ClusterView): number[] {
    const { numbers, present, slots } = this.#store.columns;
    return Array.from({ length: slots }, (_, slot) => slot).filter((slot) => {
      if (!present[slot] || kept.has(this.#store.trackerId(slot))) return false;
      if (!within) return true;
      const [latitude, longitude] = [numbers[slot * WIDTH + LATITUDE] ?? 0, numbers[slot * WIDTH + LONGITUDE] ?? 0];
      return isWithin({ latitude, longitude }, within);
    });
  }

  #clusterOf(slots: readonly number[], looks: ReadonlyMap<string, MarkerLook>): Cluster {
    const members = slots.map((slot) => {
      const trackerId = this.#store.trackerId(slot);
      const { label, connection } = looks.get(trackerId) ?? UNKNOWN_LOOK;
      return { trackerId, label, connection };
    });
    const counts = { CONNECTED: 0, IDLE: 0, DISCONNECTED: 0 };
    for (const { connection } of members) counts[connection]++;
    const points = slots.flatMap((slot): GeoPoint | GeoPoint[] => this.#store.at(slot) ?? []);
    const { latitude, longitude } = points[0] ?? { latitude: 0, longitude: 0 };
    const bounds = boundsOf(points) ?? { south: latitude, west: longitude, north: latitude, east: longitude };
    const [first = { x: 0, y: 0 }, ...others] = points.map((point) => worldPlace(point.latitude, point.longitude));
    const spread = Math.max(0, ...others.map(({ x, y }) => Math.hypot(x - first.x, y - first.y)));
    const [{ trackerId: key } = { trackerId: '' }] = members;
    return { key, latitude, longitude, total: members.length, members: () => members, counts, bounds, spread };
  }
}
