import type { Map as MaplibreMap } from 'maplibre-gl';

/**
 * The part of a map that MapLibre GL 6 and Mapbox GL 3 have in common, in MapLibre's words. The two grew from one
 * library; where they differ an engine supplies `GlDialect`.
 */
export type GlMap = Pick<
  MaplibreMap,
  | 'addImage'
  | 'addLayer'
  | 'addSource'
  | 'doubleClickZoom'
  | 'easeTo'
  | 'fitBounds'
  | 'getBounds'
  | 'getCanvas'
  | 'getCenter'
  | 'getLayer'
  | 'getSource'
  | 'getZoom'
  | 'isStyleLoaded'
  | 'off'
  | 'on'
  | 'once'
  | 'project'
  | 'queryRenderedFeatures'
  | 'remove'
  | 'setStyle'
  | 'unproject'
>;
