import type { ExpressionSpecification } from 'maplibre-gl';
import type { WorldProperties } from '../world/read-world.ts';
import type { LayerGroup } from './layer-group.ts';

/** Source of land and borders. */
export const WORLD_SOURCE = 'world';
/** Closer than this nothing is drawn of the world: a coast that is kilometres off would lie about a site. */
export const WORLD_UNTIL_ZOOM = 8.5;

const FADES_FROM_ZOOM = 6;
const FADED: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], FADES_FROM_ZOOM, 1, WORLD_UNTIL_ZOOM, 0];
const part = (name: WorldProperties['part']): ExpressionSpecification => ['==', ['get', 'part'], name];

/** Land, sea and borders for who is far away from any site; they fade into bare ground. */
export const worldLayers: LayerGroup = {
  sources: { [WORLD_SOURCE]: { type: 'geojson', data: { type: 'FeatureCollection', features: [] }, maxzoom: 7 } },
  layers: ({ ground, plan }) => [
    {
      id: 'world-sea',
      type: 'fill',
      source: WORLD_SOURCE,
      maxzoom: WORLD_UNTIL_ZOOM,
      filter: part('sea'),
      paint: { 'fill-color': plan.ground.WATER, 'fill-opacity': FADED, 'fill-antialias': false },
    },
    {
      id: 'world-land',
      type: 'fill',
      source: WORLD_SOURCE,
      maxzoom: WORLD_UNTIL_ZOOM,
      filter: part('land'),
      paint: { 'fill-color': ground, 'fill-opacity': FADED },
    },
    {
      id: 'world-coast',
      type: 'line',
      source: WORLD_SOURCE,
      maxzoom: WORLD_UNTIL_ZOOM,
      filter: part('land'),
      layout: { 'line-join': 'round' },
      paint: { 'line-color': plan.shore, 'line-width': 1, 'line-opacity': FADED },
    },
    {
      id: 'world-borders',
      type: 'line',
      source: WORLD_SOURCE,
      maxzoom: WORLD_UNTIL_ZOOM,
      filter: part('border'),
      layout: { 'line-join': 'round' },
      paint: { 'line-color': plan.shore, 'line-width': 1, 'line-opacity': FADED, 'line-dasharray': [3, 2] },
    },
  ],
};
