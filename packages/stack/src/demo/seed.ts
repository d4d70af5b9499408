import { join } from 'node:path';

import type { SimulatedPerson, Site } from '@trekker/simulator';
import type { Tenancy } from '@trekker/tenancy';

import { keepFile } from '../keep-file.ts';
import { signIn, type Api } from './api.ts';
import type { DemoLogins } from './logins.ts';
import { seedPeople } from './seed-people.ts';
import { seedUnits } from './seed-units.ts';
import { seedZones } from './seed-zones.ts';

export interface SeedOptions {
  readonly dataDir: string;
  readonly tenancy: Pick<Tenancy, 'createTenant'>;
  readonly graphqlUrl: string;
  readonly logins: DemoLogins;
  readonly site: Site;
  readonly population: readonly SimulatedPerson[];
}

/**
 * Fills an installation with the demo tenant through the public API, and gives back the token of the door through which
 * its simulated people report. The token's file is written last: without it the seed did not finish, and a further run
 * adds what is missing.
 */
export function seedDemo(options: SeedOptions): Promise<string> {
  return keepFile(join(options.dataDir, 'demo-door'), async () => {
    await ensureTenant(options);
    const api = await signIn(options.graphqlUrl, options.logins);
    const unitIds = await seedUnits(api, options.population);
    await seedPeople(api, options.population, unitIds);
    await seedZones(api, options.site);
    return openDoor(api);
  });
}

async function ensureTenant({ tenancy, logins }: SeedOptions): Promise<void> {
  const { tenant, name, password } = logins;
  const administrator = { signInName: name, name: 'Demo administrator', password };
  try {
    await tenancy.createTenant({ slug: tenant, name: 'Petrel Works', timeZone: 'Etc/UTC', administrator });
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
