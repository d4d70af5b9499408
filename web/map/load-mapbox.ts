import mapboxgl from 'mapbox-gl';
import 'mapbox-gl/dist/mapbox-gl.css';
import type { EngineOptions, MapEngine } from './engine.ts';
import { createMapboxEngine } from './mapbox-engine.ts';

/** A map by Mapbox GL; this file alone brings the library, and is itself loaded only where there is a token. */
export function createMapbox(options: EngineOptions, accessToken: string): MapEngine {
  return createMapboxEngine(mapboxgl, options, { accessToken });
}
