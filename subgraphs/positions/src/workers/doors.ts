import { createRecentlyUsed, resolveName, secretName, type Clock, type Database } from '@trekker/kit';

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
  const known = createRecentlyUsed<string, { tenantId: string | null; until: number }>(KEPT);

  async function look(kind: string, name: string): Promise<string | null> {
    const key = `${kind}/${name}`;
    const entry = known.get(key);
    if (entry && entry.until > clock.now()) return entry.tenantId;
    const found = await database.withDirectory((sql) => resolveName(sql, kind, name));
    const tenantId = found?.tenantId ?? null;
    known.set(key, { tenantId, until: clock.now() + BELIEVED_MS });
    return tenantId;
  }

  return {
    tenantOf: (token) => look('door', secretName(token)),
    tenantNamed: (slug) => look('tenant', slug),
    openTenant: async () => (openSlug === null ? null : look('tenant', openSlug)),
  };
}
