import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource, MapMouseEvent, SourceSpecification } from 'maplibre-gl';
import type { Drawing, DrawingOptions } from './drawing/drawn-shape.ts';
import type { TerraDrawing } from './drawing/terra-drawing.ts';
import {
  CLOSEST_FIT_ZOOM,
  type GeoBounds,
  type GeoPoint,
  type MapEngine,
  type MapSelection,
  type MapTarget,
  type MapTool,
  type PointedPlace,
  type RenderedMarker,
  type RenderedZone,
} from './engine.ts';
import type { Cluster, Clustering, ClusterTexts } from './clusters/cluster.ts';
import { ClusterOverlay } from './clusters/cluster-overlay.ts';
import type { MarkerDiff } from './features/marker-diff.ts';
import type { Crowd } from './crowd/crowd.ts';
import { DrawnFeatures } from './drawn-features.ts';
import { NO_PLAN, type PlanFeatures } from './features/plan-features.ts';
import { NO_REPLAY, replayMarkers, type ReplayMarker, type ReplayWays } from './features/replay-features.ts';
import { NO_TRAILS, type TrailFeatures } from './features/trail-features.ts';
import type { ZoneFeatures } from './features/zone-features.ts';
import type { DrawnCrowd, GlDialect } from './gl-dialect.ts';
import type { GlMap } from './gl-map.ts';
import { followGrid, viewOf } from './grid-follower.ts';
import { ALL_LAYERS, BARE_GROUND } from './layers/all-layers.ts';
import { GRID_SOURCE } from './layers/grid.ts';
import { MARKER_HEADING_LAYER, MARKER_LAYER, MARKER_SOURCE } from './layers/markers.ts';
import { FLOOR_SOURCE, PLAN_LABEL_SOURCE, PLAN_SOURCE } from './layers/plan.ts';
import { REPLAY_LAYER, REPLAY_SOURCE, REPLAY_TRAIL_SOURCE, REPLAY_WAY_SOURCE } from './layers/replay.ts';
import { SELECTION_SOURCE, selectionFeatures } from './layers/selection.ts';
import { TOOL_SOURCES } from './layers/tool-sources.ts';
import { TRAIL_SOURCE } from './layers/trails.ts';
import { WORLD_SOURCE } from './layers/world.ts';
import { ZONE_LABEL_LAYER, ZONE_LABEL_SOURCE, ZONE_LAYER, ZONE_SOURCE } from './layers/zones.ts';
import type { MapTheme } from './map-theme.ts';
import { drawnImages, type MapImages } from './map-images.ts';
import { PALETTES } from './palette.ts';
import { pointOver } from './point-over.ts';
import { followWorld } from './world/world-follower.ts';

const CLOSE_UP_ZOOM = 17;
const FIT_MARGIN_PX = 56;
const MOVE_MS = 450;
const NOTHING: FeatureCollection = { type: 'FeatureCollection', features: [] };
const MARKER_LAYERS = [MARKER_LAYER, REPLAY_LAYER];
const CLICKABLE = [...MARKER_LAYERS, ZONE_LAYER, ZONE_LABEL_LAYER];

/** A map drawn by MapLibre GL or Mapbox GL. */
export class GlEngine implements MapEngine {
  readonly #map: GlMap;
  readonly #dialect: GlDialect;
  readonly #images: MapImages;
  readonly #drawn: DrawnFeatures;
  readonly #readyListeners = new Set<() => void>();
  readonly #clusters: ClusterOverlay;
  readonly #stopGround: readonly (() => void)[];
  #theme: MapTheme;
  #mounted = false;
  #destroyed = false;
  #selection: MapSelection | null = null;
  #plan: PlanFeatures = NO_PLAN;
  #trails: TrailFeatures = NO_TRAILS;
  #ways: ReplayWays = NO_REPLAY;
  #replayed: readonly ReplayMarker[] = [];
  #replayTrails: ReplayWays = NO_REPLAY;
  #zones: ZoneFeatures | null = null;
  #drawnZones: ZoneFeatures | null = null;
  #drawing: TerraDrawing | null = null;
  #crowdLayer: DrawnCrowd | null = null;
  readonly #tools = new Map<MapTool, FeatureCollection>();
  #takers = 0;

  constructor(
    map: GlMap,
    { dialect, theme, images = drawnImages }: { dialect: GlDialect; theme: MapTheme; images?: MapImages },
  ) {
    this.#map = map;
    this.#images = images;
    this.#drawn = new DrawnFeatures(map, MARKER_LAYERS);
    this.#clusters = new ClusterOverlay(map);
    this.#dialect = dialect;
    this.#theme = theme;
    map.on('style.load', () => this.#mount());
    pointOver(map, CLICKABLE);
    this.#stopGround = dialect.isBare
      ? [
          followGrid(map, (lines) => this.#setData(GRID_SOURCE, lines)),
          followWorld(map, (world) => this.#setData(WORLD_SOURCE, world)),
        ]
      : [];
  }

  get kind(): MapEngine['kind'] {
    return this.#dialect.kind;
  }

  setTheme(theme: MapTheme): void {
    if (theme === this.#theme) return;
    this.#theme = theme;
    this.#mounted = false;
    this.#drawing?.unmount();
    this.#map.setStyle(this.#dialect.style(theme, PALETTES[theme]), { diff: false });
  }

  onReady(listener: () => void): () => void {
    this.#readyListeners.add(listener);
    if (this.#mounted) listener();
    return () => this.#readyListeners.delete(listener);
  }

  updateMarkers(diff: MarkerDiff): void {
    const source = this.#source(MARKER_SOURCE);
    if (source) this.#dialect.applyDiff(source, diff);
  }

  get drawsCrowds(): boolean {
    return this.#dialect.crowdLayer !== null;
  }

  showCrowd(crowd: Crowd | null): void {
    if (!crowd && !this.#drawn.crowd) return;
    this.#drawn.crowd = crowd;
    const inView = crowd?.countWithin(this.view(), Infinity) ?? 0;
    this.#crowdLayer?.show(crowd && { points: crowd.points, order: crowd.order, inView });
  }

  showClusters(clustering: Clustering, texts: ClusterTexts): void {
    this.#clusters.show(clustering, texts);
  }

  onOpenCluster(listener: (cluster: Cluster) => void): () => void {
    return this.#clusters.onOpen(listener);
  }

  zoom(): number {
    return this.#map.getZoom();
  }

  middle(): GeoPoint {
    const { lat, lng } = this.#map.getCenter();
    return { latitude: lat, longitude: lng };
  }

  view(): GeoBounds {
    return viewOf(this.#map);
  }

  onMoved(listener: () => void): () => void {
    this.#map.on('move', listener);
    return () => void this.#map.off('move', listener);
  }

  showPlan(plan: PlanFeatures): void {
    this.#plan = plan;
    this.#setData(PLAN_SOURCE, plan.shapes);
    this.#setData(FLOOR_SOURCE, plan.floor);
    this.#setData(PLAN_LABEL_SOURCE, plan.labels);
  }

  showTrails(trails: TrailFeatures): void {
    this.#trails = trails;
    this.#setData(TRAIL_SOURCE, trails);
  }

  showReplayWays(ways: ReplayWays): void {
    this.#ways = ways;
    this.#setData(REPLAY_WAY_SOURCE, ways);
  }

  showReplay(markers: readonly ReplayMarker[], trails: ReplayWays | null): void {
    this.#replayed = markers;
    this.#setData(REPLAY_SOURCE, replayMarkers(markers));
    if (!trails) return;
    this.#replayTrails = trails;
    this.#setData(REPLAY_TRAIL_SOURCE, trails);
  }

  showZones(zones: ZoneFeatures): void {
    this.#zones = zones;
    if (!this.#mounted) return;
    if (zones.shapes !== this.#drawnZones?.shapes) this.#setData(ZONE_SOURCE, zones.shapes);
    if (zones.labels !== this.#drawnZones?.labels) this.#setData(ZONE_LABEL_SOURCE, zones.labels);
    this.#drawnZones = zones;
  }

  showTool(tool: MapTool, features: FeatureCollection | null): void {
    this.#tools.set(tool, features ?? NOTHING);
    this.#setData(TOOL_SOURCES[tool], features ?? NOTHING);
  }

  select(selection: MapSelection | null): void {
    this.#selection = selection;
    this.#setData(SELECTION_SOURCE, selectionFeatures(selection));
  }

  fit({ south, west, north, east }: GeoBounds, { instant = false }: { instant?: boolean } = {}): void {
    this.#map.fitBounds([west, south, east, north], {
      padding: FIT_MARGIN_PX,
      maxZoom: CLOSEST_FIT_ZOOM,
      duration: instant ? 0 : MOVE_MS,
    });
  }

  moveTo(
    { latitude, longitude }: GeoPoint,
    { closeUp = false, instant = false }: { closeUp?: boolean; instant?: boolean } = {},
  ): void {
    this.#map.easeTo({
      center: [longitude, latitude],
      duration: instant ? 0 : MOVE_MS,
      ...(closeUp && { zoom: Math.max(this.#map.getZoom(), CLOSE_UP_ZOOM) }),
    });
  }

  zoomBy(levels: 1 | -1): void {
    this.#map.easeTo({ zoom: this.#map.getZoom() + levels, duration: MOVE_MS });
  }

  onClick(listener: (target: MapTarget) => void): () => void {
    const onClick = ({ point }: MapMouseEvent) => {
      if (!this.#takers) listener(this.#mounted ? this.#drawn.targetAt(point) : { kind: 'ground' });
    };
    this.#map.on('click', onClick);
    return () => void this.#map.off('click', onClick);
  }

  onPan(listener: () => void): () => void {
    this.#map.on('dragstart', listener);
    return () => void this.#map.off('dragstart', listener);
  }

  onPoint(listener: (place: PointedPlace | null) => void): () => void {
    const onMove = ({ point, lngLat }: MapMouseEvent) => listener(this.#placeAt(point, lngLat));
    const onOut = () => listener(null);
    this.#map.on('mousemove', onMove);
    this.#map.on('mouseout', onOut);
    return () => {
      this.#map.off('mousemove', onMove);
      this.#map.off('mouseout', onOut);
    };
  }

  takePlaces(listener: (place: PointedPlace) => void): () => void {
    const onClick = ({ point, lngLat }: MapMouseEvent) => listener(this.#placeAt(point, lngLat));
    this.#takers++;
    this.#clusters.setInert(true);
    this.#map.doubleClickZoom.disable();
    this.#map.on('click', onClick);
    return () => {
      this.#takers--;
      this.#clusters.setInert(this.#takers > 0);
      if (!this.#takers) this.#map.doubleClickZoom.enable();
      this.#map.off('click', onClick);
    };
  }

  async draw(options: DrawingOptions): Promise<Drawing> {
    const [{ TerraDrawing: Terra }, adapter] = await Promise.all([
      import('./drawing/terra-drawing.ts'),
      this.#dialect.loadDrawingAdapter(),
    ]);
    this.#drawing?.stop();
    const drawing = new Terra(() => adapter(this.#map), options);
    this.#drawing = drawing;
    if (this.#mounted) drawing.mount(PALETTES[this.#theme].selection);
    return drawing;
  }

  rendered(): RenderedMarker[] {
    return this.#mounted ? [...this.#drawn.markers(), ...this.#clusters.rendered()] : [];
  }

  renderedZones(): RenderedZone[] {
    return this.#mounted ? this.#drawn.zones() : [];
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#mounted = false;
    this.#drawing?.stop();
    for (const stop of this.#stopGround) stop();
    this.#clusters.destroy();
    this.#readyListeners.clear();
    this.#map.remove();
  }

  #mount(): void {
    const palette = PALETTES[this.#theme];
    for (const { name, image, options } of this.#images(palette)) this.#map.addImage(name, image, options);
    for (const group of [...(this.#dialect.isBare ? BARE_GROUND : []), ...ALL_LAYERS]) {
      for (const [id, source] of Object.entries<SourceSpecification>(group.sources)) {
        this.#map.addSource(id, { ...source, ...this.#dialect.sourceOptions });
      }
      for (const layer of group.layers(palette, this.#dialect.fonts)) this.#map.addLayer(layer, group.below);
    }
    this.#crowdLayer = this.#dialect.crowdLayer?.(palette) ?? null;
    if (this.#crowdLayer) this.#map.addLayer(this.#crowdLayer, MARKER_HEADING_LAYER);
    this.#mounted = true;
    this.#drawAgain();
    this.#drawing?.mount(palette.selection);
    for (const listener of this.#readyListeners) listener();
  }

  /** Gives everything that survives a change of theme to the new layers. */
  #drawAgain(): void {
    this.showCrowd(this.#drawn.crowd);
    this.showPlan(this.#plan);
    this.showTrails(this.#trails);
    this.showReplayWays(this.#ways);
    this.showReplay(this.#replayed, this.#replayTrails);
    this.select(this.#selection);
    for (const [tool, features] of this.#tools) this.showTool(tool, features);
    this.#drawnZones = null;
    if (this.#zones) this.showZones(this.#zones);
  }

  #placeAt({ x, y }: MapMouseEvent['point'], { lat, lng }: MapMouseEvent['lngLat']): PointedPlace {
    const degreesPerPixel = Math.abs(this.#map.unproject([x, y + 1]).lat - lat);
    return { latitude: lat, longitude: lng, degreesPerPixel };
  }

  #source(id: string): GeoJSONSource | null {
    // Only GeoJSON sources are ever added by this class.
    return this.#mounted ? ((this.#map.getSource(id) as GeoJSONSource | undefined) ?? null) : null;
  }

  #setData(id: string, data: FeatureCollection): void {
    void this.#source(id)?.setData(data);
  }
}
