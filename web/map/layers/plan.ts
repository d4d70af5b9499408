import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { PlanRole } from '../features/plan-features.ts';
import type { Palette, PlanPalette } from '../palette.ts';
import { EMPTY_SOURCE, type LayerGroup } from './layer-group.ts';

/** Source of the shapes of site plans. */
export const PLAN_SOURCE = 'plan';
/** Source of the shapes of the floor that is looked at. */
export const FLOOR_SOURCE = 'floor';
/** Source of the names on site plans. */
export const PLAN_LABEL_SOURCE = 'plan-labels';

const NAMES_FROM_ZOOM = 15.5;
// A building of this height has the darkest roof, in metres.
const TALLEST_METERS = 25;

type Ground = keyof Palette['plan']['ground'];

/** What a site looks like from above: grounds, then what stands on them with its shadow, then lines. */
export const planLayers: LayerGroup = {
  sources: { [PLAN_SOURCE]: EMPTY_SOURCE, [FLOOR_SOURCE]: EMPTY_SOURCE },
  layers: ({ plan }) => {
    const layers = [...grounds(plan), ...upright(plan), ...lines(plan)];
    return [...layers, ...layers.map(onFloor)];
  },
};

/** The names on a plan. They give way to everything else that is written. */
export const planLabelLayers: LayerGroup = {
  sources: { [PLAN_LABEL_SOURCE]: EMPTY_SOURCE },
  layers: ({ plan }, fonts) => [
    {
      id: 'plan-labels',
      type: 'symbol',
      source: PLAN_LABEL_SOURCE,
      minzoom: NAMES_FROM_ZOOM,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': [...fonts],
        'text-size': 11,
        'text-max-width': 8,
        'text-padding': 4,
      },
      paint: { 'text-color': plan.label, 'text-halo-color': plan.labelHalo, 'text-halo-width': 1.25 },
    },
  ],
};

function grounds(plan: PlanPalette): LayerSpecification[] {
  return [
    {
      id: 'plan-ground',
      type: 'fill',
      source: PLAN_SOURCE,
      filter: has('WATER', 'GREEN', 'PAVED', 'QUAY', 'ROAD'),
      paint: { 'fill-color': byGround((ground) => plan.ground[ground]) },
    },
    {
      id: 'plan-shore',
      type: 'line',
      source: PLAN_SOURCE,
      filter: has('QUAY', 'WATER'),
      paint: { 'line-color': plan.shore, 'line-width': 1 },
    },
    {
      id: 'plan-rails',
      type: 'line',
      source: PLAN_SOURCE,
      filter: has('RAIL'),
      paint: { 'line-color': plan.line, 'line-width': 1.5 },
    },
    {
      id: 'plan-sleepers',
      type: 'line',
      source: PLAN_SOURCE,
      filter: has('RAIL'),
      minzoom: 15,
      paint: { 'line-color': plan.line, 'line-width': 5, 'line-dasharray': [0.25, 0.9] },
    },
  ];
}

function upright(plan: PlanPalette): LayerSpecification[] {
  return [
    {
      id: 'plan-shadows',
      type: 'fill',
      source: PLAN_SOURCE,
      filter: ['==', ['get', 'role'], 'SHADOW'],
      paint: { 'fill-color': plan.shadow, 'fill-antialias': false },
    },
    {
      id: 'plan-buildings',
      type: 'fill',
      source: PLAN_SOURCE,
      filter: has('BUILDING', 'TANK'),
      paint: {
        'fill-color': [
          'interpolate',
          ['linear'],
          ['get', 'heightMeters'],
          0,
          plan.lowRoof,
          TALLEST_METERS,
          plan.highRoof,
        ],
      },
    },
    {
      id: 'plan-walls',
      type: 'line',
      source: PLAN_SOURCE,
      filter: has('BUILDING', 'TANK'),
      layout: { 'line-join': 'round' },
      paint: { 'line-color': plan.wall, 'line-width': 1 },
    },
    {
      id: 'plan-tank-rims',
      type: 'line',
      source: PLAN_SOURCE,
      filter: has('TANK'),
      minzoom: 15,
      paint: { 'line-color': plan.wall, 'line-width': 1, 'line-offset': -3, 'line-opacity': 0.7 },
    },
  ];
}

function lines(plan: PlanPalette): LayerSpecification[] {
  return [
    {
      id: 'plan-fences',
      type: 'line',
      source: PLAN_SOURCE,
      filter: has('FENCE'),
      paint: { 'line-color': plan.fence, 'line-width': 1.5, 'line-dasharray': [4, 1.5] },
    },
    {
      id: 'plan-gates',
      type: 'line',
      source: PLAN_SOURCE,
      filter: has('GATE'),
      layout: { 'line-cap': 'round' },
      paint: { 'line-color': plan.gate, 'line-width': 4 },
    },
  ];
}

/** The same of the floor that is looked at, above the roofs. */
function onFloor(layer: LayerSpecification): LayerSpecification {
  return { ...layer, id: `${FLOOR_SOURCE}-${layer.id}`, source: FLOOR_SOURCE } as LayerSpecification;
}

function has(...roles: PlanRole[]): ExpressionSpecification {
  return ['match', ['get', 'role'], roles, true, false];
}

function byGround(value: (ground: Ground) => string): ExpressionSpecification {
  const grounds: readonly Ground[] = ['GREEN', 'PAVED', 'QUAY', 'ROAD'];
  const cases = grounds.flatMap((ground) => [ground, value(ground)]);
  // The type asks for the first pair by name; there is one, because there are grounds.
  return ['match', ['get', 'role'], ...cases, value('WATER')] as unknown as ExpressionSpecification;
}
