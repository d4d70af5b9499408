import { useEffect } from 'react';
import { usePlan } from '../../live/use-plan.ts';
import { NO_PLAN } from '../../map/features/plan-features.ts';
import type { MapView } from '../../map/map-view.ts';

/**
 * Draws what the site looks like while shown.
 * @param zones whose names stand on the map anyway.
 * @returns whether there is any plan to show.
 */
export function usePlanLayer(
  view: MapView | null,
  {
    shown,
    zones,
    floor,
  }: {
    readonly shown: boolean;
    readonly zones: readonly { readonly name: string }[];
    /** The floor that is looked at, or null. */
    readonly floor: { readonly id: string } | null;
  },
): boolean {
  const plan = usePlan(zones, floor?.id);
  useEffect(() => view?.showPlan(shown ? plan : NO_PLAN), [view, shown, plan]);
  return plan.shapes.features.length + plan.floor.features.length > 0;
}
