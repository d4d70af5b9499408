import type { ExpressionSpecification } from 'maplibre-gl';
import { EMPTY_SOURCE, type LayerGroup } from './layer-group.ts';

/** Source of what somebody measures. */
export const MEASURE_SOURCE = 'measure';

const part = (name: string): ExpressionSpecification => ['==', ['get', 'part'], name];
const ROUND = { 'line-join': 'round', 'line-cap': 'round' } as const;

/** The line of the measuring tool, above all else: what is measured must be seen on any ground. */
export const measureLayers: LayerGroup = {
  sources: { [MEASURE_SOURCE]: EMPTY_SOURCE },
  layers: (palette, fonts) => [
    {
      id: 'measure-inside',
      type: 'fill',
      source: MEASURE_SOURCE,
      filter: part('inside'),
      paint: { 'fill-color': palette.measure, 'fill-opacity': 0.14 },
    },
    {
      id: 'measure-casing',
      type: 'line',
      source: MEASURE_SOURCE,
      filter: part('line'),
      layout: ROUND,
      paint: { 'line-color': palette.surface, 'line-width': 6, 'line-opacity': 0.85 },
    },
    {
      id: 'measure-line',
      type: 'line',
      source: MEASURE_SOURCE,
      filter: part('line'),
      layout: ROUND,
      paint: { 'line-color': palette.measure, 'line-width': 3 },
    },
    {
      id: 'measure-points',
      type: 'circle',
      source: MEASURE_SOURCE,
      filter: part('point'),
      paint: {
        'circle-radius': 5,
        'circle-color': palette.surface,
        'circle-stroke-color': palette.measure,
        'circle-stroke-width': 2.5,
      },
    },
    {
      id: 'measure-lengths',
      type: 'symbol',
      source: MEASURE_SOURCE,
      filter: part('length'),
      layout: {
        'text-field': ['get', 'text'],
        'text-font': [...fonts],
        'text-size': 12.5,
        'text-padding': 4,
        'text-variable-anchor': ['center', 'top', 'bottom'],
        'text-radial-offset': 0.6,
      },
      paint: { 'text-color': palette.text, 'text-halo-color': palette.surface, 'text-halo-width': 2 },
    },
  ],
};
