import type { Feature, FeatureCollection } from 'geojson';
import { circle } from '../features/circle.ts';
import { trailPieces } from '../features/trail-pieces.ts';
import type { MapSelection } from '../engine.ts';
import { EMPTY_SOURCE, type LayerGroup } from './layer-group.ts';

/** Source of what is drawn around the selected tracker. */
export const SELECTION_SOURCE = 'selection';

/** Accuracy circle, recent way, dashed where it was silent, and ring of the selected tracker; below the markers. */
export const selectionLayers: LayerGroup = {
  sources: { [SELECTION_SOURCE]: EMPTY_SOURCE },
  layers: (palette) => [
    {
      id: 'selection-accuracy',
      type: 'fill',
      source: SELECTION_SOURCE,
      filter: ['==', ['get', 'part'], 'accuracy'],
      paint: { 'fill-color': palette.selection, 'fill-opacity': 0.1 },
    },
    {
      id: 'selection-accuracy-edge',
      type: 'line',
      source: SELECTION_SOURCE,
      filter: ['==', ['get', 'part'], 'accuracy'],
      paint: { 'line-color': palette.selection, 'line-opacity': 0.5, 'line-width': 1 },
    },
    {
      id: 'selection-trail',
      type: 'line',
      source: SELECTION_SOURCE,
      filter: ['==', ['get', 'part'], 'way'],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': palette.selection, 'line-opacity': 0.7, 'line-width': 3 },
    },
    {
      id: 'selection-gaps',
      type: 'line',
      source: SELECTION_SOURCE,
      filter: ['==', ['get', 'part'], 'gap'],
      paint: { 'line-color': palette.selection, 'line-opacity': 0.7, 'line-width': 2, 'line-dasharray': [1.5, 3] },
    },
    {
      id: 'selection-ring',
      type: 'circle',
      source: SELECTION_SOURCE,
      filter: ['==', ['get', 'part'], 'ring'],
      paint: {
        'circle-radius': 16,
        'circle-color': palette.selection,
        'circle-opacity': 0.18,
        'circle-stroke-color': palette.selection,
        'circle-stroke-width': 2,
      },
    },
  ],
};

/** The data of the layers above. */
export function selectionFeatures(selection: MapSelection | null): FeatureCollection {
  if (!selection) return { type: 'FeatureCollection', features: [] };
  const { at, accuracyMeters, trail } = selection;
  const here = [at.longitude, at.latitude];
  const features: Feature[] = [part('ring', { type: 'Point', coordinates: here })];
  if (accuracyMeters) features.push(part('accuracy', circle(at, accuracyMeters)));
  for (const piece of trailPieces(trail)) {
    const coordinates = piece.points.map(({ longitude, latitude }) => [longitude, latitude]);
    features.push(part(piece.part, { type: 'LineString', coordinates }));
  }
  return { type: 'FeatureCollection', features };
}

function part(name: string, geometry: Feature['geometry']): Feature {
  return { type: 'Feature', properties: { part: name }, geometry };
}
