import { ACCURACY_FROM_ZOOM } from '../features/accuracy-features.ts';
import { EMPTY_SOURCE, type LayerGroup } from './layer-group.ts';

/** Source of everybody's accuracy circles. */
export const ACCURACY_SOURCE = 'accuracy';

/** How exactly everybody is known to be where they are; fainter than the circle of who is selected. */
export const accuracyLayers: LayerGroup = {
  sources: { [ACCURACY_SOURCE]: EMPTY_SOURCE },
  layers: (palette) => [
    {
      id: 'accuracy',
      type: 'fill',
      source: ACCURACY_SOURCE,
      minzoom: ACCURACY_FROM_ZOOM,
      paint: { 'fill-color': palette.status.CONNECTED, 'fill-opacity': 0.08 },
    },
    {
      id: 'accuracy-edge',
      type: 'line',
      source: ACCURACY_SOURCE,
      minzoom: ACCURACY_FROM_ZOOM,
      paint: { 'line-color': palette.status.CONNECTED, 'line-opacity': 0.45, 'line-width': 1 },
    },
  ],
};
