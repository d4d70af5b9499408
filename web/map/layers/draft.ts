import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Palette } from '../palette.ts';
import { EMPTY_SOURCE, type LayerGroup } from './layer-group.ts';

/** Source of what belongs to a drawing and is not drawn itself. */
export const DRAFT_SOURCE = 'draft';

const part = (name: string): ExpressionSpecification => ['==', ['get', 'part'], name];
const isRemoved: ExpressionSpecification = ['==', ['get', 'change'], 'removed'];
const selected = (then: number, otherwise: number): ExpressionSpecification => [
  'case',
  ['get', 'selected'],
  then,
  otherwise,
];
const ROUND = { 'line-join': 'round', 'line-cap': 'round' } as const;

/** Visits that come, go or stay; those that go are dashed as well. */
const colorOf = ({ status, zone, text }: Palette): ExpressionSpecification => [
  'match',
  ['get', 'change'],
  'added',
  status.CONNECTED,
  'removed',
  zone.EXCLUSION,
  text,
];

/** What belongs to a drawing: where visits were that it would make, and a ring around the corner that somebody types. */
export const draftLayers: LayerGroup = {
  sources: { [DRAFT_SOURCE]: EMPTY_SOURCE },
  layers: (palette, fonts) => [...ways(palette), ...points(palette), names(palette, fonts)],
};

function ways(palette: Palette): LayerSpecification[] {
  const look = { 'line-color': colorOf(palette), 'line-width': selected(4.5, 2) };
  return [
    {
      id: 'draft-way-casing',
      type: 'line',
      source: DRAFT_SOURCE,
      filter: ['all', part('way'), ['==', ['get', 'selected'], true]],
      layout: ROUND,
      paint: { 'line-color': palette.surface, 'line-width': 8 },
    },
    {
      id: 'draft-way',
      type: 'line',
      source: DRAFT_SOURCE,
      filter: ['all', part('way'), ['!', isRemoved]],
      layout: ROUND,
      paint: look,
    },
    {
      id: 'draft-way-removed',
      type: 'line',
      source: DRAFT_SOURCE,
      filter: ['all', part('way'), isRemoved],
      paint: { ...look, 'line-dasharray': [2, 1.5] },
    },
  ];
}

function points(palette: Palette): LayerSpecification[] {
  return [
    {
      id: 'draft-fix',
      type: 'circle',
      source: DRAFT_SOURCE,
      filter: part('fix'),
      paint: {
        'circle-radius': selected(5, 3),
        'circle-color': ['case', isRemoved, palette.surface, colorOf(palette)],
        'circle-stroke-color': ['case', isRemoved, colorOf(palette), palette.surface],
        'circle-stroke-width': 1.5,
      },
    },
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
  ];
}

function names({ text, surface }: Palette, fonts: readonly string[]): LayerSpecification {
  return {
    id: 'draft-name',
    type: 'symbol',
    source: DRAFT_SOURCE,
    filter: part('name'),
    layout: {
      'text-field': ['get', 'name'],
      'text-font': [...fonts],
      'text-size': 13,
      'text-variable-anchor': ['top', 'bottom', 'left', 'right'],
      'text-radial-offset': 0.8,
    },
    paint: { 'text-color': text, 'text-halo-color': surface, 'text-halo-width': 2 },
  };
}
