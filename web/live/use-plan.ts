import { useMemo } from 'react';
import type { PlansQuery } from '../__generated__/graphql.ts';
import { useWholeList } from '../graphql/use-whole-list.ts';
import { planFeatures, type PlanFeatures } from '../map/features/plan-features.ts';
import { PLANS } from './documents.graphql.ts';

/**
 * What the sites of the tenant look like, ready to be drawn: the plans of all places but floors, which lie above one
 * another. Without an answer the ground stays bare.
 * @param zones whose names stand on the map anyway.
 */
export function usePlan(zones: readonly { readonly name: string }[]): PlanFeatures {
  const places = useWholeList(PLANS, placesOf).nodes;
  // Zones change with every count; their names hardly ever.
  const names = zones.map(({ name }) => name).join('\n');
  return useMemo(() => {
    const plans = places.filter(({ kind }) => kind !== 'FLOOR').map(({ plan }) => plan);
    return planFeatures(plans, new Set(names.split('\n')));
  }, [places, names]);
}

function placesOf(data: PlansQuery): PlansQuery['places'] {
  return data.places;
}
