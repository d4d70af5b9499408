import { createRecentlyUsed, resolveNames, secretName, type Clock, type Database } from '@trekker/kit';
import DataLoader from 'dataloader';

/** Which tenant a request of a device is for. */
export interface Doors {
  /** The tenant behind a door's token, or null when no such door is open. */
  tenantOf(token: string): Promise<string | null>;
  /** The tenant of a short name, or null when there is none. */
  tenantNamed(slug: string): Promise<string | null>;
  /** The tenant whose devices may report without a token, or null when nobody's may. */
  openTenant(): Promise<string | null>;
}

const KEPT = 10_000;
/** How long an answer is believed, so that a closed door is closed here soon. */
const BELIEVED_MS = 2_000;
/** How long a look waits for others, in milliseconds. */
const GATHER_MS = 2;

/** A name in the directory. */
interface Named {
  readonly kind: string;
  readonly name: string;
}

/** @param openSlug short name of the tenant whose devices need no token, or null. */
export function createDoors({
  database,
  clock,
  openSlug,
}: {
  database: Database;
  clock: Clock;
  openSlug: string | null;
}): Doors {
  const known = createRecentlyUsed<string, { tenantId: Promise<string | null>; until: number }>(KEPT);
  const lookUp = new DataLoader((names: readonly Named[]) => lookTogether(database, names), {
    cache: false,
    batchScheduleFn: (dispatch) => setTimeout(dispatch, GATHER_MS),
  });

  /** Whoever asks while somebody looks waits for that look: many requests come through one door. */
  function look(kind: string, name: string): Promise<string | null> {
    const key = `${kind}/${name}`;
    const entry = known.get(key);
    if (entry && entry.until > clock.now()) return entry.tenantId;
    const tenantId = lookUp.load({ kind, name });
    const looked = { tenantId, until: clock.now() + BELIEVED_MS };
    known.set(key, looked);
    tenantId.catch(() => {
      if (known.get(key) === looked) known.delete(key);
    });
    return tenantId;
  }

  return {
    tenantOf: (token) => look('door', secretName(token)),
    tenantNamed: (slug) => look('tenant', slug),
    openTenant: async () => (openSlug === null ? null : look('tenant', openSlug)),
  };
}

/** Looks names up in one transaction, whatever tenants they are of. */
async function lookTogether(database: Database, names: readonly Named[]): Promise<(string | null)[]> {
  const byKind = Map.groupBy(names, ({ kind }) => kind);
  const found = await database.withDirectory(async (sql) => {
    const answers = [...byKind].map(async ([kind, of]) => {
      return [kind, await resolveNames(sql, kind, [...new Set(of.map(({ name }) => name))])] as const;
    });
    return new Map(await Promise.all(answers));
  });
  return names.map(({ kind, name }) => found.get(kind)?.get(name)?.tenantId ?? null);
}
