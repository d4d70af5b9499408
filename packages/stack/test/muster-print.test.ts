import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { startInstallation, ROOMY, type Installation } from './support/installation.ts';
import { populate, type Populated } from './support/populate.ts';

let site: Installation;
let own: Populated;
before(async () => {
  site = await startInstallation(ROOMY);
  own = await populate(site, 'printer7');
});
after(() => site[Symbol.asyncDispose]());

test('a printed list carries the names that live with people', async () => {
  const { musterId } = own.belongings;
  const query = 'query P($id: ID!) { muster(id: $id) { html: printable csv: printable(format: CSV) } }';
  const { muster } = await own.client.run(query, { id: musterId });
  assert.ok(muster.html.includes('Person printer7'), muster.html);
  assert.match(muster.csv, /Person printer7,[0-9a-f-]{36},Company printer7,yes,SAFE,WARDEN/);
});
