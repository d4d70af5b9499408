import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource, MapMouseEvent, SourceSpecification } from 'maplibre-gl';
import type { GeoBounds, GeoPoint, MapEngine, MapSelection, MapTheme, RenderedMarker } from './engine.ts';
import type { MarkerDiff, MarkerProperties } from './features/marker-diff.ts';
import type { GlDialect } from './gl-dialect.ts';
import type { GlMap } from './gl-map.ts';
import { followGrid } from './grid-follower.ts';
import { GRID_SOURCE, gridLayers } from './layers/grid.ts';
import { MARKER_LAYER, MARKER_SOURCE, markerLayers } from './layers/markers.ts';
import { SELECTION_SOURCE, selectionFeatures, selectionLayers } from './layers/selection.ts';
import { markerImages } from './marker-images.ts';
import { PALETTES } from './palette.ts';

const CLOSEST_FIT_ZOOM = 18;
const CLOSE_UP_ZOOM = 17;
const FIT_MARGIN_PX = 56;
const CLICK_REACH_PX = 10;
const MOVE_MS = 450;

/** A map drawn by MapLibre GL or Mapbox GL. */
export class GlEngine implements MapEngine {
  readonly #map: GlMap;
  readonly #dialect: GlDialect;
  readonly #readyListeners = new Set<() => void>();
  readonly #stopGrid: () => void;
  #theme: MapTheme;
  #mounted = false;
  #destroyed = false;
  #selection: MapSelection | null = null;

  constructor(map: GlMap, { dialect, theme }: { dialect: GlDialect; theme: MapTheme }) {
    this.#map = map;
    this.#dialect = dialect;
    this.#theme = theme;
    map.on('style.load', () => this.#mount());
    map.on('mouseenter', MARKER_LAYER, () => (map.getCanvas().style.cursor = 'pointer'));
    map.on('mouseleave', MARKER_LAYER, () => (map.getCanvas().style.cursor = ''));
    this.#stopGrid = dialect.grid ? followGrid(map, (lines) => this.#setData(GRID_SOURCE, lines)) : () => {};
  }

  get kind(): MapEngine['kind'] {
    return this.#dialect.kind;
  }

  setTheme(theme: MapTheme): void {
    if (theme === this.#theme) return;
    this.#theme = theme;
    this.#mounted = false;
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

  moveTo({ latitude, longitude }: GeoPoint, { closeUp = false }: { closeUp?: boolean } = {}): void {
    this.#map.easeTo({
      center: [longitude, latitude],
      duration: MOVE_MS,
      ...(closeUp && { zoom: Math.max(this.#map.getZoom(), CLOSE_UP_ZOOM) }),
    });
  }

  zoomBy(levels: 1 | -1): void {
    this.#map.easeTo({ zoom: this.#map.getZoom() + levels, duration: MOVE_MS });
  }

  onClick(listener: (trackerId: string | null) => void): () => void {
    const onClick = ({ point: { x, y } }: MapMouseEvent) => {
      const reach = CLICK_REACH_PX;
      const near = this.#markersIn([
        [x - reach, y - reach],
        [x + reach, y + reach],
      ]);
      const nearest = near.toSorted((a, b) => Math.hypot(a.x - x, a.y - y) - Math.hypot(b.x - x, b.y - y))[0];
      listener(nearest?.trackerId ?? null);
    };
    this.#map.on('click', onClick);
    return () => void this.#map.off('click', onClick);
  }

  onPan(listener: () => void): () => void {
    this.#map.on('dragstart', listener);
    return () => void this.#map.off('dragstart', listener);
  }

  rendered(): RenderedMarker[] {
    return this.#markersIn();
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#mounted = false;
    this.#stopGrid();
    this.#readyListeners.clear();
    this.#map.remove();
  }

  #mount(): void {
    const palette = PALETTES[this.#theme];
    for (const { name, image, pixelRatio } of markerImages(palette)) this.#map.addImage(name, image, { pixelRatio });
    const groups = [...(this.#dialect.grid ? [gridLayers] : []), selectionLayers, markerLayers];
    for (const group of groups) {
      for (const [id, source] of Object.entries<SourceSpecification>(group.sources)) {
        this.#map.addSource(id, { ...source, ...this.#dialect.sourceOptions });
      }
      for (const layer of group.layers(palette, this.#dialect.fonts)) this.#map.addLayer(layer);
    }
    this.#mounted = true;
    this.select(this.#selection);
    for (const listener of this.#readyListeners) listener();
  }

  #source(id: string): GeoJSONSource | null {
    // Only GeoJSON sources are ever added by this class.
    return this.#mounted ? ((this.#map.getSource(id) as GeoJSONSource | undefined) ?? null) : null;
  }

  #setData(id: string, data: FeatureCollection): void {
    void this.#source(id)?.setData(data);
  }

  #markersIn(box?: [[number, number], [number, number]]): RenderedMarker[] {
    if (!this.#mounted) return [];
    const options = { layers: [MARKER_LAYER] };
    const features = box ? this.#map.queryRenderedFeatures(box, options) : this.#map.queryRenderedFeatures(options);
    return features.flatMap(({ geometry, properties }) => {
      if (geometry.type !== 'Point') return [];
      const [longitude = 0, latitude = 0] = geometry.coordinates;
      const { x, y } = this.#map.project([longitude, latitude]);
      const { trackerId, label, connection } = properties as MarkerProperties;
      return [{ trackerId, label, connection, x, y }];
    });
  }
}
