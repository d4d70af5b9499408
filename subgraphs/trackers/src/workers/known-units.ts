import {
  defineReplica,
  headOffset,
  isUuid,
  payloadOf,
  runProjection,
  TrekkerError,
  type Head,
  type ProjectionRunner,
  type RunnerDependencies,
} from '@trekker/kit';

import { TENANCY_TOPIC, unitCreated } from '../events.ts';

/** What this service knows of tenancy's units: that they exist. */
export interface KnownUnits {
  readonly runner: ProjectionRunner;
  /**
   * Whether a tenant has a unit. "No" is said only when everything tenancy has published was read: fails with
   * REPLICA_BEHIND when that takes longer than a second.
   */
  exists(tenantId: string, unitId: string): Promise<boolean>;
}

const WAIT_MS = 1_000;

/** Keeps the ids of all units up to date. */
export function createKnownUnits(deps: RunnerDependencies): KnownUnits {
  const replica = defineReplica<{ unitId: string }>({
    name: 'units',
    schema: deps.schema,
    topic: TENANCY_TOPIC,
    changes(entry) {
      if (entry.type !== unitCreated.type) return [];
      const { unitId } = payloadOf(entry, unitCreated);
      return [{ key: unitId, from: entry.at, data: { unitId } }];
    },
  });
  const runner = runProjection(replica.projection, deps);

  async function isKnown(tenantId: string, unitId: string): Promise<boolean> {
    const { result } = await deps.database.withTenant(tenantId, (tx) => replica.current(tx, [unitId]));
    return result.has(unitId);
  }

  return {
    runner,
    async exists(tenantId, unitId) {
      if (!isUuid(unitId)) return false;
      if (await isKnown(tenantId, unitId)) return true;
      const head: Head = { topic: TENANCY_TOPIC, tenantId, partition: 0 };
      const { result: newest } = await deps.database.withTenant(tenantId, (tx) => headOffset(tx.sql, head));
      if (!(await runner.reached(head, newest, WAIT_MS))) {
        throw new TrekkerError('REPLICA_BEHIND', 'changes of organisation units have not arrived here yet; try again');
      }
      return isKnown(tenantId, unitId);
    },
  };
}
