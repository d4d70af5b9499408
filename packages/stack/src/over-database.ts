import { setTimeout as sleep } from 'node:timers/promises';

import { defineService, type Service } from '@trekker/kit';

/** How long services may take to stop before their database is taken from them. */
const PATIENCE_MS = 4_000;

/**
 * Services and the running database they stand on as one. It stops them first; a database that does not answer would hold
 * them up for ever, so it is then stopped before them, which fails whatever they wait for. Stopping takes at most twice
 * `patienceMs` longer than the database's own end.
 * @param database null where it is none of ours.
 */
export function overDatabase(services: Service, database: Service | null, patienceMs = PATIENCE_MS): Service {
  async function stop(): Promise<void> {
    const stopping = services.stop();
    const settled = stopping.then(
      () => true,
      () => true, // what it failed with is thrown below
    );
    const inTime = await Promise.race([settled, sleep(patienceMs, false, { ref: false })]);
    await database?.stop();
    if (inTime) await stopping;
    else await Promise.race([stopping, sleep(patienceMs, undefined, { ref: false })]);
  }
  return defineService({
    name: services.name,
    start: () => services.start(),
    stop,
    drain: async () => services.drain?.(),
    ready: async () => (await database?.ready?.()) ?? (await services.ready?.()) ?? null,
  });
}
