import type { FeatureCollection } from 'geojson';
import type { PositionStore } from '../live/position-store.ts';
import { comesApart, PLAIN_TEXTS, type Cluster, type ClusterTexts } from './clusters/cluster.ts';
import { REACH_PX } from './clusters/clusterer.ts';
import {
  CLOSEST_FIT_ZOOM,
  type GeoBounds,
  type GeoPoint,
  type MapEngine,
  type MapTarget,
  type MapTool,
  type PointedPlace,
  type RenderedMarker,
  type RenderedZone,
} from './engine.ts';
import type { MapTheme } from './map-theme.ts';
import { boundsOf, isWithin, liesWithin, widened } from './features/bounds.ts';
import type { MarkerLook } from './features/marker-diff.ts';
import type { PlanFeatures } from './features/plan-features.ts';
import { NO_TRAILS, trailFeatures } from './features/trail-features.ts';
import type { ZoneFeatures } from './features/zone-features.ts';
import { startMarkerPump, type MarkerPump } from './marker-pump.ts';
import { Trail, type TrailPoint } from './trail.ts';
import { Trails, TRAILS_MS } from './trails.ts';

// Where people were changes less than where they are.
const TRAILS_INTERVAL_MS = 1_000;
// Whoever is followed with others and comes nearer to the edge than this part of the view is leaving it.
const EDGE = 0.05;

/**
 * A live map without React: shows a position store on an engine, rings the selected tracker, follows it if asked, and
 * brings everybody into view once when the first positions arrive.
 */
export class MapView {
  #store: PositionStore;
  readonly #engine: MapEngine;
  #pump: MarkerPump;
  readonly #trail = new Trail();
  #trails: Trails | null = null;
  readonly #releases: (() => void)[] = [];
  #looks: ReadonlyMap<string, MarkerLook> = new Map();
  #clusterTexts = PLAIN_TEXTS;
  #onReleased = () => {};
  #selected: string | null = null;
  #selectedVersion = -1;
  #following = false;
  #group: readonly string[] = [];
  #broughtIntoView = false;
  /** Whether the selected tracker is to be moved to as soon as it is known where it is. */
  #isAwaited = false;
  #home: GeoBounds | null = null;
  #trailsDrawnAt = Number.NEGATIVE_INFINITY;

  constructor({ store, engine }: { store: PositionStore; engine: MapEngine }) {
    this.#store = store;
    this.#engine = engine;
    this.#pump = this.#startPump();
  }

  /** Shows another store from now on, for example that of the past; the camera stays. */
  watch(store: PositionStore): void {
    if (store === this.#store) return;
    this.#pump.stop();
    this.#store = store;
    this.#trail.clear();
    if (this.#trails) this.#trails = new Trails(store);
    this.#pump = this.#startPump();
    this.#drawSelection();
    this.#drawTrails();
  }

  /** Names, kinds and connections by tracker; pass a new map only when something changed. */
  setLooks(looks: ReadonlyMap<string, MarkerLook>): void {
    this.#looks = looks;
    this.#pump.setLooks(looks);
  }

  /** What is written on clusters, in the language of the viewer. */
  setClusterTexts(texts: ClusterTexts): void {
    this.#clusterTexts = texts;
    this.#pump.clusters.setTexts(texts);
  }

  /** Rings a tracker, or none. `bringIntoView` also moves there. */
  select(trackerId: string | null, { bringIntoView = false }: { bringIntoView?: boolean } = {}): void {
    if (trackerId !== this.#selected) this.#trail.clear();
    this.#selected = trackerId;
    this.#pump.clusters.setKept(this.#kept());
    this.#drawSelection();
    const position = trackerId && this.#store.get(trackerId);
    this.#isAwaited = bringIntoView && trackerId !== null && !position;
    if (!position || !bringIntoView) return;
    this.#broughtIntoView = true;
    this.#engine.moveTo(position, { closeUp: true });
  }

  /** Where the selected tracker was before, oldest first; positions that arrive from now on are added. */
  setTrail(points: readonly TrailPoint[]): void {
    this.#trail.begin(points);
    this.#drawSelection();
  }

  /**
   * Where the site is. Until positions arrive it is what the map shows; then whoever is on it or near it is brought into
   * view, so that one phone at home does not make the site a dot.
   */
  setHome(bounds: GeoBounds | null): void {
    this.#home = bounds;
    if (bounds && !this.#broughtIntoView) this.#engine.fit(bounds, { instant: true });
  }

  /** Keeps the selected tracker in the middle until it is told otherwise or a person moves the map. */
  follow(following: boolean): void {
    this.#following = following;
    const position = this.#selected && this.#store.get(this.#selected);
    if (following && position) this.#engine.moveTo(position, { closeUp: true });
  }

  /**
   * Keeps several trackers in view, coming no closer and going no further than that needs, until it is told otherwise,
   * by none, or a person moves the map.
   */
  followAll(trackerIds: readonly string[]): void {
    this.#group = trackerIds;
    this.#pump.clusters.setKept(this.#kept());
    const bounds = boundsOf(this.#groupLocated());
    if (bounds) this.show(bounds);
  }

  /** Brings every position into view. Returns false when there is none. */
  showEverybody(): boolean {
    const bounds = boundsOf(this.#located());
    if (bounds) this.#engine.fit(bounds);
    return bounds !== null;
  }

  setTheme(theme: MapTheme): void {
    this.#engine.setTheme(theme);
  }

  zoomBy(levels: 1 | -1): void {
    this.#engine.zoomBy(levels);
  }

  /** Draws what the site looks like. */
  showPlan(plan: PlanFeatures): void {
    this.#engine.showPlan(plan);
  }

  /** Draws everybody's way of the last ten minutes from now on, or no longer. */
  showTrails(shown: boolean): void {
    this.#trails = shown ? (this.#trails ?? new Trails(this.#store)) : null;
    this.#drawTrails();
  }

  /** Where some trackers were before, by tracker; without effect while trails are not shown. */
  setTrails(past: ReadonlyMap<string, readonly TrailPoint[]>): void {
    for (const [trackerId, points] of past) this.#trails?.begin(trackerId, points);
    this.#drawTrails();
  }

  /** Draws what a tool shows, or nothing. */
  showTool(tool: MapTool, features: FeatureCollection | null): void {
    this.#engine.showTool(tool, features);
  }

  /** Takes each place somebody clicks, in place of what lies there, until it is stopped. */
  takePlaces(listener: (place: PointedPlace) => void): () => void {
    return this.#engine.takePlaces(listener);
  }

  /** How close the map is, see `MapEngine.zoom`. */
  zoom(): number {
    return this.#engine.zoom();
  }

  /** The part of the world in view. */
  bounds(): GeoBounds {
    return this.#engine.view();
  }

  /** Calls `listener` whenever the view moves, whoever moves it; returns how to stop. */
  onMoved(listener: () => void): () => void {
    return this.#engine.onMoved(listener);
  }

  /** The point in the middle of the map. */
  middle(): GeoPoint {
    return this.#engine.middle();
  }

  /** Draws zones below the markers. */
  showZones(zones: ZoneFeatures): void {
    this.#engine.showZones(zones);
  }

  /** Brings a box into view, for example that of a zone. */
  show(bounds: GeoBounds): void {
    this.#broughtIntoView = true;
    this.#engine.fit(bounds);
  }

  /**
   * Calls `listener` with what was clicked. A cluster comes apart by coming closer; one that does not, because its members
   * stand on the same spot, is told as its first tracker with the others beside it.
   */
  onClick(listener: (target: MapTarget) => void): void {
    this.#releases.push(
      this.#engine.onClick(listener),
      this.#engine.onOpenCluster((cluster) => this.#open(cluster, listener)),
    );
  }

  /** Calls `listener` when a person moves the map while it follows; it no longer does then. */
  onFollowReleased(listener: () => void): void {
    this.#onReleased = listener;
    this.#releases.push(this.#engine.onPan(() => this.#letGo()));
  }

  /** The markers drawn in the last frame. */
  rendered(): RenderedMarker[] {
    return this.#engine.rendered();
  }

  /** The labels of zones drawn in the last frame. */
  renderedZones(): RenderedZone[] {
    return this.#engine.renderedZones();
  }

  destroy(): void {
    this.#pump.stop();
    for (const release of this.#releases) release();
    this.#engine.destroy();
  }

  #startPump(): MarkerPump {
    const pump = startMarkerPump({ store: this.#store, engine: this.#engine, onDrawn: () => this.#onDrawn() });
    pump.setLooks(this.#looks);
    pump.clusters.setTexts(this.#clusterTexts);
    pump.clusters.setKept(this.#kept());
    return pump;
  }

  /** Trackers somebody looks at, which no cluster hides. */
  #kept(): ReadonlySet<string> {
    return new Set(this.#selected === null ? this.#group : [this.#selected, ...this.#group]);
  }

  #open(cluster: Cluster, listener: (target: MapTarget) => void): void {
    if (comesApart(cluster, { zoom: CLOSEST_FIT_ZOOM, reach: REACH_PX })) {
      this.#letGo();
      this.show(cluster.bounds);
      return;
    }
    const [first, ...beside] = cluster.members().map(({ trackerId }) => trackerId);
    if (first !== undefined) listener({ kind: 'tracker', trackerId: first, beside });
  }

  #letGo(): void {
    if (!this.#following && !this.#group.length) return;
    this.#following = false;
    this.#group = [];
    this.#pump.clusters.setKept(this.#kept());
    this.#onReleased();
  }

  #onDrawn(): void {
    if (!this.#broughtIntoView) this.#broughtIntoView = this.#showAtFirst();
    if (this.#trails && performance.now() >= this.#trailsDrawnAt + TRAILS_INTERVAL_MS) this.#drawTrails();
    this.#keepGroup();
    if (this.#selected === null || this.#selectedVersion === this.#store.version) return;
    this.#drawSelection();
    const position = this.#store.get(this.#selected);
    if (this.#isAwaited && position) this.#engine.moveTo(position, { closeUp: true });
    if (position) this.#isAwaited = false;
    if (this.#following && position && !this.#group.length) this.#engine.moveTo(position);
  }

  /** Moves the map when somebody of the group comes near its edge. */
  #keepGroup(): void {
    const bounds = boundsOf(this.#groupLocated());
    if (bounds && !liesWithin(bounds, widened(this.#engine.view(), -EDGE))) this.#engine.fit(bounds);
  }

  #groupLocated(): GeoPoint[] {
    return this.#group.flatMap((trackerId) => this.#store.get(trackerId) ?? []);
  }

  #showAtFirst(): boolean {
    const everybody = this.#located();
    const nearby = this.#home && widened(this.#home, 1);
    const near = nearby ? everybody.filter((point) => isWithin(point, nearby)) : everybody;
    const bounds = boundsOf(near.length ? near : everybody);
    if (bounds) this.#engine.fit(bounds, { instant: true });
    return bounds !== null;
  }

  #located(): GeoPoint[] {
    const points: GeoPoint[] = [];
    this.#store.forEachSince(-1, (slot) => {
      const position = this.#store.at(slot);
      if (position) points.push(position);
    });
    return points;
  }

  #drawTrails(): void {
    if (!this.#trails) return this.#engine.showTrails(NO_TRAILS);
    this.#trailsDrawnAt = performance.now();
    this.#trails.gather();
    const all = [...this.#trails.all().values()];
    // The devices' clocks are what ages of positions are told by.
    const now = Math.max(...all.map((trail) => trail.at(-1)?.recordedAt ?? 0));
    this.#engine.showTrails(trailFeatures(all, { now, lengthMs: TRAILS_MS }));
  }

  #drawSelection(): void {
    this.#selectedVersion = this.#store.version;
    const position = this.#selected === null ? null : this.#store.get(this.#selected);
    if (!position) return this.#engine.select(null);
    this.#trail.add(position);
    const { accuracyMeters } = position;
    this.#engine.select({ at: position, accuracyMeters, trail: this.#trail.until(position.recordedAt) });
  }
}
