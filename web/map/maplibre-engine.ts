import { AttributionControl, Map as MaplibreMap, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { EngineOptions, MapEngine, MapFailure } from './engine.ts';
import type { Basemap } from './basemap/load-basemap.ts';
import { DRAWING_PRECISION } from './drawing/drawn-shape.ts';
import { CrowdLayer } from './crowd/crowd-layer.ts';
import { GlEngine } from './gl-engine.ts';
import type { GlDialect } from './gl-dialect.ts';
import { PALETTES } from './palette.ts';

// The bundler does not find the worker by itself; without this nothing is drawn.
setWorkerUrl(new URL('maplibre-gl/dist/maplibre-gl-worker.mjs', import.meta.url).toString());

/**
 * Draws with MapLibre GL from local fonts: on a bare ground, without any request to the network, or on the operator's
 * basemap.
 */
export function createMaplibreEngine(
  { container, theme, label, onFailure }: EngineOptions,
  basemap: Basemap | null,
): MapEngine {
  const dialect = basemap ? dialectOn(basemap) : maplibreDialect;
  const map = new MaplibreMap({
    container,
    style: dialect.style(theme, PALETTES[theme]),
    center: [0, 20],
    zoom: 1,
    maxZoom: 22,
    attributionControl: false,
    // Labels that fade would keep the map drawing between two changes of positions.
    fadeDuration: 0,
    dragRotate: false,
    pitchWithRotate: false,
    renderWorldCopies: false,
    locale: { 'Map.Title': label },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-right');
  // Whose map it is must be written on it.
  if (basemap) map.addControl(new AttributionControl({ compact: true }), 'bottom-right');
  map.on('error', (event) => {
    const { message, status } = event.error as MapFailure;
    onFailure({
      message,
      ...(status !== undefined && { status }),
      ofSource: 'sourceId' in event && !('tile' in event),
    });
  });
  return new GlEngine(map, { dialect, theme });
}

function dialectOn(basemap: Basemap): GlDialect {
  return { ...maplibreDialect, isBare: false, style: (theme) => basemap[theme] };
}

const maplibreDialect: GlDialect = {
  kind: 'maplibre',
  fonts: ['system-ui', 'sans-serif'],
  sourceOptions: {},
  isBare: true,
  crowdLayer: (palette) => new CrowdLayer(palette),
  style: (_theme, palette) => ({
    version: 8,
    sources: {},
    layers: [{ id: 'ground', type: 'background', paint: { 'background-color': palette.ground } }],
  }),
  async loadDrawingAdapter() {
    const { TerraDrawMapLibreGLAdapter } = await import('terra-draw-maplibre-gl-adapter');
    return (map) => new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: DRAWING_PRECISION });
  },
  applyDiff(source, { reset, add, update, remove }) {
    void source.updateData({
      ...(reset && { removeAll: true }),
      remove: [...remove],
      add: [...add],
      update: update.map(({ id, geometry, properties }) => ({
        id,
        newGeometry: geometry,
        addOrUpdateProperties: Object.entries(properties).map(([key, value]) => ({ key, value })),
      })),
    });
  },
};
