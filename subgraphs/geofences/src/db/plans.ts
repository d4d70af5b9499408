import type { Tx } from '@trekker/kit';

/** Which plans the current tenant has: places and what tells a plan from another. */
export async function planDigests(tx: Tx): Promise<{ placeId: string; digest: string }[]> {
  return tx.sql<{ placeId: string; digest: string }[]>`
    select place_id as "placeId", md5(plan) as digest from geofences.place_plans order by place_id`;
}

/** Plans of places, as JSON text. */
export async function plansOf(tx: Tx, placeIds: readonly string[]): Promise<{ placeId: string; plan: string }[]> {
  return tx.sql<{ placeId: string; plan: string }[]>`
    select place_id as "placeId", plan from geofences.place_plans where place_id = any(${[...placeIds]}::uuid[])`;
}
