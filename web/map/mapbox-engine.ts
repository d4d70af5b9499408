import type { Feature, GeoJSON } from 'geojson';
import type mapboxgl from 'mapbox-gl';
import type { EngineOptions, MapEngine } from './engine.ts';
import { DRAWING_PRECISION } from './drawing/drawn-shape.ts';
import { GlEngine } from './gl-engine.ts';
import type { GlDialect } from './gl-dialect.ts';
import type { GlMap } from './gl-map.ts';
import type { MapImages } from './map-images.ts';
import { PALETTES } from './palette.ts';

/** The parts of Mapbox GL that are used here. */
export type MapboxLibrary = Pick<typeof mapboxgl, 'Map' | 'ScaleControl'>;

/**
 * Draws with Mapbox GL and Mapbox's own maps. Only for installations whose operator set a token: the browser then
 * contacts Mapbox. A refused token is reported by `onFailure` after the map seemed ready; the canvas stays empty.
 */
export function createMapboxEngine(
  library: MapboxLibrary,
  { container, theme, onFailure }: EngineOptions,
  { accessToken, images }: { readonly accessToken: string; readonly images?: MapImages },
): MapEngine {
  const map = new library.Map({
    container,
    accessToken,
    style: mapboxDialect.style(theme, PALETTES[theme]) as string,
    center: [0, 20],
    zoom: 1,
    projection: 'mercator',
    // Labels that fade would keep the map drawing between two changes of positions.
    fadeDuration: 0,
    dragRotate: false,
    pitchWithRotate: false,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new library.ScaleControl({ unit: 'metric' }), 'bottom-right');
  map.on('error', ({ error }) => onFailure(error));
  // The methods of GlMap mean the same in both libraries; their types name different classes.
  return new GlEngine(map as unknown as GlMap, { dialect: mapboxDialect, theme, ...(images && { images }) });
}

/** A source that was added as dynamic takes features by id; one without geometry is removed. */
interface DynamicSource {
  setData(data: GeoJSON): unknown;
  updateData(data: GeoJSON): unknown;
}

const mapboxDialect: GlDialect = {
  kind: 'mapbox',
  fonts: ['DIN Pro Medium', 'Arial Unicode MS Regular'],
  sourceOptions: { dynamic: true },
  isBare: false,
  crowdLayer: null,
  style: (theme) => `mapbox://styles/mapbox/${theme}-v11`,
  async loadDrawingAdapter() {
    const { TerraDrawMapboxGLAdapter } = await import('terra-draw-mapbox-gl-adapter');
    return (map) =>
      new TerraDrawMapboxGLAdapter({ map: map as unknown as mapboxgl.Map, coordinatePrecision: DRAWING_PRECISION });
  },
  applyDiff(source, { reset, add, update, remove }) {
    const dynamic = source as unknown as DynamicSource;
    const moved = update.map(({ id, geometry, properties }): Feature => ({
      type: 'Feature',
      id,
      geometry,
      properties,
    }));
    // Removed features have no geometry, which GeoJSON allows and its types do not.
    const gone = remove.map((id) => ({ type: 'Feature', id, geometry: null, properties: null }) as unknown as Feature);
    const data: GeoJSON = { type: 'FeatureCollection', features: [...add, ...moved, ...gone] };
    if (reset) dynamic.setData(data);
    else dynamic.updateData(data);
  },
};
