import { gridLayers } from './grid.ts';
import { heatLayers } from './heat.ts';
import type { LayerGroup } from './layer-group.ts';
import { markerLayers } from './markers.ts';
import { measureLayers } from './measure.ts';
import { planLabelLayers, planLayers } from './plan.ts';
import { replayLayers } from './replay.ts';
import { selectionLayers } from './selection.ts';
import { trailLayers } from './trails.ts';
import { zoneLabelLayers, zoneLayers } from './zones.ts';

/** Everything a map draws, lowest first. The grid is for ground that is bare. */
export const ALL_LAYERS: readonly LayerGroup[] = [
  gridLayers,
  planLayers,
  heatLayers,
  zoneLayers,
  planLabelLayers,
  trailLayers,
  selectionLayers,
  markerLayers,
  zoneLabelLayers,
  replayLayers,
  measureLayers,
];
