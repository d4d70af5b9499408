import type { Headcounts } from '../../live/headcount/headcount-store.ts';
import type { ZoneRow } from '../../live/headcount/use-zones.ts';
import type { PositionStore } from '../../live/position-store.ts';
import type { MapView } from '../../map/map-view.ts';
import { useStoredFlag } from '../../ui/use-stored-flag.ts';
import type { LayerSwitch } from './layer-control.tsx';
import { useAccuracyLayer } from './use-accuracy-layer.ts';
import { usePlanLayer } from './use-plan-layer.ts';
import { useTrails } from './use-trails.ts';
import { useZoneLayer } from './use-zone-layer.ts';

// One and the same, so that nothing is drawn anew while there is nothing.
const NONE: readonly ZoneRow[] = [];

/** Draws site plan, zones and trails as far as they are switched on, and gives their switches. */
export function useLayers(
  view: MapView | null,
  {
    zones,
    headcounts,
    selectedZoneId,
    floor,
    positions,
    selectedTrackerId,
    lookedAt,
  }: {
    readonly zones: readonly ZoneRow[];
    readonly headcounts: Headcounts | null;
    readonly selectedZoneId: string | null;
    /** The floor that is looked at, or null. */
    readonly floor: { readonly id: string } | null;
    /** Of those who are shown. */
    readonly positions: PositionStore;
    readonly selectedTrackerId: string | null;
    /** Trackers that are selected or followed. */
    readonly lookedAt: readonly string[];
  },
): readonly LayerSwitch[] {
  const [zonesOn, switchZones] = useStoredFlag('zones-on-map', { byDefault: true });
  const [planOn, switchPlan] = useStoredFlag('plan-on-map', { byDefault: true });
  const [trailsOn, switchTrails] = useStoredFlag('trails-on-map', { byDefault: false });
  const [accuracyOn, switchAccuracy] = useStoredFlag('accuracy-on-map', { byDefault: false });
  const shown = zonesOn ? zones : NONE;
  const hasPlan = usePlanLayer(view, { shown: planOn, zones: shown, floor });
  useAccuracyLayer(view, { shown: accuracyOn, positions, selected: selectedTrackerId });
  useTrails(view, { shown: trailsOn, lookedAt });
  useZoneLayer(view, { zones: shown, headcounts, selectedId: selectedZoneId });
  return [
    { name: 'zones', on: zonesOn, onSwitch: switchZones },
    ...(hasPlan ? [{ name: 'plan', on: planOn, onSwitch: switchPlan } as const] : []),
    { name: 'trails', on: trailsOn, onSwitch: switchTrails },
    { name: 'accuracy', on: accuracyOn, onSwitch: switchAccuracy },
  ];
}
