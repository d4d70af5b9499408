import type { Actor, Clock, Database, NewEntry, Tx, UserError } from '@trekker/kit';

import { parseNewGeofence, type NewGeofence, type NewGeofenceInput } from '../domain/geofence/new-geofence.ts';
import { NO_SHAPE } from '../domain/geofence/shape-input.ts';
import type { Geometry } from '../workers/geometry/geometry.ts';
import { addGeofences, placeProblem } from './add-geofences.ts';

/** What became of an import: every good geofence was added, each bad one is named with its problems. */
export interface Imported {
  readonly created: readonly { readonly geofenceId: string; readonly name: string }[];
  readonly refused: readonly { readonly name: string; readonly problems: readonly UserError[] }[];
}

/**
 * Adds many geofences at once, in one transaction and as one edit. An act of the installation's own staff and tools: it
 * asks for no permission.
 */
export async function importGeofences(
  { database, clock, geometry }: { database: Database; clock: Clock; geometry: Geometry },
  tenantId: string,
  { inputs, actor }: { inputs: readonly NewGeofenceInput[]; actor: Actor | null },
): Promise<Imported> {
  const now = clock.now();
  const shapes = await geometry.judge(inputs);
  const parsed = inputs.map((input, index) => ({
    name: input.name,
    parsed: parseNewGeofence(input, shapes[index] ?? NO_SHAPE),
  }));
  const { result } = await database.withTenant(tenantId, async (tx) => {
    const good: NewGeofence[] = [];
    const refused: { name: string; problems: readonly UserError[] }[] = [];
    for (const { name, parsed: one } of parsed) {
      const problem = one.ok ? await placeProblem(tx, one.value.placeId) : null;
      if (one.ok && !problem) good.push(one.value);
      else refused.push({ name, problems: one.ok ? [problem].flatMap((found) => found ?? []) : one.userErrors });
    }
    const made = await addGeofences(signed(tx, actor), { tenantId, now }, good);
    return { created: made.map(({ geofenceId, name }) => ({ geofenceId, name })), refused };
  });
  return result;
}

/** The transaction with an actor on everything it publishes. */
function signed(tx: Tx, actor: Actor | null): Tx {
  return Object.assign(Object.create(tx) as Tx, { publish: (entry: NewEntry) => tx.publish({ actor, ...entry }) });
}
