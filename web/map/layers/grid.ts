import { EMPTY_SOURCE, type LayerGroup } from './layer-group.ts';

/** Source of the grid's lines. */
export const GRID_SOURCE = 'grid';

/** The grid that stands in for a map where there is none. */
export const gridLayers: LayerGroup = {
  sources: { [GRID_SOURCE]: EMPTY_SOURCE },
  layers: (palette) => [
    {
      id: 'grid-minor',
      type: 'line',
      source: GRID_SOURCE,
      filter: ['!', ['get', 'major']],
      paint: { 'line-color': palette.gridMinor, 'line-width': 1 },
    },
    {
      id: 'grid-major',
      type: 'line',
      source: GRID_SOURCE,
      filter: ['get', 'major'],
      paint: { 'line-color': palette.gridMajor, 'line-width': 1.25 },
    },
  ],
};
