import { NO_CLUSTERS, type Cluster, type Clustering } from '../clusters/cluster.ts';
import type { Crowd } from '../crowd/crowd.ts';
import type { GeoBounds, GeoPoint, MapEngine, MapSelection, MapTarget } from '../engine.ts';
import type { MarkerDiff } from '../features/marker-diff.ts';
import type { TrailFeatures } from '../features/trail-features.ts';

/** A map that notes what it is told. */
export class RecordingEngine implements MapEngine {
  crowd: Crowd | null = null;
  clustering = NO_CLUSTERS;
  /** So close that nobody covers anybody a metre away. */
  zoomed = 22;
  readonly #opened = new Set<(cluster: Cluster) => void>();
  seen: GeoBounds = { south: -80, west: -180, north: 80, east: 180 };
  readonly #moved = new Set<() => void>();
  readonly kind = 'maplibre';
  readonly diffs: MarkerDiff[] = [];
  readonly fitted: GeoBounds[] = [];
  readonly moves: GeoPoint[] = [];
  readonly trails: TrailFeatures[] = [];
  readonly selections: (MapSelection | null)[] = [];
  readonly #ready = new Set<() => void>();
  readonly #pans = new Set<() => void>();
  readonly #clicks = new Set<(target: MapTarget) => void>();

  setTheme(): void {}
  zoomBy(): void {}
  destroy(): void {}
  showZones(): void {}
  showPlan(): void {}
  showTool(): void {}
  takePlaces(): () => void {
    return () => {};
  }
  middle(): GeoPoint {
    return { latitude: 0, longitude: 0 };
  }
  showReplayWays(): void {}
  showReplay(): void {}
  onPoint(): () => void {
    return () => {};
  }
  showTrails(trails: TrailFeatures): void {
    this.trails.push(trails);
  }
  get drawsCrowds(): boolean {
    return true;
  }
  showCrowd(crowd: Crowd | null): void {
    this.crowd = crowd;
  }
  showClusters(clustering: Clustering): void {
    this.clustering = clustering;
  }
  onOpenCluster(listener: (cluster: Cluster) => void): () => void {
    this.#opened.add(listener);
    return () => this.#opened.delete(listener);
  }
  zoom(): number {
    return this.zoomed;
  }
  view(): GeoBounds {
    return this.seen;
  }
  onMoved(listener: () => void): () => void {
    this.#moved.add(listener);
    return () => this.#moved.delete(listener);
  }
  draw(): Promise<never> {
    return Promise.reject(new Error('nobody draws on a live map'));
  }
  renderedZones(): [] {
    return [];
  }
  rendered(): [] {
    return [];
  }
  updateMarkers(diff: MarkerDiff): void {
    this.diffs.push(diff);
  }
  select(selection: MapSelection | null): void {
    this.selections.push(selection);
  }
  fit(bounds: GeoBounds): void {
    this.fitted.push(bounds);
  }
  moveTo(point: GeoPoint): void {
    this.moves.push(point);
  }
  onReady(listener: () => void): () => void {
    this.#ready.add(listener);
    listener();
    return () => this.#ready.delete(listener);
  }
  onClick(listener: (target: MapTarget) => void): () => void {
    this.#clicks.add(listener);
    return () => this.#clicks.delete(listener);
  }
  onPan(listener: () => void): () => void {
    this.#pans.add(listener);
    return () => this.#pans.delete(listener);
  }
  ready(): void {
    for (const listener of this.#ready) listener();
  }
  pan(): void {
    for (const listener of this.#pans) listener();
  }
  see(view: GeoBounds): void {
    this.seen = view;
    for (const listener of this.#moved) listener();
  }
  open(cluster: Cluster): void {
    for (const listener of this.#opened) listener(cluster);
  }
  listeners(): number {
    return this.#opened.size + this.#moved.size + this.#ready.size + this.#pans.size + this.#clicks.size;
  }
}
