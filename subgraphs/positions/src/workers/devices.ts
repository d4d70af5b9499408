import { createRecentlyUsed, resolveNames, type Clock, type Database } from '@trekker/kit';

import { DEVICE } from '../db/device-claims.ts';

/** Whose the devices are that speak without a door. */
export interface Devices {
  /** The tenants that claimed these devices, by identifier; a device that nobody claimed is absent. */
  tenantsOf(identifiers: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

const KEPT = 200_000;
/** How long an answer is believed, so that a device that was claimed or released is heard as such soon. */
const BELIEVED_MS = 2_000;

/** Looks claims up in the directory. One look-up is under way while the names of the next gather. */
export function createDevices({ database, clock }: { database: Database; clock: Clock }): Devices {
  const known = createRecentlyUsed<string, { tenantId: string | null; until: number }>(KEPT);
  const wanted = new Map<string, PromiseWithResolvers<string | null>>();
  let looking = false;

  async function look(): Promise<void> {
    if (looking) return;
    looking = true;
    // Whoever asks in the same moment comes along.
    await Promise.resolve();
    while (wanted.size) {
      const batch = new Map(wanted);
      wanted.clear();
      await answer(batch);
    }
    looking = false;
  }

  async function answer(asked: ReadonlyMap<string, PromiseWithResolvers<string | null>>): Promise<void> {
    try {
      const found = await database.withDirectory((sql) => resolveNames(sql, DEVICE, [...asked.keys()]));
      for (const [name, { resolve }] of asked) {
        const tenantId = found.get(name)?.tenantId ?? null;
        known.set(name, { tenantId, until: clock.now() + BELIEVED_MS });
        resolve(tenantId);
      }
    } catch (failure) {
      for (const { reject } of asked.values()) reject(failure);
    }
  }

  function tenantOf(identifier: string): Promise<string | null> | string | null {
    const entry = known.get(identifier);
    if (entry && entry.until > clock.now()) return entry.tenantId;
    const asked = wanted.get(identifier) ?? Promise.withResolvers<string | null>();
    wanted.set(identifier, asked);
    void look();
    return asked.promise;
  }

  return {
    async tenantsOf(identifiers) {
      const found = await Promise.all(identifiers.map(async (one) => [one, await tenantOf(one)] as const));
      return new Map(found.flatMap(([identifier, tenantId]) => (tenantId === null ? [] : [[identifier, tenantId]])));
    },
  };
}
