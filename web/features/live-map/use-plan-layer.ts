import { useEffect, useMemo } from 'react';
import type { PlansQuery } from '../../__generated__/graphql.ts';
import { useWholeList } from '../../graphql/use-whole-list.ts';
import { NO_PLAN, planFeatures } from '../../map/features/plan-features.ts';
import type { MapView } from '../../map/map-view.ts';
import { PLANS } from './plans.graphql.ts';

/**
 * Draws the plans of all places but floors, which lie above one another. Without an answer the ground stays bare.
 * @param zones whose names stand on the map anyway.
 * @returns whether there is any plan to show.
 */
export function usePlanLayer(
  view: MapView | null,
  { shown, zones }: { readonly shown: boolean; readonly zones: readonly { readonly name: string }[] },
): boolean {
  const places = useWholeList(PLANS, placesOf).nodes;
  // Zones change with every count; their names hardly ever.
  const names = zones.map(({ name }) => name).join('\n');
  const plan = useMemo(() => {
    const plans = places.filter(({ kind }) => kind !== 'FLOOR').map((place) => place.plan);
    return planFeatures(plans, new Set(names.split('\n')));
  }, [places, names]);
  useEffect(() => view?.showPlan(shown ? plan : NO_PLAN), [view, shown, plan]);
  return plan.shapes.features.length > 0;
}

function placesOf(data: PlansQuery): PlansQuery['places'] {
  return data.places;
}
