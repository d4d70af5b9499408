import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { GeofenceKind } from '../../__generated__/graphql.ts';
import type { Palette } from '../palette.ts';
import { zoneLabelImageName, zonePatternImageName } from '../zone-images.ts';
import { EMPTY_SOURCE, type LayerGroup } from './layer-group.ts';
import { MARKER_HEADING_LAYER } from './markers.ts';

/** Source of the zones' shapes. */
export const ZONE_SOURCE = 'zones';
/** Source of the zones' labels. */
export const ZONE_LABEL_SOURCE = 'zone-labels';
/** The layer whose features are zones. */
export const ZONE_LAYER = 'zones';
/** The layer whose features are labels. */
export const ZONE_LABEL_LAYER = 'zone-labels';

// Closer than this there is room for every label; further out labels give way to one another.
const ALL_LABELS_FROM_ZOOM = 14;
const NAMES_FROM_ZOOM = 16;

/** How the edge of each kind is drawn, in widths of the line: kinds must differ without colour, too. */
const DASHES: Readonly<Record<GeofenceKind, readonly number[] | null>> = {
  WORK_ZONE: null,
  MUSTER_POINT: null,
  EXCLUSION: [4, 2],
  GATE: [5, 1.5, 1, 1.5],
  BREAK_AREA: [1, 1.5],
};

/** Geofences: ground, pattern and edge by kind. */
export const zoneLayers: LayerGroup = {
  sources: { [ZONE_SOURCE]: EMPTY_SOURCE },
  layers: (palette) => [
    {
      id: ZONE_LAYER,
      type: 'fill',
      source: ZONE_SOURCE,
      paint: {
        'fill-color': byKind((kind) => palette.zone[kind]),
        'fill-opacity': ['case', ['get', 'selected'], 0.2, 0.06],
      },
    },
    {
      id: 'zone-patterns',
      type: 'fill',
      source: ZONE_SOURCE,
      filter: ['match', ['get', 'kind'], ['EXCLUSION', 'MUSTER_POINT', 'BREAK_AREA'], true, false],
      paint: { 'fill-pattern': byKind(zonePatternImageName), 'fill-opacity': 0.5 },
    },
    ...kinds().map((kind) => edge(kind, palette)),
    {
      id: 'zone-selected',
      type: 'line',
      source: ZONE_SOURCE,
      filter: ['get', 'selected'],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.selection, 'line-width': 3, 'line-gap-width': 3 },
    },
  ],
};

/**
 * Name and headcount of every zone on a plate. Markers lie above; names of markers lie below and give way, because what
 * lies above is placed first.
 */
export const zoneLabelLayers: LayerGroup = {
  sources: { [ZONE_LABEL_SOURCE]: EMPTY_SOURCE },
  below: MARKER_HEADING_LAYER,
  layers: (palette, fonts) => [label(palette, fonts)],
};

function edge(kind: GeofenceKind, palette: Palette): LayerSpecification {
  const dashes = DASHES[kind];
  return {
    id: `zone-edge-${kind}`,
    type: 'line',
    source: ZONE_SOURCE,
    filter: ['==', ['get', 'kind'], kind],
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': palette.zone[kind],
      'line-width': kind === 'MUSTER_POINT' ? 3 : 1.75,
      ...(dashes && { 'line-dasharray': [...dashes] }),
    },
  };
}

function label(palette: Palette, fonts: readonly string[]): LayerSpecification {
  const close: ExpressionSpecification = ['step', ['zoom'], false, ALL_LABELS_FROM_ZOOM, true];
  const count: ExpressionSpecification = ['get', 'count'];
  const named: ExpressionSpecification = ['format', ['get', 'name'], {}, '  ', {}, count, { 'font-scale': 1.25 }];
  return {
    id: ZONE_LABEL_LAYER,
    type: 'symbol',
    source: ZONE_LABEL_SOURCE,
    minzoom: 10,
    layout: {
      'text-field': ['step', ['zoom'], ['format', count, { 'font-scale': 1.25 }], NAMES_FROM_ZOOM, named],
      'text-font': [...fonts],
      'text-size': 12,
      'text-max-width': 40,
      'icon-image': byKind(zoneLabelImageName),
      'icon-text-fit': 'width',
      // Letters sit low in the box of their line.
      'icon-offset': [0, 2.5],
      'text-allow-overlap': close,
      'icon-allow-overlap': close,
    },
    paint: { 'text-color': palette.text },
  };
}

function byKind(value: (kind: GeofenceKind) => string): ExpressionSpecification {
  const cases = kinds().flatMap((kind) => [kind, value(kind)]);
  // The type asks for the first pair by name; there is one, because there are kinds.
  return ['match', ['get', 'kind'], ...cases, value('WORK_ZONE')] as unknown as ExpressionSpecification;
}

function kinds(): GeofenceKind[] {
  // The keys of a record of all kinds are the kinds.
  return Object.keys(DASHES) as GeofenceKind[];
}
