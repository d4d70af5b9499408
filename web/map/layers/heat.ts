import type { ExpressionSpecification } from 'maplibre-gl';
import { EMPTY_SOURCE, type LayerGroup } from './layer-group.ts';

/** Source of where trackers were for how long. */
export const HEAT_SOURCE = 'heat';

/** Parts of the map in colours that grow darker, or in the dark lighter, with time spent there. */
export const heatLayers: LayerGroup = {
  sources: { [HEAT_SOURCE]: EMPTY_SOURCE },
  layers: ({ heat }) => [
    {
      id: 'heat',
      type: 'fill',
      source: HEAT_SOURCE,
      paint: {
        // A list of texts is no list of colours until each is made one.
        'fill-color': ['to-color', ['at', ['get', 'level'], ['literal', [...heat]]]] as ExpressionSpecification,
        'fill-opacity': 0.72,
        'fill-antialias': false,
      },
    },
  ],
};
