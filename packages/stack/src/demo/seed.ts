import { join } from 'node:path';

import type { Mover, Site } from '@trekker/simulator';
import type { Tenancy } from '@trekker/tenancy';

import { keepFile } from '../keep-file.ts';
import { signIn, type Api } from './api.ts';
import type { DemoLogins } from './logins.ts';
import { patientApi } from './patient-api.ts';
import { seedMovers } from './seed-movers.ts';
import { seedUnits } from './seed-units.ts';
import { seedZones } from './seed-zones.ts';

export interface SeedOptions {
  readonly dataDir: string;
  readonly tenancy: Pick<Tenancy, 'createTenant'>;
  readonly graphqlUrl: string;
  readonly logins: DemoLogins;
  readonly site: Site;
  readonly movers: readonly Mover[];
  /** Since when zones hold and trackers are carried, Unix milliseconds. */
  readonly sinceMs: number;
}

/** How long a busy machine may take to show what was written. */
const PATIENCE_MS = 60_000;

/**
 * Fills an installation with the demo tenant through the public API, and gives back the token of the door through which
 * its trackers report. The token's file is written last: without it the seed did not finish, and a further run adds what
 * is missing.
 */
export function seedDemo(options: SeedOptions): Promise<string> {
  const { dataDir, graphqlUrl, logins, site, movers } = options;
  return keepFile(join(dataDir, 'demo-terminal-door'), async () => {
    await ensureTenant(options);
    const api = patientApi(await signIn(graphqlUrl, logins), PATIENCE_MS);
    const since = new Date(options.sinceMs).toISOString();
    await seedZones(api, site, since);
    await seedMovers(api, { movers, unitIds: await seedUnits(api, movers), since });
    return openDoor(api);
  });
}

async function ensureTenant({ tenancy, logins, site }: SeedOptions): Promise<void> {
  const { tenant, name, password } = logins;
  const administrator = { signInName: name, name: 'Demo administrator', password };
  try {
    await tenancy.createTenant({ slug: tenant, name: 'Petrel Terminals', timeZone: site.timeZone, administrator });
  } catch (failure) {
    // An earlier run got this far.
    if (!(failure instanceof Error && 'code' in failure && failure.code === 'CONFLICT')) throw failure;
  }
}

async function openDoor(api: Api): Promise<string> {
  const { createIngestDoor } = await api.run<{ createIngestDoor: { token: string } }>(
    'mutation OpenDoor { createIngestDoor(input: { name: "Phones of the demo" }) { token } }',
  );
  return createIngestDoor.token;
}
