import { Map as MaplibreMap, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { EngineOptions, MapEngine } from './engine.ts';
import { DRAWING_PRECISION } from './drawing/drawn-shape.ts';
import { CrowdLayer } from './crowd/crowd-layer.ts';
import { GlEngine } from './gl-engine.ts';
import type { GlDialect } from './gl-dialect.ts';
import { PALETTES } from './palette.ts';

// The bundler does not find the worker by itself; without this nothing is drawn.
setWorkerUrl(new URL('maplibre-gl/dist/maplibre-gl-worker.mjs', import.meta.url).toString());

/** Draws with MapLibre GL on a bare ground, from local fonts, without any request to the network. */
export function createMaplibreEngine({ container, theme, label, onFailure }: EngineOptions): MapEngine {
  const map = new MaplibreMap({
    container,
    style: maplibreDialect.style(theme, PALETTES[theme]),
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
  map.on('error', ({ error }) => onFailure(error));
  return new GlEngine(map, { dialect: maplibreDialect, theme });
}

const maplibreDialect: GlDialect = {
  kind: 'maplibre',
  fonts: ['system-ui', 'sans-serif'],
  sourceOptions: {},
  grid: true,
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
