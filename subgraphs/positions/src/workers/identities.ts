import {
  createRecentlyUsed,
  headOffset,
  UnavailableError,
  type Clock,
  type Database,
  type ProjectionRunner,
  type Tx,
} from '@trekker/kit';
import DataLoader from 'dataloader';

import { TRACKERS_TOPIC } from '../events.ts';
import { trackersOfClaims } from '../db/device-claims.ts';
import type { Identity, Replicas } from './replicas.ts';

/** Who reports under which identifier. */
export interface Identities {
  /**
   * The trackers behind these identifiers of a tenant; unknown ones are absent. An identifier that no tracker has belongs
   * to the tracker for which its device was claimed. Whether one is unknown is decided only
   * when the replica has seen everything `trackers` wrote until now; fails with UNAVAILABLE when that takes too long.
   */
  resolve(tenantId: string, names: readonly string[]): Promise<ReadonlyMap<string, Identity>>;
}

const KEPT = 200_000;
/** How long an identity is believed without looking, for processes that are not told of changes. */
const BELIEVED_MS = 5_000;
const HEAD_TIMEOUT_MS = 1_000;

/** How long a look waits for others, in milliseconds. */
const GATHER_MS = 2;

interface Wanted {
  readonly tenantId: string;
  readonly name: string;
}

export interface IdentitiesOptions {
  readonly database: Database;
  readonly identifiers: Replicas['identifiers'];
  /** Runs that replica. */
  readonly runner: ProjectionRunner;
  readonly clock: Clock;
}

/** Identities from the replica, the ones used last in memory. */
export function createIdentities({ database, identifiers, runner, clock }: IdentitiesOptions): Identities {
  const known = createRecentlyUsed<string, { identity: Identity; until: number }>(KEPT);
  identifiers.onChanged((tenantId, names) => {
    for (const name of names) known.delete(`${tenantId}/${name}`);
  });

  async function current(tx: Tx, names: readonly string[]): Promise<ReadonlyMap<string, Identity>> {
    const listed = await identifiers.current(tx, names);
    const others = names.filter((name) => !listed.has(name));
    return others.length ? new Map([...(await trackersOfClaims(tx, others)), ...listed]) : listed;
  }

  const lookTogether = gathered(async (wanted) => {
    const found = await database.withConsumer(async (tx) => {
      const byTenant = new Map<string, ReadonlyMap<string, Identity>>();
      for (const [tenantId, names] of wanted) {
        void tx.asTenant(tenantId);
        byTenant.set(tenantId, await current(tx, names));
      }
      return byTenant;
    });
    const until = clock.now() + BELIEVED_MS;
    for (const [tenantId, ofTenant] of found)
      for (const [name, identity] of ofTenant) known.set(`${tenantId}/${name}`, { identity, until });
    return found;
  });

  /** Notes those that are found; gives back those that are not. */
  async function look(tenantId: string, names: readonly string[], found: Map<string, Identity>): Promise<string[]> {
    const identities = await lookTogether(names.map((name) => ({ tenantId, name })));
    return names.filter((name, index) => {
      const identity = identities[index];
      if (identity) found.set(name, identity);
      return !identity;
    });
  }

  return {
    async resolve(tenantId, names) {
      const found = new Map<string, Identity>();
      const wanted = [...new Set(names)].filter((name) => {
        const entry = known.get(`${tenantId}/${name}`);
        if (!entry || entry.until < clock.now()) return true;
        found.set(name, entry.identity);
        return false;
      });
      if (!wanted.length) return found;
      const missing = await look(tenantId, wanted, found);
      if (!missing.length) return found;
      await reachHead(tenantId);
      await look(tenantId, missing, found);
      return found;
    },
  };

  async function reachHead(tenantId: string): Promise<void> {
    const head = { topic: TRACKERS_TOPIC, tenantId, partition: 0 };
    const { result: offset } = await database.withTenant(tenantId, (tx: Tx) => headOffset(tx.sql, head), {
      mode: 'snapshot',
    });
    if (offset >= 0 && !(await runner.reached(head, offset, HEAD_TIMEOUT_MS))) {
      throw new UnavailableError('the list of trackers is not up to date yet; send it again');
    }
  }
}

/** Names by tenant. */
type Names = ReadonlyMap<string, readonly string[]>;
type Found = ReadonlyMap<string, ReadonlyMap<string, Identity>>;

/** Looks for what many ask within a moment at once, whatever their tenants: one commit answers many requests of one fix. */
function gathered(
  look: (wanted: Names) => Promise<Found>,
): (wanted: readonly Wanted[]) => Promise<(Identity | null)[]> {
  async function lookAll(wanted: readonly Wanted[]): Promise<(Identity | null)[]> {
    const byTenant = Map.groupBy(wanted, ({ tenantId }) => tenantId);
    const names = [...byTenant].map(([id, of]) => [id, [...new Set(of.map(({ name }) => name))]] as const);
    const found = await look(new Map(names));
    return wanted.map(({ tenantId, name }) => found.get(tenantId)?.get(name) ?? null);
  }
  const loader = new DataLoader<Wanted, Identity | null>(lookAll, {
    cache: false,
    batchScheduleFn: (dispatch) => setTimeout(dispatch, GATHER_MS),
  });
  return (wanted) => Promise.all(wanted.map((one) => loader.load(one)));
}
