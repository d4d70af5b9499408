import { EMPTY_SOURCE, type LayerGroup } from './layer-group.ts';

/** Source of everybody's trails. */
export const TRAIL_SOURCE = 'trails';

/** Where everybody was before: thin lines that fade with age. */
export const trailLayers: LayerGroup = {
  sources: { [TRAIL_SOURCE]: EMPTY_SOURCE },
  layers: (palette) => [
    {
      id: 'trails',
      type: 'line',
      source: TRAIL_SOURCE,
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': palette.status.CONNECTED,
        'line-width': 2,
        'line-opacity': ['interpolate', ['linear'], ['get', 'age'], 0, 0.7, 1, 0.1],
      },
    },
  ],
};
