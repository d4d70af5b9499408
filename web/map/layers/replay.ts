import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Palette } from '../palette.ts';
import { EMPTY_SOURCE, type LayerGroup } from './layer-group.ts';

/** Source of the ways of replayed trackers. */
export const REPLAY_WAY_SOURCE = 'replay-ways';
/** Source of what changes with every moment of a replay: the trails behind the markers. */
export const REPLAY_TRAIL_SOURCE = 'replay-trails';
/** Source of replayed markers. */
export const REPLAY_SOURCE = 'replay';
/** The layer whose features are replayed markers. */
export const REPLAY_LAYER = 'replay';

const LINE = { 'line-cap': 'round', 'line-join': 'round' } as const;

/** A replay: whole ways, gaps dashed, stops, the trails behind the markers, and the markers with their numbers. */
export const replayLayers: LayerGroup = {
  sources: { [REPLAY_WAY_SOURCE]: EMPTY_SOURCE, [REPLAY_TRAIL_SOURCE]: EMPTY_SOURCE, [REPLAY_SOURCE]: EMPTY_SOURCE },
  layers: (palette, fonts) => [...wayLayers(palette), ...markerLayers(palette, fonts)],
};

function wayLayers(palette: Palette): LayerSpecification[] {
  // A list of texts is no list of colours until each is made one.
  const colour: ExpressionSpecification = ['to-color', ['at', ['get', 'colour'], ['literal', [...palette.replay]]]];
  const part = (name: string): ExpressionSpecification => ['==', ['get', 'part'], name];
  return [
    {
      id: 'replay-gaps',
      type: 'line',
      source: REPLAY_WAY_SOURCE,
      filter: part('gap'),
      paint: { 'line-color': colour, 'line-width': 1.5, 'line-opacity': 0.55, 'line-dasharray': [1.5, 3] },
    },
    {
      id: 'replay-ways',
      type: 'line',
      source: REPLAY_WAY_SOURCE,
      filter: part('way'),
      layout: LINE,
      paint: { 'line-color': colour, 'line-width': 2, 'line-opacity': 0.4 },
    },
    {
      id: 'replay-stops',
      type: 'circle',
      source: REPLAY_WAY_SOURCE,
      filter: part('stop'),
      minzoom: 12,
      paint: {
        'circle-radius': 4,
        'circle-color': palette.surface,
        'circle-stroke-color': colour,
        'circle-stroke-width': 2,
      },
    },
    {
      id: 'replay-trails',
      type: 'line',
      source: REPLAY_TRAIL_SOURCE,
      layout: LINE,
      paint: { 'line-color': colour, 'line-width': 4.5, 'line-opacity': 0.9 },
    },
  ];
}

function markerLayers(palette: Palette, fonts: readonly string[]): LayerSpecification[] {
  return [
    {
      id: 'replay-labels',
      type: 'symbol',
      source: REPLAY_SOURCE,
      layout: {
        'text-field': ['get', 'label'],
        'text-font': [...fonts],
        'text-size': 12,
        'text-variable-anchor': ['top', 'bottom', 'left', 'right'],
        'text-radial-offset': 1.9,
        'text-padding': 0,
        'text-justify': 'auto',
        'text-max-width': 12,
      },
      paint: { 'text-color': palette.text, 'text-halo-color': palette.ground, 'text-halo-width': 1.5 },
    },
    {
      id: 'replay-headings',
      type: 'symbol',
      source: REPLAY_SOURCE,
      filter: ['all', ['!=', ['get', 'heading'], null], ['==', ['get', 'state'], 'located']],
      layout: {
        'icon-image': ['get', 'arrow'],
        'icon-rotate': ['get', 'heading'],
        'icon-rotation-alignment': 'map',
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
    {
      id: REPLAY_LAYER,
      type: 'symbol',
      source: REPLAY_SOURCE,
      layout: {
        'icon-image': ['get', 'icon'],
        'icon-allow-overlap': true,
        'icon-padding': 0,
        'text-field': ['get', 'number'],
        'text-font': [...fonts],
        'text-size': 12,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
        'symbol-sort-key': ['match', ['get', 'state'], 'located', 2, 'silent', 1, 0],
      },
      paint: {
        'icon-opacity': ['match', ['get', 'state'], 'pointed', 0.55, 1],
        'text-color': ['match', ['get', 'state'], 'silent', palette.text, palette.onReplay],
      },
    },
  ];
}
