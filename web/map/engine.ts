import type { FeatureCollection } from 'geojson';
import type { ConnectionStatus } from '../__generated__/graphql.ts';
import type { Drawing, DrawingOptions } from './drawing/drawn-shape.ts';
import type { Cluster, Clustering, ClusterTexts } from './clusters/cluster.ts';
import type { Crowd } from './crowd/crowd.ts';
import type { MarkerDiff } from './features/marker-diff.ts';
import type { PlanFeatures } from './features/plan-features.ts';
import type { ReplayMarker, ReplayWays } from './features/replay-features.ts';
import type { TrailFeatures } from './features/trail-features.ts';
import type { ZoneFeatures } from './features/zone-features.ts';
import type { MapTheme } from './map-theme.ts';
import type { TrailPoint } from './trail.ts';

/** A point of the earth, WGS 84 degrees. */
export interface GeoPoint {
  readonly latitude: number;
  readonly longitude: number;
}

/** The smallest box around some points, WGS 84 degrees; it does not cross the antimeridian. */
export interface GeoBounds {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

/** Closer than this no box is brought into view. */
export const CLOSEST_FIT_ZOOM = 18;

/** Which library draws. */
export type EngineKind = 'maplibre' | 'mapbox';

/** The one tracker somebody looks at. */
export interface MapSelection {
  readonly at: GeoPoint;
  /** Radius of 68 % confidence in metres, or null. */
  readonly accuracyMeters: number | null;
  /** Where it came from, oldest first, up to where it is. */
  readonly trail: readonly TrailPoint[];
}

/** A marker as it stands on the screen now, for tests and debugging. */
export interface RenderedMarker {
  readonly trackerId: string;
  readonly label: string;
  readonly connection: ConnectionStatus;
  /** Whether it is shown by the cluster that stands there. */
  readonly clustered: boolean;
  /** CSS pixels from the left and top of the map. */
  readonly x: number;
  readonly y: number;
}

/** A zone's label as it stands on the screen now. */
export interface RenderedZone {
  readonly zoneId: string;
  readonly name: string;
  /** The headcount as it is drawn. */
  readonly count: string;
  /** CSS pixels from the left and top of the map. */
  readonly x: number;
  readonly y: number;
}

/** A place under the pointer. */
export interface PointedPlace extends GeoPoint {
  /** How far one CSS pixel reaches there, in degrees of latitude. */
  readonly degreesPerPixel: number;
}

/** A tool that draws on the map beside the scene. */
export type MapTool = 'measure' | 'heat' | 'accuracy' | 'draft';

/** What somebody pointed at. */
export type MapTarget =
  | {
      readonly kind: 'tracker';
      readonly trackerId: string;
      /** Trackers whose markers cover it or are covered by it. */
      readonly beside: readonly string[];
    }
  | { readonly kind: 'zone'; readonly zoneId: string }
  | { readonly kind: 'ground' };

/**
 * A map, whatever library draws it. Data reaches it by calls, never through React: the same instance lives as long as
 * its place on the page.
 */
export interface MapEngine {
  readonly kind: EngineKind;
  /** Redraws everything in another theme; camera and data stay. */
  setTheme(theme: MapTheme): void;
  /**
   * Calls `listener` when there is a canvas without markers to draw on: at first and after a change of theme. Whoever
   * supplies markers then sends all of them. Called at once if that is so already; returns how to stop.
   */
  onReady(listener: () => void): () => void;
  /** Changes the markers that changed; ignored until ready. */
  updateMarkers(diff: MarkerDiff): void;
  /** Whether `showCrowd` does anything. */
  readonly drawsCrowds: boolean;
  /**
   * Draws a great many trackers as they are now, without names, in place of the crowd before; null for none. Survives a
   * change of theme.
   */
  showCrowd(crowd: Crowd | null): void;
  /** Draws clusters in place of those before. They survive a change of theme. */
  showClusters(clustering: Clustering, texts: ClusterTexts): void;
  /** Calls `listener` with a cluster somebody presses; returns how to stop. */
  onOpenCluster(listener: (cluster: Cluster) => void): () => void;
  /** How close the map is: with each level the world is twice as large, from 512 CSS pixels at zoom 0. */
  zoom(): number;
  /** The point in the middle of the map. */
  middle(): GeoPoint;
  /** The part of the world in view. */
  view(): GeoBounds;
  /** Calls `listener` whenever the view moves, whoever moves it; returns how to stop. */
  onMoved(listener: () => void): () => void;
  /** Draws what the site looks like below everything else; survives a change of theme. */
  showPlan(plan: PlanFeatures): void;
  /** Draws where everybody was before, below the markers; survives a change of theme. */
  showTrails(trails: TrailFeatures): void;
  /** Draws zones below the markers; survives a change of theme. */
  showZones(zones: ZoneFeatures): void;
  /** Draws the whole ways of replayed trackers, below their markers; survives a change of theme. */
  showReplayWays(ways: ReplayWays): void;
  /** Draws replayed trackers where they were, and what lies just behind them. Cheap enough for every frame. */
  showReplay(markers: readonly ReplayMarker[], trails: ReplayWays | null): void;
  /** Draws what a tool shows, or nothing; survives a change of theme. */
  showTool(tool: MapTool, features: FeatureCollection | null): void;
  /** Shows who is selected, or nobody. */
  select(selection: MapSelection | null): void;
  /** Moves so that a box fills the map, at most as close as `CLOSEST_FIT_ZOOM`. */
  fit(bounds: GeoBounds, options?: { instant?: boolean }): void;
  /** Moves a point into the middle. `closeUp` also comes close enough to tell people apart. */
  moveTo(point: GeoPoint, options?: { closeUp?: boolean; instant?: boolean }): void;
  zoomBy(levels: 1 | -1): void;
  /** Calls `listener` with what was clicked; of zones that overlap, the smallest. Returns how to stop. */
  onClick(listener: (target: MapTarget) => void): () => void;
  /** Calls `listener` when a person, not the program, moves the map; returns how to stop. */
  onPan(listener: () => void): () => void;
  /** Calls `listener` with the place under the pointer, or null when it leaves the map; returns how to stop. */
  onPoint(listener: (place: PointedPlace | null) => void): () => void;
  /**
   * Calls `listener` with each place somebody clicks. Until it is stopped a click means nothing else, and two of them do
   * not zoom. Returns how to stop.
   */
  takePlaces(listener: (place: PointedPlace) => void): () => void;
  /** Lets somebody draw a shape; the part of the library that does it is loaded first. Survives a change of theme. */
  draw(options: DrawingOptions): Promise<Drawing>;
  /** The markers drawn in the last frame, and who is shown by a cluster. */
  rendered(): RenderedMarker[];
  /** The labels of zones drawn in the last frame. */
  renderedZones(): RenderedZone[];
  /** Takes the map away. Safe to call more than once. */
  destroy(): void;
}

/** What a map is made of. */
export interface EngineOptions {
  readonly container: HTMLElement;
  readonly theme: MapTheme;
  /** Names of the map's parts for people who cannot see it, in their language. */
  readonly label: string;
  /** Told of failures that leave the map empty, for example a refused token. */
  readonly onFailure: (failure: MapFailure) => void;
}

/** What a drawing library says went wrong. */
export interface MapFailure {
  readonly message: string;
  /** Status of the answer that failed, where there was one. */
  readonly status?: number;
  /** Whether a whole source of the map cannot be had, rather than a part of it. */
  readonly ofSource?: boolean;
}
