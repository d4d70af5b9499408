import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { silentLogger } from '@trekker/kit';

import { createApi, signIn } from '../../src/demo/api.ts';
import { installTrackers } from '../../src/replay/install-trackers.ts';
import { installZones } from '../../src/replay/install-zones.ts';
import { BARE } from '../../src/replay/own-product.ts';
import { patientApi } from '../../src/demo/patient-api.ts';
import type { RecordedZone } from '../../src/replay/read-zones.ts';
import { startStack } from '../../src/stack.ts';

/** A stopped installation that knows a tenant, its door, trackers and zones, so that copies of it know the same ids. */
export interface PreparedInstallation extends AsyncDisposable {
  /** Token of the door. */
  readonly door: string;
  /** Identifiers by the trackers' ids. */
  readonly trackers: ReadonlyMap<string, string>;
  /** Names by the geofences' ids. */
  readonly zones: ReadonlyMap<string, string>;
  /** A data folder that is equal to the prepared one; gone when this is disposed of. */
  copy(): Promise<string>;
  /** An access token of the tenant's administrator. */
  accessToken(graphqlUrl: string): Promise<string>;
}

const LOGIN = { tenant: 'crash', name: 'crash', password: 'nobody else knows it' };

/** Prepares an installation in a temporary folder. */
export async function prepareInstallation(
  identifiers: readonly string[],
  zones: readonly RecordedZone[],
): Promise<PreparedInstallation> {
  const folders: string[] = [];
  const newFolder = () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'trekker-crash-')));
    folders.push(folder);
    return folder;
  };
  const dataDir = newFolder();
  const known = await install({ dataDir, identifiers, zones });
  return {
    ...known,
    async copy() {
      const folder = newFolder();
      await cp(dataDir, folder, { recursive: true, verbatimSymlinks: true });
      return folder;
    },
    async accessToken(graphqlUrl) {
      const data = await createApi(graphqlUrl, null).run<SignInData>(SIGN_IN, { input: LOGIN });
      return data.signIn.session.accessToken.token;
    },
    async [Symbol.asyncDispose]() {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function install({
  dataDir,
  identifiers,
  zones,
}: {
  dataDir: string;
  identifiers: readonly string[];
  zones: readonly RecordedZone[];
}): Promise<Pick<PreparedInstallation, 'door' | 'trackers' | 'zones'>> {
  await using stack = await startStack({ ...BARE, TREKKER_DATA_DIR: dataDir }, silentLogger);
  await stack.subgraphs.services.tenancy.createTenant({
    slug: LOGIN.tenant,
    name: 'Crash',
    timeZone: 'Etc/UTC',
    administrator: { signInName: LOGIN.name, name: 'Crash', password: LOGIN.password },
  });
  const api = patientApi(await signIn(stack.addresses().graphql, LOGIN), 60_000);
  const { createIngestDoor } = await api.run<{ createIngestDoor: { token: string } }>(
    'mutation OpenDoor { createIngestDoor(input: { name: "Crash" }) { token } }',
  );
  const trackers = await installTrackers(api, identifiers);
  const installed = await installZones(api, zones, { rules: 'plain' });
  return { door: createIngestDoor.token, trackers, zones: installed.names };
}

const SIGN_IN = `mutation SignIn($input: SignInInput!) { signIn(input: $input) { session { accessToken { token } } } }`;

interface SignInData {
  readonly signIn: { readonly session: { readonly accessToken: { readonly token: string } } };
}
