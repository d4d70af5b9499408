import { EMPTY_SOURCE, type LayerGroup } from './layer-group.ts';

/** Source of the markers. */
export const MARKER_SOURCE = 'markers';
/** The layer whose features are markers. */
export const MARKER_LAYER = 'markers';

/** The lowest layer of what markers are made of, above their names. */
export const MARKER_HEADING_LAYER = 'marker-headings';

/**
 * Where everybody is: name, heading and marker. Markers are never left out; names give way to markers, which are placed
 * first because they lie above, and to one another.
 */
export const markerLayers: LayerGroup = {
  sources: { [MARKER_SOURCE]: EMPTY_SOURCE },
  layers: (palette, fonts) => [
    {
      id: 'marker-labels',
      type: 'symbol',
      source: MARKER_SOURCE,
      minzoom: 13,
      layout: {
        'text-field': ['get', 'label'],
        'text-font': [...fonts],
        'text-size': 12,
        'text-variable-anchor': ['top', 'bottom', 'left', 'right'],
        'text-radial-offset': 1.8,
        'text-padding': 0,
        'text-justify': 'auto',
        'text-max-width': 12,
      },
      paint: { 'text-color': palette.text, 'text-halo-color': palette.ground, 'text-halo-width': 1.5 },
    },
    {
      id: MARKER_HEADING_LAYER,
      type: 'symbol',
      source: MARKER_SOURCE,
      filter: ['!=', ['get', 'heading'], null],
      layout: {
        'icon-image': ['concat', 'heading-', ['get', 'connection']],
        'icon-rotate': ['get', 'heading'],
        'icon-rotation-alignment': 'map',
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
    {
      id: MARKER_LAYER,
      type: 'symbol',
      source: MARKER_SOURCE,
      layout: {
        'icon-image': ['get', 'icon'],
        'icon-allow-overlap': true,
        'icon-padding': 0,
        'symbol-sort-key': ['match', ['get', 'connection'], 'CONNECTED', 2, 'IDLE', 1, 0],
      },
    },
  ],
};
