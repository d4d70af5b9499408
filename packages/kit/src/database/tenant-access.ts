import type { NewEntry } from '../event-log/entry.ts';
import type { Offsets } from '../subgraph/executor.ts';
import type { Viewer } from '../viewer.ts';
import { UnauthenticatedError } from '../errors.ts';
import type { Database } from './database.ts';
import type { Tx } from './transaction.ts';

/** A viewer's own tenant, for the length of one operation. */
export interface TenantAccess {
  /** Reads one consistent state. */
  read<T>(fn: (tx: Tx) => Promise<T>): Promise<T>;
  /** Writes; what it publishes carries the viewer as actor. */
  write<T>(fn: (tx: Tx) => Promise<T>): Promise<T>;
  /** What was written to the event log so far. */
  readonly wrote: Offsets;
}

/** Opens the viewer's tenant. Without a viewer every call fails with UNAUTHENTICATED. */
export function openTenant(database: Database, viewer: Viewer | null): TenantAccess {
  const wrote: Record<string, number> = {};
  const tenantId = () => {
    if (!viewer) throw new UnauthenticatedError();
    return viewer.tenantId;
  };
  return {
    wrote,
    async read(fn) {
      return (await database.withTenant(tenantId(), fn, { mode: 'snapshot' })).result;
    },
    async write(fn) {
      const signed = (tx: Tx): Tx =>
        Object.assign(Object.create(tx) as Tx, {
          publish: (entry: NewEntry) => tx.publish({ actor: viewer?.actor ?? null, ...entry }),
        });
      const committed = await database.withTenant(tenantId(), (tx) => fn(signed(tx)));
      Object.assign(wrote, committed.wrote);
      return committed.result;
    },
  };
}
