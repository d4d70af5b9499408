import { useMemo } from 'react';
import type { PlansQuery } from '../__generated__/graphql.ts';
import { useWholeList } from '../graphql/use-whole-list.ts';
import { planFeatures, type PlanFeatures } from '../map/features/plan-features.ts';
import { PLANS } from './documents.graphql.ts';

/** A place with what it is part of and what it looks like. */
export type PlannedPlace = PlansQuery['places']['nodes'][number];

/** All places with their plans; none without an answer. */
export function usePlans(): readonly PlannedPlace[] {
  return useWholeList(PLANS, placesOf).nodes;
}

/**
 * What the sites of the tenant look like, ready to be drawn: the plans of all places but floors, which lie above one
 * another, and that of the floor somebody looks at. Without an answer the ground stays bare.
 * @param zones whose names stand on the map anyway.
 * @param floorId of the floor that is looked at, or null for none.
 */
export function usePlan(zones: readonly { readonly name: string }[], floorId: string | null = null): PlanFeatures {
  const places = usePlans();
  // Zones change with every count; their names hardly ever.
  const names = zones.map(({ name }) => name).join('\n');
  return useMemo(() => {
    const plans = places.filter(({ kind }) => kind !== 'FLOOR').map(({ plan }) => plan);
    const floor = places.find(({ id }) => id === floorId)?.plan;
    return planFeatures(plans, { names: new Set(names.split('\n')), floor });
  }, [places, names, floorId]);
}

function placesOf(data: PlansQuery): PlansQuery['places'] {
  return data.places;
}
