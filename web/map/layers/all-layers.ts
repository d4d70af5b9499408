import { accuracyLayers } from './accuracy.ts';
import { draftLayers } from './draft.ts';
import { gridLayers } from './grid.ts';
import { heatLayers } from './heat.ts';
import type { LayerGroup } from './layer-group.ts';
import { markerLayers } from './markers.ts';
import { measureLayers } from './measure.ts';
import { planLabelLayers, planLayers } from './plan.ts';
import { replayLayers } from './replay.ts';
import { selectionLayers } from './selection.ts';
import { trailLayers } from './trails.ts';
import { worldLayers } from './world.ts';
import { zoneLabelLayers, zoneLayers } from './zones.ts';

/** What stands in for a map of the world where there is none. */
export const BARE_GROUND: readonly LayerGroup[] = [worldLayers, gridLayers];

/** Everything a map draws above its ground, lowest first. */
export const ALL_LAYERS: readonly LayerGroup[] = [
  planLayers,
  heatLayers,
  zoneLayers,
  planLabelLayers,
  accuracyLayers,
  trailLayers,
  selectionLayers,
  markerLayers,
  zoneLabelLayers,
  replayLayers,
  measureLayers,
  draftLayers,
];
