import { setTimeout as sleep } from 'node:timers/promises';

import { startProduct } from '../start/product.ts';
import { signedIn } from './api.ts';
import type { Site } from './site.ts';

/** The product over a prepared site, in processes of its own. */
export interface Running extends AsyncDisposable {
  readonly pid: number;
  readonly intakePort: number;
  /** Resolves when everything acknowledged so far was derived from; visits are those of the first tenant. */
  derived(): Promise<void>;
}

/** Starts the product over a data folder. */
export async function runSite(dataDir: string, site: Site): Promise<Running> {
  const product = await startProduct(dataDir, {
    TREKKER_DEMO: 'false',
    TREKKER_LOG_LEVEL: 'error',
    TREKKER_TENANCY_ACCESS_TOKEN_MS: '900000',
  });
  await product.answered;
  const run = await signedIn(product.graphqlUrl, site.login);
  return {
    pid: product.pid,
    intakePort: await product.intakePort(),
    async derived() {
      // An edit stands behind every acknowledged position in the log, and whoever reads after it waits for what it leads to.
      const { createGeofence } = await run<{ createGeofence: { geofence: { id: string } } }>(
        `mutation Barrier { createGeofence(input: { name: "Barrier", kind: WORK_ZONE,
          circle: { latitude: -89, longitude: 0, radiusMeters: 1 } }) { geofence { id } } }`,
      );
      const input = { geofenceId: createGeofence.geofence.id };
      await patiently(() =>
        run('mutation Gone($input: ArchiveGeofenceInput!) { archiveGeofence(input: $input) { geofence { id } } }', {
          input,
        }),
      );
      await patiently(() => run('query Derived { visits(first: 1) { nodes { id } } }'));
    },
    [Symbol.asyncDispose]: () => product.stop(),
  };
}

const PATIENCE_MS = 120_000;

/** Asks again while what was written has not arrived where it is read. */
async function patiently(ask: () => Promise<unknown>): Promise<void> {
  for (const end = performance.now() + PATIENCE_MS; ; await sleep(20)) {
    const failure = await ask().then(
      () => null,
      (reason: unknown) => reason,
    );
    if (failure === null) return;
    if (performance.now() > end) throw failure;
  }
}
