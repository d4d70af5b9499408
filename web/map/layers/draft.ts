import type { ExpressionSpecification } from 'maplibre-gl';
import { EMPTY_SOURCE, type LayerGroup } from './layer-group.ts';

/** Source of what belongs to a drawing and is not drawn itself. */
export const DRAFT_SOURCE = 'draft';

const part = (name: string): ExpressionSpecification => ['==', ['get', 'part'], name];

/** What belongs to a drawing: a ring around the corner that somebody types. */
export const draftLayers: LayerGroup = {
  sources: { [DRAFT_SOURCE]: EMPTY_SOURCE },
  layers: (palette) => [
    {
      id: 'draft-corner',
      type: 'circle',
      source: DRAFT_SOURCE,
      filter: part('corner'),
      paint: {
        'circle-radius': 11,
        'circle-opacity': 0,
        'circle-stroke-color': palette.measure,
        'circle-stroke-width': 3,
      },
    },
  ],
};
