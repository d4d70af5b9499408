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
  { shown, zones }: { readonly shown: boolean; readonly zones: readonly { readonly name: string }[] },
): boolean {
  const plan = usePlan(zones);
  useEffect(() => view?.showPlan(shown ? plan : NO_PLAN), [view, shown, plan]);
  return plan.shapes.features.length > 0;
}
